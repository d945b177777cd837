"""Streams: gapless numbers under each stream's lock, and what the server itself says in them."""

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from api.clock import now_s
from api.db import write
from api.sync.bodies import body_fits
from api.sync.envelope import Identity, canonical, hash_of, text_of
from api.sync.models import EventRow, Replica, Server, Stream
from api.sync.registry import CODES, TYPES, Body

EPOCH_BYTES = 8
REPLICA_BYTES = 16
PAGE = 200


def learner_stream(subject: str) -> str:
    """Return the key of a learner's stream."""
    return f"l:{subject}"


def edition_stream(edition: str) -> str:
    """Return the key of an edition's stream."""
    return f"e:{edition}"


def mint_server() -> None:
    """Give a new database its epoch and the server its replica; an old one keeps them."""
    Server.insert(id=1, **_new_life()).on_conflict_ignore().execute()


def mint_again() -> None:
    """Begin a new life of the log after a restore: another epoch, another replica (rule 13)."""
    Server.update(**_new_life()).where(Server.id == 1).execute()


def _new_life() -> dict[str, str | int | bool]:
    return {
        "epoch": text_of(secrets.token_bytes(EPOCH_BYTES)),
        "replica": text_of(secrets.token_bytes(REPLICA_BYTES)),
        "seq": 0,
        "minted": True,
    }


def is_minted() -> bool:
    """Tell whether this database may serve: not one that a backup brought back as it was."""
    return bool(Server.get_by_id(1).minted)


def epoch() -> str:
    """Return the epoch of this life of the log."""
    return str(Server.get_by_id(1).epoch)


def own_replicas(names: Sequence[str]) -> set[str]:
    """Return which of these are the server's own, of this life or an earlier one: nobody else's."""
    # What the server said stands in the log under a replica that no learner opened.
    hers = {one.id for one in Replica.select(Replica.id).where(Replica.id.in_(names))}
    strange = [name for name in names if name not in hers]
    said = EventRow.select(EventRow.r).where(EventRow.r.in_(strange)).distinct()
    return {one.r for one in said} | ({str(Server.get_by_id(1).replica)} & set(names))


def lock(key: str) -> int:
    """Take a stream's lock until the end of the transaction and return its last number.

    An UPDATE locks the row on PostgreSQL; on SQLite the transaction already holds the file. A
    request takes one stream, then replicas in order, then the server's row: nobody waits in a ring.
    """
    Stream.insert(key=key, last_n=0).on_conflict_ignore().execute()
    taken = (
        Stream.update(last_n=Stream.last_n).where(Stream.key == key).returning(Stream.last_n)
    ).execute()
    return cast(int, next(iter(taken)).last_n)


def advance(key: str, last_n: int) -> None:
    """Remember the last number given; only under the stream's lock."""
    Stream.update(last_n=last_n).where(Stream.key == key).execute()


def last_number(key: str) -> int:
    """Return the last number of a stream, 0 before its first event."""
    stream = Stream.get_or_none(Stream.key == key)
    return stream.last_n if stream else 0


@contextmanager
def holding(*subjects: str) -> Iterator[None]:
    """Run one transaction that nobody else of these subjects runs at the same time."""
    with write():
        for key in sorted(map(learner_stream, subjects)):
            lock(key)
        yield


def publish(edition: str, name: str, body: Body) -> int:
    """Append an event of the server's to an edition's stream; return its number there.

    Raises ValueError when the body is not of its type.
    """
    with write():
        return _say(edition_stream(edition), name, body)


def tell(subject: str, name: str, body: Body) -> int:
    """Append an event of the server's to a learner's stream, inside `holding`; return its number.

    It is about her, and the server did it. Raises ValueError when the body is not of its type.
    """
    return _say(learner_stream(subject), name, body, subject)


def _say(key: str, name: str, body: Body, subject: str | None = None) -> int:
    kind = TYPES[CODES[name]]
    if kind.by != "server" or not body_fits(kind, body):
        raise ValueError(name)
    n = lock(key) + 1
    Server.update(seq=Server.seq + 1).where(Server.id == 1).execute()
    me = Server.get_by_id(1)
    about: Body = {"s": me.replica} if subject is None else {"s": subject, "a": me.replica}
    plain: Body = {"at": now_s(), "b": 0, "d": body, **about, "t": kind.code, "v": kind.version}
    EventRow.insert(
        r=me.replica,
        q=me.seq,
        h=hash_of(plain),
        stream=key,
        n=n,
        t=kind.code,
        counts=True,
        plain=canonical(plain),
        received_at=now_s(),
    ).execute()
    advance(key, n)
    return n


def rows_after(key: str, n: int, limit: int) -> Sequence[EventRow]:
    """Return the next rows of a stream, erased ones included, in order."""
    query = EventRow.select().where((EventRow.stream == key) & (EventRow.n > n))
    return list(query.order_by(EventRow.n).limit(limit))


def fresh_rows(
    key: str, n: int, end: int, known: frozenset[tuple[Identity, str]]
) -> Iterator[EventRow]:
    """Yield the rows after `n` up to `end` that the phone has not just now shown it holds."""
    while n < end and (page := rows_after(key, n, PAGE)):
        for row in page:
            n = cast(int, row.n)
            if n <= end and row.plain is not None and ((row.r, row.q), row.h) not in known:
                yield row


def wire_row(row: EventRow) -> Body:
    """Write a stored row as a phone reads it: identity, origin when moved, plain event."""
    origin: Body = {"of": list(row.of)} if row.of else {}
    return {"r": row.r, "q": row.q, **origin, **json.loads(row.plain or "{}")}
