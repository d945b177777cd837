"""What she decided to do and how it went, and the rules she took up, as a report needs it. Pure.

Which answer stands is read as everywhere (api/progress); here it gets its estimated second, and
whether somebody helped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from api.outcomes.when import Said
from api.progress.deeds import Deed, answers_of
from api.progress.habits import Week, checks_of
from api.sync.fact import Fact
from api.sync.registry import CODES, current_body

TAKEN = CODES["habit.taken"]

Of = TypeVar("Of")


@dataclass(frozen=True)
class Told:
    """The answer that stands to one thing: what, when (seconds, estimated), whether with help."""

    answer: str
    second: int
    helped: bool


@dataclass
class Doings:
    """Answers by action and round, answers by rule and week, and since when she has each rule."""

    deeds: dict[tuple[Deed, int], Told]
    checks: dict[Week, Told]
    rules: dict[str, int]  # lesson -> second of the first time she took it up


def doings(events: Iterable[tuple[int, Said]]) -> Doings:
    """Fold events with their estimated seconds, in any order."""
    hers = [*events]
    facts = [one.fact for _, one in hers]
    how = {(one.fact.origin, one.fact.h): (second, one.helped) for second, one in hers}

    def told(found: Mapping[Of, tuple[str, Fact]]) -> dict[Of, Told]:
        return {
            key: Told(answer, *how[fact.origin, fact.h]) for key, (answer, fact) in found.items()
        }

    return Doings(told(answers_of(facts)), told(checks_of(facts)), _rules(hers))


def _rules(hers: Iterable[tuple[int, Said]]) -> dict[str, int]:
    rules: dict[str, int] = {}
    for second, one in hers:
        fact = one.fact
        body = current_body(fact.t, fact.v, fact.d) if fact.t == TAKEN else None
        if body is not None and body["on"]:
            lesson = cast(str, body["lesson"])
            rules[lesson] = min(second, rules.get(lesson, second))
    return rules
