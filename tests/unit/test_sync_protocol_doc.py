"""docs/sync-protocol.md is normative: its examples run."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import app, wire
from api.sync.bodies import MAX_TEXT
from api.sync.columns import MAX_ROWS, unpack
from api.sync.envelope import MAX_EVENT_BYTES, canonical, hash_of, raw_of, read_row, sum_of
from api.sync.intake import MAX_INFLATED_BYTES
from api.sync.news import MAX_NEWS
from api.sync.packing import pack
from api.sync.schemas import SyncAnswerSchema
from api.sync.service import runs
from tests.conftest import VERSION
from tests.phone import Phone

DOC = (Path(__file__).parents[2] / "docs" / "sync-protocol.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"```(?:json|text) example=(\w+)\n(.*?)```", DOC, re.DOTALL))
REPLICA = "AQEBAQEBAQEBAQEBAQEBAQ"


def example(name: str) -> object:
    return json.loads(EXAMPLES[name])


def test_every_example_is_run() -> None:
    assert set(EXAMPLES) == {"event", "hash", "answer", "rows", "columns"}


def test_the_event_its_canonical_form_and_its_hash() -> None:
    event = example("event")
    assert isinstance(event, dict)
    assert canonical(event) == json.dumps(event, separators=(",", ":"))
    assert raw_of(hash_of(event)).hex()[:16] == EXAMPLES["hash"].strip()
    row = {"r": REPLICA, "q": 1, **event}
    assert read_row(row, event["s"]).h == hash_of(event)


def test_rows_become_the_columns_and_columns_the_rows() -> None:
    rows, columns = example("rows"), example("columns")
    assert pack(rows, [REPLICA]) == columns
    assert unpack(columns, [REPLICA]) == rows


def test_the_rows_are_accepted_both_ways(client: FlaskClient) -> None:
    phone = Phone(client)
    phone.replica = REPLICA
    assert phone.verdicts(example("rows")) == ["accepted"] * 3
    check = sum_of([read_row(row, phone.subject) for row in example("rows")])
    body = phone.request() | {"cols": example("columns"), "sum": check}
    assert phone.post(body).get_json()["v"] == [["duplicate", 3]]


def test_the_answer_has_the_documented_shape(client: FlaskClient) -> None:
    shown = example("answer")
    assert isinstance(shown, dict)
    phone = Phone(client)
    said = phone.post(phone.request(phone.lesson(), columns=True, cat=VERSION)).get_json()
    assert list(said) == list(shown)
    assert {key: type(value) for key, value in said.items()} == {
        key: type(value) for key, value in shown.items()
    }
    # The others come only with something to say.
    assert set(SyncAnswerSchema().fields) == {*shown, "cat", "news", "more", "tw"}
    assert runs(["accepted", "accepted", "quarantined:body.invalid"], False) == shown["v"]


def test_the_limits_are_the_documented_ones() -> None:
    assert f"At most {MAX_ROWS} events" in DOC
    assert f"{app.MAX_BODY_BYTES // 1024} KB as sent" in DOC
    assert f"{MAX_INFLATED_BYTES // 1024} KB inflated" in DOC
    assert f"at most {MAX_EVENT_BYTES // 1024} KB canonical" in DOC
    assert f"at most {MAX_NEWS}, each" in DOC
    assert MAX_TEXT == 280


def test_the_error_example_is_what_an_error_is(client: FlaskClient) -> None:
    shown = json.loads(re.findall(r'`(\{"code": 422.*?\})`', DOC)[0])
    body = Phone(client).request() | {"cols": {}}
    assert Phone(client).post(body).get_json() == shown
    assert set(wire.ErrorSchema().fields) == set(shown)


@pytest.mark.parametrize(
    "key",
    [
        "request.json",
        "auth.token",
        "auth.subject",
        "request.too_large",
        "request.encoding",
        "sync.columns",
        "request.invalid",
        "server.busy",
    ],
)
def test_the_keys_of_the_table(key: str) -> None:
    assert f"`{key}`" in DOC
