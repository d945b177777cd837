"""Drawings asked for: the lesson goes out with words in their place, and the list says where."""

import json

import pytest

from api.content.compiler import compile_library
from scripts import build_lessons, drawings

WORDS = "Un mercado de noche, con focos"
LINE = f"![{WORDS}](pedido:mercado-de-noche)"


@pytest.fixture
def asking(folder):
    folder.spoil("![Una mesa con arepas](mesa)", LINE)
    return folder


def test_a_lesson_with_an_asked_drawing_builds_and_keeps_its_words(asking):
    assert asking.said() == []
    records = asking.records()
    [lesson] = records["precio"]["ls"]
    assert lesson[5][1][4][0] == ["f", 0, WORDS]
    assert list(records["art-precio"]["px"]) == ["tanda"]


def test_it_is_listed_with_its_lesson_line_and_words(asking, line_of):
    [one] = asking.compile().asked
    assert (one.id, one.lesson, one.card, one.words) == ("mercado-de-noche", "tanda", 2, WORDS)
    assert one.file == "lessons/es/precio/01-tanda.md"
    assert one.line == line_of(asking, "pedido:")


def test_asking_needs_no_new_rev_and_no_new_id(folder):
    before = folder.compile().lock_text
    folder.spoil("![Una mesa con arepas](mesa)", LINE)
    assert folder.compile().lock_text == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("![Una mesa](pedido:)", "«» no sirve de nombre"),
        ("![Una mesa](pedido:La_Mesa)", "«La_Mesa» no sirve de nombre"),
        ("![Una](pedido:mesa-nueva)", "no tiene descripción"),
        ("![Una mesa](pedida:mesa-nueva)", "no existe el dibujo «pedida:mesa-nueva»"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_line(folder, line_of, line, words):
    folder.spoil("![Una mesa con arepas](mesa)", line)
    place = f"01-tanda.md:{line_of(folder, line)}: falta: "
    assert any(place in said and words in said for said in folder.said()), folder.said()


def test_once_it_is_drawn_its_author_is_told_and_nobody_is_held_up(folder):
    folder.spoil("(mesa)", "(pedido:mesa)")
    [said] = folder.said()
    assert "aviso: el dibujo «mesa» ya existe. Quita «pedido:» y deja (mesa)" in said
    assert folder.compile().bundles


def test_the_report_shows_every_drawing_and_what_is_asked_for(asking, tmp_path):
    out = tmp_path / "var" / "bundles"
    where = ["--lessons", str(asking.root), "--out", str(out), "--today", "2026-11-22"]
    assert build_lessons.main(["--report", *where]) == 0
    reports = tmp_path / "var" / "reports"
    [row] = json.loads((reports / "dibujos-pedidos.json").read_text("utf-8"))
    assert row["words"] == WORDS and row["lesson"] == "tanda" and row["line"] > 1
    page = (reports / "dibujos.html").read_text("utf-8")
    for ident in ("cara", "sobra", "y1", "t-zig", "tanda", "mesa", "sin-uso"):
        assert f"<b>{ident}</b>" in page
    for line in ("![qué se ve](mesa)", "who=y1", "fill=&quot;url(#t-zig)&quot;"):
        assert f'value="{line}"' in page
    assert f"<td>{WORDS}</td>" in page and "Nadie pidió" not in page


def test_what_an_author_wrote_is_never_markup_in_the_page(folder):
    folder.spoil(
        "![Una mesa con arepas](mesa)", "![Un puesto \\<script> al sol](pedido:puesto-sol)"
    )
    library = compile_library(folder.root, folder.today)
    [one] = library.asked
    assert "<script>" in one.words
    page = drawings.pages(folder.root, library.asked)["dibujos.html"].decode()
    assert page.count("<script>") == 1 and "&lt;script&gt; al sol" in page
