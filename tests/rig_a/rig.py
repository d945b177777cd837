"""What `make faults` asks of this rig: schedules of the real server code, and its mutants."""

from typing import Any

from tests.rig_a.driver import drive
from tests.rig_a.house import House
from tests.rig_a.mutants import MUTANTS, starts, synchronous_off

NAME = "A: the server's code"


def run(seed: int, budget_s: float) -> dict[str, Any]:
    """Catch every mutant, then run seeds until the time is up; return the figures."""
    house = House()
    try:
        caught = catch_all(house)
        figures = drive(seed, house, budget_s=budget_s)
    finally:
        house.close()
    missed = [name for name, how in caught.items() if not how]
    return {**figures, "mutants": len(caught), "missed": missed, "caught": caught}


def catch_all(house: House) -> dict[str, str]:
    """Return how each mutant was caught, nothing for one that was not."""
    caught = {}
    for name, mutant in MUTANTS.items():
        found = mutant.caught(house)
        caught[name] = f"{found[1]}, seed {found[0]}" if found else ""
    before = len(house.undo)
    synchronous_off(house)
    said = starts(house)
    house.mend(before)
    sound = starts(house) is None
    caught["synchronous off"] = f"does not start: {said}" if said and sound else ""
    return caught
