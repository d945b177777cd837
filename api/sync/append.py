"""Append a batch to the log: one transaction, a verdict for each event (rules 8 to 10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import cast

from api.clock import now_s
from api.sync import streams
from api.sync.envelope import Event, Identity, Unusable, canonical
from api.sync.models import ActionKey, EventRow, Replica

ACCEPTED = "accepted"
DUPLICATE = "duplicate"
FORK = "fork"

Judge = Callable[[Event], str | None]


@dataclass
class _Batch:
    """What one transaction knows of the replicas and slots its events name."""

    subject: str
    owners: dict[str, str]
    closed: dict[str, bool]
    slots: dict[Identity, tuple[str, Identity | None]]
    stored: list[tuple[Event, str | None]] = field(default_factory=list)


def append(
    subject: str, events: Sequence[Event | Unusable], last_n: int, judge: Judge, erased: bool
) -> list[str]:
    """Store what is new and return the verdicts in order.

    Runs inside the transaction that holds the subject's stream; `last_n` is its last number.
    `judge` gives a reason to quarantine that only the server can know. An erased subject's events
    keep their slot and hash and lose everything else.
    """
    usable = [one for one in events if isinstance(one, Event)]
    batch = _open(subject, usable)
    was_closed = {replica for replica, closed in batch.closed.items() if closed}
    verdicts = [_verdict(batch, one, judge) for one in events]
    counting = set() if erased else _take_action_keys(batch)
    _store(batch, last_n, counting, erased)
    newly = {replica for replica, closed in batch.closed.items() if closed} - was_closed
    if newly:
        Replica.update(closed=True).where(Replica.id.in_(sorted(newly))).execute()
    return verdicts


def _open(subject: str, events: Sequence[Event]) -> _Batch:
    """Make the replicas known, in order so that two requests never wait in a ring; read slots."""
    names = sorted({event.identity[0] for event in events})
    servers = streams.own_replicas(names)
    if new := [name for name in names if name not in servers]:
        Replica.insert_many(
            [{"id": name, "subject": subject, "closed": False} for name in new]
        ).on_conflict_ignore().execute()
    replicas = list(Replica.select().where(Replica.id.in_(names)))
    slots: dict[Identity, tuple[str, Identity | None]] = {}
    for name in names:
        seqs = [event.identity[1] for event in events if event.identity[0] == name]
        for row in EventRow.select().where((EventRow.r == name) & EventRow.q.in_(seqs)):
            slots[row.r, row.q] = (row.h, row.of)
    return _Batch(
        subject,
        owners=dict.fromkeys(servers, "") | {one.id: one.subject for one in replicas},
        closed=dict.fromkeys(servers, False) | {one.id: one.closed for one in replicas},
        slots=slots,
    )


def _verdict(batch: _Batch, event: Event | Unusable, judge: Judge) -> str:
    if isinstance(event, Unusable):
        return f"quarantined:{event.reason}"
    replica = event.identity[0]
    if batch.owners[replica] != batch.subject:
        return FORK
    taken = batch.slots.get(event.identity)
    if taken == (event.h, event.of):
        return DUPLICATE
    if taken is not None:
        batch.closed[replica] = True
        return FORK
    if batch.closed[replica]:
        return FORK
    reason = event.reason or judge(event)
    batch.slots[event.identity] = (event.h, event.of)
    batch.stored.append((event, reason))
    return f"quarantined:{reason}" if reason else ACCEPTED


def _take_action_keys(batch: _Batch) -> set[Identity]:
    """Insert or ignore the action keys; return the identities of the rows that count."""
    accepted = [event for event, reason in batch.stored if reason is None]
    first: dict[tuple[str, int, str], Identity] = {}
    for event in accepted:
        first.setdefault(event.action_key, event.identity)
    if not first:
        return set()
    keys = [{"r": r, "q": q, "h": h} for r, q, h in sorted(first)]
    taken = (
        ActionKey.insert_many(keys)
        .on_conflict_ignore()
        .returning(ActionKey.r, ActionKey.q, ActionKey.h)
        .execute()
    )
    return {first[row.r, row.q, row.h] for row in taken}


def _store(batch: _Batch, last_n: int, counting: set[Identity], erased: bool) -> None:
    """Insert the rows; accepted ones get the next numbers of the stream."""
    key = streams.learner_stream(batch.subject)
    rows = []
    for event, reason in batch.stored:
        last_n += reason is None
        rows.append(
            {
                "r": event.identity[0],
                "q": event.identity[1],
                "of_r": event.of[0] if event.of else None,
                "of_q": event.of[1] if event.of else None,
                "h": event.h,
                "stream": key,
                "n": last_n if reason is None else None,
                "t": _type(event, erased),
                "counts": event.identity in counting,
                "reason": reason,
                "plain": None if erased else canonical(event.plain),
                "received_at": 0 if erased else now_s(),
            }
        )
    if rows:
        EventRow.insert_many(rows).execute()
        streams.advance(key, last_n)


def _type(event: Event, erased: bool) -> int:
    """Return the type code, 0 when there is none to trust or to remember."""
    if erased or event.reason == "event.malformed" or event.reason == "text.malformed":
        return 0
    return cast(int, event.plain["t"])


def forget(subject: str) -> None:
    """Empty a subject's rows: slots, hashes and numbers stay, so that nothing comes back."""
    key = streams.learner_stream(subject)
    streams.lock(key)
    EventRow.update(plain=None, t=0, counts=False, received_at=0).where(
        EventRow.stream == key
    ).execute()
