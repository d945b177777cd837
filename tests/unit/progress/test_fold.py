"""The shared vectors of the progress fold, each in many orders."""

import itertools
import json
import random
from pathlib import Path

import pytest

from api.progress.fold import LessonProgress, Progress, fold, lesson_view
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "progress.json").read_text(encoding="utf-8")
)
PERMUTED_WHOLE = 6  # up to 720 orders; longer lists are shuffled


def as_event(row: dict) -> Fact:
    origin = row.get("of", [row["r"], row["q"]])
    return Fact(
        row["s"], (origin[0], origin[1]), row["h"], row["t"], row["v"], row["at"], row.get("d")
    )


def as_json(progress: Progress) -> dict:
    out: dict = {
        "lessons": {name: lesson_json(one) for name, one in progress.lessons.items()},
        "consents": progress.consents,
        "actions": [vars(action) for action in progress.actions],
    }
    if progress.edition:
        edition, channel = progress.edition
        out["edition"] = {"edition": edition} | ({"channel": channel} if channel else {})
    if progress.avatar is not None:
        out["avatar"] = progress.avatar
    if progress.needs is not None:
        out["needs"] = progress.needs
    if progress.about:
        out["about"] = progress.about
    return out


def lesson_json(lesson: LessonProgress) -> dict:
    return {
        "opened": lesson.opened,
        "finished": lesson.finished,
        "done": {str(card): rev for card, rev in lesson.done.items()},
        "answers": {str(card): vars(answer) for card, answer in lesson.answers.items()},
    }


def orders(rows: list[dict]) -> list[list[dict]]:
    if len(rows) <= PERMUTED_WHOLE:
        return [list(one) for one in itertools.permutations(rows)]
    dice = random.Random(7)
    return [rows, *(dice.sample(rows, len(rows)) for _ in range(200))]


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_holds_in_every_order(vector: dict) -> None:
    expected = dict(vector["expect"])
    views = expected.pop("views")
    for rows in orders(vector["events"]):
        progress = fold(as_event(row) for row in rows)
        assert as_json(progress) == expected
        seen = {
            lesson: vars(lesson_view(progress.lessons.get(lesson), [(c, r) for c, r in cards]))
            for lesson, cards in vector["content"]["lessons"].items()
        }
        assert seen == views


def test_the_vectors_cover_the_promised_cases() -> None:
    names = {one["name"] for one in VECTORS}
    assert {
        "option reordered",
        "card removed",
        "card added after completion",
        "rev raised",
        "lesson moved to another module",
        "duplicate delivery",
        "moved event keeps its origin",
        "unknown type",
        "consent withdrawn",
    } <= names
