"""What `make faults` asks of this rig: schedules with real kills, and the phone's mutants."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import Any

from tests.rig_b.schedule import one
from tests.rig_b.world import Home

NAME = "B: real phones, net and server"
AT_ONCE = 4
KINDS = {"lost": "lost:", "doubled": "doubled:", "stuck": "stuck:"}


async def drive(home: Home, seed: int, budget_s: float, many: int | None = None) -> dict[str, Any]:
    """Run seeds until the time is up, or so many; return the figures."""
    end = time.monotonic() + budget_s
    total: Counter[str] = Counter()
    found: list[str] = []
    kills = with_kill = 0
    first = seed
    while time.monotonic() < end and (many is None or seed - first < many):
        batch = range(seed, min(seed + AT_ONCE, first + (many or 1 << 60)))
        for mine, world in zip(batch, await asyncio.gather(*(one(home, i) for i in batch))):
            total.update(world.counts)
            kills += world.kills
            with_kill += world.kills > 0
            found += [f"seed {mine}: {fault}" for fault in world.faults]
        seed = batch.stop
    return {
        "schedules": seed - first,
        "with_kill": with_kill,
        "kills": kills + home.server_kills,
        "server_kills": home.server_kills,
        **{name: sum(word in one for one in found) for name, word in KINDS.items()},
        "violations": len(found),
        "seeds": [first, seed],
        "found": found,
        **{name: total[name] for name in ("saved", "moved", "clones", "restores")},
        "rolled_back": total["rolled back"],
    }


async def _run(seed: int, budget_s: float, many: int | None = None) -> dict[str, Any]:
    home = Home()
    try:
        return await drive(home, seed, budget_s, many)
    finally:
        await home.close()


def run(seed: int, budget_s: float) -> dict[str, Any]:
    """Run seeds until the time is up, then every mutant; return the figures."""
    from tests.rig_b.mutants import catch_all

    figures = asyncio.run(_run(seed, budget_s))
    caught = asyncio.run(catch_all())
    missed = [name for name, how in caught.items() if not how]
    return {**figures, "mutants": len(caught), "missed": missed, "caught": caught}
