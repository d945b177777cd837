"""The project's own virtual environment, filled from a lock file."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from .shell import room, run
from .stamps import ROOT, Stamp, digest

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = ("-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")
ROOM_MB = {"run": 150, "test": 600, "print": 250, "node": 300, "postgres": 150}
# Two may want something in it at once: Node comes from PyPI too.
_one_at_a_time = threading.Lock()


def _create() -> None:
    """Make .venv unless the one that is there was made by this very Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    made = Stamp(VENV / "creando-venv.stamp", version, PYTHON)
    if made.fresh():
        return
    room(VENV, ROOM_MB["run"])
    run("Entorno de Python", [sys.executable, "-m", "venv", "--clear", VENV])
    made.keep()


def install(lock: str, what: str) -> None:
    """Install scripts/locks/<lock>.txt into .venv, hashes checked, once. Raises Trouble."""
    file = f"scripts/locks/{lock}.txt"
    with _one_at_a_time:
        _create()
        done = Stamp(VENV / f"creando-{lock}.stamp", digest([file]))
        if done.fresh():
            return
        room(VENV, ROOM_MB[lock])
        run(what, [PYTHON, *PIP, "--no-deps", "--require-hashes", "-r", file])
        done.keep()


def site_packages() -> Path:
    """Return the folder where .venv keeps its packages."""
    return next((VENV / "lib").glob("python3.*/site-packages"))
