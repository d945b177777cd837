"""Run seeds: `python -m tests.rig_a --seed 0 --schedules 1000`; a failing one is printed short."""

import argparse
import json
import sys

from tests.rig_a.driver import drive
from tests.rig_a.house import House


def main() -> int:
    """Run, say the figures; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.rig_a", description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--schedules", type=int, default=1000)
    parser.add_argument("--url", default="", help="postgresql://… instead of SQLite")
    given = parser.parse_args()
    house = House(given.url)
    try:
        figures = drive(given.seed, house, many=given.schedules)
    finally:
        house.close()
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return 1 if figures["found"] else 0


if __name__ == "__main__":
    sys.exit(main())
