"""The server: slots, action keys, streams, projections."""

from collections.abc import Callable
from typing import NamedTuple

from tests.model.events import (
    ACCEPTED,
    DUPLICATE,
    EDITION,
    FAILING,
    FORK,
    PAGE,
    POISON,
    QUARANTINE,
    QUARANTINED,
    VOID,
    Cursors,
    Event,
    Identity,
    Reply,
    Request,
)
from tests.model.rules import Rules


class Row(NamedTuple):
    """One stored event; `counts` tells whether folds count it."""

    event: Event
    learner: int
    verdict: str
    counts: bool


class Database:
    """What a backup holds and a restore brings back."""

    def __init__(self) -> None:
        self.epoch = self.replica = self.published = self.restores = 0
        self.rows: dict[Identity, Row] = {}
        self.keys: set[tuple] = set()
        self.closed: set[int] = set()
        self.streams: dict[int, list[Row]] = {EDITION: []}
        self.done: dict[int, int] = {}
        self.projected: dict[int, int] = {}
        self.parked: list[int] = []
        self.erased: set[int] = set()

    def copy(self) -> "Database":
        """Return a copy that shares nothing that changes."""
        other = Database()
        other.epoch, other.replica = self.epoch, self.replica
        other.published, other.restores = self.published, self.restores
        other.rows, other.keys, other.closed = (
            self.rows.copy(),
            self.keys.copy(),
            self.closed.copy(),
        )
        other.streams = {s: rows.copy() for s, rows in self.streams.items()}
        other.done, other.projected = self.done.copy(), self.projected.copy()
        other.parked, other.erased = self.parked.copy(), self.erased.copy()
        return other


class Server:
    """Answer requests, publish, project, erase."""

    def __init__(self, rules: Rules, fresh: Callable[[], int]) -> None:
        self.rules, self.fresh = rules, fresh
        self.db = Database()
        self.kept: dict[int, int] = {}
        self.erased: set[int] = set()
        self.erasing: set[int] = set()
        self.hidden: set[tuple[int, int]] = set()
        self.broken = self.strict = self.failing = True
        self.counted_once = self.forks = self.spared = 0
        self.mint()

    def mint(self) -> None:
        """Give this life of the log a name of its own."""
        self.db.restores += 1
        self.db.epoch = self.fresh() if self.rules.random_epoch else self.db.restores
        if self.rules.server_replica or not self.db.replica:
            self.db.replica, self.db.published = self.fresh(), 0

    # Requests

    def answer(self, req: Request, *, crash: bool = False, race: bool = False) -> Reply | None:
        """Answer one request; with `crash` the process dies before the commit."""
        if self.broken and any(e.h[1] == POISON for e in req.events):
            return Reply(ok=False)
        if crash and self.rules.commit_first:
            return None
        before = self.db.copy() if crash else None
        verdicts = tuple(self.append(e, req.learner) for e in req.events)
        if race and not self.rules.locked_number and ACCEPTED in verdicts:
            self.hidden.add((req.learner, len(self.db.streams[req.learner])))
        news, cur = self.news(req, verdicts)
        kept = tuple((r, self.kept.get(r, 0)) for r in req.held)
        if before is not None:
            self.db = before
        return Reply(True, self.db.epoch, verdicts, kept, news, cur)

    def append(self, event: Event, learner: int) -> str:
        """Append one event in one transaction and return its verdict."""
        db, rules = self.db, self.rules
        if not rules.slot_only and event.key in db.keys:
            return DUPLICATE
        taken = db.rows.get((event.r, event.q))
        if taken and rules.dedupe:
            same = taken.event.h == event.h and taken.event.of == event.of
            if same or not rules.compare_hash:
                return DUPLICATE
            self.forks += 1
            if rules.close:
                db.closed.add(event.r)
            return FORK
        if event.r in db.closed:
            self.forks += 1
            return FORK
        verdict = QUARANTINED if event.h[1] == QUARANTINE and self.strict else ACCEPTED
        self.store(event, learner, verdict)
        return verdict

    def store(self, event: Event, learner: int, verdict: str) -> None:
        """Put the row into its slot and its stream; the action key decides if it counts."""
        db, rules = self.db, self.rules
        good = verdict == ACCEPTED
        counts = good and (event.key not in db.keys or not rules.dedupe)
        self.counted_once += good and not counts
        if good or not rules.accepted_takes_key:
            db.keys.add(event.key)
        if learner in self.list_of_erased() and rules.erasure_at_append:
            event = event._replace(act=0)
        row = Row(event, learner, verdict, counts)
        db.rows[event.r, event.q] = row
        db.streams.setdefault(learner, []).append(row)

    def news(self, req: Request, verdicts: tuple[str, ...]) -> tuple[tuple[Event, ...], Cursors]:
        """Return one page of each stream after the cursors, and the cursors after it."""
        if req.parcel:
            return (), req.cur
        other = req.epoch != self.db.epoch
        foreign = self.rules.reset_cursor and other
        spare = self.rules.spare and not (self.rules.spare_in_epoch and other)
        done = {
            (e.r, e.q)
            for e, v in zip(req.events, verdicts, strict=True)
            if v in (ACCEPTED, DUPLICATE) and spare
        }
        out: list[Event] = []
        ends = []
        for stream, asked in zip((req.learner, EDITION), req.cur, strict=True):
            rows = self.db.streams.get(stream, [])
            last = 0 if foreign else asked
            room = PAGE
            while last < len(rows) and room:
                event = rows[last].event
                last += 1
                if (event.r, event.q) in done:
                    self.spared += 1
                elif (stream, last) not in self.hidden:
                    out.append(event)
                    room -= 1
            ends.append(last)
        return tuple(out), (ends[0], ends[1])

    # Publishing, projections, erasure

    def publish(self, act: int) -> Event:
        """Append an event of the server's own replica to the edition's stream."""
        self.db.published += 1
        event = Event(self.db.replica, self.db.published, (0, 0, act), None, act)
        row = Row(event, EDITION, ACCEPTED, True)
        self.db.rows[event.r, event.q] = row
        self.db.streams[EDITION].append(row)
        return event

    def project(self, learner: int, *, crash: bool = False) -> None:
        """Follow one stream; with `crash` the process dies inside the transaction."""
        db = self.db
        rows = db.streams.get(learner, [])
        if crash:
            at = db.done.get(learner, 0)
            if not self.rules.projection_atomic and at < len(rows):
                self.project_row(rows[at])
            return
        for at in range(db.done.get(learner, 0), len(rows)):
            if not self.project_row(rows[at]):
                return
            db.done[learner] = at + 1

    def project_row(self, row: Row) -> bool:
        """Count one row, or park it; return False if the stream stalls on it."""
        event = row.event
        if not row.counts or not event.act or event.h[1] == VOID:
            return True
        if event.h[1] == FAILING and self.failing:
            if self.rules.park:
                self.db.parked.append(event.act)
            return self.rules.park
        self.db.projected[event.act] = self.db.projected.get(event.act, 0) + 1
        return True

    def try_parked(self) -> None:
        """Project what was parked, once its cause is mended."""
        if self.failing or not self.rules.unpark:
            return
        for act in self.db.parked:
            self.db.projected[act] = self.db.projected.get(act, 0) + 1
        self.db.parked = []

    def list_of_erased(self) -> set[int]:
        """Return the erasure list, which lives outside the database."""
        return self.erased if self.rules.erasure_outside else self.db.erased

    def erase(self, learner: int) -> None:
        """Erase a learner: the list first, then the database."""
        if self.rules.erasure_first:
            self.list_of_erased().add(learner)
        else:
            self.erasing.add(learner)
        self.replay_erasure({learner})

    def replay_erasure(self, learners: set[int]) -> None:
        """Empty the bodies of the erased, keep their slots and hashes."""
        db = self.db
        for learner in learners:
            gone = {row.event.act for row in db.streams.get(learner, [])}
            emptied = [
                r._replace(event=r.event._replace(act=0)) for r in db.streams.get(learner, [])
            ]
            if emptied:
                db.streams[learner] = emptied
            db.rows.update({(r.event.r, r.event.q): r for r in emptied})
            db.parked = [act for act in db.parked if act not in gone]
            for act in gone:
                db.projected.pop(act, None)
