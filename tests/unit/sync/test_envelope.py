"""Canonical form, hash and the reading of single rows."""

import copy
import json
from pathlib import Path

import pytest

from api.sync.envelope import Event, Unusable, canonical, hash_of, read_row
from api.sync.registry import EventType

VECTORS = Path(__file__).parents[2] / "vectors"
CANONICAL = json.loads((VECTORS / "canonical.json").read_text(encoding="utf-8"))
SUB = "AAAAAAAAAAAAAAAAAAAAAA"
OTHER = "BBBBBBBBBBBBBBBBBBBBBA"
R = "AQEBAQEBAQEBAQEBAQEBAQ"
GOOD = {
    "r": R,
    "q": 1,
    "t": 7,
    "v": 1,
    "at": 1795000000,
    "b": 7,
    "d": {"lesson": "tanda", "card": 2, "rev": 1, "option": "b"},
}


def changed(**changes: object) -> dict:
    row = copy.deepcopy(GOOD) | changes
    return {key: value for key, value in row.items() if value is not ...}


def body(**changes: object) -> dict:
    inside = GOOD["d"] | changes
    return changed(d={key: value for key, value in inside.items() if value is not ...})


@pytest.mark.parametrize("vector", CANONICAL, ids=[one["name"] for one in CANONICAL])
def test_canonical_form_and_hash(vector: dict) -> None:
    assert canonical(vector["event"]) == vector["canonical"]
    assert hash_of(vector["event"]) == vector["h"]


def test_a_good_row_is_an_event() -> None:
    event = read_row(GOOD, SUB)
    assert isinstance(event, Event)
    assert event.reason is None
    assert event.identity == (R, 1)
    assert event.plain["s"] == SUB
    assert event.action_key == (R, 1, event.h)


def test_identity_and_origin_are_outside_the_hash() -> None:
    here, there = read_row(GOOD, SUB), read_row(changed(q=9, of=[R, 1]), SUB)
    assert isinstance(there, Event)
    assert here.h == there.h
    assert there.action_key == here.action_key


def test_leaving_the_subject_out_means_the_sender() -> None:
    assert read_row(changed(s=SUB), SUB) == read_row(GOOD, SUB)


@pytest.mark.parametrize(
    "row",
    [
        None,
        5,
        "x",
        [],
        {},
        changed(r=...),
        changed(q=...),
        changed(r="short"),
        changed(r="AQEBAQEBAQEBAQEBAQEBAR"),  # 22 characters, but not 128 bits
        changed(r=R + "="),
        changed(q=0),
        changed(q=-1),
        changed(q=True),
        changed(q=1.0),
        changed(q=2**53),
        changed(q="1"),
    ],
)
def test_without_identity_nothing_can_be_stored(row: object) -> None:
    assert isinstance(read_row(row, SUB), Unusable)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(t=0), "event.malformed"),
        (changed(t=...), "event.malformed"),
        (changed(t="7"), "event.malformed"),
        (changed(v=0), "event.malformed"),
        (changed(at=1.5), "event.malformed"),
        (changed(at=2**53), "event.malformed"),
        (changed(at=None), "event.malformed"),
        (changed(b=-1), "event.malformed"),
        (changed(b=2**32), "event.malformed"),
        (changed(b=...), "event.malformed"),
        (changed(d=...), "event.malformed"),
        (changed(d=[1]), "event.malformed"),
        (changed(via="robot"), "event.malformed"),
        (changed(a="nobody"), "event.malformed"),
        (changed(of=[R]), "event.malformed"),
        (changed(of=None), "event.malformed"),
        (changed(s="short"), "event.malformed"),
        (changed(enc={"kid": "k", "to": "self", "ct": "AA"}), "event.malformed"),
        (changed(d=..., enc={"kid": "k", "to": "all", "ct": "AA"}), "event.malformed"),
        (changed(t=999, d={"ñ": 1}), "event.malformed"),
        (changed(t=999, d={"x": True}), "event.malformed"),
        (changed(t=999, d={"x": None}), "event.malformed"),
        (changed(t=999, d={"x": 0.5}), "event.malformed"),
        (changed(t=999, d={"x": [[[1]]]}), "event.malformed"),
        (changed(t=999, d={"x": "a" * 16_400}), "event.malformed"),
        (changed(t=999, d={"x": "\ud83d"}), "text.malformed"),
        (changed(t=999, d={"x\ud83d": 1}), "text.malformed"),
        (changed(t=999, d={"x": "n\u0303"}), "text.malformed"),
        (body(card=-1), "body.invalid"),
        (body(card="2"), "body.invalid"),
        (body(lesson="La Tanda"), "body.invalid"),
        (body(lesson="a" * 65), "body.invalid"),
        (body(option="B"), "body.invalid"),
        (body(rev=...), "body.invalid"),
        (body(more=1), "body.invalid"),
        (changed(t=100, d={"title": "a", "text": "b"}), "type.server"),
        (changed(t=100, v=2, d={"later": "words"}), "type.server"),
        (changed(s=OTHER), "subject.foreign"),
    ],
)
def test_a_faulty_row_is_quarantined_in_its_slot(row: dict, reason: str) -> None:
    event = read_row(row, SUB)
    assert isinstance(event, Event)
    assert event.reason == reason


@pytest.mark.parametrize(
    "row",
    [
        changed(t=999, d={}),
        changed(t=26, d={"habit": "caja", "days": [1, 2]}),
        changed(v=2, d={"whatever": ["x"]}),
        changed(via="helper", a=OTHER),
        changed(future="header"),
        changed(at=-5),
        changed(d=..., enc={"kid": "k", "to": "server", "ct": "AA"}),
        body(option=90),
        body(option="cab"),
        changed(t=2, d={"edition": "demo", "channel": "feria", "invite": "demo.feria.AA-_"}),
        changed(t=3, d={"purpose": "data.sync", "text_version": 1}),
        changed(t=11, d={"needs": []}),
        changed(of=[OTHER, 7]),
    ],
)
def test_what_this_server_cannot_judge_is_kept(row: dict) -> None:
    event = read_row(row, SUB)
    assert isinstance(event, Event)
    assert event.reason is None


def test_a_newer_server_type_is_not_refused_for_its_body() -> None:
    types = {7: EventType(7, "answer.given", 2, "learner", {"other": "int"})}
    older = read_row(GOOD, SUB, types)
    assert isinstance(older, Event)
    assert older.reason is None
