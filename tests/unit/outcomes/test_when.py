"""The day of an event as a server can tell it, whatever a phone's clock claims."""

import random
from dataclasses import replace
from datetime import date

from api.outcomes.cuts import Cut, Scope, states_of
from api.outcomes.view import date_of
from api.outcomes.when import Said, day_of, estimate, last_sunday, monday_of, start_of
from api.sync.fact import Fact
from tests.unit.outcomes.people import FIRST_DAY, crowd

DAY_S = 86_400
T0 = start_of(FIRST_DAY) + 12 * 3600


def said(q: int, at: int, received: int, boot: int = 1) -> Said:
    return Said(Fact("s", ("r", q), f"h{q}", 5, 1, at, None), ("r", q), boot, False, received)


def seconds(*events: Said) -> list[int]:
    mixed = random.Random(1).sample(events, len(events))
    found = estimate(mixed)
    assert found == estimate(events)
    return [found[one.slot] for one in events]


def test_a_right_clock_is_believed_however_late_it_comes() -> None:
    assert seconds(said(1, T0, T0 + 9 * DAY_S), said(2, T0 + 60, T0 + 9 * DAY_S)) == [T0, T0 + 60]


def test_a_fast_clock_is_set_back_and_what_lay_between_stays() -> None:
    ten_years = 3650 * DAY_S
    fast = [said(n, T0 + ten_years + n * 3600, T0 + 9 * 3600) for n in (1, 5, 9)]
    assert seconds(*fast) == [T0 + 3600, T0 + 5 * 3600, T0 + 9 * 3600]
    # Another run of the app has another clock.
    assert seconds(fast[2], said(10, T0 + DAY_S, T0 + 2 * DAY_S, boot=2))[1] == T0 + DAY_S


def test_a_clock_of_1970_says_when_it_came_in() -> None:
    assert seconds(said(1, 0, T0), said(2, 5, T0 + DAY_S)) == [T0, T0 + DAY_S]


def test_nothing_comes_before_what_its_log_held_already_nor_after_it_came_in() -> None:
    jumps = [said(1, T0, T0 + DAY_S), said(2, T0 - 30 * DAY_S, T0 + DAY_S, boot=2)]
    assert seconds(*jumps) == [T0, T0]


def test_days_and_weeks_are_those_of_lima() -> None:
    assert date_of(FIRST_DAY) == date(2026, 9, 7)
    assert day_of(start_of(FIRST_DAY)) == FIRST_DAY
    assert day_of(start_of(FIRST_DAY) - 1) == FIRST_DAY - 1
    assert monday_of(FIRST_DAY + 6) == FIRST_DAY
    assert monday_of(FIRST_DAY + 7) == FIRST_DAY + 7
    assert date_of(last_sunday(start_of(FIRST_DAY))) == date(2026, 9, 6)
    assert date_of(last_sunday(start_of(FIRST_DAY) - 1)) == date(2026, 8, 30)


def test_the_order_of_arrival_changes_no_figure() -> None:
    made, rng = crowd(11, 12, 8), random.Random(4)
    scope, cut = Scope("demo", frozenset(), "abierta"), Cut(FIRST_DAY + 50, T0 + 90 * DAY_S)
    first = states_of(made.said, scope, cut)
    for _ in range(5):
        mixed = {who: rng.sample(some, len(some)) for who, some in made.said.items()}
        assert states_of(mixed, scope, cut) == first
    late = {
        who: [replace(one, received=cut.known + 1) for one in some] for who, some in mixed.items()
    }
    assert not states_of(late, scope, cut)
