"""The shared vectors of what she shares, in every order."""

import itertools
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from api.progress.sharing import fold_sharing
from api.sync.fact import Fact

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "sharing.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_holds_in_every_order(vector: dict) -> None:
    facts = [
        Fact("s", ("r", n), one["h"], one["t"], one.get("v", 1), one["at"], one.get("d"))
        for n, one in enumerate(vector["events"])
    ]
    for order in itertools.permutations([*facts, *facts[:1]]):
        assert asdict(fold_sharing(order)) == vector["expect"]
