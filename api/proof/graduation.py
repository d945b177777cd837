"""What an edition asks to finish, and what of it is still missing. Pure.

Mirrored by pwa/src/domain/graduation.ts; tests/vectors/graduation.json holds the cases that both
run. The order of the events means nothing: sets, and the latest of each answer.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from api.content.model import Graduation
from api.progress.deeds import APPLIED, answers_of
from api.sync.fact import Fact
from api.sync.registry import CODES, current_body

FINISHED = CODES["lesson.finished"]
ANSWERED, TOLD = CODES["survey.answered"], CODES["about.told"]
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
    given: tuple[Order, list[str]] = ((-(2**63), ""), [])
    facts = [*events]
    for event in facts:
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
    # "I could not" and "not safe" are no result, and no fault.
    acted = {deed for (deed, _), (result, _) in answers_of(facts).items() if result in APPLIED}
    return Done(frozenset(lessons), len(acted), len(set(given[1])), frozenset(surveys))


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
