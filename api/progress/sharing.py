"""Fold what she shares and with whom. Pure; mirrored by pwa/src/domain/sharing.ts.

The order of the events means nothing: the latest wins, and of one second a withdrawal. Apart from
the fold of progress, so that no phone carries it to its first card. tests/vectors/sharing.json
holds the cases that both languages run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

GIVEN, WITHDRAWN = CODES["contact.given"], CODES["consent.withdrawn"]
GRANTED, ENDED = CODES["share.granted"], CODES["share.withdrawn"]
CONTACT = "contact."


@dataclass(frozen=True, order=True)
class Share:
    """What of hers somebody may see, and until when; the reader minds the clock."""

    scope: str
    to: str
    until: int


@dataclass
class Sharing:
    """Editions that have her contact, with the text she agreed to, and what she shares."""

    contacts: dict[str, int] = field(default_factory=dict)
    shares: list[Share] = field(default_factory=list)


def fold_sharing(events: Iterable[Fact]) -> Sharing:
    """Fold events in any order; one that comes twice counts once."""
    latest: dict[tuple[str, str], tuple[tuple[int, int, str], Body]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d)
        slot = _slot(event.t, body) if body is not None else None
        if body is None or slot is None:
            continue
        key = (event.at, int(event.t in (WITHDRAWN, ENDED)), event.h)
        if slot not in latest or key > latest[slot][0]:
            latest[slot] = (key, body)
    sharing = Sharing()
    for (scope, to), ((_, withdrawn, _), body) in sorted(latest.items(), key=lambda one: one[0]):
        if withdrawn:
            continue
        if scope:
            sharing.shares.append(Share(scope, to, cast(int, body["until"])))
        else:
            sharing.contacts[to] = cast(int, body["text_version"])
    return sharing


def _slot(code: int, body: Body) -> tuple[str, str] | None:
    """Return what an event decides about: a scope and its reader, or ("", edition)."""
    if code in (GRANTED, ENDED):
        return cast(str, body["scope"]), cast(str, body["to"])
    if code == GIVEN:
        return "", cast(str, body["edition"])
    purpose = cast(str, body["purpose"]) if code == WITHDRAWN else ""
    return ("", purpose.removeprefix(CONTACT)) if purpose.startswith(CONTACT) else None
