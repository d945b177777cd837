"""Random schedules, their neighbours, and the shortest form of a failing one."""

import random
from collections import Counter
from itertools import accumulate

from tests.model.oracle import judge
from tests.model.rules import Rules
from tests.model.world import STEPS, WEIGHTS, Step, World

NAMES = list(WEIGHTS)
# Each seed leaves out some kinds of steps, never those without which nothing happens.
CORE = {"save", "meet", "nightly", "restore"}
SPREAD = {False: (0, 0.3, 1, 2), True: (0.5, 1, 2)}


def generate(seed: int) -> list[Step]:
    """Make the schedule of a seed: 10 to 41 steps, each seed with weights of its own."""
    rng = random.Random(seed)
    weights = list(accumulate(w * rng.choice(SPREAD[n in CORE]) for n, w in WEIGHTS.items()))
    names = rng.choices(NAMES, cum_weights=weights, k=rng.randrange(10, 42))
    return [(name, *numbers(rng)) for name in names]


def numbers(rng: random.Random) -> tuple[int, int, int]:
    """Draw the three numbers of a step, the first leaning to small ones."""
    bits = rng.getrandbits(16)
    tap = bits & 15
    return (
        (bits >> 8) & (bits >> 12),
        tap if tap < 6 else tap % 3,
        (0, 0, 1, 2, 3, 4, 5, 6)[bits >> 4 & 7],
    )


def near(script: list[Step], seed: int) -> list[Step]:
    """Change a script in one to four places."""
    rng = random.Random(seed)
    steps = list(script)
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(steps) + 1)
        change = rng.randrange(4)
        name = rng.choices(NAMES, weights=list(WEIGHTS.values()))[0]
        if change == 0 and len(steps) > 1:
            del steps[at - 1]
        elif change == 1 and at:
            steps[at - 1] = (steps[at - 1][0], *numbers(rng))
        elif change == 2 and at > 1:
            steps[at - 1], steps[at - 2] = steps[at - 2], steps[at - 1]
        else:
            steps.insert(at, (name, *numbers(rng)))
    return steps


def outcome(steps: list[Step], rules: Rules) -> str | None:
    """Run a schedule to its end and name its violation, if any."""
    return judge(World(rules).run(steps))


def shrink(steps: list[Step], rules: Rules, wanted: str) -> list[Step]:
    """Drop steps, then lower numbers, as long as the same violation stays."""
    size = len(steps)
    while size:
        at = 0
        while at < len(steps):
            shorter = steps[:at] + steps[at + size :]
            if outcome(shorter, rules) == wanted:
                steps = shorter
            else:
                at += size
        size //= 2
    for at, (name, *old) in enumerate(steps):
        for place in range(3):
            lower = [*old[:place], 0, *old[place + 1 :]]
            tried = [*steps[:at], (name, *lower), *steps[at + 1 :]]
            if outcome(tried, rules) == wanted:
                steps, old = tried, lower
    return steps


def counted(seed: int, rules: Rules, totals: Counter) -> str | None:
    """Run the schedule of a seed and add what it exercised to the totals."""
    world = World(rules).run(generate(seed))
    restores = world.operator.restores
    fault = judge(world)
    server = world.server
    moved = sum(p.moved for p in world.phones)
    there = {row.event.act for row in server.db.rows.values()}
    totals.update(
        schedules=1,
        saved=len(world.saved),
        absent=sum(a not in there for a, who in world.saved.items() if who not in world.erased),
        restores=restores,
        two_restores=restores > 1,
        forks=server.forks,
        with_forks=server.forks > 0,
        moved=moved,
        with_moved=moved > 0,
        counted_once=server.counted_once,
        with_counted_once=server.counted_once > 0,
        pruned=len(world.dropped),
        spared_rows=server.spared,
        news_refused=sum(p.news_refused for p in world.phones),
    )
    return fault


__all__ = ["NAMES", "STEPS", "counted", "generate", "near", "outcome", "shrink"]
