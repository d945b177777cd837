"""The model's world with the real server in it, and the verdict on it."""

import random
from collections import Counter
from typing import Any

from api.backups.drill import _folded, _rows, _said
from api.learners.models import Token
from api.progress.fold import fold
from api.sync import projection
from api.sync.models import EventRow, Parked
from tests.model.events import ACCEPTED, EDITION, FAILING
from tests.model.oracle import ROUNDS, keys, missing
from tests.model.phone import Phone
from tests.model.rules import Rules, flipped
from tests.model.world import MOST_BACKUPS, Step, World
from tests.rig_a.house import House
from tests.rig_a.operator import RealOperator
from tests.rig_a.server import RealServer, subject_of

# The form the real phone has: one reply is applied, and only to the last request sent.
PHONE = flipped(["in_flight", "news_from", "news_held"])


class RealWorld(World):
    """The model's phones, network and people before the real server."""

    def __init__(self, house: House, rules: Rules = PHONE) -> None:
        self.house = house
        super().__init__(rules)

    def build(self) -> Any:
        server = RealServer(self.house, self.fresh)
        server.race = self.meet_in_between
        return server, RealOperator(server, self.house)

    def deliver(self, a: int, b: int, c: int) -> None:
        """As in the model; a race is met by another phone of the same learner."""
        self.racing = self.requests[a % len(self.requests)].phone if self.requests else 0
        super().deliver(a, b, c)

    def meet_in_between(self) -> None:
        """Let another phone of the learner have a whole exchange before this one's transaction."""
        me = self.phones[self.racing]
        for other in self.phones:
            if other is not me and other.learner == me.learner:
                self.meet(other.number, 0, 0)
                return

    def backup(self, a: int, _b: int, c: int) -> None:
        """As in the model; some die before their file is there."""
        if len(self.operator.pending) + len(self.operator.restorable) < MOST_BACKUPS:
            self.operator.backup(bad=a % 4 == 3, killed=c == 1)

    def verify(self, a: int, _b: int, c: int) -> None:
        """As in the model; some die before what is kept is counted."""
        self.operator.verify(a, killed=c == 1)

    def restore(self, a: int, _b: int, c: int) -> None:
        """As in the model; some die before the databases change places, some after."""
        self.operator.restore(a, killed=c if c in (1, 2) else 0)

    def erase(self, a: int, b: int, _c: int) -> None:
        """Erase the second learner, in some of the tries; some die after the list."""
        if a % 4 == 1:
            self.server.erase(1, cut=b == 1)
            self.erased.add(1)


def judge(world: RealWorld) -> str | None:
    """Let everything arrive, then name the first violation, or return None."""
    holes = find_holes(world)
    world.operator.watch()
    if world.erased:  # an erasure that was cut off ends at the next start
        world.house.stop()
        world.house.start()
    arrive(world)
    found = contact(world) or check(world, mended=False)
    if found or holes:
        return found or "skipped"
    for fault in range(3):
        world.mend(fault, 0, 0)
    for phone in world.phones:
        phone.retry()
    return contact(world) or empty_logs(world)


def find_holes(world: RealWorld) -> bool:
    """Tell whether a phone's cursor has passed a row that its view lacks."""
    rows, epoch = world.server.rows(), world.server.epoch
    for phone in world.phones:
        if phone.epoch != epoch or phone.learner in world.erased:
            continue
        own, edition = phone.cur
        passed = [*numbered(rows[phone.learner])[:own], *numbered(rows[EDITION])[:edition]]
        mine = keys(phone.view())
        if any(key not in mine for key in keys(row.event for row in passed)):
            return True
    return False


def numbered(rows: list) -> list:
    return [row for row in rows if row.verdict == ACCEPTED]


def arrive(world: RealWorld) -> None:
    """Deliver the late requests and replies."""
    for req in world.requests:
        reply = world.server.answer(req)
        if reply:
            world.replies.append((req, reply))
    for req, reply in world.replies:
        world.hand(req, reply)
    world.requests, world.replies = [], []


def contact(world: RealWorld) -> str | None:
    """Give each profile contact until it has nothing to say or hear, 40 rounds at most."""
    server = world.server
    living = [phone for phone in world.phones if phone.learner not in world.erased]
    for _ in range(ROUNDS):
        epoch, ends = server.epoch, server.ends()
        waiting = [p for p in living if p.unsent() or not up_to_date(p, epoch, ends)]
        if not waiting or server.fault:
            break
        for phone in waiting:
            world.meet(phone.number, 0, 0)
    else:
        return "stuck"
    for learner in (0, 1):
        server.project(learner)
    return server.fault or None


def up_to_date(phone: Phone, epoch: str, ends: dict[int, int]) -> bool:
    own, edition = phone.cur
    return phone.epoch == epoch and own >= ends[phone.learner] and edition >= ends[EDITION]


def check(world: RealWorld, *, mended: bool) -> str | None:
    """Compare what was saved with the server, its projections and each phone's view."""
    if world.reused:
        return "reused"
    server = world.server
    rows = server.rows()
    if server.fault:
        return server.fault
    if any(is_back(learner) for learner in world.erased):
        return "resurrected"
    hers = [*rows[0], *rows[1]]
    projected = server.projected()
    counting = Counter(row.event.act for row in hers if row.counts and row.event.act)
    if any(n > 1 for n in counting.values()) or any(n > 1 for n in projected.values()):
        return "twice"
    return (
        works(world, hers, projected, mended=mended)
        or views(world, rows)
        or folds(world, mended=mended)
    )


def is_back(learner: int) -> bool:
    """Tell whether anything of an erased learner is here."""
    subject = subject_of(learner)
    stream = RealServer.stream(learner)
    known = EventRow.select().where((EventRow.stream == stream) & EventRow.plain.is_null(False))
    lessons, member = _rows(subject)
    token = Token.select().where(Token.subject == subject).exists()
    return bool(known.exists() or lessons or member or token)


def works(world: RealWorld, rows: list, projected: dict[int, int], *, mended: bool) -> str | None:
    """Look for each saved action on the server and in its projection."""
    there = {row.event.act for row in rows}
    good = {row.event.act for row in rows if row.verdict == ACCEPTED}
    held = set().union(*(p.acts() for p in world.phones))
    for act, learner in world.saved.items():
        if learner in world.erased:
            continue
        if act not in there:
            fault = missing(world, act, held)
            if fault:
                return fault
        elif act in good and act not in projected and (mended or world.taps[act] != FAILING):
            return "not projected"
    return None


def views(world: RealWorld, rows: dict[int, list]) -> str | None:
    """Compare each phone's view with the streams it follows; what is set apart may be there."""
    for phone in world.phones:
        if phone.learner in world.erased:
            continue
        theirs = keys(r.event for r in numbered([*rows[phone.learner], *rows[EDITION]]))
        apart = {row.event.key for row in rows[phone.learner] if row.verdict != ACCEPTED}
        apart |= {event.key for event in phone.aside.values()}
        mine = keys(phone.view())
        if {k: a for k, a in mine.items() if k not in apart or k in theirs} != theirs:
            return "skipped"
        if len(set(mine.values())) < len(mine):
            return "twice"
    return None


def folds(world: RealWorld, *, mended: bool) -> str | None:
    """Compare the projections with a fold of the log, in order and shuffled (I16, I4)."""
    if not mended and Parked.select().where(Parked.projection != "rig").exists():
        return "parked"
    for stream, progress in _folded():
        rows = EventRow.select().where((EventRow.stream == stream) & EventRow.counts)
        facts = [projection.fact_of(row) for row in rows if row.plain is not None]
        random.Random(len(facts)).shuffle(facts)
        if fold(facts) != progress:
            return "order matters"
        if _said(progress) != _rows(stream.removeprefix("l:")):
            return "not the fold"
    return None


def empty_logs(world: RealWorld) -> str | None:
    """After two verified backups of now, and no older one, every log must be empty."""
    if not world.operator.two_of_now():
        return "no backup counts"
    living = [phone for phone in world.phones if phone.learner not in world.erased]
    for phone in living:
        world.meet(phone.number, 0, 0)
    if any(phone.log for phone in living):
        return "never kept"
    return check(world, mended=True)


def outcome(steps: list[Step], house: House, rules: Rules = PHONE) -> str | None:
    """Run a schedule to its end and name its violation, if any."""
    return run(steps, house, rules)[0]


def run(steps: list[Step], house: House, rules: Rules = PHONE) -> tuple[str | None, RealWorld]:
    """Run a schedule; a fault of the server's outside a request ends it with its name."""
    world = RealWorld(house, rules)
    try:
        world.run(steps)
        return judge(world), world
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}", world
