"""A phone that arrives: known by its tokens, told to the others, once however often it asks."""

from dataclasses import dataclass

from api.errors import Forbidden
from api.learners import service as learners
from api.sync import streams
from api.sync.models import EventRow
from api.sync.registry import CODES

RETRY_S = 600
CREATED = CODES["profile.created"]


@dataclass(frozen=True)
class Arriving:
    """The hashes of the tokens a phone has made for itself."""

    session: str
    append: str | None = None


def let_in(
    subject: str, phone: Arriving, how: str, by: str | None = None, via: str | None = None
) -> None:
    """Make a phone known and tell the others, inside `holding`; raises Forbidden.

    `via` is the phone that opened the way: while it is too new itself, so is whom it lets in. One
    that is known already is let in again without a word.
    """
    known = learners.find(phone.session)
    if known is None:
        opener = learners.new_opener(via)
        if opener is not None:
            how, by = opener.how, opener.by
        else:
            via = None
        made = learners.register(subject, phone.session, how, phone.append, by, via)
        streams.tell(subject, "phone.linked", {"how": how, "phone": made.phone})
    elif known.subject != subject or known.kind != learners.SESSION or known.revoked_at:
        raise Forbidden("auth.subject")


def avatar_of(subject: str) -> str | None:
    """Return the drawing she chose last, if the log says."""
    hers = (EventRow.stream == streams.learner_stream(subject)) & (EventRow.t == CREATED)
    rows = EventRow.select().where(hers & EventRow.counts & EventRow.plain.is_null(False))
    said = [(streams.wire_row(row), row.h) for row in rows]
    latest = max(said, key=lambda one: (one[0]["at"], one[1]), default=({}, ""))[0].get("d")
    return str(latest["avatar"]) if isinstance(latest, dict) and "avatar" in latest else None
