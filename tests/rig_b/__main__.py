"""python -m tests.rig_b --seed N --schedules N: random schedules, a line each, and their sum."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from tests.rig_b.house import House
from tests.rig_b.rig import drive
from tests.rig_b.world import Figures


def main() -> int:
    """Run seeds in order; 1 if any went wrong."""
    words = argparse.ArgumentParser(prog="python -m tests.rig_b", description=__doc__)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--schedules", type=int, default=10)
    given = words.parse_args()
    house = House()

    def tell(figures: Figures) -> None:
        word = "BAD " if figures.wrong else "ok  "
        sys.stdout.write(f"{word} {json.dumps(asdict(figures))}\n")
        sys.stdout.flush()

    try:
        total = drive(house, given.seed, many=given.schedules, tell=tell)
    finally:
        house.close()
    sys.stdout.write(json.dumps(total) + "\n")
    return 1 if total["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
