"""The order of her route: the same in both languages, and the order a mentor would give."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.content.route_rules import QUESTIONS, read_route
from api.route.route import Learner, Stop, route
from tests.unit.content.conftest import Folder
from tests.unit.route.learners import (
    ANSWERS,
    COUNT,
    RULES,
    SHORT,
    STOPS,
    VECTORS,
    learners,
    rules,
    vectors,
)

CASES = json.loads((VECTORS.parent / "route-cases.json").read_text("utf-8"))
MODULES = {one.id for one in STOPS if not one.short}

some = st.dictionaries(
    st.sampled_from([*ANSWERS, "orden", "origen", "ingreso"]),
    st.lists(
        st.sampled_from([*sorted(MODULES), "no", "si", "comida", "puesto", "peru"]), max_size=5
    ),
)


def test_two_hundred_learners_have_the_routes_on_file() -> None:
    assert vectors() == VECTORS.read_text("utf-8"), "python -m tests.unit.route.learners"
    assert len(list(learners())) == COUNT == 200
    assert len({str(route(who, STOPS, rules())) for who in learners()}) > 150


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_the_order_that_a_mentor_would_give(case: Any) -> None:
    who = Learner(case["needs"], case["about"], case["finished"])
    found = [[one.id, one.why, *one.args] for one in route(who, STOPS, rules())]
    assert found == case["steps"]


def test_there_are_twelve_cases() -> None:
    assert len(CASES) == 12 and all(one["mentor"] for one in CASES)


def test_what_may_order_her_route_is_listed_and_nothing_else() -> None:
    """Origin, papers, income, sex and family cannot come in: what is not listed is not read."""
    allowed = {"needs", "rubro", "donde", "hace", "modo", "p-1", "p-2", "p-3", "p-4", "p-5", "p-6"}
    assert set(QUESTIONS) == allowed
    assert {one["question"] for one in RULES["groups"]} == allowed
    assert set(Learner.__slots__) == {"needs", "about", "finished"}


@given(some, st.lists(st.sampled_from(ANSWERS["needs"]), max_size=2))
@settings(max_examples=60, deadline=None)
def test_no_module_is_lost_and_what_is_not_listed_moves_nothing(
    about: dict[str, list[str]], needs: list[str]
) -> None:
    found = [one.id for one in route(Learner(needs, about), STOPS, rules())]
    assert set(found) >= MODULES and len(set(found)) == len(found)
    listed = {key: one for key, one in about.items() if key in {*QUESTIONS, "orden"}}
    assert [one.id for one in route(Learner(needs, listed), STOPS, rules())] == found


def test_her_own_order_wins_and_a_new_module_comes_after() -> None:
    own = Learner(["precio"], {"orden": ["fotos", "precio", "fotos", "viejo"]}, {"fotos": 9})
    ids = [one.id for one in route(own, STOPS, rules()) if one.id in MODULES]
    assert ids[:2] == ["fotos", "precio"] and len(ids) == len(MODULES)


def test_ties_go_by_id() -> None:
    flat = rules()
    stops = [Stop("b", short=True), Stop("a", short=True), Stop("c")]
    groups = (("rubro", "w-rubro", "w-later", {"x": {"a": 100, "b": 100}}),)
    some_rules = type(flat)(10, 0, 0, 0, (), groups)
    found = route(Learner(about={"rubro": ["x"]}), stops, some_rules)
    assert [one.id for one in found] == ["a", "b", "c"]


def test_a_rule_for_what_is_not_there_stops_the_build(folder: Folder) -> None:
    group = {"question": "rubro", "why": "w-rubro", "against": "w-later"}
    head = {key: RULES[key] for key in ("about", "step", "short", "first", "started")}
    sound = {**head, "quiet": [], "groups": [{**group, "answers": {"comida": {"tanda": 5}}}]}
    folder.write("route.json", json.dumps(sound))
    assert folder.records()["words-es"]["r"] == {
        **{key: RULES[key] for key in ("step", "short", "first", "started")},
        "quiet": [],
        "groups": [["rubro", "w-rubro", "w-later", {"comida": {"tanda": 5}}]],
    }
    for spoilt, words in (
        ({**sound, "groups": [{**group, "question": "origen", "answers": {}}]}, "esa pregunta"),
        ({**sound, "step": 1.5}, "«step»"),
        ({**sound, "groups": [{**group, "why": "porque", "answers": {}}]}, "no es una razón"),
    ):
        folder.write("route.json", json.dumps(spoilt))
        assert any("route.json:1: falta" in one and words in one for one in folder.said())
    folder.write("route.json", json.dumps({**sound, "quiet": ["nada"]}))
    assert any("route.json:1: aviso: no existe «nada»" in one for one in folder.said())
    folder.write("route.json", "{")
    assert any("no es JSON" in one for one in folder.said())


def test_a_folder_without_rules_has_none(folder: Folder) -> None:
    assert read_route(folder.root, (), folder.compile().notes) == {}
    assert "r" not in folder.records()["words-es"]


def test_every_short_one_is_some_answers() -> None:
    moved = {stop for group in RULES["groups"] for one in group["answers"].values() for stop in one}
    assert moved == {one.id for one in STOPS} == {*SHORT, *MODULES}
    assert set(RULES["quiet"]) <= moved
