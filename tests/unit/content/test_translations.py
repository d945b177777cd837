"""Translations over Spanish lessons: words change and nothing else; drafts stay at home."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.content.compiler import Library, modules_of
from api.content.lock import meaning
from api.content.model import Figure, Module
from api.content.notes import Notes
from api.content.pictures import read_art
from api.content.source import SourceReader
from api.content.translations import (
    Overlay,
    card_faults,
    digest,
    marked,
    original,
    text_faults,
    with_translations,
    written,
)
from tests.unit.translators import FACT

ROOT = Path(__file__).parents[3]
LESSONS = ROOT / "lessons"
TODAY = date(2026, 11, 29)
FILE = "lessons/qu/precio.json"
SHEET = "python -m scripts.worksheet lessons-out qu precio hoja.csv"
MEANWHILE = "Mientras tanto se lee español"
SIGNED = {"by": "Saturnina Quispe", "on": "2026-11-20"}


@pytest.fixture(autouse=True)
def no_drafts(monkeypatch):
    monkeypatch.delenv("DRAFT_LOCALES", raising=False)


@pytest.fixture
def drafts(monkeypatch):
    monkeypatch.setenv("DRAFT_LOCALES", "1")


def texts_of(folder) -> dict[str, str]:
    sources = SourceReader(folder.root, Notes(), folder.today).read()
    found = original(sources, "precio", folder.today)
    assert found
    return found.texts


def translate(folder, *, sign: bool = True, without: str = "", **changed: str) -> None:
    """Translate all of it: each text ends with a letter of its own."""
    words = {key: (text, f"{text} ñ") for key, text in texts_of(folder).items() if key != without}
    words |= {key: (words[key][0], to) for key, to in changed.items()}
    head = {
        "module": "precio",
        "lang": "qu",
        **({**SIGNED, "digest": digest(words)} if sign else {}),
    }
    told = {key: {"es": es, "to": to} for key, (es, to) in words.items()}
    folder.write(
        "qu/precio.json", json.dumps({**head, "words": told}, ensure_ascii=False, indent=2)
    )


def edition(folder, slug: str, *, drafts: bool, locales: tuple[str, ...] = ("qu", "es")) -> None:
    own = json.loads((folder.root / "editions/demo.json").read_text("utf-8"))
    own |= {"drafts": drafts, "locales": locales}
    folder.write(f"editions/{slug}.json", json.dumps(own))


def shown(library: Library, slug: str) -> str:
    """The language of the module in an edition."""
    entries = library.index["editions"][slug]["entries"]  # type: ignore[index, call-overload]
    (own,) = [one for one in entries if one["kind"] == "module"]
    return f"{own['locale']}: {own['title']}"


@pytest.mark.parametrize(
    "text", ["Gastó **18 soles** en *harina*.", "**a**", "*a*", "a", "", "x **a** y **b**"]
)
def test_marks_are_written_and_read_alike(text):
    assert written(marked(text)) == text


def test_a_signed_translation_ships_and_only_its_words_differ(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder)
    library = folder.compile()
    assert [str(note) for note in library.notes.in_order()] == []
    assert shown(library, "runasimi") == "qu: ¿Cuánto cobro? ñ"
    assert shown(library, "demo") == "es: ¿Cuánto cobro?"
    (own,) = [one for one in library.bundles if (one.id, one.locale) == ("precio", "qu")]
    (lesson,) = json.loads(own.body)["ls"]
    assert lesson[5][0][4][0] == ["f", "tanda", "Yuleisy cuenta veinte arepas ñ"]
    assert lesson[5][0][4][1] == ["Gastó ", ["b", "18 soles"], " en ", ["i", "harina"], ". ñ"]
    assert lesson[5][2][5][1] == ["b", "10 céntimos ñ", 1, "Eso es. ñ"]


def test_a_draft_is_in_no_build_without_the_switch(folder):
    edition(folder, "runasimi", drafts=True)
    edition(folder, "mezcla", drafts=True, locales=("es", "qu"))
    translate(folder, sign=False)
    library = folder.compile()
    assert sorted(library.index["editions"]) == ["demo", "mezcla"]
    assert {bundle.locale for bundle in library.bundles} == {"es", "zxx"}
    assert "runasimi" not in library.index["about"]


def test_a_draft_is_in_an_edition_that_takes_drafts_and_with_the_switch(folder, drafts):
    edition(folder, "runasimi", drafts=True)
    edition(folder, "limpia", drafts=False)
    edition(folder, "mezcla", drafts=False, locales=("es", "qu"))
    translate(folder, sign=False)
    library = folder.compile()
    assert shown(library, "runasimi") == "qu: ¿Cuánto cobro? ñ"
    assert sorted(library.index["editions"]) == ["demo", "mezcla", "runasimi"]
    assert shown(library, "mezcla") == "es: ¿Cuánto cobro?"


@pytest.mark.parametrize("switch", ["0", "", "yes"])
def test_only_one_word_turns_the_switch(folder, monkeypatch, switch):
    monkeypatch.setenv("DRAFT_LOCALES", switch)
    edition(folder, "runasimi", drafts=True)
    translate(folder, sign=False)
    assert list(folder.compile().index["editions"]) == ["demo"]


def test_an_edition_without_drafts_has_the_next_language_of_a_draft(folder, drafts):
    translate(folder, sign=False)
    edition(folder, "limpia", drafts=False)
    sources = SourceReader(folder.root, Notes(), folder.today).read()
    told = with_translations(sources, read_art(folder.root, Notes()), folder.today, Notes())
    assert {(one.locale, one.unsigned) for one in told.modules} == {("qu", True), ("es", False)}
    (limpia,) = [one for one in told.editions if one.slug == "limpia"]
    assert [one.locale for one in modules_of(limpia, told, folder.today)] == ["es"]


def test_a_word_changed_after_the_signature_makes_it_a_draft(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder)
    folder.spoil("Harina ñ", "Harinata ñ", folder.root / "qu/precio.json")
    assert list(folder.compile().index["editions"]) == ["demo"]
    assert folder.said() == [
        f"{FILE}:1: aviso: cambió después de firmarse y es un borrador. "
        "Quien la habla la revisa y firma otra vez: scripts.worksheet lessons-in."
    ]


@pytest.mark.parametrize("field", ["by", "on", "digest"])
def test_half_a_signature_is_none(folder, field):
    edition(folder, "runasimi", drafts=False)
    translate(folder)
    file = folder.root / "qu/precio.json"
    own = json.loads(file.read_text("utf-8"))
    del own[field]
    file.write_text(json.dumps(own), "utf-8")
    assert list(folder.compile().index["editions"]) == ["demo"]


def test_a_half_translated_module_is_a_draft_even_when_signed(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder, without="tanda.3.b.why")
    assert list(folder.compile().index["editions"]) == ["demo"]
    (said,) = folder.said()
    assert "«tanda.3.b.why»" in said and "borrador" in said


def test_where_a_text_lacks_a_draft_is_spanish(folder, drafts):
    edition(folder, "runasimi", drafts=True)
    translate(folder, sign=False, without="tanda.9.p1")
    (own,) = [one for one in folder.compile().bundles if (one.id, one.locale) == ("precio", "qu")]
    (lesson,) = json.loads(own.body)["ls"]
    assert lesson[5][8][3:] == ["Piensa ñ", ["¿Qué te costó más?"]]
    assert folder.said() == []


def test_what_changed_in_spanish_is_spanish_with_a_warning(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder)
    folder.spoil("¿Qué te costó más?", "¿Qué te costó menos?")
    library = folder.compile()
    (said,) = folder.said()
    line = (folder.root / "qu/precio.json").read_text("utf-8").splitlines()
    where = next(n for n, text in enumerate(line, 1) if '"tanda.9.p1"' in text)
    assert said == f"{FILE}:{where}: aviso: 1 texto por traducir otra vez: {SHEET}. {MEANWHILE}."
    (own,) = [one for one in library.bundles if (one.id, one.locale) == ("precio", "qu")]
    assert b"\xc2\xbfQu\xc3\xa9 te cost\xc3\xb3 menos?" in own.body
    # She still answers for the rest.
    assert shown(library, "runasimi").startswith("qu")


def test_a_text_taken_away_in_spanish_is_told(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder)
    folder.spoil("- gas\n", "")
    folder.spoil("¿Qué te costó más?\n", "¿Qué te costó más?\n\nPiensa en ayer.\n")
    lacks, gone = folder.said()
    assert "el primero «tanda.9.p2»" in lacks
    assert f"1 texto que ya no existe en español: {SHEET}." in gone


def test_however_much_changes_one_line_tells_it(folder):
    edition(folder, "runasimi", drafts=True)
    translate(folder, sign=False)
    folder.spoil("- queso\n- gas\n", "")
    folder.spoil("Ese día llovió.", "Ese día no llovió.")
    folder.spoil("¿Qué te costó más?", "¿Qué te costó menos?")
    (said,) = folder.said()
    again = "2 textos por traducir otra vez y 2 textos que ya no existen en español"
    assert f": aviso: {again}: {SHEET}. {MEANWHILE}." in said


def test_a_card_half_in_spanish_that_does_not_fit_needs_no_line_of_its_own(folder):
    edition(folder, "runasimi", drafts=False)
    translate(folder, **{"tanda.8.p1": "a" * 230})
    folder.spoil("— Vendí poco.", f"— Vendí poco. {'Y otra vez poco. ' * 12}")
    (said,) = folder.said()
    assert "1 texto por traducir otra vez" in said
    (own,) = [one for one in folder.compile().bundles if (one.id, one.locale) == ("precio", "qu")]
    assert b"Ese d\xc3\xada llovi\xc3\xb3." in own.body


@pytest.mark.parametrize(
    ("key", "to"),
    [
        ("tanda.1.p1", "Gastó 18 soles en harina."),  # marks
        ("tanda.3.b", "20 céntimos"),  # numbers
        ("tanda.3.b", "diez céntimos"),
        ("tanda.4.a", "a\nb"),
        ("tanda.4.a", "{0}"),
        ("tanda.4.a", "{{constant.uit}}"),
        ("tanda.4.a", "https://malo.example"),
        ("tanda.4.a", "<b>a</b>"),
        ("tanda.4.a", "\u202earepas"),
        ("tanda.4.a", "=SUMA(A)"),
        ("tanda.4.a", "`a`"),
        ("tanda.rule", "a" * 91),
        ("tanda.title", "a" * 61),
    ],
)
def test_what_does_not_hold_is_spanish_with_a_warning(folder, key, to):
    edition(folder, "runasimi", drafts=False)
    translate(folder, **{key: to})
    (said,) = folder.said()
    assert f"«{key}»" in said and "aviso" in said
    (own,) = [one for one in folder.compile().bundles if (one.id, one.locale) == ("precio", "qu")]
    assert json.dumps(to, ensure_ascii=False).encode() not in own.body


@pytest.mark.parametrize(
    ("key", "to", "fault"),
    [
        ("tanda.4.a", "Gas ñ", "dos respuestas iguales"),
        ("tanda.9.p1", "a" * 261, "caben 260"),
        ("tanda.4.a.why", "a" * 221, "caben 220"),
        ("tanda.6.a.left", "a" * 41, "caben 40"),
        ("tanda.1.alt", "a" * 141, "caben 140"),
    ],
)
def test_a_card_that_does_not_fit_is_spanish_as_a_whole(folder, key, to, fault):
    edition(folder, "runasimi", drafts=False)
    translate(folder, **{key: to})
    (said,) = folder.said()
    number = int(key.split(".")[1])
    assert f"«tanda.{number}»" in said and fault in said
    (own,) = [one for one in folder.compile().bundles if (one.id, one.locale) == ("precio", "qu")]
    (lesson,) = json.loads(own.body)["ls"]
    assert [card[3].endswith(" ñ") for card in lesson[5]].count(False) == 1
    assert not lesson[5][number - 1][3].endswith(" ñ")


def test_places_of_claims_are_kept_and_their_words_translated(folder):
    folder.spoil("reviewed:", f"{FACT}reviewed:")
    folder.spoil("Ese día llovió.", "Sacar el RUC no cuesta {{fact.ruc}}.")
    edition(folder, "runasimi", drafts=False)
    texts = texts_of(folder)
    assert texts["tanda.8.p1"] == "Sacar el RUC no cuesta {{fact.ruc}}."
    assert texts["tanda.fact.ruc"] == "(confirma en la SUNAT)"
    translate(folder, **{"tanda.fact.ruc": "(SUNATpi tapuy)"})
    assert folder.said() == []
    bodies = {one.locale: one.body for one in folder.compile().bundles if one.id == "precio"}
    assert "no cuesta (SUNATpi tapuy). ñ".encode() in bodies["qu"]
    # Past its day the words of the place change: they are read in Spanish.
    folder.spoil("state: open", "state: checked")
    read = '    source_date: "2026"\n    read_by: Rosa\n    read_on: 2026-11-20\n'
    folder.spoil("    due: 2027-01-31\n", f"    due: 2027-01-31\n{read}")
    bodies = {one.locale: one.body for one in folder.compile().bundles if one.id == "precio"}
    assert "no cuesta (SUNAT, 2026). ñ".encode() in bodies["qu"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no es JSON"),
        ("[]", "debe tener campos"),
        ('{"module": "precio", "lang": "ay", "words": {}}', "dice ser «ay/precio»"),
        ('{"module": "otra", "lang": "qu", "words": {}}', "dice ser «qu/otra»"),
        ('{"module": "precio", "lang": "qu", "words": {"a": "b"}}', "words.a"),
        ('{"module": "precio", "lang": "qu", "words": {"a": {"es": "b"}}}', "falta"),
        ('{"module": "precio", "lang": "qu", "words": {}, "on": "ayer"}', "no es un día"),
        ('{"module": "precio", "lang": "qu", "words": {}, "firma": "x"}', "no existe"),
    ],
)
def test_a_file_that_is_no_translation_is_said(folder, text, words):
    folder.write("qu/precio.json", text)
    assert any(words in line and FILE in line for line in folder.said())


def test_a_translation_of_nothing_is_said(folder):
    translate(folder)
    text = (folder.root / "qu/precio.json").read_text("utf-8")
    folder.write("qu/otra.json", text.replace('"precio"', '"otra"', 1))
    assert any("que no existe en español" in line for line in folder.said())


def shape(module: Module) -> object:
    """All of a module that is no word."""
    return [
        (
            *(lesson.id, lesson.minutes, lesson.picture, lesson.sums, lesson.needs, lesson.trades),
            [(card.id, card.kind, card.rev, meaning(card)) for card in lesson.cards],
            [
                [
                    block.picture if isinstance(block, Figure) else type(block)
                    for block in card.blocks
                ]
                for card in lesson.cards
            ],
        )
        for lesson in module.lessons
    ]


@pytest.fixture(scope="module")
def real():
    notes = Notes()
    sources, art = SourceReader(LESSONS, notes, TODAY).read(), read_art(LESSONS, notes)
    return sources, art, notes


def test_every_module_can_be_translated_and_keeps_its_shape(real):
    sources, art, _ = real
    for module in sources.modules:
        found = original(sources, module.id, TODAY)
        assert found
        assert found.told({}) == module, module.id
        own = [x for key, text in found.texts.items() for x in text_faults(key, text, text)]
        assert own == [], module.id
        other = found.told({key: f"{text}ñ" for key, text in found.texts.items()})
        assert shape(other) == shape(module)
        assert replace(other, title="", outcome="", lessons=()) == replace(
            module, title="", outcome="", lessons=()
        )
        assert not card_faults(module, art, module.file).broken


def translations_of(sources):
    """Every translation of this tree with its module; its Spanish may have gone on since."""
    found = [(one, original(sources, one.module, TODAY)) for one in sources.translations]
    assert all(over for _, over in found)
    return found


def test_the_translations_of_this_tree_are_read_and_without_fault(real, drafts):
    sources, art, read = real
    files = {
        f"lessons/{file.relative_to(LESSONS).as_posix()}"
        for file in LESSONS.glob("*/*.json")
        if file.parent.name not in ("art", "editions") and file.name != "palabras.json"
    }
    assert {one.file for one in sources.translations} == files
    notes = Notes()
    with_translations(sources, art, TODAY, notes)
    said = [*read.in_order(), *notes.in_order()]
    assert [str(one) for one in said if one.file in files and not one.warning] == []


def test_a_text_of_this_tree_is_known_as_it_stands_or_counted_as_stale(real):
    sources, art, _ = real
    for one, over in translations_of(sources):
        notes = Notes()
        overlay = Overlay(one, over, art, notes)
        overlay.module()
        known = [key for key, (es, _) in one.words.items() if over.texts.get(key) == es]
        stale = overlay.stale()
        assert len(known) + len(stale) == len(one.words)
        told = [note for note in notes.in_order() if "scripts.worksheet lessons-out" in note.fault]
        assert len(told) == bool(stale), one.file


def test_a_translation_of_this_tree_is_unsigned_or_signed_for_just_these_words(real):
    for one in real[0].translations:
        assert bool(one.by) == bool(one.on) == bool(one.digest), one.file
        assert one.digest in ("", digest(one.words)), one.file


def test_a_draft_of_this_tree_is_in_no_edition_without_drafts(real, drafts):
    sources, art, _ = real
    told = with_translations(sources, art, TODAY, Notes())
    for one in told.editions:
        unsigned = [module.id for module in modules_of(one, told, TODAY) if module.unsigned]
        assert one.drafts or unsigned == [], one.slug


def test_a_draft_of_this_tree_is_in_no_build_without_the_switch(real):
    sources, art, _ = real
    told = with_translations(sources, art, TODAY, Notes())
    assert not any(module.unsigned for module in told.modules)


def test_a_release_with_drafts_is_refused():
    env = {**os.environ, "DRAFT_LOCALES": "1"}
    command = [sys.executable, "-m", "scripts.release"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode and "borradores" in done.stderr
