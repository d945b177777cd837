"""A schedule of rig B: two phones with a family each, a server, a bad network, pulled batteries."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from scripts.rig.server import Server
from tests.rig_b.phone import Dead, NodePhone
from tests.rig_b.proxy import Proxy

PEOPLE = 2
STEPS = 14
ROUNDS = 30
WEIGHTS = {
    "save": 30,
    "send": 22,
    "kill phone": 8,
    "kill while sending": 8,
    "kill while saving": 6,
    "kill server": 7,
    "kill server while sending": 7,
    "lock": 5,
    "away": 8,
    "roll back": 3,
    "backup": 4,
    "restore": 3,
    "weather": 10,
}


@dataclass
class Figures:
    """What one schedule did and what was wrong in the end."""

    seed: int
    kills: int = 0
    saved: int = 0
    restores: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    moods: dict[str, int] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Tell whether nothing was wrong."""
        return not (self.lost or self.doubled or self.stuck)


class World:
    """Carry out one seed."""

    def __init__(self, seed: int, code: Path, folder: Path) -> None:
        """Start the server and two phones; nobody is on them yet."""
        self.rng = random.Random(seed)
        self.figures = Figures(seed)
        self.folder = folder
        self.server = Server(folder / "data")
        self.server.start()
        self.proxy = Proxy(self.server.port, random.Random(seed + 1))
        url = f"http://127.0.0.1:{self.proxy.port}"
        self.phones = [NodePhone(code, folder / f"disk{i}", url) for i in range(2)]
        self.card = 0
        self.excused: set[tuple[str, int]] = set()
        self.saved: list[tuple[str, int]] = []
        self.backups: list[Path] = []
        for phone in self.phones:
            for _ in range(PEOPLE):
                phone.ask("join")

    def close(self) -> None:
        """End every process."""
        for phone in self.phones:
            phone.heard()
        self.proxy.close()
        self.server.kill()

    # What happens

    def run(self) -> Figures:
        """Carry out the steps, let the faults stop, and look."""
        names, weights = list(WEIGHTS), list(WEIGHTS.values())
        for _ in range(STEPS):
            step = self.rng.choices(names, weights)[0]
            self.figures.steps.append(step)
            getattr(self, step.replace(" ", "_"))(self.rng.choice(self.phones))
        self.settle()
        self.judge()
        self.figures.saved = len(self.saved)
        self.figures.moods = self.proxy.counts
        return self.figures

    def who(self) -> int:
        """Choose one of the people of a phone."""
        return self.rng.randrange(PEOPLE)

    def save(self, phone: NodePhone) -> None:
        """Do a few things; what the phone says is saved is noted."""
        who = self.who()
        for _ in range(self.rng.randint(1, 6)):
            self.card += 1
            self.note(phone.ask("save", who=who, card=self.card))

    def note(self, answer: dict[str, object]) -> None:
        """Write down what a phone said it has saved."""
        if "saved" in answer:
            self.saved.append((str(answer["subject"]), int(str(answer["saved"]))))

    def send(self, phone: NodePhone) -> None:
        """Let the phone speak."""
        phone.ask("send")

    def lock(self, phone: NodePhone) -> None:
        """Give somebody a key."""
        phone.ask("lock", who=self.who())

    def away(self, phone: NodePhone) -> None:
        """Everybody with a key is away; somebody sends."""
        phone.ask("away")
        phone.ask("send")

    def weather(self, _: NodePhone) -> None:
        """The network turns bad, or good again."""
        self.proxy.bad = not self.proxy.bad

    def revive(self, phone: NodePhone) -> None:
        """Pull the battery, note what was said until then, and start again."""
        for answer in phone.heard():
            self.note(answer)
        self.figures.kills += 1
        phone.start()

    def kill_phone(self, phone: NodePhone) -> None:
        """Pull the battery of an idle phone."""
        self.revive(phone)

    def kill_while_sending(self, phone: NodePhone) -> None:
        """Pull the battery in the middle of an exchange."""
        phone.tell("send")
        time.sleep(self.rng.uniform(0, 0.12))
        self.revive(phone)

    def kill_while_saving(self, phone: NodePhone) -> None:
        """Pull the battery while things are being saved."""
        who = self.who()
        for _ in range(20):
            self.card += 1
            phone.tell("save", who=who, card=self.card)
        time.sleep(self.rng.uniform(0, 0.15))
        self.revive(phone)

    def kill_server(self, _: NodePhone) -> None:
        """Cut the server's power."""
        self.server.kill()
        self.figures.kills += 1
        self.server.start()

    def kill_server_while_sending(self, phone: NodePhone) -> None:
        """Cut the server's power in the middle of an exchange."""
        phone.tell("send")
        time.sleep(self.rng.uniform(0, 0.1))
        self.server.kill()
        self.figures.kills += 1
        with suppress(Dead):
            phone._read()
        self.server.start()

    def roll_back(self, phone: NodePhone) -> None:
        """The phone returns to an earlier copy of its disk, when there is one; else one is made."""
        copy = phone.disk.with_suffix(".copy")
        if not copy.exists():
            phone.clone(copy)
            return
        for answer in phone.heard():
            self.note(answer)
        # What the copy does not hold is excused, unless the server has it already.
        there = self.on_server()
        self.excused |= {one for one in self.saved if one not in there}
        copy.replace(phone.disk)
        phone.start()

    def backup(self, _: NodePhone) -> None:
        """Take a backup, with the server running."""
        self.server.cli("backup")
        self.backups = sorted((self.server.data / "backups").glob("*.age"))

    def restore(self, _: NodePhone) -> None:
        """Bring a backup back: the server ends, is restored, and starts again."""
        if not self.backups:
            return
        self.server.stop()
        self.server.cli("restore", str(self.rng.choice(self.backups)))
        self.figures.restores += 1
        self.server.start()

    # The end

    def settle(self) -> None:
        """Stop the faults, let a day pass, and let everybody speak until nothing waits."""
        self.proxy.bad = False
        for phone in self.phones:
            phone.ask("day")
        waiting: list[str] = []
        for _ in range(ROUNDS):
            waiting = []
            for phone in self.phones:
                phone.ask("send")
                state = phone.ask("state")
                waiting += [
                    f"{one['subject']}: {one['unsent']}" for one in state["all"] if one["unsent"]
                ]
            if not waiting:
                return
        self.figures.stuck = waiting

    def on_server(self) -> Counter[tuple[str, int]]:
        """Count the cards in the log that count, by person."""
        with closing(sqlite3.connect(self.server.data / "creando.sqlite3")) as db:
            rows = db.execute(
                "SELECT stream, json_extract(plain, '$.d.card') FROM event"
                " WHERE counts AND reason IS NULL AND t = 6"
            )
            return Counter((stream.removeprefix("l:"), card) for stream, card in rows)

    def judge(self) -> None:
        """Compare what was said to be saved with the server's log: each once, under its author."""
        there = self.on_server()
        said = set(self.saved)
        self.figures.lost = [str(one) for one in said if one not in there | self.blank()]
        self.figures.doubled = [str(one) for one, times in there.items() if times > 1]
        authors = {card: subject for subject, card in said}
        self.figures.doubled += [
            f"{card} of {authors[card]} under {subject}"
            for subject, card in there
            if card in authors and authors[card] != subject
        ]

    def blank(self) -> Counter[tuple[str, int]]:
        """Return what may be missing: a rollback took it before the server had it."""
        return Counter(self.excused)
