"""Moodle's GIFT: each form of its documentation becomes the card that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.content.compiler import compile_library
from api.content.model import Card as Ours
from api.content.model import Choice, Lesson, Match, Number
from api.content.notes import Notes
from api.content.source import SourceReader
from scripts.importing.gift import read_gift
from scripts.importing.items import Found
from scripts.new_lesson import today_in_lima
from tests.unit.importing.conftest import Bring

FORMS = Path(__file__).resolve().parents[2] / "fixtures" / "gift" / "formas.gift"
SAID = ("--title", "Formas", "--licence", "CC BY 4.0", "--credit", "Ana Pérez")


@pytest.fixture(scope="module")
def found() -> Found:
    return read_gift(FORMS)


def card(found: Found, words: str):
    [one] = [card for card in found.cards if words in " ".join(card.blocks)]
    return one


def options(found: Found, words: str) -> list[tuple[str, bool, str]]:
    return [(one.text, one.right, one.why) for one in card(found, words).answers]


def losses(found: Found, words: str) -> list[str]:
    return [loss.what for loss in found.losses if words in loss.what]


def test_a_choice_keeps_its_right_answer(found: Found) -> None:
    assert card(found, "entra en el costo").kind == "one"
    assert [right for _, right, _ in options(found, "entra en el costo")] == [False, False, True]
    assert card(found, "El costo (…) si compras junto.").kind == "one"


def test_true_and_false_keep_what_is_said_to_each(found: Found) -> None:
    assert options(found, "El fiado es") == [
        ("Verdadero", False, "Todavía no entró la plata."),
        ("Falso", True, "Así es: falta cobrar."),
    ]
    assert options(found, "La plata de la casa") == [("Verdadero", True, ""), ("Falso", False, "")]


def test_words_to_write_become_something_to_think_and_are_told(found: Found) -> None:
    assert card(found, "¿Cómo se llama").kind == "think"
    assert card(found, "Dos más dos son (…).").kind == "think"
    assert losses(found, "Iba: ganancia, la ganancia, lo que sobra")
    assert losses(found, "Iba: cuatro, 4")


def test_pairs_stay_pairs(found: Found) -> None:
    assert card(found, "Une cada cosa").pairs == (
        ("Harina", "Negocio"),
        ("Cuaderno", "Casa"),
        ("Pasaje de los chicos", "Familia"),
    )


@pytest.mark.parametrize(
    ("words", "number", "near"),
    [("¿Cuántas arepas", 20, 0), ("¿Cuántas bolsas", 20, 2), ("¿Cuántos días", 6, 2)],
)
def test_whole_numbers_come_with_their_margin(
    found: Found, words: str, number: int, near: int
) -> None:
    one = card(found, words)
    assert (one.kind, one.number, one.near) == ("number", number, near)


def test_other_numbers_are_told(found: Found) -> None:
    assert losses(found, "3.1415:0.0005")
    assert not [card for card in found.cards if "¿Cuánto pesa" in " ".join(card.blocks)]


def test_the_full_mark_of_a_number_counts(found: Found) -> None:
    one = card(found, "¿Cuántos clientes")
    assert (one.title, one.number, one.near) == ("Cuenta con partes", 30, 0)
    assert (one.good, one.almost) == ("Los contaste todos.", "Cuenta otra vez.")
    assert losses(found, "«30:5» valía 50 %")


def test_names_and_comments_come_along(found: Found) -> None:
    one = card(found, "¿Qué miras antes")
    assert one.title == "El precio justo"
    assert [answer.why for answer in one.answers] == [
        "Él gasta distinto.",
        "La pena no paga el gas.",
        "Primero sé cuánto me cuesta.",
    ]
    assert losses(found, "Primero el costo, después el precio.")


def test_formats_are_read_as_what_they_are(found: Found) -> None:
    assert card(found, "¿Cuál es **tuyo**?").answers[0].text == "El *cajón* del negocio"
    assert card(found, "¿Qué **separas**?")
    assert card(found, "¿2 \\< 3?")


def test_weights_alone_mean_several_right_answers(found: Found) -> None:
    two = card(found, "¿Qué dos cosas")
    assert two.kind == "many"
    assert [one.right for one in two.answers] == [False, True, True, False]
    assert [right for _, right, _ in options(found, "media nota")] == [False, False, True]
    assert losses(found, "«a medias» valía 50 %") and losses(found, "«El clima» valía -50 %")


def test_signs_told_apart_are_words(found: Found) -> None:
    assert [text for text, _, _ in options(found, "¿Cuál da 5?")] == [
        "\\= 2 + 2",
        "\\= 2 + 3",
        "\\= 2 + 4",
    ]
    assert card(found, "¿Qué signo cierra: ( o )?").answers[0].why == "Con ) se cierra."


def test_what_is_no_question_is_told(found: Found) -> None:
    assert card(found, "¿Qué vas a cambiar").kind == "think"
    [text] = [one for one in found.cards if one.title == "Antes de empezar"]
    assert text.kind == "idea" and text.blocks == ("Lee despacio. No hay apuro.",)


def test_every_question_is_a_card_or_is_told(found: Found) -> None:
    told = {loss.where for loss in found.losses if "no es un número entero" in loss.what}
    assert len(found.cards) + len(told) == 22


def lessons_of(lessons: Path, word: str) -> list[Lesson]:
    modules = SourceReader(lessons, Notes(), today_in_lima()).read().modules
    return [one for module in modules for one in module.lessons if one.id.startswith(word)]


def finished(text: str) -> str:
    """What an author does: says what was left to her."""
    for old, new in (
        ("when=PENDIENTE where=PENDIENTE", "when=now where=home"),
        ('"PENDIENTE: di la regla en un respiro"', '"Primero el costo."'),
        ("PENDIENTE: ¿lo hiciste esta semana?", "¿Contaste hoy?"),
        ("Hazlo hoy: PENDIENTE", "Hazlo hoy"),
    ):
        text = text.replace(old, new)
    sums = "".join(f'"{n} + 0 = {n}", ' for n in (20, 6, 30))
    text = text.replace("\nminutes: 5", f"\nminutes: 5\nsums: [{sums[:-2]}]")
    return text.replace("PENDIENTE: ", "")


def test_what_came_compiles_once_the_author_said_her_part(
    lessons: Path, bring: Bring, found: Found
) -> None:
    assert bring(FORMS, *SAID) == 0
    files = sorted((lessons / "es" / "precio").glob("*-formas*.md"))
    assert len(files) == 3
    today = today_in_lima()
    assert compile_library(lessons, today, adding_ids=True).notes.broken
    for file in files:
        file.write_text(finished(file.read_text("utf-8")), "utf-8")
    library = compile_library(lessons, today, adding_ids=True)
    # What is left is the style of a stranger, never the shape of a card.
    said = [note.fault for note in library.notes.in_order() if not note.warning]
    assert [one for one in said if "facilidad de lectura" not in one] == []
    cards = [one for lesson in lessons_of(lessons, "formas") for one in lesson.cards[:-1]]
    assert [one.kind for one in cards] == [one.kind for one in found.cards]
    assert all(lesson.licence == "CC BY 4.0" for lesson in lessons_of(lessons, "formas"))
    assert all(lesson.credit == "Ana Pérez" for lesson in lessons_of(lessons, "formas"))
    for ours, theirs in zip(cards, found.cards, strict=True):
        check_same(ours, theirs)


def check_same(ours: Ours, theirs) -> None:
    """The compiled card asks what the imported one asked."""
    assert ours.title == theirs.title
    if isinstance(ours.extra, Choice):
        assert [one.right for one in ours.extra.options] == [one.right for one in theirs.answers]
    elif isinstance(ours.extra, Match):
        assert [(left, right) for _, left, right in ours.extra.pairs] == list(theirs.pairs)
    elif isinstance(ours.extra, Number):
        assert (ours.extra.answer, ours.extra.near) == (theirs.number, theirs.near)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfeP\x00", "UTF-8"),
        ("¿Qué?{=Sí ~Nó}".encode("latin-1"), "UTF-8"),
        (b"", "no hay preguntas"),
        (b"// solo un comentario\n", "no hay preguntas"),
        (b"Le falta una llave {=a ~b\n", "le falta una llave"),
        (b"a" * 1_000_001, "MB"),
        (b"\n\n".join(b"%d{}" % n for n in range(201)), "200 tarjetas"),
        (b"\n\n".join([b"a {"] * 501), "más de 500 cosas que no se pueden traer"),
        (b"<b>" * 20_000 + b"{}", "20000 letras"),
    ],
)
def test_what_is_no_gift_is_refused_and_changes_nothing(
    lessons: Path, bring: Bring, tmp_path: Path, capsys, raw: bytes, words: str
) -> None:
    file = tmp_path / "malo.gift"
    file.write_bytes(raw)
    before = sorted(lessons.rglob("*"))
    assert bring(file, *SAID) == 1
    said = capsys.readouterr().err
    assert words in said and "No se cambió nada." in said and "Así sale bien" in said
    assert sorted(lessons.rglob("*")) == before and not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (SAID[:2] + SAID[4:], "no dice una licencia"),
        (SAID[:4], "no dice quién lo hizo"),
        (SAID[2:], "Falta el título"),
        ((*SAID, "--id", "tanda"), "Ya hay una lección con el id «tanda»"),
        ((*SAID, "--id", "Ñandú"), "no sirve de id"),
    ],
)
def test_what_was_not_said_is_asked_for(bring: Bring, capsys, words, sentence: str) -> None:
    assert bring(FORMS, *words) == 1
    assert sentence in capsys.readouterr().err


def test_a_module_that_is_not_there_is_told_with_those_that_are(bring: Bring, capsys) -> None:
    assert bring(FORMS, *SAID, module="precios") == 1
    assert "No hay ningún módulo «precios». Los que hay: precio." in capsys.readouterr().err


def test_the_report_is_printed_and_kept(bring: Bring, tmp_path: Path, capsys) -> None:
    assert bring(FORMS, *SAID) == 0
    said = capsys.readouterr().out
    assert (tmp_path / "reports" / "importar-formas.txt").read_text("utf-8") == said
    assert "Línea 35: la respuesta «3.1415:0.0005» no es un número entero." in said
    assert "Qué hacer: Si son soles, escríbela en céntimos" in said
    assert "lessons/es/precio/02-formas.md:5: PENDIENTE: di la regla en un respiro" in said
