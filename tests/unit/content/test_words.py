"""The index of the search: what it holds, what it leaves out, what it may weigh."""

import json

import pytest

from api.content import compiler, words
from api.content.words import folded, telling

GROUPS = {"groups": [{"words": ["plata", "Guita", "un QR"], "needs": ["precio"]}]}


def with_words(folder, groups=GROUPS):
    folder.write("es/palabras.json", json.dumps(groups, ensure_ascii=False))
    return folder


def test_words_lose_accents_and_capitals_and_what_stands_everywhere() -> None:
    assert folded("¿Cuánto CUESTA el Ñame?") == ["cuanto", "cuesta", "el", "name"]
    assert telling(["Lo que me deben, me deben", "el QR"], ["qr"]) == "deben"


def test_every_lesson_of_the_edition_is_in_it_with_the_words_of_its_rule(folder):
    record = with_words(folder).records()["words-es"]
    assert [record[key] for key in ("f", "k", "l")] == [1, "words", "es"]
    assert record["ms"] == [
        ["precio", "vendo perdiendo", [["tanda", "Cuánto costó la tanda", "cuesta"]]]
    ]
    assert record["g"] == [["plata guita qr", "precio"]]


def test_it_is_there_without_everyday_words_too(folder):
    assert folder.records()["words-es"]["g"] == []


def test_the_catalogue_says_which_needs_a_module_answers(folder):
    entries = folder.compile().index["editions"]["demo"]["entries"]
    assert [one["needs"] for one in entries if one["kind"] == "module"] == [["precio"]]
    assert all("needs" not in one for one in entries if one["kind"] != "module")


def test_a_need_that_nobody_has_is_refused(folder):
    said = with_words(folder, {"groups": [{"words": ["oro"], "needs": ["oro"]}]}).said()
    assert any("palabras.json:1: falta" in one and "doce necesidades" in one for one in said)


def test_a_large_edition_keeps_the_rarest_words_of_a_rule_or_none(folder, monkeypatch):
    full = len({b.id: b for b in folder.compile().bundles}["words-es"].brotli)
    monkeypatch.setattr(words, "INDEX_BYTES", full - 1)
    record = with_words(folder, {"groups": [{"words": ["plata"]}]}).records()["words-es"]
    assert record["ms"] == [["precio", "", [["tanda", "Cuánto costó la tanda", ""]]]]


def test_it_may_not_outgrow_its_budget(folder, monkeypatch):
    monkeypatch.setattr(compiler, "INDEX_BYTES", 100)
    said = with_words(folder).said()
    assert any("las palabras para buscar pesan" in one for one in said)


@pytest.mark.parametrize("number", ["", "12a", "+51999"])
def test_the_number_of_an_edition_is_a_number_or_absent(folder, number):
    file = folder.root / "editions/demo.json"
    edition = json.loads(file.read_text("utf-8"))
    edition["contact"] = {"name": "Rosa", "avatar": "y2", "whatsapp": number}
    file.write_text(json.dumps(edition), "utf-8")
    assert any("whatsapp" in one for one in folder.said())


def test_whom_to_ask_travels_with_the_edition(folder):
    file = folder.root / "editions/demo.json"
    edition = json.loads(file.read_text("utf-8"))
    assert "ct" not in folder.records()["edition-demo"]
    edition["contact"] = {"name": "Rosa", "avatar": "y2"}
    file.write_text(json.dumps(edition), "utf-8")
    assert folder.records()["edition-demo"]["ct"] == ["Rosa", "y2", ""]


@pytest.mark.parametrize(("state", "sent"), [("confirmed", [2000]), ("open", [])])
def test_dated_amounts_travel_with_it_and_an_open_one_without_its_value(folder, state, sent):
    amount = {"id": "nrus-cuota-1", "value": 2000, "unit": "centimos", "year": 2026}
    amount |= {"source": "SUNAT", "state": state, "words": "(confirma en la SUNAT)"}
    folder.write("constants.json", json.dumps({"constants": [amount]}))
    folder.relock()
    rows = folder.records()["words-es"]["constants"]
    assert rows == [["nrus-cuota-1", "centimos", 2026, "confirma en la SUNAT", *sent]]
