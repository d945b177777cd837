"""The shared vectors of what an edition asks to finish, in every order."""

import json
import random
from pathlib import Path

import pytest

from api.content.model import Graduation
from api.proof.graduation import done_of, missing
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "graduation.json").read_text(encoding="utf-8")
)


def fact(event: dict) -> Fact:
    origin = tuple(event.get("of", (event["r"], event["q"])))
    return Fact("s", origin, event["h"], event["t"], event["v"], event["at"], event["d"])


@pytest.mark.parametrize("case", VECTORS, ids=[case["name"] for case in VECTORS])
def test_what_is_missing(case: dict) -> None:
    asked = Graduation.read(case["asks"])
    events = [fact(event) for event in case["events"]] * 2
    for seed in range(5):
        random.Random(seed).shuffle(events)
        lacks = missing(asked, case["modules"], done_of(events))
        assert [list(one) for one in lacks] == case["expect"]


def test_what_an_edition_does_not_say_is_as_usual() -> None:
    assert Graduation.read(None) == Graduation(4, 4, 1, "salida", official=False)
    assert Graduation.read({"given": 0}) == Graduation(given=0)
