"""What an edition asks to finish, and what of it is still missing. Pure.

Mirrored by pwa/src/domain/graduation.ts; tests/vectors/graduation.json holds the cases that both
run. The order of the events means nothing: sets, and the latest of each answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from api.content.model import Graduation
from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

FINISHED, RESULT = CODES["lesson.finished"], CODES["action.done"]
ANSWERED, TOLD = CODES["survey.answered"], CODES["about.told"]
# She did it and says how it went; "I could not" and "not safe" are no result, and no fault.
RESULTS = frozenset({"worked", "half", "no"})
# What she says that she gave to others, until people meet in the app: then `post.written` of hers
# counts as well. The app cannot see a rule taught at a stall, so it is asked and not watched.
GIVEN = "di"
Order = tuple[int, str]


@dataclass(frozen=True)
class Done:
    """What she did of what an edition may ask."""

    lessons: frozenset[str]
    actions: int
    given: int
    surveys: frozenset[str]


def done_of(events: Iterable[Fact]) -> Done:
    """Fold events in any order; one that comes twice counts once."""
    lessons: set[str] = set()
    surveys: set[str] = set()
    results: dict[tuple[str, int, int, int], tuple[Order, str]] = {}
    given: tuple[Order, list[str]] = ((-(2**63), ""), [])
    for event in events:
        body = current_body(event.t, event.v, event.d)
        if body is None:
            continue
        order = (event.at, event.h)
        if event.t == FINISHED:
            lessons.add(cast(str, body["lesson"]))
        elif event.t == ANSWERED:
            surveys.add(cast(str, body["survey"]))
        elif event.t == TOLD and body["question"] == GIVEN:
            given = max(given, (order, cast("list[str]", body["answers"])), key=lambda one: one[0])
        elif event.t == RESULT:
            key = _action(body)
            mine = (order, cast(str, body["result"]))
            results[key] = max(results.get(key, mine), mine)
    acted = {key[:3] for key, (_, result) in results.items() if result in RESULTS}
    return Done(frozenset(lessons), len(acted), len(set(given[1])), frozenset(surveys))


def _action(body: Body) -> tuple[str, int, int, int]:
    numbers = [cast(int, body[name]) for name in ("card", "taken", "round")]
    return (cast(str, body["lesson"]), numbers[0], numbers[1], numbers[2])


def missing(
    asked: Graduation, modules: Mapping[str, Collection[str]], done: Done
) -> list[tuple[str, int]]:
    """Tell which parts lack how many, in the order of `Graduation`; `modules` has their lessons.

    A module is finished when all its lessons are.
    """
    finished = sum(bool(lessons) and done.lessons >= set(lessons) for lessons in modules.values())
    lacks = (
        ("modules", asked.modules - finished),
        ("actions", asked.actions - done.actions),
        ("given", asked.given - done.given),
        ("survey", int(bool(asked.survey) and asked.survey not in done.surveys)),
    )
    return [(part, count) for part, count in lacks if count > 0]
