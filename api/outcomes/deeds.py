"""Read what she decided to do and how it went, and the rules she took up. Pure.

The order of the events means nothing: of one thing the latest answer counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from api.outcomes.when import Said
from api.sync.registry import CODES, Body, current_body

DONE, TAKEN, CHECKED = CODES["action.done"], CODES["habit.taken"], CODES["habit.checked"]
APPLIED = frozenset({"worked", "half", "no"})
COULD_NOT, UNSAFE, YES = "couldnt", "unsafe", "yes"

# An action answered: its lesson, its card and the second she took it.
Deed = tuple[str, int, int]


@dataclass(frozen=True)
class Told:
    """The latest answer to one thing: what, when (seconds, estimated) and whether with help."""

    answer: str
    second: int
    helped: bool


@dataclass
class Doings:
    """Answers by action and round, answers by rule and week, and since when she has each rule."""

    deeds: dict[tuple[Deed, int], Told]
    checks: dict[tuple[str, int], Told]
    rules: dict[str, int]  # lesson -> second of the first time she took it up


def doings(events: Iterable[tuple[int, Said]]) -> Doings:
    """Fold events with their estimated seconds, in any order."""
    deeds: dict[tuple[Deed, int], tuple[tuple[int, str], Told]] = {}
    checks: dict[tuple[str, int], tuple[tuple[int, str], Told]] = {}
    rules: dict[str, int] = {}
    for second, one in events:
        fact = one.fact
        body = current_body(fact.t, fact.v, fact.d)
        if body is None:
            continue
        newest = (fact.at, fact.h)
        if fact.t == DONE:
            deed = (_text(body, "lesson"), _int(body, "card"), _int(body, "taken"))
            key = (deed, _int(body, "round"))
            told = Told(_text(body, "result"), second, one.helped)
            if key not in deeds or newest > deeds[key][0]:
                deeds[key] = (newest, told)
        elif fact.t == CHECKED:
            week = (_text(body, "lesson"), _int(body, "week"))
            told = Told(_text(body, "answer"), second, one.helped)
            if week not in checks or newest > checks[week][0]:
                checks[week] = (newest, told)
        elif fact.t == TAKEN and _int(body, "on"):
            lesson = _text(body, "lesson")
            rules[lesson] = min(second, rules.get(lesson, second))
    return Doings(
        {key: told for key, (_, told) in deeds.items()},
        {key: told for key, (_, told) in checks.items()},
        rules,
    )


def _text(body: Body, field: str) -> str:
    return cast(str, body[field])


def _int(body: Body, field: str) -> int:
    return cast(int, body[field])
