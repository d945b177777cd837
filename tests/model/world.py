"""Phones, a bad network, a server and its operator, moved by steps."""

from collections.abc import Callable
from itertools import count

from tests.model.backups import Operator
from tests.model.events import FAILING, PLAIN_TAPS, POISON, QUARANTINE, Event, Reply, Request
from tests.model.phone import Phone
from tests.model.rules import Rules
from tests.model.server import Server

Step = tuple[str, int, int, int]
MOST_PHONES, MOST_MARKS, MOST_BACKUPS = 5, 3, 6
TAPS = (*range(PLAIN_TAPS), POISON, QUARANTINE, FAILING)


class World:
    """Carry out steps; every choice is in the step's numbers, so a script is a schedule."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.fresh = count(1).__next__
        self.server, self.operator = self.build()
        self.phones: list[Phone] = []
        self.requests: list[Request] = []
        self.replies: list[tuple[Request, Reply]] = []
        self.saved: dict[int, int] = {}
        self.taps: dict[int, int] = {}
        self.dropped: set[int] = set()
        self.published: dict[tuple[int, int], Event] = {}
        self.erased: set[int] = set()
        self.reused = False
        for learner in (0, 1):
            self.add_phone(learner)

    def build(self) -> tuple[Server, Operator]:
        """Make the server and its operator; a rig makes others."""
        server = Server(self.rules, self.fresh)
        return server, Operator(server)

    def run(self, steps: list[Step]) -> "World":
        """Carry out a schedule."""
        for name, a, b, c in steps:
            getattr(self, name)(a, b, c)
        return self

    def add_phone(self, learner: int) -> Phone:
        """Give a learner a phone with an empty log."""
        phone = Phone(self.rules, self.fresh, learner, len(self.phones))
        self.phones.append(phone)
        return phone

    def phone(self, a: int) -> Phone:
        """Return the phone a number means."""
        return self.phones[a % len(self.phones)]

    # What people do

    def save(self, a: int, b: int, c: int) -> None:
        """Save one action; `c` is the second on the clock."""
        phone, act, tap = self.phone(a), self.fresh(), TAPS[b % len(TAPS)]
        phone.append(tap, c, act)
        self.saved[act], self.taps[act] = phone.learner, tap

    def restart(self, a: int, _b: int, _c: int) -> None:
        """Kill the app and start it again."""
        phone = self.phone(a)
        before = phone.acts()
        phone.restart()
        self.dropped |= before - phone.acts()

    def clone(self, a: int, _b: int, _c: int) -> None:
        """Copy a phone's disk to another phone."""
        if len(self.phones) < MOST_PHONES:
            source = self.phone(a)
            self.add_phone(source.learner).load(source.state())

    def mark(self, a: int, _b: int, _c: int) -> None:
        """Copy a phone's disk for a later rollback."""
        marks = self.phone(a).marks
        if len(marks) < MOST_MARKS:
            marks.append(self.phone(a).state())

    def rollback(self, a: int, b: int, _c: int) -> None:
        """Bring back an earlier copy of a phone's disk."""
        phone = self.phone(a)
        if phone.marks:
            phone.load(phone.marks[b % len(phone.marks)])

    def wipe(self, a: int, _b: int, _c: int) -> None:
        """Lose a phone's disk; the learner recovers on the same phone with an empty log."""
        old = self.phone(a)
        new = Phone(self.rules, self.fresh, old.learner, old.number)
        new.recovered = True
        new.moved, new.news_refused = old.moved, old.news_refused
        self.phones[old.number] = new

    def second(self, a: int, _b: int, _c: int) -> None:
        """Let a learner use a second phone."""
        if len(self.phones) < MOST_PHONES:
            self.add_phone(self.phone(a).learner).recovered = True

    def retry(self, a: int, _b: int, _c: int) -> None:
        """Try the set-aside events of a phone again."""
        self.phone(a).retry()

    # What the network does

    def send(self, a: int, b: int, _c: int) -> None:
        """Send at most `b` events."""
        self.requests.append(self.phone(a).request(b, parcel=False))

    def parcel(self, a: int, b: int, _c: int) -> None:
        """Hand the unsent events to another phone, which carries them."""
        self.requests.append(self.phone(a).request(b, parcel=True))

    def deliver(self, a: int, b: int, c: int) -> None:
        """Let a request arrive; `b` 1 leaves a copy behind, `c` 1 crashes before the commit."""
        if not self.requests:
            return
        req = self.take(self.requests, a, b)
        if c != 2:
            self.server.hidden.clear()
        reply = self.server.answer(req, crash=c == 1, race=c == 2)
        if reply:
            self.replies.append((req, reply))

    def reply(self, a: int, b: int, c: int) -> None:
        """Let a reply arrive; `b` 1 leaves a copy behind, `c` 1 crashes while it is applied."""
        if self.replies:
            req, reply = self.take(self.replies, a, b)
            self.hand(req, reply, crash=c == 1)

    @staticmethod
    def take(queue: list, a: int, b: int) -> tuple:
        """Take one message, or read it and leave it where it is."""
        return queue[a % len(queue)] if b == 1 else queue.pop(a % len(queue))

    def hand(self, req: Request, reply: Reply, *, crash: bool = False) -> None:
        """Give a reply to its phone and note every action that leaves the log."""
        phone = self.phones[req.phone]
        before = phone.acts()
        phone.apply(req, reply, crash=crash)
        self.dropped |= before - phone.acts()

    def lose_request(self, a: int, _b: int, _c: int) -> None:
        """Lose a request."""
        if self.requests:
            self.requests.pop(a % len(self.requests))

    def lose_reply(self, a: int, _b: int, _c: int) -> None:
        """Lose a reply."""
        if self.replies:
            self.replies.pop(a % len(self.replies))

    def meet(self, a: int, b: int, _c: int) -> None:
        """Exchange one request and its reply with nothing lost."""
        req = self.phone(a).request(b, parcel=False)
        reply = self.server.answer(req)
        if reply:
            self.hand(req, reply)

    # What the server and its operator do

    def publish(self, _a: int, _b: int, _c: int) -> None:
        """Publish one event of the server's own."""
        event = self.server.publish(self.fresh())
        known = self.published.setdefault((event.r, event.q), event)
        self.reused |= known is not event

    def project(self, a: int, b: int, _c: int) -> None:
        """Project one learner's stream; `b` 1 crashes inside."""
        self.server.project(a % 2, crash=b == 1)

    def mend(self, a: int, _b: int, _c: int) -> None:
        """Mend one fault of the server's code."""
        server = self.server
        setattr(server, ("broken", "strict", "failing")[a % 3], False)
        server.try_parked()

    def backup(self, a: int, _b: int, _c: int) -> None:
        """Take a backup; a few are bad."""
        if len(self.operator.pending) + len(self.operator.restorable) < MOST_BACKUPS:
            self.operator.backup(bad=a % 4 == 3)

    def nightly(self, _a: int, _b: int, _c: int) -> None:
        """Take a backup and verify it at once."""
        self.backup(0, 0, 0)
        self.operator.verify(-1)

    def verify(self, a: int, _b: int, _c: int) -> None:
        """End a verification."""
        self.operator.verify(a)

    def retire(self, _a: int, _b: int, _c: int) -> None:
        """Let the oldest backup go."""
        self.operator.retire()

    def restore(self, a: int, _b: int, _c: int) -> None:
        """Run the restore command."""
        self.operator.restore(a)

    def by_hand(self, a: int, _b: int, _c: int) -> None:
        """Copy a backup's file over the database and start."""
        self.operator.restore(a, by_hand=True)

    def witness(self, _a: int, _b: int, _c: int) -> None:
        """Write the witness."""
        self.operator.watch()

    def erase(self, a: int, _b: int, _c: int) -> None:
        """Erase the second learner, in some of the tries."""
        if a % 4 == 1:
            self.server.erase(1)
            self.erased.add(1)


# name -> (what it does, weight in a random schedule)
WEIGHTS: dict[str, int] = {
    "save": 22,
    "meet": 16,
    "send": 11,
    "deliver": 13,
    "reply": 13,
    "parcel": 2,
    "lose_request": 2,
    "lose_reply": 3,
    "clone": 4,
    "mark": 4,
    "rollback": 4,
    "restart": 2,
    "wipe": 1,
    "second": 2,
    "retry": 1,
    "publish": 5,
    "project": 4,
    "mend": 1,
    "nightly": 5,
    "backup": 4,
    "verify": 4,
    "retire": 2,
    "restore": 4,
    "by_hand": 1,
    "witness": 1,
    "erase": 1,
}
STEPS: dict[str, Callable[[World, int, int, int], None]] = {n: getattr(World, n) for n in WEIGHTS}
