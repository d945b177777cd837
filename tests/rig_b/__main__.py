"""python -m tests.rig_b --seed N --schedules N: random schedules, a line each, and their sum."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.rig_b.world import Figures, World

HERE = Path(__file__).parent


def build(out: Path, patches: list[dict[str, str]] | None = None) -> Path:
    """Bundle the phone, with patches for a broken one; return its folder."""
    words = ["node", str(HERE / "build.mjs"), str(out)]
    if patches:
        file = out.parent / "patches.json"
        file.write_text(json.dumps(patches))
        words.append(str(file))
    subprocess.run(words, check=True)
    return out


def one(seed: int, code: Path) -> Figures:
    """Carry out one schedule in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="rig-b-") as folder:
        world = World(seed, code, Path(folder))
        try:
            return world.run()
        finally:
            world.close()


def main() -> int:
    """Run seeds in order; 1 if any went wrong."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--schedules", type=int, default=10)
    given = words.parse_args()
    bad = 0
    total = {"schedules": 0, "kills": 0, "saved": 0, "restores": 0, "bad": 0}
    with tempfile.TemporaryDirectory(prefix="rig-b-") as folder:
        code = build(Path(folder) / "phone")
        for seed in range(given.seed, given.seed + given.schedules):
            figures = one(seed, code)
            bad += not figures.good
            for name in ("kills", "saved", "restores"):
                total[name] += getattr(figures, name)
            total["schedules"] += 1
            total["bad"] = bad
            line = asdict(figures)
            sys.stdout.write(("ok   " if figures.good else "BAD  ") + json.dumps(line) + "\n")
            sys.stdout.flush()
    sys.stdout.write(json.dumps(total) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
