"""Run one program, show that it is alive, and turn its failure into a sentence."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from .say import FULL, Trouble, cause_of, say
from .stamps import ROOT, VAR

ALIVE_EVERY_S = 15
NAMES_AN_ERROR = re.compile(r"^\[[A-Z_]+\]|error\b[^:]*:\s*\S", re.IGNORECASE)


def room(path: Path, need_mb: int) -> None:
    """Check for free space where `path` is or will be. Raises Trouble."""
    while not path.exists():
        path = path.parent
    free_mb = shutil.disk_usage(path).free // 1_000_000
    if free_mb < need_mb:
        raise Trouble(f"{FULL} Hacen falta {need_mb} MB en {path} y quedan {free_mb} MB.")


def attempt(
    what: str, argv: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Run a program under a progress line; return its exit code and all that it printed."""
    say(f"· {what}…")
    began = time.monotonic()
    child = subprocess.Popen(
        [str(a) for a in argv],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said: list[bytes] = []
    reader = threading.Thread(target=lambda: said.extend(child.stdout or ()), daemon=True)
    reader.start()
    while True:
        try:
            code = child.wait(timeout=ALIVE_EVERY_S)
            break
        except subprocess.TimeoutExpired:
            say(f"  … sigue: {what} ({time.monotonic() - began:.0f} s)")
        except BaseException:
            child.terminate()
            child.wait()
            raise
    reader.join(timeout=5)
    return code, b"".join(said).decode("utf-8", "replace")


def telling_line(output: str) -> str:
    """Return the first line that names an error, else the last one that is not a stack's."""
    lines = [line.strip() for line in output.splitlines()]
    lines = [line for line in lines if line and not line.startswith(("at ", "File "))]
    return next((line for line in lines if NAMES_AN_ERROR.search(line)), "".join(lines[-1:]))


def run(
    what: str, argv: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> str:
    """Run a program that must succeed; return what it printed. Raises Trouble."""
    code, output = attempt(what, argv, cwd, env)
    if code == 0:
        return output
    log = VAR / "logs" / "make.log"
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(output)
    raise Trouble(
        cause_of(output)
        or f"«{what}» no se pudo completar: {telling_line(output) or f'código {code}'} "
        f"(el detalle está en {log.relative_to(ROOT)})."
    )
