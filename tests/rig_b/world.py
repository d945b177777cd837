"""Phones, a bad net and a real server; what was said saved, and what the database then holds."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from scripts.rig.server import Server
from tests.rig_b.net import Net
from tests.rig_b.phone import HERE, Dead, Phone

SECRET = "493817"
MOST_ROUNDS = 40


def bundle(out: Path, patches: list[dict[str, str]] | None = None) -> Path:
    """Make one script of the app's real code, or of a broken form of it."""
    words = ["node", str(HERE / "bundle.mjs"), str(out)]
    if patches:
        mutant = out.with_suffix(".json")
        mutant.write_text(json.dumps(patches), encoding="utf-8")
        words.append(str(mutant))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return out


class Home:
    """A folder, a server, a net before it, and the app; many schedules live in one."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="creando-b-")
        self.folder = Path(self._folder.name)
        self.app = bundle(self.folder / "app.js")
        env = {"CREANDO_LOCK_WAIT_S": "5"}
        self.server = Server(self.folder / "data", env=env)
        self.server.start()
        self.gate = asyncio.Condition()
        self.settling = 0
        self.server_kills = 0
        self.mark = 0

    async def close(self) -> None:
        """Put everything away."""
        await asyncio.to_thread(self.server.stop)
        self._folder.cleanup()

    async def operate(self, work: Callable[[], object]) -> object:
        """Do something to the server that schedules which settle must not meet."""
        async with self.gate:
            await self.gate.wait_for(lambda: not self.settling)
            return await asyncio.to_thread(work)

    async def settles(self, by: int) -> None:
        """A schedule begins to settle (1), or was judged (-1)."""
        async with self.gate:
            self.settling += by
            self.gate.notify_all()

    def kill_server(self) -> None:
        """A power cut, and the machine comes back."""
        self.server.kill()
        self.server_kills += 1
        self.server.start(90)

    def backup(self) -> None:
        """Take and try a backup, as the nightly timer does."""
        self.server.cli("--data", str(self.server.data), "backup")

    def restore(self) -> bool:
        """Go back to the oldest backup that is still restorable."""
        listed = self.server.cli("--data", str(self.server.data), "backups")
        good = [line.split()[0] for line in listed.splitlines() if line.endswith(" vale")]
        if not good:
            return False
        path = next(self.folder.rglob(good[0]))
        self.server.stop()
        self.server.cli("--data", str(self.server.data), "restore", str(path), "--by", "rig")
        self.server.start(90)
        return True

    def rows(self, subjects: set[str]) -> list[dict[str, Any]]:
        """Return what the real database holds of these people."""
        path = self.server.data / "creando.sqlite3"
        link = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        link.row_factory = sqlite3.Row
        keys = [f"l:{one}" for one in subjects]
        marks = ",".join("?" * len(keys))
        with link:
            found = link.execute(f"SELECT * FROM event WHERE stream IN ({marks})", keys).fetchall()
        link.close()
        return [dict(row) for row in found]


class World:
    """One schedule: its phones, and what each person was told is saved."""

    def __init__(self, home: Home, app: Path | None = None) -> None:
        self.home, self.app = home, app or home.app
        self.net = Net(home.server.port)
        self.phones: list[Phone] = []
        self.said: dict[int, str] = {}  # mark -> who, said to be saved
        self.tried: dict[int, str] = {}  # mark -> who, whatever was said
        self.loose: set[int] = set()  # a disk was set back past it: it may be gone
        self.copies: list[tuple[Phone, Path, list[int], list[str], dict[str, str]]] = []
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.views: list[tuple[int, str, set[int]]] = []
        self.pulled: list[tuple[int, set[int]]] = []
        self.folder = Path(tempfile.mkdtemp(dir=home.folder))

    @property
    def kills(self) -> int:
        """Real SIGKILLs of phones."""
        return sum(phone.kills for phone in self.phones)

    async def new_phone(self) -> Phone:
        """Buy a phone and open the app."""
        if not self.net.port:
            await self.net.start()
        disk = self.folder / f"disk{len(self.phones)}"
        phone = Phone(self.app, disk, f"http://127.0.0.1:{self.net.port}")
        self.phones.append(phone)
        await phone.open()
        return phone

    async def person(self, phone: Phone) -> str | None:
        """Somebody new uses the phone and agrees."""
        try:
            who: str = await phone.call("person")
        except Dead:
            return None
        phone.people.append(who)
        return who

    def draw(self, who: str) -> int:
        """Return a number that no other action has."""
        self.home.mark += 1
        self.tried[self.home.mark] = who
        return self.home.mark

    async def do(self, phone: Phone, who: str, tab: int = 0) -> bool:
        """She does something; note it when the phone says that it is saved."""
        mark = self.draw(who)
        phone.marks.append(mark)
        try:
            await phone.call("do", who=who, mark=mark, tab=tab)
        except (Dead, RuntimeError) as error:
            # Locked, or the disk is full, or the phone died: nothing was said.
            self.counts[f"unsaid {type(error).__name__}"] += 1
            return False
        self.said[mark] = who
        self.counts["saved"] += 1
        return True

    async def new_key(self, phone: Phone, who: str) -> None:
        """She sets a PIN."""
        phone.secrets[who] = SECRET
        said = await phone.call("lock", who=who, secret=SECRET)
        assert said["ok"]

    async def clone(self, phone: Phone) -> Phone:
        """Another phone begins with the same disk."""
        disk = self.folder / f"disk{len(self.phones)}"
        phone.copy(disk)
        other = Phone(self.app, disk, phone.url)
        other.people, other.marks = list(phone.people), list(phone.marks)
        other.secrets, other.lost_key = dict(phone.secrets), set(phone.lost_key)
        self.phones.append(other)
        await other.open()
        self.counts["clones"] += 1
        return other

    def keep_copy(self, phone: Phone) -> None:
        """Copy the disk, to be set back to later."""
        to = self.folder / f"copy{len(self.copies)}"
        phone.copy(to)
        if to.exists():
            self.copies.append(
                (phone, to, list(phone.marks), list(phone.people), dict(phone.secrets))
            )

    async def roll_back(self, choice: int) -> None:
        """Set a phone's disk back; what came after and never arrived may be gone."""
        if not self.copies:
            return
        phone, disk, marks, people, secrets = self.copies[choice % len(self.copies)]
        await phone.kill()
        gone = set(phone.marks) - set(marks)
        elsewhere = {mark for other in self.phones if other is not phone for mark in other.marks}
        self.loose |= gone - elsewhere
        phone.disk.write_bytes(disk.read_bytes())
        phone.marks, phone.people, phone.secrets = list(marks), list(people), dict(secrets)
        await phone.open()
        self.counts["rolled back"] += 1

    async def settle(self) -> None:
        """The net is whole, everybody opens her app, again and again; nothing may stay behind."""
        self.net.choose = lambda _: ""
        await self.net.calm()
        for phone in self.phones:
            await self.wake(phone)
            await self.open_people(phone)
        for _ in range(2):
            for phone in self.phones:
                await phone.call("tomorrow")
                await self.drain(phone)
        await self.look()

    async def wake(self, phone: Phone) -> None:
        """Open the app for good: nothing kills it any more."""
        try:
            await phone.open()
            await phone.call("die", count=0, when="before")
        except Dead:
            await phone.open()

    async def open_people(self, phone: Phone) -> None:
        """Whoever still knows her key opens her log; who does not is carried by the others."""
        for who, secret in phone.secrets.items():
            if who not in phone.lost_key:
                said = await phone.call("unlock", who=who, secret=secret)
                if not said["ok"]:
                    self.faults.append(f"her own key does not open: {said}")

    async def drain(self, phone: Phone) -> None:
        """Send until nothing waits."""
        for _ in range(MOST_ROUNDS):
            await phone.call("sync")
            people = await phone.call("state")
            if not any(one["unsent"] for one in people):
                return
        self.faults.append(f"stuck: {people}")

    async def look(self) -> None:
        """Read what every phone shows of everybody whose key is known."""
        for number, phone in enumerate(self.phones):
            for one in await phone.call("state"):
                if one["locked"]:
                    continue
                file = await phone.call("file", who=one["who"])
                shown = {
                    name: {row["d"]["card"] for row in file[name] if row["t"] == 6}
                    for name in ("events", "kept", "aside", "pulled")
                }
                self.views.append((number, one["who"], set().union(*shown.values())))
                self.pulled.append((number, shown["pulled"]))

    def compare(self, found: Counter[int]) -> None:
        """What a phone shows and what the server has are the same."""
        for number, who, shown in self.views:
            arrived = {mark for mark in found if self.tried.get(mark) == who}
            if unseen := arrived - shown:
                self.faults.append(f"unseen: phone {number} lacks {sorted(unseen)}")
        for number, pulled in self.pulled:
            if ghosts := pulled - set(found):
                self.faults.append(f"ghost: phone {number} shows {sorted(ghosts)}")

    def judge(self) -> list[str]:
        """Compare what was said with what the real database holds."""
        rows = self.home.rows({who for phone in self.phones for who in phone.people})
        found: Counter[int] = Counter()
        actions: Counter[tuple[Any, ...]] = Counter()
        for row in rows:
            plain = json.loads(row["plain"]) if row["plain"] else {}
            if row["t"] != 6 or row["reason"] or not row["counts"]:
                continue
            mark = plain["d"]["card"]
            found[mark] += 1
            first = (row["of_r"] or row["r"], row["of_q"] or row["q"], row["h"])
            actions[first] += 1
            if self.tried.get(mark) != plain.get("s", row["stream"][2:]):
                self.faults.append(f"author: {mark} is not hers")
            if row["stream"] != f"l:{self.tried.get(mark)}":
                self.faults.append(f"author: {mark} in another's stream")
        missing = [mark for mark in self.said if not found[mark] and mark not in self.loose]
        self.faults += [f"lost: {mark}" for mark in missing]
        self.faults += [f"doubled: {mark}" for mark, times in found.items() if times > 1]
        self.faults += [f"doubled: key {key}" for key, times in actions.items() if times > 1]
        self.compare(found)
        self.counts["arrived"] += len(found)
        self.counts["moved"] += sum(bool(row["of_r"]) for row in rows)
        return self.faults

    async def close(self) -> None:
        """End every phone."""
        await asyncio.gather(*(phone.kill() for phone in self.phones))
        await self.net.stop()
