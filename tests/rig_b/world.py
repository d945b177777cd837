"""Phones with their people, a network and a server; what was said saved, and what came of it."""

from __future__ import annotations

import random
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.rig_b.house import House, leave, on_server
from tests.rig_b.phone import Dead, NodePhone, Said
from tests.rig_b.proxy import Proxy

ROUNDS, CALM = 30, 2
Action = tuple[str, int]


@dataclass
class Figures:
    """What one schedule did and what was wrong in the end."""

    seed: int
    kills: int = 0
    saved: int = 0
    restores: int = 0
    rolled_back: int = 0
    excused: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    moods: dict[str, int] = field(default_factory=dict)
    steps: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """List what was wrong."""
        return [
            f"{name} {one}"
            for name in ("lost", "doubled", "stuck", "unseen")
            for one in getattr(self, name)
        ]


class World:
    """A server, a network before it, and phones."""

    def __init__(self, house: House, code: Path | None = None, seed: int = 0) -> None:
        """Start the server; nobody has a phone yet."""
        self.rng = random.Random(seed)
        self.figures = Figures(seed)
        self.code = code or house.code
        self.room = house.room()
        self.server = house.server(self.room)
        self.proxy = Proxy(self.server.port, random.Random(seed + 1))
        self.card = 0
        self.saved: Counter[Action] = Counter()
        self.phones: list[NodePhone] = []
        # What each phone's disk holds; what no disk holds any more may go with the server's.
        self.holds: dict[NodePhone, set[Action]] = {}
        self.loose: set[Action] = set()
        self.forgotten: dict[NodePhone, set[str]] = {}

    def close(self) -> None:
        """End every process."""
        for phone in self.phones:
            phone.heard()
        self.proxy.close()
        self.server.kill()
        leave(self.room)

    # Phones

    def phone(self, people: int = 0, copy_of: NodePhone | None = None) -> NodePhone:
        """Switch on one more phone, with people who agreed, or as a copy of another's disk."""
        disk = self.room / f"disk{len(self.phones)}"
        if copy_of:
            copy_of.clone(disk)
        phone = NodePhone(self.code, disk, f"http://127.0.0.1:{self.proxy.port}")
        self.phones.append(phone)
        self.holds[phone] = set(self.holds[copy_of]) if copy_of else set()
        self.forgotten[phone] = set(self.forgotten[copy_of]) if copy_of else set()
        for _ in range(people):
            phone.people.append(str(phone.ask("join")["subject"]))
        return phone

    def done(self, who: str, tab: int = 0, card: int = 0) -> Said:
        """Return the order for one more thing that somebody does."""
        self.card += 1
        return {"do": "save", "who": who, "card": card or self.card, "tab": tab}

    def save(self, phone: NodePhone, who: int = 0, tab: int = 0, card: int = 0) -> None:
        """Let one of the phone's people do something."""
        self.note(phone, phone.ask(**self.done(phone.people[who], tab, card)))

    def note(self, phone: NodePhone, answer: Said) -> None:
        """Write down what a phone said it has saved."""
        if "saved" in answer:
            action = (str(answer["subject"]), int(answer["saved"]))
            self.saved[action] += 1
            self.holds[phone].add(action)

    def together(self, phone: NodePhone, *orders: Said) -> None:
        """Give orders at once and note what was saved. Raises Dead."""
        for answer in phone.together(*orders):
            self.note(phone, answer)
        if not phone.process or phone.process.poll() is not None:
            raise Dead

    def revive(self, phone: NodePhone) -> None:
        """Pull the battery, note what was said until then, and start again."""
        for answer in phone.heard():
            self.note(phone, answer)
        self.figures.kills += 1
        phone.start()

    def put_back(self, phone: NodePhone, disk: Path, holds: set[Action]) -> None:
        """Let a phone go back to an earlier copy of its disk."""
        for answer in phone.heard():
            self.note(phone, answer)
        gone = self.holds[phone] - holds
        self.holds[phone] = set(holds)
        disk.replace(phone.disk)
        self.figures.rolled_back += 1
        phone.start()
        self.let_go(gone)

    def let_go(self, actions: set[Action]) -> None:
        """Excuse what no phone holds any more and the server has not."""
        held: set[Action] = set().union(*self.holds.values())
        self.loose |= actions - held - set(on_server(self.server))

    def help_in(self, phone: NodePhone, who: str) -> bool:
        """Somebody who recognised her gives her a code for her phone, if the server knows her."""
        with suppress(RuntimeError):
            said = self.server.cli("recover", who, "--by", "rig")
            code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", said)
            return "subject" in phone.ask("arrive", code=code[0] if code else "")
        return False

    # The server

    def kill_server(self) -> None:
        """Cut the server's power; it comes back."""
        self.server.kill()
        self.figures.kills += 1
        self.server.start()

    def backup(self) -> None:
        """Take a backup, with the server running."""
        self.server.cli("backup")

    def backups(self) -> list[Path]:
        """List the backups that are there, oldest first."""
        return sorted((self.server.data / "backups").glob("*.age"))

    def restore(self, backup: Path) -> None:
        """Bring a backup back: the server ends, is restored, and starts again."""
        self.server.stop()
        self.server.cli("restore", str(backup))
        self.figures.restores += 1
        self.server.start()
        self.let_go(set(self.saved))

    # The end

    def settle(self) -> Figures:
        """Stop the faults, let days pass, let everybody speak until nothing waits, and look."""
        self.proxy.mood = "well"
        for phone in self.phones:
            with suppress(Dead):
                phone.ask("die", n=0)
                phone.ask("full", n=0)
                continue
            self.revive(phone)
        for _ in range(2):
            for phone in self.phones:
                phone.ask("day")
                self.figures.stuck += self._drain(phone)
        self._judge()
        return self.figures

    def _drain(self, phone: NodePhone) -> list[str]:
        """Send until nothing waits; return what still does. Who is refused is helped in."""
        calm = 0
        for _ in range(ROUNDS):
            said = phone.ask("send")["said"]
            state = self._state(phone)
            waits = any(one["unsent"] for one in state)
            # The first may have shared a turn that began while something was still wrong.
            calm = calm + 1 if said["ok"] and not waits else 0
            if calm == CALM:
                return []
            if not said["ok"] and said["reason"].startswith("auth."):
                for who in phone.ask("out")["people"]:
                    self.help_in(phone, who)
        number = self.phones.index(phone)
        return [f"phone {number}, {one['subject']}: {one['unsent']}, {said}" for one in state]

    def _state(self, phone: NodePhone) -> list[dict[str, Any]]:
        """Ask what waits and what each person sees."""
        answer = phone.ask("state", away=sorted(self.forgotten[phone]))
        if "all" not in answer:
            raise AssertionError(f"phone {self.phones.index(phone)}: {answer}")
        return list(answer["all"])

    def _judge(self) -> None:
        """Compare what was said to be saved with the server's log, and that with what is shown."""
        there, figures = on_server(self.server), self.figures
        figures.saved = self.saved.total()
        figures.moods = self.proxy.counts
        figures.excused = len(self.loose - set(there))
        missing = {one for one, times in self.saved.items() if there[one] < times}
        figures.lost = [str(one) for one in sorted(missing - self.loose)]
        figures.doubled = [str(one) for one in there if there[one] > max(1, self.saved[one])]
        figures.doubled += self._misplaced(there)
        for number, phone in enumerate(self.phones):
            for one in self._state(phone):
                arrived = {card for subject, card in there if subject == one["subject"]}
                shown = set(one.get("cards", arrived))
                if shown != arrived:
                    odd = f"lacks {sorted(arrived - shown)}, has {sorted(shown - arrived)} alone"
                    figures.unseen.append(f"phone {number}, {one['subject']}: {odd}")

    def _misplaced(self, there: Counter[Action]) -> list[str]:
        """List what stands under another than who did it."""
        authors = {card: subject for subject, card in self.saved}
        return [
            f"{card} of {authors[card]} under {subject}"
            for subject, card in there
            if authors.get(card, subject) != subject
        ]
