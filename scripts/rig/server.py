"""A real server process on a free port, over a data folder of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Protocol

ROOT = Path(__file__).resolve().parents[2]


class Process(Protocol):
    """What a server needs of its process."""

    pid: int

    def poll(self) -> int | None:
        """Return its status once it has ended."""

    def wait(self, timeout: float) -> object:
        """Wait until it has ended."""


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


class Server:
    """granian with the app, as `make run` starts it; can be stopped, killed and started again."""

    def __init__(
        self,
        data: Path,
        port: int | None = None,
        env: dict[str, str] | None = None,
        root: Path = ROOT,
        prepared: Path | None = None,
    ) -> None:
        """Prepare the data folder (secrets, schema, editions); starts nothing yet.

        `root` may be another checkout with an environment of its own: an older version. `prepared`
        is a data folder to copy instead of preparing one.
        """
        self.root = root
        self.python = sys.executable if root == ROOT else str(root / ".venv" / "bin" / "python")
        self.data = data
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.env = {**os.environ, "CREANDO_DATA": str(data), **(env or {})}
        self.process: Process | None = None
        self.log = data.parent / f"server-{self.port}.log"
        if prepared:
            shutil.copytree(prepared, data)
        else:
            self.cli("setup", "--data", str(data))

    def cli(self, *words: str) -> str:
        """Run `python -m api.cli …` on this server's data; return what it printed."""
        return subprocess.run(
            [self.python, "-m", "api.cli", *words],
            cwd=self.root,
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def open(self, words: list[str]) -> Process:
        """Start `python -m granian` with these words."""
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.python, "-m", "granian", *words],
                cwd=self.root,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start(self, patience_s: float = 30) -> None:
        """Start serving; return when /api/v1/health answers. Raises RuntimeError with the log."""
        command = "--interface wsgi --workers 1 --blocking-threads 8 --no-ws --factory"
        command += f" --host 127.0.0.1 --port {self.port} api.app:create_app"
        self.process = self.open(command.split())
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/health", timeout=2)
                return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(self.log.read_text()[-3000:])

    def _end(self, sig: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, sig)
            self.process.wait(timeout=20)
        self.process = None

    def stop(self) -> None:
        """Stop as an operator does (SIGTERM)."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Stop as a power cut does (SIGKILL)."""
        self._end(signal.SIGKILL)

    def __enter__(self) -> Server:
        """Start serving."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None
    ) -> None:
        """Stop serving."""
        self.stop()
