"""Send what was done to a learning record store, of whoever agreed to it and since then."""

import hashlib
from dataclasses import dataclass

from api.db import write
from api.sync.models import Cursor, EventRow
from api.sync.projection import fact_of
from api.sync.streams import last_number, rows_after
from api.xapi.statements import GIVEN, agreed, reader_for, statement
from api.xapi.store import Lrs

EVERYTHING = 2**31 - 1


@dataclass(frozen=True)
class Pushed:
    """How many statements went, of how many people, and how many the store has otherwise."""

    sent: int
    people: int
    differ: int


def push(lrs: Lrs, key: bytes, home: str, lessons: dict[str, str], purpose: str) -> Pushed:
    """Send what is new of whoever allows `purpose`; a cursor moves once her statements are there.

    Raises SetupError; then what was sent stays sent, and the rest goes the next time.
    """
    sent = people = differ = 0
    follower = f"lrs:{hashlib.sha256(lrs.endpoint.encode()).hexdigest()[:16]}"
    for stream in _agreeing():
        rows = rows_after(stream, 0, EVERYTHING)
        facts = [fact_of(row) for row in rows if row.counts and row.plain is not None]
        mine = agreed(facts, purpose)
        if mine is None:
            continue
        people += 1
        begun, end = _cursor(follower, stream), last_number(stream)
        new = {(row.of or (row.r, row.q), row.h) for row in rows if (row.n or 0) > begun}
        reader = reader_for(key, lrs.endpoint, home, facts[0].subject)
        told = (statement(fact, reader, lessons) for fact in mine if (fact.origin, fact.h) in new)
        made = [one for one in told if one]
        kept = lrs.put_all(made)
        sent += kept
        differ += len(made) - kept
        _move(follower, stream, min(end, rows[-1].n or 0))
    return Pushed(sent, people, differ)


def _agreeing() -> list[str]:
    """Return the streams in which a consent was ever given."""
    given = (EventRow.t == GIVEN) & EventRow.counts & EventRow.plain.is_null(False)
    query = EventRow.select(EventRow.stream).where(given).distinct().order_by(EventRow.stream)
    return [row.stream for row in query]


def _cursor(follower: str, stream: str) -> int:
    mine = (Cursor.projection == follower) & (Cursor.stream == stream)
    known = Cursor.get_or_none(mine)
    return known.n if known else 0


def _move(follower: str, stream: str, n: int) -> None:
    with write():
        Cursor.insert(projection=follower, stream=stream, n=n).on_conflict(
            conflict_target=[Cursor.projection, Cursor.stream], preserve=[Cursor.n]
        ).execute()
