"""A phone of rig B: the real core in a Node process, its disk in one file."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE_S = 45


class Dead(Exception):
    """The phone was killed, or did not answer."""


class NodePhone:
    """Orders go in a line, answers come out a line; `kill` is a battery pulled."""

    def __init__(self, code: Path, disk: Path, url: str) -> None:
        """Switch it on with whatever is on its disk."""
        self.code, self.disk, self.url = code, disk, url
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
        self._read()

    def ask(self, do: str, **more: Any) -> dict[str, Any]:
        """Give an order and wait for its answer. Raises Dead."""
        self.tell(do, **more)
        return self._read()

    def tell(self, do: str, **more: Any) -> None:
        """Give an order and do not wait."""
        if not self.process or not self.process.stdin:
            raise Dead
        self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        process = self.process
        if not process or not process.stdout:
            raise Dead
        timer = threading.Timer(PATIENCE_S, process.kill)
        timer.start()
        line = process.stdout.readline()
        timer.cancel()
        if not line:
            raise Dead
        answer: dict[str, Any] = json.loads(line)
        return answer

    def heard(self) -> list[dict[str, Any]]:
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
