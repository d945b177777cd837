"""A phone of rig B: the real core in a Node process, its disk in one file."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE_S = 45
Said = dict[str, Any]


class Dead(Exception):
    """The phone was killed, or did not answer."""


class NodePhone:
    """Orders go in a line, answers come out a line; `heard` is a battery pulled."""

    def __init__(self, code: Path, disk: Path, url: str) -> None:
        """Switch it on with whatever is on its disk."""
        self.code, self.disk, self.url = code, disk, url
        self.people: list[str] = []
        self.tabs = 0
        self.process: subprocess.Popen[str] | None = None
        self.start()

    def start(self) -> None:
        """Open the app."""
        command = ["node", str(self.code / "phone.mjs"), str(self.disk), self.url]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.people = sorted(self.read()["ready"])
        self.tabs = 1

    def ask(self, do: str, **more: Any) -> Said:
        """Give an order and wait for its answer. Raises Dead."""
        self.tell(do, **more)
        return self.read()

    def together(self, *orders: Said) -> list[Said]:
        """Give several orders at once; return what was said until the phone was done or died."""
        said: list[Said] = []
        try:
            self.tell("together", orders=orders)
            while "together" not in (answer := self.read()):
                said.append(answer)
        except Dead:
            pass
        return said

    def tell(self, do: str, **more: Any) -> None:
        """Give an order and do not wait. Raises Dead."""
        if not self.process or not self.process.stdin:
            raise Dead
        try:
            self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
            self.process.stdin.flush()
        except OSError:
            raise Dead from None

    def read(self) -> Said:
        """Wait for the next answer. Raises Dead."""
        process = self.process
        if not process or not process.stdout:
            raise Dead
        timer = threading.Timer(PATIENCE_S, process.kill)
        timer.start()
        line = process.stdout.readline()
        timer.cancel()
        if not line:
            raise Dead
        answer: Said = json.loads(line)
        return answer

    def heard(self) -> list[Said]:
        """Kill it and return what it had said until then."""
        process = self.process
        self.process = None
        if not process or not process.stdout:
            return []
        process.kill()
        rest = process.stdout.read()
        process.wait()
        return [json.loads(line) for line in rest.split("\n") if line.endswith("}")]

    def clone(self, disk: Path) -> Path:
        """Copy its disk, as a backup tool of the phone does."""
        if self.disk.exists():
            shutil.copy(self.disk, disk)
        return disk
