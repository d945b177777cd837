"""Projections follow each stream by cursor; rows and cursor move in one transaction (rule 11)."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from peewee import JOIN, InterfaceError, OperationalError, fn

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
    apply: Callable[[Sequence[Fact]], None]
    forget: Callable[[str], None]


def catch_up(projections: Sequence[Projection], stream: str) -> None:
    """Bring every projection to the end of one stream, a page of each in one transaction."""
    more = True
    while more:
        with write():
            full = [_step(projection, stream) for projection in projections]
        more = any(full)


def catch_up_all(projections: Sequence[Projection]) -> int:
    """Bring every projection to the end of every stream; return how many were behind."""
    behind = sorted({key for projection in projections for key in _behind(projection)})
    for key in behind:
        catch_up(projections, key)
    return len(behind)


def _behind(projection: Projection) -> list[str]:
    """Return the streams that a projection has not followed to their end."""
    mine = (Cursor.stream == Stream.key) & (Cursor.projection == projection.name)
    query = Stream.select(Stream.key).join(Cursor, JOIN.LEFT_OUTER, on=mine)
    streams = query.where(fn.COALESCE(Cursor.n, 0) < Stream.last_n)
    return [stream.key for stream in streams]


def rebuild(projections: Sequence[Projection]) -> int:
    """Make every projection anew from the log; return how many streams were read."""
    for projection in projections:
        with write():
            Cursor.delete().where(Cursor.projection == projection.name).execute()
            Parked.delete().where(Parked.projection == projection.name).execute()
            for table in projection.tables:
                table.delete().execute()
    return catch_up_all(projections)


def behind(projections: Sequence[Projection]) -> int:
    """Return how many streams a projection has not followed to their end."""
    return len({key for projection in projections for key in _behind(projection)})


def parked() -> int:
    """Return how many events projections failed on."""
    return int(Parked.select().count())


def _step(projection: Projection, stream: str) -> bool:
    """Take in one page of a stream; return whether there may be more."""
    n = _lock_cursor(projection.name, stream)
    rows = rows_after(stream, n, PAGE)
    _take_in(projection, rows)
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


def _take_in(projection: Projection, rows: Sequence[EventRow]) -> None:
    """Apply a page at once; when that fails, row by row, so that only the failing ones are parked.

    Whatever a projection does wrong stays with its event.
    """
    living = [row for row in rows if row.counts and row.plain is not None]
    if not living or _applies(projection, living) is None:
        return
    for row in living:
        fault = _applies(projection, [row])
        if fault is not None:
            key = type(fault).__name__
            log.warning("projection %s parked an event of type %d: %s", projection.name, row.t, key)
            Parked.insert(
                projection=projection.name, stream=row.stream, n=row.n, key=key
            ).on_conflict_ignore().execute()


def _applies(projection: Projection, rows: Sequence[EventRow]) -> Exception | None:
    """Apply rows, all or none; return what went wrong."""
    try:
        with database.atomic():
            projection.apply([fact_of(row) for row in rows])
    except (InterfaceError, OperationalError):
        raise  # the log itself is ill: nobody's event is to blame
    except Exception as fault:
        return fault
    return None


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
