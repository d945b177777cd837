"""The answers of the shared vectors, in every order, and any log in any order."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.progress.deeds import REPEATABLE, RESULTS, answers_of
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "deeds.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_the_phone_and_the_server_read_the_same_answers(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one["d"])
        for n, one in enumerate(vector["events"])
    ]
    for order in itertools.permutations([*facts, *facts[:1]]):
        found = answers_of(order)
        for deed in vector["expect"]:
            key = (deed["lesson"], deed["card"], deed["at"])
            first, again = ([*_told(found.get((key, n)))] for n in (0, 1))
            assert first == deed.get("result", [])
            if first and first[0] in REPEATABLE:
                assert again == deed.get("again", [])


def _told(answer: tuple[str, Fact] | None) -> tuple[()] | tuple[str, int]:
    return (answer[0], answer[1].at) if answer else ()


moments = st.integers(0, 3)
rounds = st.tuples(st.sampled_from(["a", "b"]), st.integers(1, 2), moments, st.integers(0, 1))
told = st.tuples(moments, rounds, st.sampled_from([*RESULTS, "back"]))


@settings(max_examples=150)
@given(st.lists(told, max_size=8), st.randoms())
def test_any_log_says_the_same_in_any_order(log: list, chance) -> None:  # type: ignore[no-untyped-def]
    facts = []
    for n, (at, (lesson, card, taken, again), result) in enumerate(log):
        body = {"lesson": lesson, "card": card, "taken": taken, "round": again, "result": result}
        facts.append(Fact("s", ("r", n), f"h{n}", 20, 1, at, body))
    answers = answers_of(facts)
    assert {result for result, _ in answers.values()} <= {*RESULTS}
    shuffled = [*facts, *facts[:2]]
    chance.shuffle(shuffled)
    assert answers_of(shuffled) == answers
