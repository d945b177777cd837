"""One profile's log on one phone."""

from collections.abc import Callable, Iterator

from tests.model.events import (
    ACCEPTED,
    BATCH,
    DUPLICATE,
    FORK,
    VOID,
    Cursors,
    Event,
    Identity,
    Reply,
    Request,
)
from tests.model.rules import Rules


class Phone:
    """Keep the log, the pulled rows and the cursors of one profile."""

    def __init__(self, rules: Rules, fresh: Callable[[], int], learner: int, number: int) -> None:
        self.rules, self.fresh, self.learner, self.number = rules, fresh, learner, number
        self.replica, self.seq, self.boot, self.epoch = fresh(), 0, fresh(), 0
        self.log: dict[Identity, Event] = {}
        self.acked: set[Identity] = set()
        self.aside: dict[Identity, Event] = {}
        self.pulled: dict[Identity, Event] = {}
        self.cur: Cursors = (0, 0)
        self.batch = BATCH
        self.recovered = False
        self.in_flight = 0
        self.volatile: Identity | None = None
        self.marks: list[tuple] = []
        self.moved = 0
        self.news_refused = 0

    # Storage faults

    def state(self) -> tuple:
        """Return a copy of what is on the disk."""
        stores = (self.log, self.acked, self.aside, self.pulled)
        return (self.replica, self.seq, self.epoch, self.cur, *(s.copy() for s in stores))

    def load(self, state: tuple) -> None:
        """Take a copied disk and start the app on it."""
        self.replica, self.seq, self.epoch, self.cur, *stores = state
        self.log, self.acked, self.aside, self.pulled = (store.copy() for store in stores)
        self.volatile = None
        self.restart()

    def restart(self) -> None:
        """Start the app anew: what was not durable is gone, boot is drawn."""
        if self.volatile in self.log:
            del self.log[self.volatile]
        self.volatile = None
        self.boot, self.batch, self.in_flight = self.fresh(), BATCH, 0

    # The log

    def append(self, tap: int, second: int, act: int) -> None:
        """Store one event under the next seq."""
        h = (self.boot if self.rules.boot else 0, tap, second)
        identity = self.put(h, None, act)
        self.volatile = None if self.rules.oncomplete else identity

    def put(self, h: tuple[int, int, int], of: Identity | None, act: int) -> Identity:
        """Give the next identity of the current replica to an event."""
        self.seq += 1
        identity = (self.replica, self.seq)
        self.log[identity] = Event(*identity, h, of if self.rules.origin else None, act)
        return identity

    def retry(self) -> None:
        """Append each set-aside event again, with its first identity as `of`."""
        for identity, event in self.aside.items():
            self.put(event.h, event.of or identity, event.act)
        self.aside = {}

    def unsent(self) -> list[Event]:
        """List the events not acknowledged in this epoch, in order of the log."""
        return [e for i, e in self.log.items() if i not in self.acked]

    def view(self) -> Iterator[Event]:
        """Yield what her screens fold: own, set aside and pulled."""
        yield from self.log.values()
        yield from self.aside.values()
        yield from self.pulled.values()

    def acts(self) -> set[int]:
        """Return the actions this phone is answerable for."""
        return {e.act for e in (*self.log.values(), *self.aside.values())}

    # Contact

    def request(self, limit: int, *, parcel: bool) -> Request:
        """Make one request of at most `limit` unsent events."""
        self.volatile = None
        batch = self.unsent()[: min(limit or BATCH, self.batch)]
        if not self.rules.hash_once:
            batch = [e._replace(h=(e.h[0], e.h[1], self.fresh())) for e in batch]
            self.log.update({(e.r, e.q): e for e in batch})
        held = dict.fromkeys([self.replica, *(r for r, _ in self.log)])
        number = self.fresh()
        self.in_flight = self.in_flight if parcel else number
        me = (self.number, self.learner, self.boot, number, self.epoch, self.cur)
        return Request(*me, tuple(held), tuple(batch), parcel)

    def apply(self, req: Request, rep: Reply, *, crash: bool = False) -> None:
        """Apply one reply in one transaction; with `crash` it is rolled back."""
        self.volatile = None
        if not rep.ok:
            self.refused(req)
            return
        if self.foreign(req):
            return
        # The network may double a request: it has two replies then, and one is applied.
        self.in_flight = self.in_flight if req.parcel else 0
        if crash:
            self.tear(rep)
            return
        self.batch = BATCH
        if rep.epoch != self.epoch:
            self.enter(rep.epoch)
        for replica, lowest in self.judge(req, rep).items():
            self.move(replica, lowest)
        for replica, kept in rep.kept:
            self.prune(replica, kept)
        if not req.parcel:
            self.take_news(req, rep)

    def tear(self, rep: Reply) -> None:
        """Die while a reply is applied: nothing of it stays, if it is one transaction."""
        if not self.rules.one_transaction and rep.epoch == self.epoch:
            self.cur = rep.cur

    def foreign(self, req: Request) -> bool:
        """Tell whether a reply's request is not of this phone as it is now."""
        rules = self.rules
        if not req.parcel and (
            (rules.same_start and req.start != self.boot)
            or (rules.in_flight and req.number != self.in_flight)
        ):
            return True
        return rules.drop_stale and req.epoch != self.epoch

    def refused(self, req: Request) -> None:
        """Halve the batch; set a lone failing event aside and put `void` in its place."""
        if not self.rules.bisect:
            return
        if len(req.events) > 1:
            self.batch = max(1, len(req.events) // 2)
            return
        for event in req.events:
            identity = (event.r, event.q)
            if self.log.get(identity) != event or identity in self.acked:
                continue
            self.aside[identity] = self.log.pop(identity)
            self.batch = BATCH
            if self.rules.void:
                self.log[identity] = Event(*identity, (self.boot, VOID, event.q), None, 0)

    def enter(self, epoch: int) -> None:
        """Enter another life of the server's log."""
        self.epoch = epoch
        if self.rules.re_push:
            self.acked.clear()
        if self.rules.reset_cursor:
            self.cur = (0, 0)
        if self.rules.pulled:
            self.pulled.clear()

    def judge(self, req: Request, rep: Reply) -> dict[int, int]:
        """Mark what is acknowledged and return the lowest forked seq of each replica."""
        forks: dict[int, int] = {}
        for event, verdict in zip(req.events, rep.verdicts, strict=True):
            identity = (event.r, event.q)
            mine = self.log.get(identity)
            if mine is None or (mine.h != event.h and self.rules.match_hash):
                continue
            if verdict == FORK and self.rules.fork_is_no_ack:
                forks[event.r] = min(event.q, forks.get(event.r, event.q))
            else:
                self.acked.add(identity)
        if req.parcel and not self.rules.receipt_names:
            self.acked.update(self.log)
        return forks

    def move(self, replica: int, lowest: int) -> None:
        """Move the events of a forked replica to the end of the current one, with `of`."""
        if replica == self.replica and self.rules.new_replica:
            self.replica, self.seq = self.fresh(), 0
        for identity, event in list(self.log.items()):
            if event.r != replica or event.q < lowest:
                continue
            if identity in self.acked and not self.rules.move_all:
                continue
            del self.log[identity]
            self.acked.discard(identity)
            self.put(event.h, event.of or identity, event.act)
            self.moved += 1

    def prune(self, replica: int, kept: int) -> None:
        """Drop from the log what every restorable backup holds."""
        rules = self.rules
        for identity in [i for i in self.log if i[0] == replica]:
            if identity[1] > kept and rules.until_kept:
                continue
            if identity not in self.acked and rules.own_ack:
                continue
            event = self.log.pop(identity)
            self.acked.discard(identity)
            if rules.prune_to_pulled:
                self.pulled[identity] = event

    # News

    def take_news(self, req: Request, rep: Reply) -> None:
        """Store the news rows and the cursor together, if they fit what this phone has."""
        start = req.cur if req.epoch == rep.epoch else (0, 0)
        ahead = start[0] > self.cur[0] or start[1] > self.cur[1]
        if (ahead and self.rules.news_from) or (
            self.rules.news_held and not self.holds_spared(req, rep)
        ):
            self.news_refused += 1
            return
        for row in rep.news:
            self.take_row(row)
        self.cur = (max(self.cur[0], rep.cur[0]), max(self.cur[1], rep.cur[1]))

    def take_row(self, row: Event) -> None:
        """Store one pulled row."""
        identity = (row.r, row.q)
        if not self.rules.pulled_apart and identity in self.log:
            self.log[identity] = row
            self.acked.add(identity)
        self.pulled.setdefault(identity, row)
        if self.recovered and not self.rules.clean_recovery and row.act and row.of is None:
            self.put((self.boot, *row.h[1:]), None, row.act)

    def holds_spared(self, req: Request, rep: Reply) -> bool:
        """Tell whether each row the news left out is here, in the log or pulled."""
        spared = [
            e
            for e, v in zip(req.events, rep.verdicts, strict=True)
            if v in (ACCEPTED, DUPLICATE) and self.log.get((e.r, e.q)) != e
        ]
        if not spared:
            return True
        keys = {e.key for e in self.view()}
        return all(e.key in keys for e in spared)
