"""The shared vectors of what she decided to do, in every order, and any log in any order."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.progress.deeds import MOST_OPEN, RESULTS, Deed, fold_deeds, state_of
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "deeds.json").read_text(encoding="utf-8")
)


def shown(deed: Deed, now: int) -> dict:
    """A deed as the vectors have it."""
    rounds = (("result", deed.result), ("again", deed.again))
    told = {name: [one.result, one.at] for name, one in rounds if one}
    return {**vars(deed.action), "state": state_of(deed, now), **told}


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_holds_in_every_order(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one["d"])
        for n, one in enumerate(vector["events"])
    ]
    for order in itertools.permutations([*facts, *facts[:1]]):
        found = [shown(deed, vector["now"]) for deed in fold_deeds(order)]
        assert found == vector["expect"]


moments = st.integers(0, 3)
cards = st.fixed_dictionaries({"lesson": st.sampled_from(["a", "b"]), "card": st.integers(1, 2)})
taken = st.tuples(st.just(9), moments, cards)
done = st.tuples(st.just(20), moments, cards, moments, st.sampled_from([*RESULTS, "back"]))


@settings(max_examples=150)
@given(st.lists(st.one_of(taken, done), max_size=8), st.randoms())
def test_any_log_stands_the_same_in_any_order(log: list, chance) -> None:  # type: ignore[no-untyped-def]
    facts = []
    for n, (code, at, card, *more) in enumerate(log):
        rest = {"taken": more[0], "round": n % 2, "result": more[1]} if more else None
        body = {**card, **(rest or {"rev": 1, "when": "tomorrow", "where": "stall"})}
        facts.append(Fact("s", ("r", n), f"h{n}", code, 1, at, body))
    deeds = fold_deeds(facts)
    assert sum(one.standing == "open" for one in deeds) <= MOST_OPEN
    shuffled = [*facts, *facts[:2]]
    chance.shuffle(shuffled)
    assert fold_deeds(shuffled) == deeds
