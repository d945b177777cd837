"""Fold the rules she took up and what she said of them. Pure; mirrored by domain/habits.ts.

The order of the events means nothing: every rule is a maximum or a minimum.
tests/vectors/habits.json holds the cases that both languages run.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from api.sync.fact import Fact
from api.sync.registry import CODES, current_body

TAKEN, CHECKED = CODES["habit.taken"], CODES["habit.checked"]
LIMA_S, DAY_S = 5 * 3600, 86_400
# A rule is kept when this many of the first weekly checks say yes.
FIRST_WEEKS, ENOUGH = 6, 3
YES = "yes"


@dataclass
class Habit:
    """A rule she took up: whether she holds it, when she took it up first and last, her weeks."""

    lesson: str
    on: bool
    first: int
    since: int
    weeks: dict[int, str] = field(default_factory=dict)


@dataclass
class _Taken:
    """What was seen of one rule; `latest` is (second, 1 when it was put down)."""

    latest: tuple[int, int]
    ons: list[int] = field(default_factory=list)


def week_of(at: int) -> int:
    """Give the week of a moment in seconds, from Monday to Sunday in Lima; week 0 began in 1969."""
    return ((at - LIMA_S) // DAY_S + 3) // 7


def fold_habits(events: Iterable[Fact]) -> list[Habit]:
    """Fold in any order; rules that she never took up are not there. By lesson."""
    taken: dict[str, _Taken] = {}
    said: dict[str, dict[int, tuple[int, str, str]]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d)
        if body is None or event.t not in (TAKEN, CHECKED):
            continue
        lesson = cast(str, body["lesson"])
        if event.t == TAKEN:
            on = bool(body["on"])
            # The latest wins, and of one second the one that puts it down.
            order = (event.at, int(not on))
            one = taken.setdefault(lesson, _Taken(order))
            one.latest = max(one.latest, order)
            one.ons += [event.at] if on else []
        else:
            weeks = said.setdefault(lesson, {})
            week = cast(int, body["week"])
            mine = (event.at, event.h, cast(str, body["answer"]))
            weeks[week] = max(weeks.get(week, mine), mine)
    return [
        Habit(
            lesson,
            not one.latest[1],
            min(one.ons),
            max(one.ons),
            {week: answer for week, (_, _, answer) in said.get(lesson, {}).items()},
        )
        for lesson, one in sorted(taken.items())
        if one.ons
    ]


def is_kept(habit: Habit) -> bool:
    """Tell whether three of the six weeks after the one in which she first took it up say yes."""
    start = week_of(habit.first)
    weeks = range(start + 1, start + 1 + FIRST_WEEKS)
    return sum(habit.weeks.get(week) == YES for week in weeks) >= ENOUGH
