"""Steps that are skipped when nothing they read has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PASSED_OVER = {"node_modules", "__pycache__"}


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        for child in sorted(path.iterdir()):
            if child.name not in PASSED_OVER:
                yield from _files(child)


def digest(paths: Iterable[str], *words: str) -> str:
    """Return a hash over names and bytes of files and folders under the root, and extra words."""
    total = hashlib.sha256("\0".join(words).encode())
    for name in paths:
        for file in _files(ROOT / name):
            total.update(f"\0{file.relative_to(ROOT)}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


class Stamp:
    """A small file that remembers for which inputs a step was last done."""

    def __init__(self, path: Path, wanted: str, *made: Path) -> None:
        """`wanted` is the digest now; `made` is what must still be there."""
        self.path = path
        self.wanted = wanted
        self.made = made

    def fresh(self) -> bool:
        """Tell whether the step can be skipped."""
        try:
            return self.path.read_text() == self.wanted and all(p.exists() for p in self.made)
        except OSError:
            return False

    def drop(self) -> None:
        """Forget, before the step begins: half a step must not pass for a whole one."""
        self.path.unlink(missing_ok=True)

    def keep(self) -> None:
        """Remember that the step is done. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.wanted)
