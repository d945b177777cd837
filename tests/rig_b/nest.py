"""Servers and orders that start at once: forked from a process that has read the code before.

What runs is what `python -m granian …` and `python -m api.cli …` run, with the same words, in
processes of their own that SIGKILL ends; only the second in which Python reads the same modules
again is saved. `python -m tests.rig_b.nest` is that process: an order a line, an answer a line.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from scripts.rig.server import ROOT, Server

Order = dict[str, Any]


class Nest:
    """The process that forks."""

    def __init__(self) -> None:
        """Start it; ready when it has read the code."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rig_b.nest"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def _answer(self) -> int:
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def ask(self, **order: Any) -> int:
        """Give an order and wait for its number."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def close(self) -> None:
        """End it."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(20)


class Child:
    """What `Server` needs of a process."""

    def __init__(self, nest: Nest, pid: int) -> None:
        """Know it by its number."""
        self.nest, self.pid = nest, pid
        self.code: int | None = None

    def poll(self) -> int | None:
        """Return its status once it has ended."""
        if self.code is None:
            status = self.nest.ask(do="look", pid=self.pid)
            self.code = None if status < 0 else status
        return self.code

    def wait(self, timeout: float) -> None:
        """Wait until it has ended. Raises TimeoutError."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(0.01)


class NestServer(Server):
    """A server process that the nest forks."""

    def __init__(self, nest: Nest, data: Path, prepared: Path | None = None) -> None:
        """Prepare its data folder."""
        self.nest = nest
        super().__init__(data, prepared=prepared)

    def open(self, words: list[str]) -> Child:
        """Start `python -m granian` with these words."""
        order = {"do": "granian", "words": words, "env": self.env, "log": str(self.log)}
        return Child(self.nest, self.nest.ask(**order))

    def cli(self, *words: str) -> str:
        """Run `python -m api.cli …`; return what it printed. Raises RuntimeError."""
        said = self.data.parent / "said.txt"
        said.unlink(missing_ok=True)
        order = {"do": "cli", "words": words, "env": self.env, "log": str(said)}
        child = Child(self.nest, self.nest.ask(**order))
        child.wait(60)
        text = said.read_text(encoding="utf-8")
        if child.code:
            raise RuntimeError(f"{words} ended with {child.code}: {text}")
        return text


def hatch(order: Order) -> None:
    """Become what was ordered; does not return."""
    os.setsid()
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for there, here in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(there, here)
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = [order["do"], *order["words"]]
    status = 1
    try:
        if order["do"] == "granian":
            from granian.cli import entrypoint

            entrypoint()
        else:
            from api.cli import main

            status = main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 0
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def look(pid: int) -> int:
    """Return -1 while a child runs, its status once it has ended."""
    found, status = os.waitpid(pid, os.WNOHANG)
    return abs(os.waitstatus_to_exitcode(status)) if found else -1


def main() -> None:
    """Read the code, then fork as ordered until nobody orders any more."""
    import granian.cli
    import granian.server.mp  # noqa: F401

    import api.app
    import api.cli  # noqa: F401

    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdout.write("0\n")
    sys.stdout.flush()
    for line in sys.stdin:
        order: Order = json.loads(line)
        if order["do"] == "look":
            answer = look(order["pid"])
        else:
            answer = os.fork()
            if not answer:
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                hatch(order)
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
