"""The registry of event types: codes are for ever."""

import json

import pytest

from api.sync.bodies import CHECKS
from api.sync.registry import REGISTRY_PATH, TYPES, EventType, current_body

FIRST_CODES = {
    1: "profile.created",
    2: "edition.joined",
    3: "consent.given",
    4: "consent.withdrawn",
    5: "lesson.opened",
    6: "card.done",
    7: "answer.given",
    8: "lesson.finished",
    9: "action.taken",
    10: "void",
    11: "need.chosen",
    12: "about.told",
    100: "notice.published",
}


def test_codes_are_never_renumbered() -> None:
    assert {code: TYPES[code].name for code in FIRST_CODES} == FIRST_CODES


def test_codes_and_names_are_given_once() -> None:
    raw = json.loads(REGISTRY_PATH.read_text(encoding="utf-8"))
    codes = [one["code"] for one in raw["types"]]
    names = [one["name"] for one in raw["types"]]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert not set(map(int, raw["reserved"])) & set(codes)
    assert not set(raw["reserved"].values()) & set(names)


def test_every_field_has_a_check() -> None:
    kinds = {rule.rstrip("?") for one in TYPES.values() for rule in one.fields.values()}
    assert kinds <= set(CHECKS)


def test_old_bodies_are_lifted_and_newer_ones_wait() -> None:
    types = {7: EventType(7, "answer.given", 3, "learner", {})}
    steps = {
        (7, 1): lambda body: {**body, "rev": 1},
        (7, 2): lambda body: {**body, "option": str(body["option"])},
    }
    assert current_body(7, 1, {"option": 5}, types, steps) == {"option": "5", "rev": 1}
    assert current_body(7, 2, {"option": 5, "rev": 4}, types, steps) == {"option": "5", "rev": 4}
    assert current_body(7, 3, {"x": 1}, types, steps) == {"x": 1}
    assert current_body(7, 4, {"x": 1}, types, steps) is None
    assert current_body(8, 1, {"x": 1}, types, steps) is None
    assert current_body(7, 1, None, types, steps) is None


def test_a_version_without_its_step_is_a_fault_of_ours() -> None:
    types = {7: EventType(7, "answer.given", 2, "learner", {})}
    with pytest.raises(KeyError):
        current_body(7, 1, {}, types, {})
