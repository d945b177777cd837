"""Columns: the shared vectors, and every way of not fitting."""

import copy
import json
from pathlib import Path

import pytest

from api.sync.columns import ColumnsError, unpack
from api.sync.packing import pack

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "columns.json").read_text(encoding="utf-8")
)
R = "AQEBAQEBAQEBAQEBAQEBAQ"
EXAMPLE = VECTORS[0]["cols"]


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_vector_packs_and_unpacks(vector: dict) -> None:
    assert pack(vector["rows"], vector["held"]) == vector["cols"]
    assert unpack(vector["cols"], vector["held"]) == vector["rows"]


@pytest.mark.parametrize(
    "changes",
    [
        {"n": 2},
        {"n": 501},
        {"n": -1},
        {"n": True},
        {"n": "3"},
        {"id": [[0, 1, 2]]},
        {"id": [[0, 1, 4]]},
        {"id": [[0, 1, 10**12]]},
        {"id": [[0, 1, 0], [0, 1, 3]]},
        {"id": [[1, 1, 3]]},
        {"id": [[-1, 1, 3]]},
        {"id": [[0, 1]]},
        {"id": [[0, "1", 3]]},
        {"id": [[True, 1, 3]]},
        {"id": {}},
        {"b": [7, 2]},
        {"b": [7, 3, 1]},
        {"b": [7, 10**12]},
        {"at": [1795000000, 12]},
        {"at": [1795000000, 12, "19"]},
        {"at": [1795000000, 12, 0.5]},
        {"t": [5, 6]},
        {"t": [5, 6, 8]},
        {"v": {"8": 2}},
        {"v": {"x": 2}},
        {"v": {"5": "2"}},
        {"x": {"3": {"via": "helper"}}},
        {"x": {"-1": {"via": "helper"}}},
        {"x": {"01": {"via": "helper"}}},
        {"x": {"0": {"q": 9}}},
        {"x": {"0": {}}},
        {"x": {"0": 1}},
        {"of": [[3, 0, 1, 1]]},
        {"of": [[2, 0, 1, 2]]},
        {"of": [[-1, 0, 1, 1]]},
        {"of": [[0, 0, 1, 0]]},
        {"of": [[0, 0, 1, 1], [0, 0, 1, 1]]},
        {"of": [[0, 5, 1, 1]]},
        {"d": {"9": {"lesson": ["s", ["tanda"], [0]]}}},
        {"d": {"5": {"lesson": ["s", ["tanda"], [1]]}}},
        {"d": {"5": {"lesson": ["s", ["tanda"], [-1]]}}},
        {"d": {"5": {"lesson": ["s", [5], [0]]}}},
        {"d": {"5": {"lesson": ["s", ["tanda"], [0, 0]]}}},
        {"d": {"5": {"lesson": ["z", 1]}}},
        {"d": {"5": {"lesson": []}}},
        {"d": {"5": {"lesson": ["i", 1, 2]}}},
        {"d": {"5": {"lesson": "tanda"}}},
        {"d": {"5": []}},
        {"d": {"٥": {}}},
        {"z": 1},
    ],
)
def test_what_does_not_fit_is_refused_whole(changes: dict) -> None:
    with pytest.raises(ColumnsError):
        unpack(copy.deepcopy(EXAMPLE) | changes, [R])


@pytest.mark.parametrize("cols", [None, 1, [], "n"])
def test_columns_are_an_object(cols: object) -> None:
    with pytest.raises(ColumnsError):
        unpack(cols, [R])
