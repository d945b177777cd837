"""How it went with what she decided: the answer that stands in each round of each promise. Pure.

The order of the events means nothing: the latest counts, and of one second what takes back. Where
a promise stands, and when to ask, is the phone's alone (pwa/src/domain/deeds.ts, ADR 33);
tests/vectors/deeds.json holds the answers that both languages read.
"""

from collections.abc import Iterable
from typing import TypeAlias, cast

from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

DONE = CODES["action.done"]
# She did it and says how it went; "I could not" and "not safe" are neither done nor failed.
APPLIED = ("worked", "half", "no")
COULD_NOT, UNSAFE = "couldnt", "unsafe"
# Any other code takes back what was told before it.
RESULTS = (*APPLIED, COULD_NOT, UNSAFE)
# Only what worked, at least by halves, is asked about again after seven days.
REPEATABLE = ("worked", "half")

# A promise: its lesson, its card and the second she made it.
Deed: TypeAlias = tuple[str, int, int]


def answers_of(events: Iterable[Fact]) -> dict[tuple[Deed, int], tuple[str, Fact]]:
    """Return the result that stands by promise and round, with the event that told it.

    One that comes twice counts once; what was taken back is not there.
    """
    latest: dict[tuple[Deed, int], tuple[tuple[int, int, str], str, Fact]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d) if event.t == DONE else None
        if body is None:
            continue
        result = cast(str, body["result"])
        # Of one second, what is taken back stays so: an answer and its undoing may share it.
        order = (event.at, int(result not in RESULTS), event.h)
        key = _round(body)
        if key not in latest or order > latest[key][0]:
            latest[key] = (order, result, event)
    return {key: (result, event) for key, (_, result, event) in latest.items() if result in RESULTS}


def _round(body: Body) -> tuple[Deed, int]:
    card, taken, again = (cast(int, body[name]) for name in ("card", "taken", "round"))
    return (cast(str, body["lesson"]), card, taken), again
