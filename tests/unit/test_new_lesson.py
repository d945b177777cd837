"""make lesson: the draft passes the check but for what only its author can say."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.content.compiler import compile_library
from api.content.schema import SLUG
from scripts import new_lesson
from tests.unit.content.conftest import Folder

TODAY = date(2026, 11, 29)


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    return Folder(tmp_path / "lessons").root


def run(lessons: Path, module: str, title: str, *more: str) -> int:
    words = ["--module", module, "--title", title, "--lessons", str(lessons), *more]
    return new_lesson.main(words)


def faults(lessons: Path) -> list[tuple[str, str]]:
    notes = compile_library(lessons, new_lesson.today_in_lima(), adding_ids=True).notes.in_order()
    return [(note.file, note.fault) for note in notes if not note.warning]


def files(lessons: Path) -> set[Path]:
    return {file for file in lessons.rglob("*") if file.is_file()}


def test_the_draft_waits_only_for_what_its_author_says(lessons: Path, capsys) -> None:
    assert run(lessons, "precio", "¿Cuánto vale mi tiempo, ñaño?") == 0
    file = lessons / "es" / "precio" / "02-cuanto-vale-mi-tiempo-nano.md"
    assert "lessons/es/precio/02-cuanto-vale-mi-tiempo-nano.md: lección nueva" in (
        capsys.readouterr().out
    )
    said = faults(lessons)
    assert said and all("PENDIENTE" in fault for _, fault in said)
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("when=PENDIENTE where=PENDIENTE", "when=now where=home")
        .replace("PENDIENTE: ", "")
        .replace("PENDIENTE", "mira tu plata"),
        "utf-8",
    )
    assert faults(lessons) == []


def test_the_draft_has_a_card_of_each_common_kind_and_the_dates_of_today(lessons: Path) -> None:
    place = new_lesson.begin(lessons, "precio", "Otra", "", TODAY)
    text = place.file.read_text("utf-8")
    for kind in ("idea", "story", "one", "order", "match", "number", "think", "do"):
        assert f" .{kind} rev=1" in text
    assert "reviewed: 2026-11-29\nreview_by: 2027-11-29\n" in text


@pytest.mark.parametrize(
    ("module", "title", "more", "words"),
    [
        ("preci", "Otra", (), "Los que hay: precio."),
        ("", "Otra", (), "Falta decir el módulo."),
        ("../precio", "Otra", (), "No hay ningún módulo «../precio»."),
        ("precio", "  ", (), "Falta el título"),
        ("precio", "a" * 61, (), "61 letras y caben 60"),
        ("precio", "Con *marcas*", (), "Deja solo texto"),
        ("precio", "Tanda", (), "Ya hay una lección con el id «tanda» (lessons/es/precio/01-tanda"),
        ("precio", "¡Tanda!", (), "un id no se repite nunca"),
        ("precio", "Otra", ("--id", "tanda"), "Ya hay una lección con el id «tanda»"),
        ("precio", "Otra", ("--id", "Mi Lección"), "no sirve de id"),
        ("precio", "¿2 + 2?", (), "no sirve de id"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    lessons: Path, capsys, module: str, title: str, more: tuple[str, ...], words: str
) -> None:
    before = files(lessons)
    assert run(lessons, module, title, *more) == 1
    said = capsys.readouterr().err
    assert words in said and "Así sale bien: make lesson" in said
    assert said.endswith("No se cambió nada.\n") and files(lessons) == before


def test_an_id_that_was_taken_away_does_not_come_back(lessons: Path, capsys) -> None:
    lock = lessons / "ids.lock"
    lock.write_text("- lesson vieja\n" + lock.read_text("utf-8"), "utf-8")
    assert run(lessons, "precio", "Vieja") == 1
    assert "«vieja» (lessons/ids.lock)" in capsys.readouterr().err


def test_a_module_that_is_full_is_told(lessons: Path, capsys) -> None:
    shutil.copy(lessons / "es/precio/01-tanda.md", lessons / "es/precio/99-ultima.md")
    assert run(lessons, "precio", "Otra") == 1
    assert "ya no caben más lecciones" in capsys.readouterr().err


def test_a_leap_day_has_a_next_year() -> None:
    assert new_lesson.in_a_year(date(2028, 2, 29)) == date(2029, 2, 28)


@given(st.text(max_size=80))
def test_every_title_gives_an_id_or_none(title: str) -> None:
    slug = new_lesson.slug_of(title)
    assert not slug or (SLUG.fullmatch(slug) and len(slug) <= new_lesson.ID_CHARS)
