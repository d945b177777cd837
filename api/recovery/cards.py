"""Paper cards: a number and four pictures. What is printed is unknown here until it is bound."""

from collections.abc import Callable, Sequence

from peewee import IntegrityError

from api.clock import now_s
from api.codes import digest
from api.db import database, write
from api.errors import Forbidden, NotFound
from api.learners.models import Token
from api.learners.service import CARD
from api.recovery import limits
from api.recovery.arrival import Arriving, let_in
from api.recovery.closing import EVER, take_away
from api.recovery.models import Card
from api.recovery.proofs import holds, prove
from api.sync import streams

AN_HOUR = 5
BINDS_AN_HOUR = 10


def bind(asking: Callable[[], Token], number: str, pictures: Sequence[str]) -> None:
    """Make a card hers in place of the one before; raises Forbidden or TooMany.

    `asking` returns who asks, and raises once that phone is sent away.
    """
    subject = str(asking().subject)
    limits.take(f"bind:{subject}", BINDS_AN_HOUR)
    proof = prove(_text(number, pictures))
    with streams.holding(subject):
        phone = take_away(Card, asking())
        try:
            with database.atomic():
                Card.insert(
                    subject=subject,
                    number=number,
                    pictures=proof,
                    via=phone,
                    made_at=now_s(),
                    wrong=0,
                ).execute()
        except IntegrityError as taken:
            raise Forbidden("card.taken") from taken


def claim(number: str, pictures: Sequence[str], phone: Arriving) -> str:
    """Let a phone in by a card and return for whom it speaks now.

    Raises NotFound, TooMany or Forbidden; a number nobody has answers, waits and takes as long.
    """
    key = f"card:{digest(number)[:32]}"
    limits.take(key, AN_HOUR)
    found = Card.get_or_none(Card.number == number)
    right = holds(found.pictures if found else None, _text(number, pictures))
    if found is None or not right:
        with write():
            Card.update(wrong=Card.wrong + 1).where(Card.number == number).execute()
        raise NotFound("card.unknown")
    with streams.holding(found.subject):
        this = (Card.number == number) & (Card.pictures == found.pictures)
        if not Card.update(wrong=0).where(this & (Card.wrong < EVER)).execute():
            raise NotFound("card.unknown")
        let_in(found.subject, phone, CARD, via=found.via)
    limits.clear(key)
    return str(found.subject)


def owner(number: str) -> str | None:
    """Return whose card a number is."""
    found = Card.get_or_none(Card.number == number)
    return str(found.subject) if found else None


def _text(number: str, pictures: Sequence[str]) -> str:
    return " ".join([number, *pictures])
