"""What `make faults` asks of this rig: schedules with real kills, and broken phones."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from tests.rig_b.house import House
from tests.rig_b.mutants import MUTANTS, caught
from tests.rig_b.schedule import Schedule
from tests.rig_b.world import Figures

NAME = "B: real phones, network and server"
# Two that are caught in two seconds each; the others for who has the time.
QUICK = ("saved at onsuccess", "generation not compared")
QUICK_S, ALL_S = 30, 1200
COUNTED = ("kills", "saved", "restores", "rolled_back", "excused")
WRONG = ("lost", "doubled", "stuck", "unseen")


def one(seed: int, house: House) -> Figures:
    """Carry out one schedule in a room of its own."""
    world = Schedule(house, seed)
    try:
        return world.run()
    except Exception as fault:
        world.figures.stuck.append(f"{type(fault).__name__}: {fault}")
        return world.figures
    finally:
        world.close()


def drive(
    house: House,
    seed: int,
    budget_s: float = float("inf"),
    many: int | None = None,
    tell: Callable[[Figures], None] | None = None,
) -> dict[str, Any]:
    """Run seeds until the time is up, or so many; return the figures."""
    end = time.monotonic() + budget_s
    total: dict[str, Any] = dict.fromkeys(("schedules", "with_kill", *COUNTED, *WRONG), 0)
    found: list[str] = []
    first = seed
    while time.monotonic() < end and (many is None or seed - first < many):
        figures = one(seed, house)
        seed += 1
        total["schedules"] += 1
        total["with_kill"] += figures.kills > 0
        for name in COUNTED:
            total[name] += getattr(figures, name)
        for name in WRONG:
            wrong = getattr(figures, name)
            total[name] += len(wrong)
            found += [f"seed {figures.seed}: {name} {fault}" for fault in wrong]
        if tell:
            tell(figures)
    return {**total, "violations": len(found), "seeds": [first, seed], "found": found}


def tried(budget_s: float) -> tuple[str, ...]:
    """Return which broken phones there is time for; pytest tries the quick ones anyway."""
    if budget_s >= ALL_S:
        return tuple(MUTANTS)
    return QUICK if budget_s >= QUICK_S else ()


def try_out(name: str, house: House) -> str:
    """Return how a broken phone was caught; one that breaks the rig itself was not."""
    try:
        return caught(name, house)
    except Exception as fault:
        sys.stdout.write(f"{name}: {type(fault).__name__}: {fault}\n")
        return ""


def run(seed: int, budget_s: float) -> dict[str, Any]:
    """Run seeds until the time is up, then broken phones; return the figures."""
    house = House()
    try:
        figures = drive(house, seed, budget_s)
        how = {name: try_out(name, house) for name in tried(budget_s)}
    finally:
        house.close()
    missed = [name for name, found in how.items() if not found]
    return {**figures, "mutants": len(how), "missed": missed, "caught": how}
