"""Somebody who keeps every report and subtracts all from all learns of ten people or of nobody."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from api.outcomes.cuts import Cut, Shown, States, name_of, newest_of, show
from api.outcomes.margins import guard
from api.outcomes.measures import Row
from api.outcomes.small import (
    SMALL,
    Cells,
    Mark,
    Marks,
    apart,
    guard_margins,
    may_follow,
    protect,
    rounded,
)
from api.outcomes.view import Line, Report, lines

CHANNELS = ("lima-norte", "arequipa", "radio")
MODES = ("lee", "escucha", "acompañada", "sin decir")
# A course of many reports takes a second: the first that fails is told as it is.
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
COUNTS = ("of", "reached", "helped", "heard")


@dataclass(frozen=True)
class Step:
    """One thing that happens, each a second after the one before: a mark of somebody turns."""

    who: int
    what: int  # 0: comes (and never goes); 1, 2, 3: reached, helped, heard turn


def world(steps: list[Step]) -> Callable[[Cut], States]:
    """What is true at each cut: its `known` is how many steps came in, its day the same in tens."""

    @cache
    def states(cut: Cut) -> States:
        people: dict[int, list[int]] = {}
        for step in steps[: min(cut.known, (cut.day + 1) * 10)]:
            if step.what == 0:
                people.setdefault(step.who, [1, 0, 0, 0])
            elif step.who in people:
                people[step.who][step.what] ^= 1
        rows: dict[Row, dict[str, Mark]] = defaultdict(dict)
        for n, (of, reached, helped, heard) in people.items():
            mark = (of, reached, reached * helped, heard)
            mode, channel = MODES[n % 7 % 4], (*CHANNELS, "", "otros")[n % 11 % 5]
            for split, group in (("todas", ""), ("modo", mode), ("canal", channel)):
                rows[Row("aplica", split, group)][f"p{n}"] = mark
        return dict(rows)

    return states


def reports(states: Callable[[Cut], States], moments: int, every: int) -> list[Report]:
    """Ask for a report again and again."""
    shown: list[Shown] = []
    made = []
    for known in range(0, moments + 1, every):
        cut = Cut(known // 10, known)
        shown += show(cut, shown, states, lambda one: name_of([("l:x", one.known)], one))
        hide = guard(shown, states, cut, CHANNELS)
        channels = tuple((one, one) for one in CHANNELS)
        made.append(Report("demo", "Demo", channels, cut, "", 0, tuple(shown), hide))
    return made


def attack(made: list[Report], states: Callable[[Cut], States]) -> None:
    """Subtract all from all."""
    shown = made[-1].shown
    printed = {
        getattr(cells, name)
        for report in made
        for cells in [*(one.cells for one in lines(report)), *(one.cells for one in report.shown)]
        for name in COUNTS
        if getattr(cells, name) is not None
    }
    for one, other in product(printed, printed):
        assert one == other or abs(one - other) >= SMALL
    for one, other in combinations(shown, 2):
        if one.row == other.row:
            mine, theirs = (states(each.cut).get(each.row, {}) for each in (one, other))
            assert apart(mine, theirs) >= SMALL
    for one in shown:
        behind_one(states(one.cut)[one.row], one.cells)
    for report in made:
        margins(report, states)


def behind_one(marks: Marks, cells: Cells) -> None:
    """What stands behind each shown count, and beside it, are ten people."""
    for name, whole, part in (("reached", 0, 1), ("helped", 1, 2), ("heard", 0, 3)):
        if getattr(cells, name) is not None:
            assert sum(1 for mark in marks.values() if mark[part]) >= SMALL
            assert sum(1 for mark in marks.values() if mark[whole] > mark[part]) >= SMALL
    assert cells.of is None or sum(1 for mark in marks.values() if mark[0]) >= SMALL


def margins(report: Report, states: Callable[[Cut], States]) -> None:
    """What a total leaves for the hidden groups is two groups and 19 people, or more."""
    newest = newest_of(report.shown)
    now = states(report.cut)
    said: dict[str, list[Line]] = defaultdict(list)
    for line in lines(report):
        if line.figure == "aplica":
            said[line.split].append(line)
    total = said.pop("todas")[0]
    for split, parts in said.items():
        hidden = [one for one in parts if one.cells.of is None]
        if total.cells.of is None or not hidden:
            continue
        rest = 0
        for one in hidden:
            row = Row("aplica", split, one.group)
            rest += len((states(newest[row].cut) if row in newest else now).get(row, {}))
        assert len(hidden) >= 2
        assert rest >= 2 * SMALL - 1 or len(hidden) == len(parts)


steps_of = st.lists(
    st.builds(Step, st.integers(0, 59), st.sampled_from([0, 0, 1, 1, 2, 3])),
    min_size=60,
    max_size=160,
)


@settings(max_examples=2, deadline=None, phases=NO_SHRINKING)
@given(steps_of)
def test_no_two_reports_of_sixty_people_give_fewer_than_ten(steps: list[Step]) -> None:
    everybody = [Step(n, 0) for n in range(60)]
    steps = [one for pair in zip(everybody, steps[:60], strict=True) for one in pair] + steps[60:]
    states = world(steps)
    made = reports(states, len(steps), 2)
    assert made[-1].shown
    attack(made, states)


@pytest.mark.long
@settings(max_examples=25, deadline=None, phases=NO_SHRINKING)
@given(steps_of)
def test_nor_of_many_other_courses(steps: list[Step]) -> None:
    everybody = [Step(n, 0) for n in range(60)]
    states = world(everybody + steps)
    attack(reports(states, 60 + len(steps), 1), states)


@pytest.mark.parametrize(
    ("rule", "without"),
    [
        ("cuts.may_follow", lambda new, shown: new not in shown),
        (
            "cuts.protect",
            lambda marks: Cells(*(sum(part) for part in zip(*marks.values(), strict=True))),
        ),
        ("margins.guard_margins", lambda parts, shown: set()),
    ],
)
def test_the_attacker_finds_what_each_rule_keeps(
    monkeypatch: pytest.MonkeyPatch, rule: str, without: object
) -> None:
    steps = [one for n in range(60) for one in (Step(n, 0), Step(n, 1))]
    states = world(steps)
    attack(reports(states, len(steps), 6), states)
    monkeypatch.setattr(f"api.outcomes.{rule}", without)
    with pytest.raises(AssertionError):
        attack(reports(states, len(steps), 6), states)


def test_a_total_gives_no_hidden_part_away_even_to_who_knows_the_rule() -> None:
    """Every way in which up to 41 people may be in each of three groups."""
    top = 42
    worlds: dict[tuple, list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(top), repeat=3):
        said = {str(n): one for n, one in enumerate(parts)}
        shown = [name for name, one in said.items() if one >= SMALL]
        extra = guard_margins({name: (one, 99) for name, one in said.items()}, shown)
        page = tuple(
            rounded(one) if name in shown and name not in extra else None
            for name, one in said.items()
        )
        worlds[(rounded(sum(parts)), *page)].append(parts)
    tried = 0
    for page, possible in worlds.items():
        if not SMALL < page[0] <= top - SMALL:  # beyond, some worlds were not counted
            continue
        for n in range(3):
            if page[n + 1] is None:
                small = {one[n] for one in possible if one[n] < SMALL}
                assert not small or len(small) >= SMALL - 1
                tried += bool(small)
    assert tried > 5


def test_what_is_shown_of_one_group() -> None:
    def marks(of: int, reached: int, helped: int = 0, heard: int = 0) -> Marks:
        return {str(n): (1, int(n < reached), int(n < helped), int(n < heard)) for n in range(of)}

    assert protect(marks(9, 5)) == Cells()
    assert protect(marks(14, 4)) == Cells(of=10)
    assert protect(marks(36, 26, 13, 36)) == Cells(40, 30, 10, None)
    assert protect(marks(36, 27)) == Cells(of=40)  # nine who did not are nine as well
    assert protect({"one": (60, 30, 0, 60)}) == Cells()  # sixty actions of one person
    assert not may_follow(marks(30, 9), [marks(30, 0)])
    assert may_follow(marks(30, 10), [marks(30, 0)])
    assert not may_follow(marks(30, 20), [marks(30, 0), marks(30, 15)])
