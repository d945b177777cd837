"""Generated learners give the figures that a plain recomputation gives, to the last one."""

from datetime import timedelta

import pytest

from api.outcomes.cuts import Cut, Scope, states_of
from api.outcomes.measures import FIGURES
from api.outcomes.small import SMALL, protect, rounded
from api.outcomes.view import date_of
from tests.unit.outcomes.naive import CHANNELS, midnight_after, reckon
from tests.unit.outcomes.people import FIRST_DAY, Crowd, crowd


def scope(made: Crowd) -> Scope:
    return Scope("demo", frozenset(CHANNELS), "abierta", made.origins)


def figures(made: Crowd, cut: Cut) -> dict[tuple[str, str, str], list[int]]:
    """Every row's exact counts."""
    rows = states_of(made.said, scope(made), cut)
    return {
        (row.figure, row.split, _group(row.split, row.group)): [
            sum(mark[n] for mark in marks.values()) for n in range(4)
        ]
        for row, marks in rows.items()
    }


def _group(split: str, group: str) -> str:
    return date_of(int(group)).isoformat() if split == "semana" else group


def compare(made: Crowd, weeks: int, least: int) -> None:
    """Hold them against each other late, and halfway as it was known then and later."""
    whole, half = FIRST_DAY + weeks * 7 - 1, FIRST_DAY + weeks * 7 // 2
    seen: set[str] = set()
    for day, late in ((whole, 20), (half, 0), (half, 60)):
        last = date_of(day)
        known = midnight_after(last + timedelta(days=late))
        mine = figures(made, Cut(day, known))
        assert mine == reckon(made.truth, "demo", last, known, made.origins)
        seen |= {row[0] for row, counts in mine.items() if counts[1] and counts[2] and counts[3]}
    assert len(seen) >= least


def test_two_hundred_learners_match_a_plain_recomputation() -> None:
    compare(crowd(6, 200, 16), 16, len(FIGURES))


@pytest.mark.long
def test_two_thousand_learners_over_six_weeks_match() -> None:
    made = crowd(2026, 2000, 6)
    compare(made, 6, 6)
    last = FIRST_DAY + 41
    known = midnight_after(date_of(last))
    exact = reckon(made.truth, "demo", date_of(last), known, made.origins)
    for row, marks in states_of(made.said, scope(made), Cut(last, known)).items():
        of, reached, _, _ = exact[row.figure, row.split, _group(row.split, row.group)]
        cells = protect(marks)
        people = sum(1 for mark in marks.values() if mark[0])
        assert cells.of == (rounded(of) if people >= SMALL else None)
        if cells.reached is not None:
            assert cells.reached == rounded(reached)
