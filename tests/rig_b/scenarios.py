"""Short stories that end badly on a broken phone, and well on ours."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from scripts.rig.server import Server
from tests.rig_b.phone import NodePhone


class Story:
    """One server, phones that may be copies of each other, and what each said to be saved."""

    def __init__(self, code: Path, folder: Path) -> None:
        """Start the server."""
        self.code, self.folder = code, folder
        self.server = Server(folder / "data")
        self.server.start()
        self.phones: list[NodePhone] = []
        self.said: Counter[int] = Counter()
        self.card = 0

    def phone(self, copy_of: NodePhone | None = None) -> NodePhone:
        """Switch on a new phone, or a copy of another's disk."""
        disk = self.folder / f"disk{len(self.phones)}"
        if copy_of:
            copy_of.clone(disk)
        self.phones.append(NodePhone(self.code, disk, self.server.url))
        return self.phones[-1]

    def save(self, phone: NodePhone, who: int = 0) -> int:
        """Save one more card; count it if the phone says that it is saved."""
        self.card += 1
        if "saved" in phone.ask("save", who=who, card=self.card):
            self.said[self.card] += 1
        return self.card

    def restore(self) -> None:
        """Bring back the oldest backup."""
        oldest = min((self.server.data / "backups").glob("*.age"))
        self.server.stop()
        self.server.cli("restore", str(oldest))
        self.server.start()

    def settle(self) -> None:
        """A day later, let every phone speak until nothing waits, at most ten times."""
        for phone in self.phones:
            phone.ask("day")
        for _ in range(10):
            for phone in self.phones:
                phone.ask("send")
            states = [one for phone in self.phones for one in phone.ask("state")["all"]]
            if not any(one["unsent"] for one in states):
                return

    def on_server(self) -> Counter[int]:
        """Count the cards that count."""
        with closing(sqlite3.connect(self.server.data / "creando.sqlite3")) as db:
            rows = db.execute(
                "SELECT json_extract(plain, '$.d.card') FROM event WHERE counts AND t = 6"
            )
            return Counter(card for (card,) in rows)

    def close(self) -> None:
        """End every process."""
        for phone in self.phones:
            phone.heard()
        self.server.kill()

    def is_whole(self) -> bool:
        """Tell whether each saved card counts exactly once."""
        there = self.on_server()
        return all(there[card] == 1 for card in self.said) and max(there.values(), default=0) < 2


def after_a_restore(story: Story) -> bool:
    """What was acknowledged after the backup comes back from the phone."""
    phone = story.phone()
    phone.ask("join")
    story.server.cli("backup")
    story.save(phone)
    phone.ask("send")
    story.restore()
    story.settle()
    return story.is_whole()


def rolled_back(story: Story) -> bool:
    """A phone goes back to an older copy and does something else: both count."""
    phone = story.phone()
    phone.ask("join")
    phone.ask("send")
    older = story.phone(copy_of=phone)
    story.save(phone)
    phone.ask("send")
    story.save(older)
    older.ask("send")
    story.settle()
    return story.is_whole()


def twice_copied(story: Story) -> bool:
    """Two copies hold the same event and both must move it: it counts once (counterexample 1)."""
    first = story.phone()
    first.ask("join")
    first.ask("send")
    second = story.phone(copy_of=first)
    story.save(first)
    first.ask("send")
    story.save(second)
    third = story.phone(copy_of=second)
    second.ask("send")
    third.ask("send")
    story.settle()
    return story.is_whole()


def full_disk(story: Story) -> bool:
    """A disk that refuses at the end: nothing is called saved that is not."""
    phone = story.phone()
    phone.ask("join")
    phone.ask("full", n=1)
    story.save(phone)
    phone.ask("full", n=0)
    phone.heard()
    phone.start()
    story.settle()
    return story.is_whole()


def never_comes_back(story: Story) -> bool:
    """She locks her things, works on, and does not come back: another's session carries it."""
    phone = story.phone()
    phone.ask("join")
    phone.ask("join")
    phone.ask("send")
    phone.ask("lock", who=0)
    story.save(phone)
    story.save(phone)
    phone.ask("away")
    phone.ask("send")
    return story.is_whole()


def never_comes_back_after_a_restore(story: Story) -> bool:
    """The server goes back to before her work; her parcels bring it again without her."""
    phone = story.phone()
    phone.ask("join")
    phone.ask("join")
    story.server.cli("backup")
    phone.ask("lock", who=0)
    story.save(phone)
    phone.ask("away")
    phone.ask("send")
    story.restore()
    story.save(phone, who=1)
    phone.ask("send")
    phone.ask("send")
    return story.is_whole()


Scenario = Callable[[Story], bool]
SCENARIOS: tuple[Scenario, ...] = (
    after_a_restore,
    rolled_back,
    twice_copied,
    full_disk,
    never_comes_back,
    never_comes_back_after_a_restore,
)

Patch = dict[str, str]
# name -> (what is broken in pwa/src, the story that shows it)
MUTANTS: dict[str, tuple[Patch, Scenario]] = {
    "saved at onsuccess": (
        {
            "file": "db/idb.ts",
            "from": "        value = result;\n",
            "to": "        value = result;\n        resolve(value as T);\n",
        },
        full_disk,
    ),
    "prune on ack": (
        {
            "file": "sync/apply.ts",
            "from": "row.ack === reply.epoch && row.q <= (limits.get(row.r) ?? 0)",
            "to": "row.ack === reply.epoch",
        },
        after_a_restore,
    ),
    "no epoch": (
        {
            "file": "sync/apply.ts",
            "from": "  if (another) for (const [key, row] of rows) rows.set(key, unsent(row));\n",
            "to": "",
        },
        after_a_restore,
    ),
    "fork ignored": (
        {
            "file": "sync/apply.ts",
            "from": "    if (verdict === 'fork') forks.set",
            "to": "    if ((verdict as string) === 'never') forks.set",
        },
        rolled_back,
    ),
    "moved without of": (
        {"file": "sync/apply.ts", "from": "of: row.of ?? [row.r, row.q], r, q }", "to": "r, q }"},
        twice_copied,
    ),
    "parcel not rewritten": (
        {
            "file": "vault/journal.ts",
            "from": "for (const one of parcels.put) store('parcels').put(one);",
            "to": "if (next.gen < 2) for (const one of parcels.put) store('parcels').put(one);",
        },
        never_comes_back,
    ),
    "parcel of the unsent only": (
        {
            "file": "vault/parcel.ts",
            "from": "mayLeave(state) ? cut(held(state))",
            "to": "mayLeave(state) ? cut(held(state).filter(({ row }) => row.u))",
        },
        never_comes_back_after_a_restore,
    ),
    "parcel not posted in a new epoch": (
        {
            "file": "sync/parcels.ts",
            "from": "if (parcel.posted && parcel.posted === (await device.get(EPOCH))) continue;",
            "to": "if (parcel.posted) continue;",
        },
        never_comes_back_after_a_restore,
    ),
}
