"""H5P packages, made as its specification and its content types' own semantics say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.content.compiler import compile_library
from api.content.notes import Notes
from api.content.source import SourceReader
from scripts.importing.h5p import read_h5p
from scripts.importing.items import Found
from scripts.new_lesson import today_in_lima
from tests.unit.importing.conftest import Bring, about, content, multi_choice, pack

PRICE = multi_choice(
    "¿Qué miras <strong>antes</strong> de poner precio?",
    [("Lo del vecino", False, "Él gasta distinto."), ("Lo que <em>me</em> costó", True, "")],
)
TRUE_FALSE = {
    "question": "<p>El fiado es venta cobrada.</p>",
    "correct": "false",
    "behaviour": {"feedbackOnCorrect": "Falta cobrar.", "feedbackOnWrong": "No entró plata."},
}
IMAGE = {
    "file": {"path": "images/file-1.jpg", "mime": "image/jpeg", "width": 9, "height": 9},
    "alt": "Una olla con su tapa",
    "contentName": "Image",
}


def slide(*elements: tuple[float, float, dict[str, Any]], keyword: str = "") -> dict[str, Any]:
    placed = [
        {"x": x, "y": y, "width": 40, "height": 40, "action": action} for x, y, action in elements
    ]
    return {"elements": placed, "keywords": [{"main": keyword}] if keyword else []}


def read(tmp_path: Path, library: str, body: Any, **head: Any) -> Found:
    return read_h5p(pack(tmp_path / "curso.h5p", about(library, **head), body))


def kinds(found: Found) -> list[str]:
    return [card.kind for card in found.cards]


def test_a_choice_with_one_right_answer(tmp_path: Path) -> None:
    [card] = read(tmp_path, "H5P.MultiChoice", PRICE).cards
    assert (card.kind, card.title) == ("one", "Cuentas claras")
    assert card.blocks == ("¿Qué miras **antes** de poner precio?",)
    assert [(one.text, one.right, one.why) for one in card.answers] == [
        ("Lo del vecino", False, "Él gasta distinto."),
        ("Lo que *me* costó", True, ""),
    ]


def test_what_is_said_beside_the_answers_is_told(tmp_path: Path) -> None:
    body = multi_choice("¿Qué miras?", [("El costo", True, "Sí."), ("La suerte", False, "No.")])
    body["answers"][0]["tipsAndFeedback"] |= {"tip": "<p>Piensa.</p>", "notChosenFeedback": "Era."}
    body["overallFeedback"] = [{"from": 0, "to": 100, "feedback": "Llegaste."}]
    said = [loss.what for loss in read(tmp_path, "H5P.MultiChoice", body).losses]
    assert said == [
        "traía una pista: «Piensa.»",
        "decía a quien no la elige: «Era.»",
        "decía al final: «Llegaste.»",
    ]


def test_several_right_answers_make_it_many(tmp_path: Path) -> None:
    body = multi_choice("¿Qué se apunta?", [("a", True, ""), ("b", True, ""), ("c", False, "")])
    assert kinds(read(tmp_path, "H5P.MultiChoice", body)) == ["many"]


def test_a_question_without_a_right_answer_is_told(tmp_path: Path) -> None:
    body = multi_choice("¿Qué se apunta?", [("a", False, ""), ("b", False, "")])
    found = read(tmp_path, "H5P.MultiChoice", body)
    assert not found.cards and "ninguna es la buena" in found.losses[0].what


def test_true_or_false(tmp_path: Path) -> None:
    [card] = read(tmp_path, "H5P.TrueFalse", TRUE_FALSE).cards
    assert [(one.text, one.right, one.why) for one in card.answers] == [
        ("Verdadero", False, "No entró plata."),
        ("Falso", True, "Falta cobrar."),
    ]


def test_short_missing_words_become_pairs(tmp_path: Path) -> None:
    body = {
        "text": "<p>Completa.</p>",
        "questions": [
            "<p>La harina va en *Negocio/negocios:un cajón*.</p>",
            "<p>El cuaderno va en *Casa*.</p>",
        ],
    }
    [card] = read(tmp_path, "H5P.Blanks", body).cards
    assert card.kind == "match" and card.blocks == ("Completa.",)
    assert card.pairs == (
        ("La harina va en (…).", "Negocio"),
        ("El cuaderno va en (…).", "Casa"),
    )


def test_one_missing_word_is_left_to_think_and_told(tmp_path: Path) -> None:
    body = {"text": "<p>Completa.</p>", "questions": ["<p>Dos y dos son *cuatro/4*.</p>"]}
    found = read(tmp_path, "H5P.Blanks", body)
    assert kinds(found) == ["think"]
    assert found.cards[0].blocks == ("Completa.", "Dos y dos son (…).")
    assert "Iba: cuatro" in found.losses[0].what


def test_words_to_drag_into_one_place_become_a_choice(tmp_path: Path) -> None:
    body = {
        "taskDescription": "<p>Arrastra.</p>",
        "textField": "Primero sé cuánto me *costó\\+Así es.\\-Mira otra vez.*.",
        "distractors": "*gusta* *dijeron*",
    }
    [card] = read(tmp_path, "H5P.DragText", body).cards
    assert card.kind == "one"
    assert [(one.text, one.right) for one in card.answers] == [
        ("costó", True),
        ("gusta", False),
        ("dijeron", False),
    ]


def test_words_to_drag_into_lines_become_pairs(tmp_path: Path) -> None:
    body = {
        "taskDescription": "Arrastra.",
        "textField": "Harina: *Negocio:tip*\nCuaderno: *Casa*\nPasaje: *Familia*",
        "distractors": "*Suerte*",
    }
    found = read(tmp_path, "H5P.DragText", body)
    assert found.cards[0].pairs[0] == ("Harina: (…)", "Negocio")
    assert any("Suerte" in loss.what for loss in found.losses)


def test_text_is_cut_at_its_headings_and_where_a_screen_is_full(tmp_path: Path) -> None:
    long = "<p>" + "Esta frase es corta. " * 30 + "</p>"
    body = {"text": f"<h2>Primero</h2><p>Uno.</p><ul><li>a</li><li>b</li></ul><h3>Luego</h3>{long}"}
    cards = read(tmp_path, "H5P.AdvancedText", body).cards
    assert [card.title for card in cards] == ["Primero", "Luego (1)", "Luego (2)"]
    assert cards[0].blocks == ("Uno.", "- a\n- b")
    assert all(len("".join(card.blocks)) <= 320 for card in cards)


def test_scripts_links_and_tables_stay_behind(tmp_path: Path) -> None:
    body = {
        "text": "<p onclick='x()'>Mira <a href='https://malo.example'>aquí</a>.</p>"
        "<script>alert(1)</script><iframe src='//malo.example'>no</iframe>"
        "<table><tr><td>pan</td><td>18</td></tr></table><p>Ve a www.malo.example</p>"
    }
    found = read(tmp_path, "H5P.AdvancedText", body)
    said = " ".join(found.cards[0].blocks)
    assert said == "Mira aquí. pan 18 Ve a"
    assert len({loss.what for loss in found.losses}) == 4


def test_a_picture_is_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, "H5P.Image", IMAGE)
    assert kinds(found) == ["picture"]
    assert found.cards[0].blocks[0] == "![Una olla con su tapa](pedido:una-olla-con-su-tapa)"
    assert "las fotos no vienen" in found.losses[0].what


def test_a_picture_without_a_description_asks_for_one(tmp_path: Path) -> None:
    found = read(tmp_path, "H5P.Image", {**IMAGE, "alt": "", "title": "Untitled Image"})
    assert found.cards[0].blocks[0].startswith("![PENDIENTE: di qué se ve](pedido:")


def test_a_picture_over_a_question_is_asked_for(tmp_path: Path) -> None:
    media = {"type": content("H5P.Image", IMAGE), "disableImageZooming": False}
    [card] = read(tmp_path, "H5P.MultiChoice", {**PRICE, "media": media}).cards
    assert card.blocks[0].endswith("(pedido:una-olla-con-su-tapa)") and len(card.blocks) == 2


def test_a_presentation_tells_each_slide_as_eyes_go(tmp_path: Path) -> None:
    text = content("H5P.AdvancedText", {"text": "<p>Segundo.</p>"})
    first = content("H5P.Text", {"text": "<p>Primero.</p>"})
    body = {
        "presentation": {
            "slides": [
                slide((10, 60, text), (10, 5, first), (60, 5, content("H5P.Image", IMAGE))),
                slide((1, 1, content("H5P.MultiChoice", PRICE)), keyword="El precio"),
                slide((1, 1, content("H5P.InteractiveVideo", {}))),
                {"elements": [{"x": 1, "y": 1, "goToSlide": 3}]},
            ]
        }
    }
    found = read(tmp_path, "H5P.CoursePresentation", body)
    assert [(card.kind, card.title) for card in found.cards] == [
        ("idea", "Lámina 1"),
        ("one", "El precio"),
    ]
    assert found.cards[0].blocks[0] == "Primero." and found.cards[0].blocks[2] == "Segundo."
    assert any(loss.where == "Lámina 3 (H5P.InteractiveVideo)" for loss in found.losses)


def test_a_set_of_questions_keeps_their_order(tmp_path: Path) -> None:
    choices = [{"question": "¿Uno?", "answers": ["sí", "no"]}]
    column = {"content": [{"content": content("H5P.TrueFalse", TRUE_FALSE)}]}
    body = {
        "introPage": {"showIntroPage": True, "title": "Hola", "introduction": "<p>Vamos.</p>"},
        "questions": [
            content("H5P.MultiChoice", PRICE, "El precio"),
            content("H5P.DragQuestion", {}),
            content("H5P.SingleChoiceSet", {"choices": choices}),
            content("H5P.Essay", {"taskDescription": "<p>Cuenta.</p>"}),
            content("H5P.Column", column),
        ],
    }
    found = read(tmp_path, "H5P.QuestionSet", body)
    assert kinds(found) == ["idea", "one", "one", "think", "one"]
    assert [card.title for card in found.cards[:2]] == ["Hola", "El precio"]
    assert any(loss.where == "Pregunta 2 (H5P.DragQuestion)" for loss in found.losses)


@pytest.mark.parametrize(
    ("code", "version", "words"),
    [("CC BY", "4.0", "CC BY 4.0"), ("CC0 1.0", "", "CC0"), ("PD", "", "dominio público")],
)
def test_the_licence_comes_along(tmp_path: Path, code: str, version: str, words: str) -> None:
    found = read(tmp_path, "H5P.MultiChoice", PRICE, license=code, licenseVersion=version)
    assert (found.licence, found.credit) == (words, "Ana Pérez")


@pytest.mark.parametrize("code", ["U", "C", "CC BY-ND", "", 7])
def test_without_a_licence_to_change_it_the_author_is_asked(
    tmp_path: Path, bring: Bring, capsys, code: Any
) -> None:
    file = pack(tmp_path / "curso.h5p", about("H5P.MultiChoice", license=code), PRICE)
    assert bring(file) == 1
    assert "no dice una licencia que deje cambiarlo" in capsys.readouterr().err
    assert bring(file, "--licence", "CC BY 4.0") == 0


def test_a_part_under_another_licence_is_told(tmp_path: Path) -> None:
    part = content("H5P.MultiChoice", PRICE)
    part["metadata"]["license"] = "CC BY-ND"
    found = read(tmp_path, "H5P.QuestionSet", {"questions": [part]})
    assert "CC BY-ND" in found.losses[0].what and kinds(found) == ["one"]


def test_what_came_is_the_lesson_that_the_compiler_reads(
    tmp_path: Path, lessons: Path, bring: Bring, capsys
) -> None:
    body = {"questions": [content("H5P.MultiChoice", PRICE), content("H5P.TrueFalse", TRUE_FALSE)]}
    file = pack(tmp_path / "curso.h5p", about("H5P.QuestionSet"), body)
    assert bring(file) == 0
    assert "Nada: todo vino." in capsys.readouterr().out
    notes, today = Notes(), today_in_lima()
    modules = SourceReader(lessons, notes, today).read().modules
    [lesson] = [one for module in modules for one in module.lessons if one.id == "cuentas-claras"]
    assert (lesson.licence, lesson.credit) == ("CC BY-SA 4.0", "Ana Pérez")
    assert [card.kind for card in lesson.cards] == ["one", "one", "do"]
    # What only the author can say stops it from being published.
    library = compile_library(lessons, today, adding_ids=True)
    said = [note for note in library.notes.in_order() if not note.warning]
    assert said and {note.file for note in said} == {lesson.file}
    assert any("PENDIENTE" in note.fault for note in said)


def test_two_files_do_not_take_one_name(tmp_path: Path, bring: Bring, capsys) -> None:
    file = pack(tmp_path / "curso.h5p", about("H5P.MultiChoice"), PRICE)
    assert bring(file) == 0 and bring(file) == 1
    assert "Ya hay una lección con el id «cuentas-claras»" in capsys.readouterr().err
    assert bring(file, "--id", "cuentas-otra-vez") == 0
