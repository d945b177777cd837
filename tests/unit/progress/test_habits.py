"""The weekly answers of the shared vectors, in many orders; weeks are those of Lima."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.outcomes.when import day_of, week_of
from api.progress.habits import checks_of
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "habits.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_the_phone_and_the_server_read_the_same_weeks(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one.get("d"))
        for n, one in enumerate(vector["events"])
    ]
    expected = {
        (one["lesson"], int(week)): answer
        for one in vector["expect"]
        for week, answer in one["weeks"].items()
    }
    taken = {one["lesson"] for one in vector["expect"]}
    mixer = random.Random(7)
    for _ in range(30):
        order = [*facts, *facts[:1]]
        mixer.shuffle(order)
        found = {week: answer for week, (answer, _) in checks_of(order).items()}
        # A phone shows nothing of a rule that was never taken up.
        assert {week: answer for week, answer in found.items() if week[0] in taken} == expected


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
    assert week_of(day_of(int(moment.timestamp()))) == week
