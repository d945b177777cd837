"""Closing a way back: in place of the one before, or for good."""

from collections.abc import Callable

from peewee import Expression

from api.learners.models import Token
from api.learners.service import settled
from api.recovery.models import Card, Llave
from api.sync import streams

# What of each kind still lets somebody in: a card until it was tried too often, a llave until used.
EVER = 20
OPENS: dict[type[Card] | type[Llave], Expression] = {
    Card: Card.wrong < EVER,
    Llave: Llave.session.is_null(),
}


def drop(way: type[Card] | type[Llave], asking: Callable[[], Token]) -> None:
    """Let her card, or her llave, open nothing any more; raises Forbidden.

    `asking` returns who asks, and raises once that phone is sent away.
    """
    with streams.holding(str(asking().subject)):
        take_away(way, asking())


def take_away(way: type[Card] | type[Llave], asking: Token) -> str:
    """Remove the one there is, inside `holding`; return which phone did. Raises Forbidden.

    One that another phone made and that still opens is a way back which a phone too new may not
    close.
    """
    hers = way.subject == asking.subject
    others = way.via.is_null() | (way.via != asking.phone)
    if way.select().where(hers & others & OPENS[way]).exists():
        settled(asking)
    way.delete().where(hers).execute()
    return str(asking.phone)
