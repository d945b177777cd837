"""Fold what she decided to do and how it went. Pure; mirrored by pwa/src/domain/deeds.ts.

The order of the events means nothing: of one promise, and of its answers, the latest counts.
tests/vectors/deeds.json holds the cases that both languages run (docs/adr/0033-deeds.md).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, cast

from api.progress.fold import Action
from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

TAKEN, DONE = CODES["action.taken"], CODES["action.done"]
# How it went, as she says it. The last two are neither done nor failed. Any other code takes back
# what was told before it.
RESULTS = ("worked", "half", "no", "couldnt", "unsafe")
REPEATABLE = RESULTS[:2]
MOST_OPEN = 2
AGAIN_DAYS = 7
# Lima is five hours behind UTC all year; day 0 was a Thursday.
LIMA_S, DAY_S = 5 * 3600, 86_400

Card: TypeAlias = tuple[str, int]
Order: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True)
class Told:
    """How it went, and when that was told, in seconds UTC."""

    result: str
    at: int


@dataclass(frozen=True)
class Deed:
    """A promise: `standing` is open, later, replaced or done.

    `last`: the newest promise of its card. `result` and `again`: told at first, and a week later.
    """

    action: Action
    standing: str
    last: bool
    result: Told | None = None
    again: Told | None = None


def fold_deeds(events: Iterable[Fact]) -> list[Deed]:
    """Fold events in any order, the newest promise first; one that comes twice counts once."""
    promises: dict[tuple[str, int, int], tuple[str, Body]] = {}
    answers: dict[tuple[str, int, int, int], tuple[Order, str]] = {}
    for event in events:
        body = current_body(event.t, event.v, event.d)
        if body is None or event.t not in (TAKEN, DONE):
            continue
        card = cast(str, body["lesson"]), cast(int, body["card"])
        if event.t == TAKEN:
            slot = (*card, event.at)
            if slot not in promises or event.h > promises[slot][0]:
                promises[slot] = (event.h, body)
            continue
        result = cast(str, body["result"])
        round_ = (*card, cast(int, body["taken"]), cast(int, body["round"]))
        # Of one second, what is taken back stays so: an answer and its undoing may share it.
        told = ((event.at, int(result not in RESULTS), event.h), result)
        answers[round_] = max(told, answers.get(round_, told))
    return _stand(promises, answers)


def _stand(
    promises: dict[tuple[str, int, int], tuple[str, Body]],
    answers: dict[tuple[str, int, int, int], tuple[Order, str]],
) -> list[Deed]:
    """Tell where each promise stands, from the newest to the oldest."""
    deeds: list[Deed] = []
    cards: set[Card] = set()
    opened = 0
    for lesson, card, at in sorted(promises, key=lambda one: (-one[2], *one[:2])):
        body = promises[lesson, card, at][1]
        action = Action(
            lesson=lesson,
            card=card,
            rev=cast(int, body["rev"]),
            when=cast(str, body["when"]),
            where=cast(str, body["where"]),
            at=at,
        )
        last = (lesson, card) not in cards
        cards.add((lesson, card))
        first, second = (_told(answers.get((lesson, card, at, n))) for n in (0, 1))
        if first:
            again = second if first.result in REPEATABLE else None
            deeds.append(Deed(action, "done", last, first, again))
            continue
        opened += last
        open_or_later = "open" if opened <= MOST_OPEN else "later"
        deeds.append(Deed(action, open_or_later if last else "replaced", last))
    return deeds


def _told(answer: tuple[Order, str] | None) -> Told | None:
    """Return what was told, unless it was taken back."""
    if answer is None or answer[1] not in RESULTS:
        return None
    return Told(answer[1], answer[0][0])


def day_of(at: int) -> int:
    """Return the number of the day in Lima of a moment in seconds UTC."""
    return (at - LIMA_S) // DAY_S


def due_on(action: Action) -> int:
    """Return the first day on which to ask: the next one; after a weekend, its Monday."""
    day = day_of(action.at)
    return day + (7 - (day + 3) % 7 if action.when == "weekend" else 1)


def state_of(deed: Deed, now: int) -> str:
    """Return where a promise stands at `now` (seconds UTC): its standing, or due, or again."""
    if deed.standing == "open":
        return "due" if due_on(deed.action) <= day_of(now) else "open"
    first = deed.result
    if first and deed.last and not deed.again and first.result in REPEATABLE:
        return "again" if day_of(first.at) + AGAIN_DAYS <= day_of(now) else deed.standing
    return deed.standing
