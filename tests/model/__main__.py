"""Run many schedules on both cores: `python -m tests.model --schedules 1000000 --seed 0`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pool

from tests.model.counterexamples import COUNTEREXAMPLES
from tests.model.rules import Rules
from tests.model.schedule import counted, generate, near, outcome, shrink
from tests.model.variants import SOUND, VARIANTS
from tests.model.world import Step

CHUNK = 1000
Found = list[tuple[str, str]]


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def chunk(first: int, last: int, rules: Rules) -> tuple[int, Counter, Found]:
    """Run the seeds from first to before last; return the end, the counts, the faults."""
    totals: Counter = Counter()
    found = []
    for seed in range(first, last):
        fault = counted(seed, rules, totals)
        if fault:
            found.append((f"seed {seed}", explain(generate(seed), rules, fault)))
    return last, totals, found


def neighbours(name: str, first: int, many: int, rules: Rules) -> Found:
    """Run the neighbours of one counterexample."""
    found = []
    for seed in range(first, first + many):
        steps = near(COUNTEREXAMPLES[name].steps, seed)
        fault = outcome(steps, rules)
        if fault:
            found.append((f"near {name!r}, seed {seed}", explain(steps, rules, fault)))
    return found


def explain(steps: list[Step], rules: Rules, fault: str) -> str:
    """Return the fault with its shrunk schedule, one step a line."""
    lines = (f"    {name} {a} {b} {c}" for name, a, b, c in shrink(steps, rules, fault))
    return "\n".join([fault, *lines])


def long_run(
    first: int, many: int, rules: Rules, jobs: int | None = None
) -> Iterator[tuple[int, Counter, Found]]:
    """Yield the results of the chunks in order of seeds."""
    starts = range(first, first + many, CHUNK)
    ends = [min(start + CHUNK, first + many) for start in starts]
    with Pool(jobs) as pool:
        results = [
            pool.apply_async(chunk, (start, end, rules))
            for start, end in zip(starts, ends, strict=True)
        ]
        for result in results:
            yield result.get()


def near_run(first: int, many: int, rules: Rules, jobs: int | None = None) -> Found:
    """Run the neighbours of all counterexamples and return the faults."""
    with Pool(jobs) as pool:
        run = partial(neighbours, first=first, many=many, rules=rules)
        return [fault for found in pool.imap(run, COUNTEREXAMPLES) for fault in found]


def catch(name: str) -> tuple[str, tuple[int, str] | None]:
    """Return when a variant was caught."""
    return name, VARIANTS[name].caught()


def run_variants(jobs: int) -> int:
    """Say for each variant which seed catches it; return how many were missed."""
    missed = 0
    with Pool(jobs) as pool:
        for name, at in pool.imap(catch, VARIANTS):
            script = VARIANTS[name].script
            where = f"near {script!r}" if script else "random"
            say(f"{name:38} {f'{at[1]} at seed {at[0]}' if at else 'MISSED':28} {where}")
            missed += at is None
    return missed


def run_schedules(args: argparse.Namespace) -> int:
    """Run the schedules and their neighbours; return how many failed."""
    rules = SOUND[args.form] if args.form else Rules()
    start, failed, totals = time.monotonic(), 0, Counter()
    for end, counts, found in long_run(args.seed, args.schedules, rules, args.jobs):
        totals.update(counts)
        failed += len(found)
        for where, what in found:
            say(f"VIOLATION at {where}: {what}")
        if end % 50_000 == 0:
            say(f"done to seed {end} (go on with --seed {end}), {failed} violations")
    took_s = time.monotonic() - start
    say(f"{totals['schedules']} schedules, {failed} violations, {took_s:.0f} s")
    say("\n".join(f"  {name:18} {value}" for name, value in totals.items()))
    if args.near:
        found = near_run(args.seed, args.near, rules, args.jobs)
        for where, what in found:
            say(f"VIOLATION {where}: {what}")
        failed += len(found)
        say(f"{args.near * len(COUNTEREXAMPLES)} neighbours, {len(found)} violations")
    return failed


def main() -> int:
    """Read the arguments, run, return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.model", description=__doc__)
    parser.add_argument("--schedules", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--near", type=int, default=0, help="neighbours of each counterexample")
    parser.add_argument("--jobs", type=int, default=None, help="processes, all cores if left out")
    parser.add_argument("--form", choices=SOUND, help="run a sound other form of the rules")
    parser.add_argument("--variants", action="store_true", help="only catch the broken variants")
    args = parser.parse_args()
    return 1 if (run_variants(args.jobs) if args.variants else run_schedules(args)) else 0


if __name__ == "__main__":
    sys.exit(main())
