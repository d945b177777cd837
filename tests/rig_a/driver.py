"""Run seeds against the real code, count what they exercised, say which seed failed.

python -m tests.rig_a --seed N --schedules M. Two seeds of three are random schedules, the third a
neighbour of a script.
"""

import sys
import time
from collections import Counter
from pathlib import Path

from tests.model.counterexamples import COUNTEREXAMPLES, script
from tests.model.schedule import generate, near
from tests.model.world import Step
from tests.rig_a.house import House
from tests.rig_a.world import outcome, run

SEEDS = Path(__file__).with_name("seeds")


def read_seed(path: Path) -> list[Step]:
    """Read a schedule kept as a file: a comment, then a step a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return script(*(line for line in lines if line and not line.startswith("#")))


OWN = {path.stem: read_seed(path) for path in sorted(SEEDS.glob("*.txt"))}
SCRIPTS = {name: one.steps for name, one in COUNTEREXAMPLES.items()} | OWN


def schedule(seed: int) -> list[Step]:
    """Return the schedule of a seed."""
    if seed % 3 != 2:
        return generate(seed)
    names = list(SCRIPTS)
    return near(SCRIPTS[names[seed // 3 % len(names)]], seed)


def counted(seed: int, house: House, totals: Counter) -> str | None:
    """Run the schedule of a seed and add what it exercised to the totals."""
    fault, world = run(schedule(seed), house)
    server, operator = world.server, world.operator
    totals.update(
        schedules=1,
        kills=server.kills + house.deaths,
        saved=len(world.saved),
        exchanges=server.exchanges,
        restores=operator.restores,
        backups_verified=operator.verified,
        backups_thrown=operator.thrown,
        forks=server.forks,
        moved=sum(p.moved for p in world.phones),
        pruned=len(world.dropped),
        erased=len(world.erased),
        lost=fault in ("lost", "kept too far"),
        doubled=fault == "twice",
        stuck=fault in ("stuck", "never kept"),
        violations=fault is not None,
    )
    return fault


def shortest(steps: list[Step], house: House, fault: str) -> list[Step]:
    """Drop steps as long as the same violation stays."""
    size = len(steps)
    while size:
        at = 0
        while at < len(steps):
            shorter = steps[:at] + steps[at + size :]
            if outcome(shorter, house) == fault:
                steps = shorter
            else:
                at += size
        size //= 2
    return steps


def explain(seed: int, house: House, fault: str) -> str:
    """Say a violation with its seed and its shortest schedule, as a file of seeds/ has it."""
    steps = shortest(schedule(seed), house, fault)
    lines = (f"{name} {a} {b} {c}" for name, a, b, c in steps)
    return "\n".join([f"# seed {seed}: {fault}", *lines])


def drive(first: int, house: House, *, many: int = 10**9, budget_s: float = 10**9) -> dict:
    """Run seeds from the first on until there were so many or the time is up."""
    totals: Counter = Counter()
    found = []
    end_s = time.monotonic() + budget_s
    seed = first
    while seed < first + many and time.monotonic() < end_s:
        fault = counted(seed, house, totals)
        if fault:
            found.append(explain(seed, house, fault))
            sys.stdout.write(f"{found[-1]}\n")
        seed += 1
    return {**totals, "seeds": [first, seed], "found": found}
