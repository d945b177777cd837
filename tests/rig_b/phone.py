"""A phone: the app's real code in a Node process, which SIGKILL really ends."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PATIENCE_S = 90


class Dead(Exception):
    """The phone died before it said anything."""


class Phone:
    """One disk, and the process that has the app open."""

    def __init__(self, app: Path, disk: Path, url: str) -> None:
        self.app, self.disk, self.url = app, disk, url
        self.people: list[str] = []
        self.secrets: dict[str, str] = {}
        self.lost_key: set[str] = set()
        self.marks: list[int] = []
        self.tabs = 1
        self.kills = 0
        self._process: asyncio.subprocess.Process | None = None
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._next = 0
        self._reading: asyncio.Task[None] | None = None

    @property
    def on(self) -> bool:
        """Is the app open?"""
        return self._process is not None and self._process.returncode is None

    async def open(self) -> None:
        """Open the app, unless it is."""
        if self.on:
            return
        await self.end()
        self.tabs = 1
        self._process = await asyncio.create_subprocess_exec(
            "node",
            str(HERE / "host.mjs"),
            str(self.app),
            str(self.disk),
            self.url,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 24,
        )
        ready = self._waiting[0] = asyncio.get_running_loop().create_future()
        self._reading = asyncio.create_task(self._read(self._process))
        await asyncio.wait_for(ready, PATIENCE_S)

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        while line := await process.stdout.readline():
            said = json.loads(line)
            future = self._waiting.pop(said.get("id", 0), None)
            if future is None or future.done():
                continue
            if "error" in said:
                future.set_exception(RuntimeError(said["error"]))
            else:
                future.set_result(said.get("value"))
        await process.wait()
        self.kills += process.returncode == -signal.SIGKILL
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(Dead())
        self._waiting = {}

    def order(self, op: str, **words: Any) -> asyncio.Future[Any]:
        """Give an order; the future ends with what the phone said, or with `Dead`."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if not self.on or not self._process or not self._process.stdin:
            future.set_exception(Dead())
            return future
        self._next += 1
        self._waiting[self._next] = future
        self._process.stdin.write(
            json.dumps({"id": self._next, "op": op, **words}).encode() + b"\n"
        )
        return future

    async def call(self, op: str, **words: Any) -> Any:
        """Give an order and wait for what came of it."""
        return await asyncio.wait_for(self.order(op, **words), PATIENCE_S)

    async def end(self) -> None:
        """Wait until a process that is ending has said its last."""
        if self._reading:
            await self._reading
        self._reading = self._process = None

    async def kill(self) -> None:
        """The system takes the app away: SIGKILL."""
        if self.on and self._process:
            os.kill(self._process.pid, signal.SIGKILL)
        await self.end()

    def copy(self, to: Path) -> None:
        """Copy the disk as it is; a write of it is a rename, so a copy is never half."""
        if self.disk.exists():
            shutil.copyfile(self.disk, to)
