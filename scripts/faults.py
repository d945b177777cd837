"""Run the fault rigs and write var/reports/faults.json.

python -m scripts.faults [--seed N] [--seconds S] [RIG …]; `make faults` (SEED=…, LONG=1).

A rig is a module with `NAME` and `run(seed, budget_s) -> figures`: it runs schedules from its seed
on until its time is up, and counts. Figures every rig gives: `schedules`, `kills`, `lost`,
`doubled`, `stuck`, `violations`, `seeds` (first, next), `found` (each violation with what shows it
again), `mutants` (how many broken forms it tried), `missed` (those it did not catch), `caught`.
Without a seed a rig goes on where it stopped, and the report sums all runs that were noted in
var/reports/faults.jsonl.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT / "var" / "reports"
RIGS = {"a": "tests.rig_a.rig", "b": "tests.rig_b.rig"}
SHORT_S, LONG_S = 30.0, 1200.0
Figures = dict[str, Any]


def read_ledger(path: Path) -> list[Figures]:
    """Return the runs that were noted, oldest first."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def note(path: Path, figures: Figures) -> None:
    """Add a run to the ledger."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(figures, ensure_ascii=False) + "\n")


def next_seed(ledger: list[Figures], rig: str) -> int:
    """Return the first seed that no noted run of a rig has had."""
    return max((one["seeds"][1] for one in ledger if one["rig"] == rig), default=0)


def summed(ledger: list[Figures]) -> dict[str, Figures]:
    """Sum every rig's runs; mutants are those of the last run that tried as many as any."""
    sums: dict[str, Figures] = {}
    for one in ledger:
        mine = sums.setdefault(one["rig"], {"runs": 0, "seeds": [], "found": []})
        mine["runs"] += 1
        mine["seeds"].append(one["seeds"])
        mine["found"] += one["found"]
        for name, value in one.items():
            if isinstance(value, int | float) and name != "mutants":
                mine[name] = round(mine.get(name, 0) + value, 1)
        mine["name"] = one["name"]
        if one["mutants"] >= mine.get("mutants", 0):
            mine |= {name: one[name] for name in ("mutants", "missed", "caught")}
    return sums


def run_rig(key: str, seed: int, budget_s: float) -> Figures:
    """Run one rig and say its line."""
    rig = importlib.import_module(RIGS[key])
    began_s = time.monotonic()
    figures: Figures = rig.run(seed, budget_s)
    took_s = round(time.monotonic() - began_s, 1)
    figures = {"rig": key, "name": rig.NAME, "seconds": took_s, **figures}
    caught = figures["mutants"] - len(figures["missed"])
    sys.stdout.write(
        f"{rig.NAME}: seeds {figures['seeds']}, {figures['schedules']} schedules, "
        f"{figures['kills']} kills, {figures['lost']} lost, {figures['doubled']} doubled, "
        f"{figures['stuck']} stuck, {caught} of {figures['mutants']} mutants caught, {took_s} s\n"
    )
    for one in figures["missed"]:
        sys.stdout.write(f"not caught: {one}\n")
    for one in figures["found"]:
        sys.stdout.write(f"VIOLATION {one}\n")
    return figures


def main(words: list[str]) -> int:
    """Run the rigs asked for; 1 if any found a violation or missed a mutant."""
    parser = argparse.ArgumentParser(prog="python -m scripts.faults", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="run these again, note nothing")
    parser.add_argument("--seconds", type=float, default=None, help="for each rig's schedules")
    parser.add_argument("--long", action="store_true", help=f"{LONG_S:.0f} s for each rig")
    parser.add_argument("--reports", type=Path, default=REPORTS)
    parser.add_argument("rigs", nargs="*", metavar="RIG", help=f"of {', '.join(RIGS)}; all if none")
    given = parser.parse_args(words)
    if unknown := set(given.rigs) - set(RIGS):
        parser.error(f"no rig {', '.join(sorted(unknown))}")
    budget_s = given.seconds or (LONG_S if given.long else SHORT_S)
    path = given.reports / "faults.jsonl"
    failed = 0
    for key in given.rigs or RIGS:
        seed = next_seed(read_ledger(path), key) if given.seed is None else given.seed
        figures = run_rig(key, seed, budget_s)
        failed += bool(figures["missed"] or figures["found"])
        if given.seed is None:
            note(path, figures)
    report = json.dumps(summed(read_ledger(path)), ensure_ascii=False, indent=1)
    given.reports.mkdir(parents=True, exist_ok=True)
    (given.reports / "faults.json").write_text(f"{report}\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
