"""Origins: told, changed, taken back, shown to their owner, gone a year after they were told.

Only `api.outcomes` reads them, as groups (docs/adr/0037-origin.md).
"""

from collections.abc import Callable, Mapping
from typing import Any

from api.clock import now_s
from api.db import write
from api.origin.models import Origin
from api.sync.streams import holding

KEPT_S = 366 * 24 * 3600


def put(subject: str, asked: Mapping[str, Any], still: Callable[[], object] = lambda: None) -> None:
    """Keep an answer in place of the one before; the same again changes nothing.

    `still` raises when she erased herself, or sent this phone away, meanwhile.
    """
    with holding(subject):
        still()
        if held_of(subject).items() >= dict(asked).items():
            return
        Origin.insert(subject=subject, at=now_s(), **asked).on_conflict(
            conflict_target=[Origin.subject],
            preserve=[Origin.answer, Origin.text_version, Origin.at],
        ).execute()


def drop(subject: str) -> None:
    """Take back what she told."""
    with holding(subject):
        forget(subject)


def forget(subject: str) -> None:
    """Remove her answer."""
    Origin.delete().where(Origin.subject == subject).execute()


def held_of(subject: str) -> dict[str, Any]:
    """Return what is held of her; empty when that is nothing."""
    row = Origin.get_or_none(Origin.subject == subject)
    return {name: getattr(row, name) for name in ("answer", "text_version", "at")} if row else {}


def answers() -> dict[str, str]:
    """Return everybody's answer, by subject, for figures of groups."""
    return {row.subject: row.answer for row in Origin.select(Origin.subject, Origin.answer)}


def tidy() -> None:
    """Remove what has had its time."""
    with write():
        Origin.delete().where(Origin.at <= now_s() - KEPT_S).execute()
