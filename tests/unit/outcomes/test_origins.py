"""Origins: bounds that hold, and reports that give nobody's away however many are subtracted."""

import random
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.outcomes.cuts import Cut, Shown, States, name_of, show
from api.outcomes.life import UNSAID
from api.outcomes.margins import guard
from api.outcomes.measures import Row
from api.outcomes.origins import ORIGINS, SAID, bounds_of, gap_of, protect_together
from api.outcomes.small import SMALL, Cells, Mark, Marks, apart
from api.outcomes.view import Report, lines, origin_gap

PEOPLE = 120


def marks(reached: int, missed: int) -> Marks:
    return {str(n): (1, int(n < reached), 0, 0) for n in range(reached + missed)}


counts = st.tuples(st.integers(0, 60), st.integers(0, 60))


@settings(max_examples=60, deadline=None)
@given(counts, counts, counts, st.floats(0, 1), st.floats(0, 1))
def test_the_bounds_hold_wherever_who_did_not_say_is_from(
    other: tuple[int, int],
    peru: tuple[int, int],
    unsaid: tuple[int, int],
    of_reached: float,
    of_missed: float,
) -> None:
    parts = dict(zip(ORIGINS, (other, peru, unsaid), strict=True))
    shown = protect_together({origin: marks(*one) for origin, one in parts.items()})
    small = any(sum(one) < SMALL for one in parts.values())
    one_sided = any(min(one) < SMALL for one in parts.values())
    assert (shown == {}) is small
    assert (bounds_of(shown, "peru") is None) is (small or one_sided)
    if small or one_sided:
        assert gap_of(shown) is None
        return
    # Any share of the silent may be of one origin; the rest is of the other.
    mine = (round(unsaid[0] * of_reached), round(unsaid[1] * of_missed))
    truth = {}
    for origin, more in zip(SAID, (mine, (unsaid[0] - mine[0], unsaid[1] - mine[1])), strict=True):
        reached, missed = parts[origin][0] + more[0], parts[origin][1] + more[1]
        truth[origin] = Fraction(100 * reached, reached + missed)
        low, high = bounds_of(shown, origin) or (0, 0)
        assert 0 <= low <= truth[origin] <= high <= 100
    least, most = gap_of(shown) or (0, 0)
    assert least <= abs(truth["otro"] - truth["peru"]) <= most


def test_of_many_who_said_the_bounds_are_near() -> None:
    parts = {"otro": marks(300, 700), "peru": marks(600, 400), UNSAID: marks(20, 20)}
    shown = protect_together(parts)
    assert bounds_of(shown, "otro") == (28, 33)
    assert bounds_of(shown, "peru") == (57, 62)
    assert gap_of(shown) == (24, 34)
    assert shown[UNSAID] == Cells(of=40, reached=20)


class Town:
    """People who come, act and say where they are from, change that, and take it back."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.came: dict[int, int] = {}
        self.acted: dict[int, int] = {}
        self.answers: dict[int, str] = {}

    def step(self, now: int) -> None:
        who = self.rng.randrange(PEOPLE)
        what = self.rng.random()
        if who not in self.came:
            self.came[who] = now
        elif what < 0.3:
            self.acted.setdefault(who, now)
        elif what < 0.8:
            self.answers[who] = self.rng.choice(SAID)
        else:
            self.answers.pop(who, None)

    def states(self, known: int) -> States:
        """Everything up to a step, by what they say of themselves now."""
        rows: dict[Row, dict[str, Mark]] = {}
        for who, at in self.came.items():
            if at <= known:
                reached = int(self.acted.get(who, known + 1) <= known)
                origin = self.answers.get(who, UNSAID)
                for split, group in (("todas", ""), ("origen", origin)):
                    rows.setdefault(Row("util", split, group), {})[f"p{who}"] = (1, reached, 0, 0)
        return rows


def watch(town: Town, steps: int, every: int) -> tuple[list[Report], dict[Shown, Marks]]:
    """Ask for a report again and again; keep what was true behind each shown row when it was."""
    shown: list[Shown] = []
    made: list[Report] = []
    truth: dict[Shown, Marks] = {}
    for known in range(steps):
        town.step(known)
        if known % every:
            continue
        cut = Cut(known // 60, known)
        states: Callable[[Cut], States] = cache(lambda one: town.states(one.known))
        new = show(cut, shown, states, lambda one: name_of([("l:x", one.known)], one))
        for one in new:
            truth[one] = states(one.cut)[one.row]
        shown += new
        hide = guard(shown, states, cut, ())
        made.append(Report("demo", "Demo", (), cut, "", 0, tuple(shown), hide))
    return made, truth


def attack(made: list[Report], truth: dict[Shown, Marks]) -> None:
    """Subtract all from all, knowing the rules."""
    origins = [one for one in made[-1].shown if one.row.split == "origen"]
    for one, other in combinations(origins, 2):
        if one.row == other.row:
            assert apart(truth[one], truth[other]) >= SMALL
    for report in made:
        said = {line.group: line for line in lines(report) if line.split == "origen"}
        if not said or len(said) < len(ORIGINS):
            continue
        cells = [line.cells for line in said.values()]
        # All of them or none, of one cut: so there is no part left for a total to give away.
        assert len({one.of is None for one in cells}) == 1
        assert len({one.reached is None for one in cells}) == 1
        assert len({line.name for line in said.values()}) == 1
        assert {(one.helped, one.heard) for one in cells} == {(None, None)}
    for one in origins:
        assert len(truth[one]) >= SMALL
        reached = sum(mark[1] for mark in truth[one].values())
        if one.cells.reached is not None:
            assert SMALL <= reached <= len(truth[one]) - SMALL


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.long) for n in (1, 2, 3))])
def test_no_reports_give_away_who_said_what(seed: int) -> None:
    made, truth = watch(Town(seed), 600, 12)
    attack(made, truth)
    assert len({one.cut for one in made[-1].shown if one.row.split == "origen"}) > 1
    assert any(origin_gap(lines(report)) for report in made)


@pytest.mark.parametrize(
    ("rule", "without"),
    [
        ("cuts.may_follow", lambda new, shown: new not in shown),
        (
            "cuts.protect_together",
            lambda parts: {
                origin: Cells(len(some), sum(mark[1] for mark in some.values()))
                for origin, some in parts.items()
                if some
            },
        ),
    ],
)
def test_the_attacker_finds_what_each_rule_keeps(
    monkeypatch: pytest.MonkeyPatch, rule: str, without: object
) -> None:
    monkeypatch.setattr(f"api.outcomes.{rule}", without)
    with pytest.raises((AssertionError, KeyError)):
        attack(*watch(Town(1), 240, 6))
