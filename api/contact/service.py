"""Contacts: given, taken back, shown to their owner, and gone a year after the edition."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from api.clock import now_s
from api.contact.models import Contact
from api.db import write
from api.editions import service as editions
from api.errors import Invalid, NotFound
from api.sealing.keyring import Pair
from api.sync.streams import holding

KEPT_S = 366 * 24 * 3600  # a year after the edition, or after she gave it where none ends


def put(
    subject: str,
    asked: Mapping[str, Any],
    keys: Sequence[Pair],
    still: Callable[[], object] = lambda: None,
) -> None:
    """Keep a contact in place of the one before; raises NotFound or Invalid.

    `still` raises when she erased herself, or sent this phone away, meanwhile.
    """
    if not editions.exists(asked["edition"]):
        raise NotFound("edition.unknown")
    if asked["kid"] not in [one.kid for one in keys]:
        raise Invalid("contact.key")
    with holding(subject):
        still()
        Contact.insert(subject=subject, at=now_s(), **asked).on_conflict(
            conflict_target=[Contact.subject, Contact.edition],
            preserve=[Contact.kid, Contact.ct, Contact.text_version, Contact.at],
        ).execute()


def drop(subject: str) -> None:
    """Take back what she gave, to every edition."""
    with holding(subject):
        forget(subject)


def forget(subject: str) -> None:
    """Remove her contacts."""
    Contact.delete().where(Contact.subject == subject).execute()


def held_of(subject: str) -> list[dict[str, Any]]:
    """Return what is held, as it is held: sealed."""
    rows = Contact.select().where(Contact.subject == subject).order_by(Contact.edition)
    names = ("edition", "kid", "ct", "text_version", "at")
    return [{name: getattr(row, name) for name in names} for row in rows]


def of_edition(edition: str) -> list[tuple[str, str, str]]:
    """Return (subject, kid, sealed contact) of everybody who gave one."""
    rows = Contact.select().where(Contact.edition == edition).order_by(Contact.at, Contact.subject)
    return [(row.subject, row.kid, row.ct) for row in rows]


def tidy() -> int:
    """Remove what has had its time; return how many."""
    now, gone = now_s(), 0
    with write():
        for edition in [row.edition for row in Contact.select(Contact.edition).distinct()]:
            ends = editions.ends_on(edition)
            old = Contact.edition == edition
            if ends is None:
                old &= Contact.at <= now - KEPT_S
            elif datetime(ends.year, ends.month, ends.day, tzinfo=UTC).timestamp() > now - KEPT_S:
                continue
            gone += Contact.delete().where(old).execute()
    return gone
