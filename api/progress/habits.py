"""What she said of a rule in a week. Pure; mirrored by pwa/src/domain/habits.ts.

The order of the events means nothing: of one week the latest counts. When to ask is the phone's
alone (ADR 34); tests/vectors/habits.json holds the weeks that both languages read.
"""

from collections.abc import Iterable
from typing import TypeAlias, cast

from api.sync.fact import Fact
from api.sync.registry import CODES, current_body

CHECKED = CODES["habit.checked"]
YES = "yes"

# The lesson of a rule, and a week: Monday to Sunday in Lima; week 0 began in 1969.
Week: TypeAlias = tuple[str, int]


def checks_of(events: Iterable[Fact]) -> dict[Week, tuple[str, Fact]]:
    """Return the answer that stands by rule and week, with the event that told it."""
    latest: dict[Week, tuple[str, Fact]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d) if event.t == CHECKED else None
        if body is None:
            continue
        week = cast(str, body["lesson"]), cast(int, body["week"])
        known = latest.get(week)
        if known is None or (event.at, event.h) > (known[1].at, known[1].h):
            latest[week] = (cast(str, body["answer"]), event)
    return latest
