"""Projections follow each stream by cursor; rows and cursor move in one transaction (rule 11)."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.db import Row, database, write
from api.sync.fact import Fact
from api.sync.models import Cursor, EventRow, Parked, Stream
from api.sync.streams import rows_after

PAGE = 500
log = logging.getLogger("creando")


@dataclass(frozen=True)
class Projection:
    """Rows made from events: the tables it owns, and how it takes in and forgets."""

    name: str
    tables: tuple[type[Row], ...]
    apply: Callable[[Fact], None]
    forget: Callable[[str], None]


def catch_up(projections: Sequence[Projection], stream: str) -> None:
    """Bring every projection to the end of one stream."""
    for projection in projections:
        while _step(projection, stream):
            pass


def catch_up_all(projections: Sequence[Projection]) -> int:
    """Bring every projection to the end of every stream; return how many streams there are."""
    keys = [stream.key for stream in Stream.select(Stream.key)]
    for key in keys:
        catch_up(projections, key)
    return len(keys)


def rebuild(projections: Sequence[Projection]) -> int:
    """Make every projection anew from the log; return how many streams were read."""
    for projection in projections:
        with write():
            Cursor.delete().where(Cursor.projection == projection.name).execute()
            Parked.delete().where(Parked.projection == projection.name).execute()
            for table in projection.tables:
                table.delete().execute()
    return catch_up_all(projections)


def parked() -> int:
    """Return how many events projections failed on."""
    return int(Parked.select().count())


def _step(projection: Projection, stream: str) -> bool:
    """Take in one page; return whether there may be more."""
    with write():
        n = _lock_cursor(projection.name, stream)
        rows = rows_after(stream, n, PAGE)
        for row in rows:
            _take_in(projection, row)
        if rows:
            Cursor.update(n=rows[-1].n).where(
                (Cursor.projection == projection.name) & (Cursor.stream == stream)
            ).execute()
    return len(rows) == PAGE


def _lock_cursor(name: str, stream: str) -> int:
    """Take a cursor's row until the end of the transaction; return where it stands."""
    Cursor.insert(projection=name, stream=stream, n=0).on_conflict_ignore().execute()
    mine = (Cursor.projection == name) & (Cursor.stream == stream)
    taken = Cursor.update(n=Cursor.n).where(mine).returning(Cursor.n).execute()
    return int(next(iter(taken)).n)


def _take_in(projection: Projection, row: EventRow) -> None:
    """Apply one row, or park it; whatever a projection does wrong stays with its event."""
    if not row.counts or row.plain is None:
        return
    try:
        with database.atomic():
            projection.apply(fact_of(row))
    except Exception as fault:
        key = type(fault).__name__
        log.warning("projection %s parked an event of type %d: %s", projection.name, row.t, key)
        Parked.insert(
            projection=projection.name, stream=row.stream, n=row.n, key=key
        ).on_conflict_ignore().execute()


def fact_of(row: EventRow) -> Fact:
    """Read a stored row as a fact."""
    plain = json.loads(row.plain or "{}")
    return Fact(
        subject=plain["s"],
        origin=row.of or (row.r, row.q),
        h=row.h,
        t=plain["t"],
        v=plain["v"],
        at=plain["at"],
        d=plain.get("d"),
    )
