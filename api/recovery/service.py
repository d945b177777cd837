"""Codes that let one phone in: shown by an old phone of hers, or given with a mentor's help."""

from collections.abc import Callable

from api.clock import now_s
from api.codes import digest, letters, read_letters
from api.errors import NotFound
from api.learners.models import Token
from api.learners.service import MENTOR, PHONE
from api.recovery import limits
from api.recovery.arrival import RETRY_S, Arriving, let_in
from api.recovery.models import Card, Link, Llave, Tries
from api.sync import streams

CODE_LETTERS = 8  # 40 bits for ten minutes: no need to count who guesses
LINK_S = 600
HELP_S = 15 * 60
LINKS_AN_HOUR = 20
HELPS_AN_HOUR = 5


def link(asking: Callable[[], Token]) -> str:
    """Make a code for another phone of hers; raises TooMany. Only the newest one counts.

    `asking` returns who asks, and raises once that phone is sent away.
    """
    subject = str(asking().subject)
    limits.take(f"link:{subject}", LINKS_AN_HOUR)
    code = letters(CODE_LETTERS)
    with streams.holding(subject):
        _keep(code, subject, PHONE, LINK_S, via=asking().phone)
    return code


def issue(subject: str, by: str) -> str:
    """Make a code for somebody whom `by` has recognised; raises NotFound or TooMany.

    Her phones hear of it when it is used, and may object.
    """
    if not Token.select().where(Token.subject == subject).exists():
        raise NotFound("learner.unknown")
    limits.take(f"help:{subject}", HELPS_AN_HOUR)
    code = letters(CODE_LETTERS)
    with streams.holding(subject):
        _keep(code, subject, MENTOR, HELP_S, by=by)
    return code


def _keep(code: str, subject: str, how: str, seconds: int, **whose: str) -> None:
    now = now_s()
    older = (Link.subject == subject) & (Link.how == how) & Link.session.is_null()
    Link.delete().where(older).execute()
    Link.insert(
        code=digest(code), subject=subject, how=how, made_at=now, until=now + seconds, **whose
    ).execute()


def claim(typed: str, phone: Arriving) -> str:
    """Let a phone in by a code and return for whom it speaks now; raises NotFound or Forbidden.

    The same phone may ask again for ten minutes, in case the answer was lost.
    """
    this = Link.code == digest(read_letters(typed))
    found = Link.get_or_none(this)
    if found is None:
        raise NotFound("link.unknown")
    with streams.holding(found.subject):
        now = now_s()
        free = this & Link.session.is_null() & (Link.until > now)
        Link.update(session=phone.session, until=now + RETRY_S).where(free).execute()
        taken = Link.get_or_none(this & (Link.session == phone.session) & (Link.until > now))
        if taken is None:
            raise NotFound("link.unknown")
        let_in(taken.subject, phone, taken.how, taken.by, taken.via)
    return str(taken.subject)


def void(subject: str, phones: set[str], since: int) -> None:
    """Close what phones she sends away have opened, inside `holding`.

    Of a llave or card from before it was noted whose hand made it, when decides: `since` they came.
    """
    Link.delete().where(Link.subject == subject).execute()
    for way in (Llave, Card):
        theirs = way.via.in_(phones) | (way.via.is_null() & (way.made_at >= since))
        way.delete().where((way.subject == subject) & theirs).execute()


def tidy() -> int:
    """Drop what nobody can use any more; return how many rows."""
    now = now_s()
    return sum(
        query.execute()
        for query in (
            Link.delete().where(Link.until <= now),
            Llave.delete().where(Llave.used_at <= now - RETRY_S),
            Tries.delete().where(Tries.since <= now - limits.HOUR_S),
        )
    )


def held_of(subject: str) -> dict[str, dict[str, int] | None]:
    """Return what is held of the ways back in: that they are there and since when."""
    key = Llave.get_or_none(Llave.subject == subject)
    card = Card.get_or_none(Card.subject == subject)
    return {
        "key": {"made_at": key.made_at} if key else None,
        "card": {"made_at": card.made_at} if card else None,
    }


def forget(subject: str) -> None:
    """Remove every way back in."""
    Link.delete().where(Link.subject == subject).execute()
    Llave.delete().where(Llave.subject == subject).execute()
    Card.delete().where(Card.subject == subject).execute()
    Tries.delete().where(Tries.key.in_([f"{kind}:{subject}" for kind in KINDS])).execute()


KINDS = ("link", "help", "bind")
