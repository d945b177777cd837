"""Prepare the data folder and serve on localhost until Ctrl-C."""

from __future__ import annotations

import errno
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .say import Trouble, cause_of, say
from .shell import room, run
from .stamps import ROOT, VAR, Stamp, digest
from .venv import PYTHON

ANYWHERE = ("0.0.0.0", "::")  # noqa: S104  said by whoever runs it
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PATIENCE_S = 30
GRANIAN = (
    "--interface wsgi --workers 1 --blocking-threads 8 --no-ws --factory "
    "--log-level warning --workers-kill-timeout 5"
)


@dataclass(frozen=True)
class Place:
    """Where to serve and where the data lives."""

    host: str
    port: int
    data: Path

    @property
    def url(self) -> str:
        """The address to open; Chrome keeps lessons for later only where it trusts the name."""
        if self.host in (*ANYWHERE, *LOOPBACK):
            return f"http://localhost:{self.port}"
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


def place() -> Place:
    """Read HOST, PORT and DATA from the environment. Raises Trouble."""
    port = os.environ.get("PORT") or "8000"
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65_536:
        raise Trouble(f"PORT debe ser un número entre 1 y 65535, por ejemplo 8001; llegó «{port}».")
    data = Path(os.environ.get("DATA") or VAR / "data").expanduser()
    return Place(os.environ.get("HOST") or "127.0.0.1", int(port), ROOT / data)


def check_port(where: Place) -> None:
    """Make sure that nobody listens there. Raises Trouble."""
    family = socket.AF_INET6 if ":" in where.host else socket.AF_INET
    with socket.socket(family) as probe:
        # As the server itself does: a connection that has just closed does not block the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((where.host, where.port))
        except PermissionError:
            raise Trouble(
                f"El puerto {where.port} es solo para el administrador. "
                "Usa otro: make run PORT=8001"
            ) from None
        except (OSError, UnicodeError) as e:  # UnicodeError: a name with a label too long
            if getattr(e, "errno", None) != errno.EADDRINUSE:
                raise Trouble(
                    f"HOST={where.host} no es una dirección de esta máquina. Sin HOST se sirve "
                    "solo aquí; con HOST=0.0.0.0, también para otros aparatos de tu red."
                ) from None
            raise Trouble(
                f"El puerto {where.port} ya está ocupado por otro programa. "
                f"Ciérralo o usa otro: make run PORT={where.port % 65_535 + 1}"
            ) from None


def prepare(where: Place) -> None:
    """Make secrets, migrate the database and seed the editions, when something of it changed."""
    room(where.data, 50)
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Another database, other editions: to be made ready as well.
    names = ("DATABASE_URL", "CREANDO_EDITIONS", "DRAFT_LOCALES")
    said = [os.environ.get(name, "") for name in names]
    inputs = digest(["api", "lessons/editions", "scripts/locks/run.txt"], *said)
    done = Stamp(where.data / ".setup", inputs, where.data / "creando.sqlite3")
    if done.fresh():
        return
    done.drop()
    command = [str(PYTHON), "-m", "api.cli", "setup", "--data", str(where.data)]
    run("Base de datos y edición de demostración", command, env={"CREANDO_DATA": str(where.data)})
    done.keep()


def _healthy(where: Place) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(where.host, where.host)  # noqa: S104
    link = http.client.HTTPConnection(host, where.port, timeout=2)
    try:
        link.request("GET", "/api/v1/health")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


class Child:
    """The server's process; what it prints is kept back until it answers."""

    def __init__(self, where: Place) -> None:
        """Start it."""
        address = ["--host", where.host, "--port", str(where.port), "api.app:create_app"]
        self.process = subprocess.Popen(
            [str(PYTHON), "-m", "granian", *GRANIAN.split(), *address],
            cwd=ROOT,
            env={**os.environ, "CREANDO_DATA": str(where.data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C reaches us alone: told to stop twice, the server's worker can hang.
            start_new_session=True,
        )
        self.held: list[str] = []
        self.answers = False
        threading.Thread(target=self._relay, daemon=True).start()

    def _relay(self) -> None:
        for line in self.process.stdout or ():
            text = line.decode("utf-8", "replace")
            if self.answers:
                sys.stderr.write(text)
            else:
                self.held.append(text)

    def stop(self, *_: object) -> None:
        """Ask it to stop, once is enough."""
        if self.process.poll() is None:
            self.process.terminate()


def own_words(output: str) -> str:
    """Return what the application itself said before it gave up; nothing if it crashed."""
    if "Traceback" in output:
        return ""
    # granian's own lines begin with a level in brackets.
    lines = [line.strip() for line in output.splitlines() if not line.startswith("[")]
    return " ".join(line for line in lines if line)


def _until_it_answers(child: Child, where: Place, stopped: threading.Event) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if child.process.poll() is not None:
            break
        if _healthy(where):
            child.answers = True
            return
        time.sleep(0.03)
    child.stop()
    child.process.wait()
    if stopped.is_set():
        return
    output = "".join(child.held)
    log = VAR / "logs" / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(output)
    raise Trouble(
        cause_of(output)
        or own_words(output)
        or f"El servidor no arrancó; el motivo está en {log.relative_to(ROOT)}."
    )


def serve(where: Place) -> int:
    """Serve until a signal; return the exit code. Raises Trouble."""
    check_port(where)
    child = Child(where)
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        child.stop()

    try:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, stop)
        _until_it_answers(child, where, stopped)
        if not stopped.is_set():
            say(f"\nCREANDO está listo. Abre {where.url} en Chrome. Para detenerlo: Ctrl-C.")
        code = child.process.wait()
    finally:
        child.stop()
    if stopped.is_set():
        say("\nServidor detenido. Todo quedó guardado.")
        return 0
    raise Trouble(f"El servidor se detuvo solo (código {code}). Repite la orden.")
