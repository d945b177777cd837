"""Run every check, those of one process some at a time, and end with `N passed, N failed`.

python -m scripts.check [static | long]; without a word, all but the long ones. Needs what
`make test` makes ready: tools, packages, built lessons and app, a Chromium, PostgreSQL's programs.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PY = (sys.executable, "-m")
PYTEST = (*PY, "pytest", "-rsf", "--tb=short")
# Who waits for a disk, a network, another process or a paint leaves its core to somebody else:
# half as many again as there are cores keep all of them busy.
BUSY = max(3, (os.cpu_count() or 2) * 3 // 2)
SIDE_BY_SIDE = ("-n", str(BUSY), "--dist", "worksteal")
# The narrowest with the largest letters; the other six looks are in the long checks.
LOOKS = ("320-200-oscuro",)
NPM = ("npm", "run", "--silent")


# A disk that makes each commit wait would double the time; what is tried here is killed processes,
# and those lose nothing in memory either. A folder too small for browsers is not used.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
ENOUGH_BYTES = 2_000_000_000


@dataclass(frozen=True)
class Check:
    """One named command, run in a folder of the checkout."""

    name: str
    command: tuple[str, ...]
    folder: str = "."
    limit_s: int = 900


# One stage after the other; the checks of a stage run beside each other.
Stage = tuple[Check, ...]

# In each stage the longest come first: nobody is waited for alone at the end.
STATIC: Stage = (
    Check("python types", (*PY, "mypy")),
    Check("app types", (*NPM, "typecheck:app"), "pwa"),
    Check("app imports", (*NPM, "depcruise"), "pwa"),
    Check("app format and lint", (*NPM, "lint"), "pwa"),
    Check("worker types", (*NPM, "typecheck:sw"), "pwa"),
    Check("python format", (*PY, "ruff", "format", "--check", ".")),
    Check("python lint", (*PY, "ruff", "check", ".")),
    Check("python imports", (str(Path(sys.executable).with_name("lint-imports")),)),
)
TESTS: tuple[Stage, ...] = (
    (
        *STATIC,
        Check("every screen: axe, widths", (*PY, "scripts.screenshots", "revisar", *LOOKS)),
        Check("app tests", (*NPM, "test"), "pwa"),
        Check("bytes", (*PY, "scripts.measure_bytes")),
        Check("phone rig", (*PYTEST, "-m", "not long", "tests/rig_b")),
        Check("server rig", (*PYTEST, "-m", "not long", "tests/rig_a")),
        Check("fault rigs", (*PY, "scripts.faults", "--seconds", "5")),
        Check("generated types", (*PY, "scripts.generate", "--check")),
    ),
    # The lessons are checked in here too: tests/unit/content/test_build_script.py.
    (
        Check(
            "unit, API and model tests",
            (*PYTEST, *SIDE_BY_SIDE, "-m", "not long", "tests/unit", "tests/api", "tests/model"),
        ),
    ),
    # Inside Playwright's greenlet Python 3.11 cannot parse the sources for pytest's own traceback.
    (
        Check(
            "browser tests",
            (*PYTEST, *SIDE_BY_SIDE, "--tb=native", "-m", "not long", "tests/e2e"),
        ),
    ),
)
LONG: tuple[Stage, ...] = (
    (Check("every screen, every width", (*PY, "scripts.screenshots"), limit_s=1800),),
    (Check("lighthouse", (*PY, "scripts.lighthouse")),),
    (Check("long rigs", (*PYTEST, "-m", "long", "tests"), limit_s=5400),),
    (Check("fault rigs, long", (*PY, "scripts.faults", "--long"), limit_s=5400),),
)
PLANS = {"": TESTS, "static": (STATIC,), "long": LONG}

# The line in which pytest and vitest count their tests; a skipped one is a hole, so it fails.
COUNTS = re.compile(
    r"^\W*(?:Tests +)?(\d+ (?:passed|failed|skipped|todo|xfailed|error)[^\n]*)$", re.MULTILINE
)
SKIPPED = re.compile(r"\b\d+ (?:skipped|todo|xfailed)\b")


def verdict(code: int, output: str) -> tuple[str, str]:
    """Return what was counted, and the reason why the check fails (empty when it passes)."""
    counts = [c.strip(" =") for c in COUNTS.findall(output)]
    said = counts[-1] if counts else ""
    if code:
        return said, f"exit code {code}"
    return said, "a skipped test is a failure here" if SKIPPED.search(said) else ""


# What runs now, to be ended with this command.
children: set[subprocess.Popen[bytes]] = set()


def execute(check: Check) -> tuple[int, str]:
    """Run the command in a process group of its own, ended whole when it takes too long."""
    child = subprocess.Popen(
        check.command,
        cwd=ROOT / check.folder,
        # Hundreds of servers and orders are started: each compiling the sources anew costs minutes.
        env={**os.environ, "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    children.add(child)
    try:
        output, _ = child.communicate(timeout=check.limit_s)
        return child.returncode, output.decode("utf-8", "replace")
    except subprocess.TimeoutExpired:
        output = end(child)
        return -9, f"{output.decode('utf-8', 'replace')}\nended after {check.limit_s} s"
    finally:
        children.discard(child)


def end(child: subprocess.Popen[bytes]) -> bytes:
    """Let a check put away its servers and browsers, then end it; return what it printed."""
    os.killpg(child.pid, signal.SIGINT)
    try:
        return child.communicate(timeout=30)[0]
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        return child.communicate()[0]


def run(check: Check) -> bool:
    """Run one check, print its line (and its whole output if it failed); tell whether it passed."""
    began = time.monotonic()
    code, output = execute(check)
    said, fault = verdict(code, output)
    took_s = time.monotonic() - began
    told = f"{'FAIL' if fault else 'ok  '} {check.name:<26}{took_s:6.1f} s  {said}\n"
    if fault:
        told += f"{output.rstrip()}\n{check.name}: {fault}\n"
    # In one piece: another check may end at the same moment.
    sys.stdout.write(told)
    sys.stdout.flush()
    return not fault


def run_stage(stage: Stage) -> list[bool]:
    """Run the checks of a stage, a few at once; tell of each whether it passed."""
    with ThreadPoolExecutor(BUSY) as pool:
        tasks = [pool.submit(run, check) for check in stage]
        try:
            return [task.result() for task in tasks]
        except BaseException:
            for task in tasks:
                task.cancel()
            # Each puts away its servers and browsers; its own thread hears its end.
            for child in list(children):
                os.killpg(child.pid, signal.SIGINT)
            wait(tasks, timeout=30)
            for child in list(children):
                os.killpg(child.pid, signal.SIGKILL)
            raise


@contextmanager
def quick_folder() -> Iterator[None]:
    """Let temporary files lie in memory where the machine offers enough of it."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH_BYTES:
        yield
        return
    with tempfile.TemporaryDirectory(
        prefix="creando-check-", dir=MEMORY, ignore_cleanup_errors=True
    ) as folder:
        os.environ["TMPDIR"] = folder
        # PostgreSQL refuses to run as root: its own user has to get through.
        Path(folder).chmod(0o711)
        yield


def main(words: list[str]) -> int:
    """Run a plan; return 1 if any check failed."""
    plan = PLANS.get(" ".join(words))
    if plan is None:
        print(__doc__)
        return 2
    began = time.monotonic()
    with quick_folder():
        passed = [one for stage in plan for one in run_stage(stage)]
    print(f"\n{time.monotonic() - began:.0f} s; checks:")
    print(f"{sum(passed)} passed, {len(passed) - sum(passed)} failed", flush=True)
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
