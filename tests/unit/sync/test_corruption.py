"""Columns in a hostile world: equal verdicts, or 422 and the same events as rows."""

import copy
import json
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.sync.columns import MAX_ROWS, ColumnsError, unpack
from api.sync.envelope import MAX_INT, read_row, sum_of
from api.sync.intake import parse
from api.sync.packing import pack

SUB = "AAAAAAAAAAAAAAAAAAAAAA"
REPLICAS = ["AQEBAQEBAQEBAQEBAQEBAQ", "AgICAgICAgICAgICAgICAg", "AwMDAwMDAwMDAwMDAwMDAw"]
HELD = REPLICAS[:2]

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
ints = st.integers(-MAX_INT, MAX_INT)
texts = st.text(max_size=12)  # surrogates included: such events are quarantined, never lost
values = ints | texts | st.lists(ints | texts, max_size=3)
bodies = st.one_of(
    st.fixed_dictionaries({"lesson": ids}),
    st.fixed_dictionaries({"lesson": ids, "card": st.integers(0, 9), "rev": st.integers(1, 3)}),
    st.fixed_dictionaries(
        {"lesson": ids, "card": st.integers(0, 9), "rev": st.just(1), "option": ids | ints}
    ),
    st.dictionaries(ids, values, max_size=4),
)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    versions = {code: draw(st.integers(1, 3)) for code in (5, 6, 7, 21, 9999)}
    made = []
    for _ in range(draw(st.integers(0, 12))):
        code = draw(st.sampled_from(sorted(versions)))
        row: dict[str, Any] = {
            "r": draw(st.sampled_from(REPLICAS)),
            "q": draw(st.integers(1, 20)),
            "t": code,
            "v": versions[code],
            "at": draw(ints),
            "b": draw(st.integers(0, 3)),
        }
        if draw(st.integers(0, 9)) == 0:
            row["enc"] = {"kid": "k", "to": "self", "ct": draw(ids)}
        else:
            row["d"] = draw(bodies)
        if draw(st.integers(0, 4)) == 0:
            row["of"] = [draw(st.sampled_from(REPLICAS)), draw(st.integers(1, 20))]
        if draw(st.integers(0, 6)) == 0:
            row["via"] = "helper"
        made.append(row)
    return made


def judged(given_rows: list[Any]) -> tuple[str, list[tuple[str, str | None]]]:
    """What decides the verdicts: each event's hash and reason, in order, and their sum."""
    events = [read_row(row, SUB) for row in given_rows]
    return sum_of(events), [(one.h, one.reason) for one in events]


@settings(max_examples=150, deadline=None)
@given(rows())
def test_packing_gives_back_exactly_the_rows(given_rows: list[dict[str, Any]]) -> None:
    wire = parse(json.dumps(pack(given_rows, HELD)).encode())
    assert unpack(wire, HELD) == given_rows
    assert judged(unpack(wire, HELD)) == judged(given_rows)


def corrupted(cols: Any, dice: random.Random) -> Any:
    """Change one thing somewhere in the columns."""
    parent, key, places = None, None, []
    stack = [(None, None, cols)]
    while stack:
        parent, key, here = stack.pop()
        if parent is not None:
            places.append((parent, key))
        if isinstance(here, dict):
            stack += [(here, one, here[one]) for one in here]
        elif isinstance(here, list):
            stack += [(here, one, value) for one, value in enumerate(here)]
    parent, key = dice.choice(places)
    old = parent[key]
    new = dice.choice(
        [None, 0, 1, -1, 2**60, 0.5, True, "", "x", REPLICAS[2], [], {}, [0], ["s", ["a"], [0]]]
        + ([old + 1, old - 1, -old] if isinstance(old, int) else [])
        + ([old[:-1], old + old, old[::-1]] if isinstance(old, list) else [])
    )
    if dice.random() < 0.2:
        del parent[key]
    else:
        parent[key] = new
    return cols


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows().filter(bool), st.integers(0, 2**32))
def test_corrupted_columns_are_refused_or_mean_the_same(
    given_rows: list[dict[str, Any]], seed: int
) -> None:
    """A damaged body never puts another event, another place or another verdict for hers."""
    check, verdicts = judged(given_rows)
    packed = pack(given_rows, HELD)
    cols = corrupted(copy.deepcopy(packed), random.Random(seed))
    try:
        unpacked = unpack(json.loads(json.dumps(cols)), HELD)
    except ColumnsError:
        return
    assert len(unpacked) <= MAX_ROWS
    found, again = judged(unpacked)
    if found != check:
        return  # the request is answered 422: tests/api/test_sync_routes.py
    if places(unpacked) == places(given_rows):
        assert again == verdicts
    else:
        assert {key for key in cols if cols[key] != packed.get(key)} <= {"id", "of"}


def places(given_rows: list[dict[str, Any]]) -> list[Any]:
    return [(row["r"], row["q"], row.get("of")) for row in given_rows]
