"""Two subjects that are one person: she began afresh, and links what she had. It can be undone."""

from typing import Any

from api.clock import now_s
from api.errors import ApiError, Forbidden, Invalid, NotFound
from api.learners import service as learners
from api.learners.models import Twin
from api.sync.models import EventRow
from api.sync.registry import CODES
from api.sync.schemas import MAX_TWINS
from api.sync.streams import holding, learner_stream, tell, wire_row

UNDO_S = 30 * 24 * 3600
SAID = (CODES["learner.linked"], CODES["learner.unlinked"])


def link(authorization: str, token: str) -> tuple[str, str]:
    """Link the asking subject with the one whose session token she holds too; return both.

    Raises NotFound, Invalid or Forbidden; linked already it changes nothing.
    """
    asking = learners.session(authorization)
    mine, other = str(asking.subject), _owner(token)
    if mine == other:
        raise Invalid("request.invalid")
    learners.settled(asking)
    one, two = sorted((mine, other))
    with holding(one, two):
        if other in learners.twins_of(mine):
            return one, two
        if any(len(learners.twins_of(subject)) >= MAX_TWINS for subject in (one, two)):
            raise Forbidden("twin.many")
        Twin.insert(one=one, other=two, at=now_s(), undone_at=None).on_conflict(
            conflict_target=[Twin.one, Twin.other], preserve=[Twin.at, Twin.undone_at]
        ).execute()
        tell(one, "learner.linked", {"other": two})
        tell(two, "learner.linked", {"other": one})
    return one, two


def _owner(token: str) -> str:
    try:
        found = learners.session(f"Bearer {token}")
        learners.settled(found)
    except ApiError as fault:
        raise NotFound("twin.unknown") from fault
    return str(found.subject)


def unlink(authorization: str, other: str) -> tuple[str, str]:
    """Undo a link for 30 days; return both. Raises NotFound or Forbidden.

    Undone already it changes nothing.
    """
    one, two = sorted((learners.subject_of(authorization), other))
    this = (Twin.one == one) & (Twin.other == two)
    # PostgreSQL has no text with a NUL in it.
    if "\0" in other or not Twin.select().where(this).exists():
        raise NotFound("twin.unknown")
    with holding(one, two):
        found = Twin.get_or_none(this)
        if found is None or found.undone_at is not None:
            return one, two
        if found.at + UNDO_S <= now_s():
            raise Forbidden("twin.settled")
        Twin.update(undone_at=now_s()).where(this).execute()
        tell(one, "learner.unlinked", {"other": two})
        tell(two, "learner.unlinked", {"other": one})
    return one, two


def twins_of(subject: str) -> list[dict[str, Any]]:
    """Return who else is the same person, since when, and until when that can be undone."""
    hers = (Twin.one == subject) | (Twin.other == subject)
    rows = Twin.select().where(hers & Twin.undone_at.is_null()).order_by(Twin.at)
    return [
        {
            "subject": row.other if row.one == subject else row.one,
            "at": row.at,
            "until": row.at + UNDO_S,
        }
        for row in rows
    ]


def forget(subject: str) -> None:
    """Take an erased subject's name out of her twins' streams."""
    hers = (Twin.one == subject) | (Twin.other == subject)
    for row in Twin.select().where(hers):
        key = learner_stream(row.other if row.one == subject else row.one)
        said = (EventRow.stream == key) & EventRow.t.in_(SAID) & EventRow.plain.is_null(False)
        for event in EventRow.select().where(said):
            if wire_row(event)["d"] == {"other": subject}:
                slot = (EventRow.r == event.r) & (EventRow.q == event.q)
                EventRow.update(plain=None, counts=False).where(slot).execute()
