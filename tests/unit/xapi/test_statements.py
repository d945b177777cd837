"""The shared vectors of statements, and what never becomes one."""

import json
from pathlib import Path
from uuid import UUID, uuid5

import pytest

from api.sync.fact import Fact
from api.sync.registry import CODES, TYPES
from api.xapi.statements import Reader, agreed, reader_for, statement
from tests.unit.xapi.rules import faults

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "xapi.json").read_text(encoding="utf-8")
)
READER = Reader(VECTORS["home"], VECTORS["name"], UUID(VECTORS["namespace"]))
BODY = {"id": "tanda", "int": 1, "ids": ["tanda"], "text": "hola", "code": "x", "option": "a"}


def fact_of(one: dict) -> Fact:
    r, q = one.get("of") or (one["r"], one["q"])
    return Fact("s", (r, q), one["h"], one["t"], one["v"], one["at"], one.get("d"))


@pytest.mark.parametrize("vector", VECTORS["cases"], ids=[one["name"] for one in VECTORS["cases"]])
def test_vector(vector: dict) -> None:
    made = statement(fact_of(vector["event"]), READER, VECTORS["lessons"])
    assert made == vector["expect"]
    if made is not None:
        assert not faults(made)
        e = vector["event"]
        r, q = e.get("of") or (e["r"], e["q"])
        assert made["id"] == str(uuid5(UUID(VECTORS["namespace"]), f"{r},{q},{e['h']}"))


def test_only_four_types_ever_become_statements() -> None:
    made = set()
    for kind in TYPES.values():
        body = {name: BODY[field.rstrip("?")] for name, field in kind.fields.items()}
        for result in ("worked", "couldnt", "unsafe"):
            said = body | ({"result": result} if "result" in body else {})
            for lesson, module in (("tanda", "precio"), ("que-permite", "papeles")):
                if "lesson" in said:
                    said = said | {"lesson": lesson}
                fact = Fact("s", ("r", 1), "h", kind.code, kind.version, 1_795_000_000, said)
                if statement(fact, READER, {"tanda": "precio", "que-permite": "papeles"}):
                    assert (lesson, module) == ("tanda", "precio")
                    assert result == "worked" or "result" not in body
                    made.add(kind.name)
    assert made == {"lesson.opened", "lesson.finished", "answer.given", "action.done"}


def test_two_stores_cannot_tell_that_she_is_the_same() -> None:
    one, other = (reader_for(b"k", f"https://{n}", "https://c", "subject") for n in "ab")
    assert one == reader_for(b"k", "https://a", "https://c", "subject")
    assert one.name != other.name
    assert one.namespace != other.namespace
    assert one.name != reader_for(b"k", "https://a", "https://c", "another").name
    assert one.name != reader_for(b"l", "https://a", "https://c", "subject").name


def test_the_latest_word_about_sending_counts() -> None:
    def said(name: str, at: int, purpose: str = "lrs.study.a") -> Fact:
        body = {"purpose": purpose} | ({"text_version": 1} if name == "consent.given" else {})
        return Fact("s", ("r", at), f"h{at}", CODES[name], 1, at, body)

    def since(*facts: Fact) -> int | None:
        mine = agreed(facts, "lrs.study.a")
        return mine[0].at if mine else None

    given, gone = said("consent.given", 10), said("consent.withdrawn", 20)
    assert since() is None
    assert since(said("consent.given", 5, "data.sync")) is None
    assert since(said("consent.given", 5, "lrs.study.b")) is None
    assert since(given) == 10
    assert since(gone, given) is None
    assert since(gone, said("consent.given", 30), given) == 30
    assert since(gone, said("consent.given", 20)) is None


def test_nothing_from_before_she_said_yes_whatever_the_clock_said() -> None:
    def did(at: int) -> Fact:
        return Fact("s", ("r", at), f"h{at}", CODES["lesson.opened"], 1, at, {"lesson": "tanda"})

    body = {"purpose": "p", "text_version": 1}
    yes = Fact("s", ("r", 1), "h1", CODES["consent.given"], 1, 100, body)
    # A clock that ran a year ahead was put right before she was asked.
    facts = [did(50), did(31_536_100), yes, did(99), did(101)]
    assert [one.at for one in agreed(facts, "p") or ()] == [100, 101]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda one: one.pop("actor"),
        lambda one: one["actor"].update(mbox="mailto:a@b.c"),
        lambda one: one.update(id="1"),
        lambda one: one["verb"].update(id="no iri"),
        lambda one: one.update(result=None),
        lambda one: one.update(timestamp="ayer"),
        lambda one: one["object"].update(phone="9"),
    ],
)
def test_the_rules_find_faults(spoil) -> None:
    [first] = [one["expect"] for one in VECTORS["cases"] if one["name"] == "a lesson opened"]
    one = json.loads(json.dumps(first))
    assert not faults(one)
    spoil(one)
    assert faults(one)
