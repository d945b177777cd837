"""Events of every finished piece of work, sent to today's server as phones of that time did."""

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.progress.fold import fold
from api.sync.columns import unpack
from api.sync.envelope import Event, read_row, sum_of
from api.sync.registry import TYPES
from tests.fixtures.recording import name
from tests.golden.freeze import FOLDER, accepted
from tests.phone import Phone
from tests.unit.progress.test_fold import as_event, as_json

Line = dict[str, Any]
FILES = sorted(FOLDER.glob("*.jsonl"))


def read(path: Path) -> tuple[list[Line], Line]:
    lines = [json.loads(one) for one in path.read_text(encoding="ascii").splitlines()]
    return [one for one in lines if "rows" in one], lines[-1]


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def golden(request: pytest.FixtureRequest) -> tuple[list[Line], Line]:
    return read(request.param)


def replay(client: FlaskClient, lines: list[Line], columns: bool) -> list[list[str]]:
    """Send every batch; those that can be packed as columns when asked."""
    verdicts = []
    for line in lines:
        phone = Phone(client, line["sub"], name(f"{line['sub']} token", 32))
        body = phone.request(held=line["held"])
        if columns and "cols" in line:
            body |= {"cols": line["cols"], "sum": line["sum"]}
        else:
            body["rows"] = line["rows"]
        answer = phone.post(
            zlib.compress(json.dumps(body).encode()), **{"Content-Encoding": "deflate"}
        )
        assert answer.status_code == 200, (line["name"], answer.data)
        verdicts.append([one for one, count in answer.get_json()["v"] for _ in range(count)])
    return verdicts


def test_there_are_golden_events_of_every_type_a_learner_writes() -> None:
    lines, _ = read(FOLDER / "main-job.jsonl")
    seen = {row["t"] for line in lines for row in line["rows"] if isinstance(row, dict)}
    # The types of that time; a later piece of work brings a file of its own.
    assert {*range(1, 12), 100} <= seen
    assert {*range(1, 12), 100} <= set(TYPES)


@pytest.mark.parametrize("columns", [False, True], ids=["rows", "columns"])
def test_todays_server_judges_them_as_that_times_did(
    client: FlaskClient, golden: tuple[list[Line], Line], columns: bool
) -> None:
    lines, last = golden
    assert replay(client, lines, columns) == [line["v"] for line in lines]
    phone = Phone(client, last["sub"], name(f"{last['sub']} token", 32))
    counted = accepted(lines, last["sub"])
    stored = {(one["r"], one["q"]) for one in phone.held()["events"]}
    assert {(one["r"], one["q"]) for one in counted} <= stored


def test_their_columns_unpack_to_their_rows_and_their_sum_holds(
    golden: tuple[list[Line], Line],
) -> None:
    packed = [line for line in golden[0] if "cols" in line]
    assert packed
    for line in packed:
        assert unpack(line["cols"], line["held"]) == line["rows"]
        assert sum_of([read_row(row, line["sub"]) for row in line["rows"]]) == line["sum"]


def test_their_hashes_and_their_fold_are_what_they_were(golden: tuple[list[Line], Line]) -> None:
    lines, last = golden
    for line in lines:
        events = [read_row(row, line["sub"]) for row in line["rows"]]
        assert [one.h if isinstance(one, Event) else None for one in events] == line["h"]
    rows = accepted(lines, last["sub"])
    assert as_json(fold([as_event(row) for row in rows])) == last["progress"]
