"""A Chromium for the browser tests: present, else the system's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from .shell import attempt, run
from .venv import PYTHON

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# The tests read it from the same variable.
VARIABLE = "CHROMIUM"
ASK_ITS_PLACE = """
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    print(p.chromium.executable_path)
"""


def _works(program: str) -> bool:
    try:
        return not subprocess.run(
            [program, "--version"], capture_output=True, timeout=30
        ).returncode
    except (OSError, subprocess.TimeoutExpired):
        return False


def _present() -> str | None:
    given = os.environ.get(VARIABLE)
    candidates = [given, *(shutil.which(n) for n in NAMES), str(MAC)]
    return next((c for c in candidates if c and _works(c)), None)


def apt(what: str, *packages: str) -> bool:
    """Install Debian packages where that is allowed; tell whether it worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    if attempt("Lista de paquetes del sistema", ["apt-get", "update", "-qq"], env=quiet)[0]:
        return False
    command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
    return attempt(what, command, env=quiet)[0] == 0


def _playwrights_own() -> str:
    place = subprocess.run(
        [PYTHON, "-c", ASK_ITS_PLACE], capture_output=True, text=True, check=True
    )
    return place.stdout.strip()


def environment() -> dict[str, str]:
    """Make sure of a Chromium; return the variable that names it. Raises Trouble."""
    if not _present() and not (apt("Chromium", "chromium") and _present()):
        own = _playwrights_own()
        if not _works(own):
            run("Chromium (unos 150 MB)", [PYTHON, "-m", "playwright", "install", "chromium"])
        return {VARIABLE: own}
    return {VARIABLE: _present() or ""}
