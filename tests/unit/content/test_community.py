"""Stories and tricks: what they compile to, what an author is told, and that ours are good."""

import json
from datetime import date
from pathlib import Path

import pytest

from api.content.community import STORIES_BYTES, TALE_WORDS, TRICK_CHARS
from api.content.compiler import compile_library
from api.content.markdown import plain
from api.content.model import TRADES
from api.content.notes import Notes
from api.content.prose import WORD
from api.content.source import SourceReader

LESSONS = Path(__file__).parents[3] / "lessons"
WORDS = "Un día vendí poco. " * 16
TALE = f"""---
id: rosa
trade: comida
place: Comas
went: mal
reviewed: 2026-11-22
review_by: 2027-11-22
---

## Vendí y no quedó {{#1 .story rev=1 who=y1 name=Rosa}}

![Rosa cuenta veinte arepas](tanda)

{WORDS}

— Ahora **apunto**.
"""
TRICKS = """## Cuenta las que volvieron {#1 .comida who=y1 name=Rosa}

Al cerrar apunto
cuántas **volvieron**.

## Dos mensajes {#4 .belleza who=y1 name="Don José"}

Uno la noche antes.
"""
STORY = "es/comunidad/historias/01-rosa.md"
FILE = "es/comunidad/trucos.md"


@pytest.fixture
def told(folder):
    """A lessons folder in which people tell."""
    folder.write(STORY, TALE)
    folder.write(FILE, TRICKS)
    folder.relock()
    return folder


def test_stories_and_tricks_are_one_bundle_of_their_own(told):
    record = told.records()["stories"]
    assert list(record) == ["f", "k", "id", "l", "ss", "ts"]
    assert [record[key] for key in ("f", "k", "id", "l")] == [1, "stories", "stories", "es"]
    [tale] = record["ss"]
    assert tale[:6] == ["rosa", "comida", "Comas", 0, "Vendí y no quedó", ["y1", "Rosa"]]
    assert tale[6][0] == ["f", "tanda", "Rosa cuenta veinte arepas"]
    assert tale[6][2] == ["s", ["— Ahora ", ["b", "apunto"], "."]]
    assert record["ts"] == [
        [
            1,
            "comida",
            "y1",
            "Rosa",
            "Cuenta las que volvieron",
            ["Al cerrar apunto cuántas ", ["b", "volvieron"], "."],
        ],
        [4, "belleza", "y1", "Don José", "Dos mensajes", "Uno la noche antes."],
    ]


def test_the_catalogue_lists_them_with_their_drawings_and_the_pack_of_lessons_does_not(told):
    records = told.records()
    entries = told.compile().index["editions"]["demo"]["entries"]
    kinds = {entry["id"]: entry["kind"] for entry in entries}
    assert kinds["stories"] == "stories" and kinds["art-stories"] == "art"
    assert list(records["art-stories"]["px"]) == ["tanda"]
    assert [one["id"] for one in records["pack-es"]["ms"]] == ["precio"]
    assert "art-stories" in [one["id"] for one in records["pack-zxx"]["ms"]]


def test_a_folder_without_them_publishes_none(folder):
    assert not {"stories", "art-stories"} & folder.records().keys()


def test_an_edition_gets_them_in_the_first_of_its_languages_that_has_them(told):
    told.write("qu/comunidad/historias/01-rosa.md", TALE.replace("Vendí y no quedó", "Mana"))
    told.spoil('["es"]', '["en", "qu", "es"]', told.root / "editions/demo.json")
    record = told.records()["stories"]
    assert (record["l"], record["ss"][0][4]) == ("qu", "Mana")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (STORY, "trade: comida", "trade: cocina", "debe ser uno de"),
        (STORY, "went: mal", "went: regular", "debe ser bien o mal"),
        (STORY, "place: Comas\n", "", "«place» falta"),
        (STORY, ".story rev=1 who=y1 name=Rosa", ".idea rev=1", "es una tarjeta .story"),
        (STORY, "who=y1", "who=y99", "no existe el dibujo «y99»"),
        (STORY, "(tanda)", "(nada)", "no existe el dibujo «nada»"),
        (STORY, WORDS, "Vendí poco.", "palabras y van de 60 a 120"),
        (STORY, WORDS, WORDS * 2, "palabras y van de 60 a 120"),
        (STORY, "— Ahora", "## Otra {#2 .idea rev=1}\n\n— Ahora", "hay 2 títulos"),
        (STORY, WORDS, "Comercialización metodológica. " * 32, "se pide 70"),
        (FILE, ".comida", ".cocina", "no existe el oficio «cocina»"),
        (FILE, " who=y1 name=Rosa", "", "las llaves llevan"),
        (FILE, "name=Rosa", "name=Rosa rev=1", "las llaves llevan"),
        (FILE, "who=y1", "who=y99", "no existe el dibujo «y99»"),
        (FILE, "Uno la noche antes.", "Uno antes. " * 30, f"caben {TRICK_CHARS}"),
        (FILE, "Uno la noche antes.", "- uno\n- dos", "un truco es un solo párrafo"),
        (FILE, "{#4", "{#1", "ya está en"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_published(told, file, old, new, words):
    told.spoil(old, new, told.root / file)
    said = told.said()
    assert any(words in line and line.startswith(f"lessons/{file}:") for line in said), said
    assert told.compile().bundles == ()


def test_a_trick_keeps_its_number_for_ever(told):
    lock = (told.root / "ids.lock").read_text("utf-8")
    assert "trick 4\n" in lock and "story rosa\n" in lock
    told.spoil("{#4", "{#5", told.root / FILE)
    assert any("«trick 4» ya no está" in line for line in told.said())


def test_what_is_past_its_review_is_a_warning(told):
    said = told.said(today=date(2027, 12, 1))
    assert any(line.startswith(f"lessons/{STORY}:7: aviso") for line in said), said


def test_a_module_takes_no_name_of_theirs(folder):
    folder.spoil("id: precio", "id: stories", folder.module)
    assert any("está reservado" in line for line in folder.said())


def test_ours_are_many_of_every_trade_and_weigh_little():
    notes = Notes()
    [ours] = SourceReader(LESSONS, notes, date(2026, 11, 29)).read().communities
    assert not notes.found
    assert len(ours.tales) >= 16 and len(ours.tricks) >= 60
    assert {tale.went for tale in ours.tales} == {"bien", "mal"}
    trades = [trick.trade for trick in ours.tricks]
    assert set(trades) == set(TRADES) and all(trades.count(trade) >= 4 for trade in TRADES)
    least, most = TALE_WORDS
    for tale in ours.tales:
        texts = [part for block in tale.card.blocks for part in getattr(block, "parts", ())]
        assert least <= sum(len(WORD.findall(plain(part))) for part in texts) <= most
    bundles = {b.id: b for b in compile_library(LESSONS, date(2026, 11, 29)).bundles}
    weight = sum(len(bundles[ident].brotli) for ident in ("stories", "art-stories"))
    assert 3_000 < weight <= STORIES_BYTES
    assert len(json.loads(bundles["stories"].body)["ss"]) == len(ours.tales)
