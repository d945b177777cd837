"""What a learner does about her phones. Each runs under the lock of her stream."""

from typing import Any

from peewee import fn

from api.clock import now_s
from api.errors import NotFound
from api.learners import service as learners
from api.learners.models import Token
from api.learners.service import START
from api.recovery.service import void
from api.sync.streams import holding


def renew(authorization: str, session: str, append: str | None) -> None:
    """Give the asking phone new tokens; whoever kept the old ones is out.

    Asked again with the new session token it changes nothing.
    """
    with holding(learners.subject_of(authorization)):
        asking = learners.session(authorization)  # again: now nobody changes it
        learners.rotate(asking, session, append)


def phones_of(asking: Token) -> list[dict[str, Any]]:
    """Return the phones that speak for her, the oldest first."""
    hers = (Token.subject == asking.subject) & Token.revoked_at.is_null()
    phones = {
        row.phone: {
            "id": row.phone,
            "how": row.how,
            "by": row.by,
            "at": row.created_at,
            "this": row.phone == asking.phone,
        }
        for row in Token.select().where(hers)
    }
    return sorted(phones.values(), key=lambda one: (one["at"], one["how"] != START, one["id"]))


def revoke(authorization: str, phone: str) -> None:
    """Let a phone speak for her no more, nor what it opened; raises NotFound, Forbidden.

    Nor whom it let in while it was too new, unless the asking phone is one of those. What they
    still bring is put aside. Asked again it changes nothing.
    """
    subject = learners.subject_of(authorization)
    if "\0" in phone:  # PostgreSQL has no such text
        raise NotFound("phone.unknown")
    with holding(subject):
        asking = learners.session(authorization)
        hers = (Token.subject == subject) & (Token.phone == phone)
        since = Token.select(fn.MIN(Token.created_at)).where(hers).scalar()
        if since is None:
            raise NotFound("phone.unknown")
        gone = {phone}
        if phone != asking.phone:
            learners.settled(asking)
            line = learners.line_of(subject, phone)
            gone = gone if asking.phone in line else line
            void(subject, gone, since)
        theirs = (Token.subject == subject) & Token.phone.in_(gone)
        Token.update(revoked_at=now_s()).where(theirs & Token.revoked_at.is_null()).execute()
