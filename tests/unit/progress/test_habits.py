"""The shared vectors of the rules she took up, in many orders; weeks are those of Lima."""

import json
import random
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.progress.habits import fold_habits, is_kept, week_of
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "habits.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_holds_in_every_order(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one.get("d"))
        for n, one in enumerate(vector["events"])
    ]
    expected = [
        one | {"weeks": {int(week): answer for week, answer in one["weeks"].items()}}
        for one in vector["expect"]
    ]
    mixer = random.Random(7)
    for _ in range(30):
        order = [*facts, *facts[:1]]
        mixer.shuffle(order)
        assert [
            asdict(habit) | {"kept": is_kept(habit)} for habit in fold_habits(order)
        ] == expected


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 23, 4, 59, 59, tzinfo=UTC), 2968),  # Sunday night in Lima
        (datetime(2026, 11, 23, 5, tzinfo=UTC), 2969),
        (datetime(2026, 11, 30, 4, 59, 59, tzinfo=UTC), 2969),
        (datetime(1970, 1, 1, 12, tzinfo=UTC), 0),
    ],
)
def test_weeks_begin_on_monday_in_lima(moment: datetime, week: int) -> None:
    assert week_of(int(moment.timestamp())) == week
