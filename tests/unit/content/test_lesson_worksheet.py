"""The translators' sheet of lessons: out, in, and every sentence it answers with."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.content.translations import digest
from scripts.worksheet import lessons
from scripts.worksheet.__main__ import main

Rows = list[dict[str, str]]
SIGNED = {"_firma": "Saturnina Quispe", "_fecha": "2026-11-20"}
REAL = lessons.LESSONS
MODULES = sorted(file.parent.name for file in REAL.glob("es/*/module.md"))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The lessons of this tree with one small module, and room for translations."""
    folder = tmp_path / "lessons"
    for name in ("es/cajones", "es/ratos-oficio-2", "qu"):
        shutil.copytree(REAL / name, folder / name)
    shutil.copy(REAL / "constants.json", folder)
    (folder / "art").symlink_to(REAL / "art")
    monkeypatch.setattr(lessons, "LESSONS", folder)
    lessons._read.cache_clear()
    yield folder
    lessons._read.cache_clear()


def sheet(tree: Path, module: str = "cajones") -> Path:
    file = tree.parent / "hoja.csv"
    assert main(["lessons-out", "qu", module, str(file)]) == 0
    return file


def rows_of(file: Path) -> Rows:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def write(file: Path, rows: Rows, delimiter: str = ",") -> None:
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    lines.writeheader()
    lines.writerows(rows)
    file.write_bytes(text.getvalue().encode("utf-8-sig"))


def signed(file: Path) -> Rows:
    rows = rows_of(file)
    for one in rows:
        one["traducción"] = SIGNED.get(one["clave"]) or one["traducción"]
    return rows


def row(rows: Rows, key: str) -> dict[str, str]:
    return next(one for one in rows if one["clave"] == key)


def test_every_module_goes_out_and_comes_in_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lessons").mkdir()
    for name in ("es", "art", "constants.json"):
        (tmp_path / "lessons" / name).symlink_to(REAL / name)
    monkeypatch.setattr(lessons, "LESSONS", tmp_path / "lessons")
    lessons._read.cache_clear()
    assert {"cajones", "ratos-ventas", "mentores"} <= set(MODULES)
    for module in MODULES:
        file = tmp_path / f"{module}.csv"
        assert main(["lessons-out", "qu", module, str(file)]) == 0
        rows = rows_of(file)
        for one in rows:
            one["traducción"] = SIGNED.get(one["clave"]) or one["español"]
        write(file, rows)
        assert main(["lessons-in", "qu", module, str(file)]) == 0, module
        taken = json.loads((tmp_path / "lessons" / "qu" / f"{module}.json").read_text("utf-8"))
        assert [*taken["words"]] == [one["clave"] for one in rows[2:]]
        assert all(one["es"] == one["to"] for one in taken["words"].values())
        assert main(["lessons-out", "qu", module, str(file)]) == 0
        assert [one["traducción"] for one in rows_of(file)[2:]] == [
            one["español"] for one in rows[2:]
        ]
    lessons._read.cache_clear()


def test_the_sheet_tells_where_each_text_is_and_what_to_mind(tree: Path) -> None:
    file = sheet(tree)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(file)
    assert list(rows[0]) == ["clave", "dónde aparece", "español", "traducción", "nota"]
    assert [one["clave"] for one in rows[:4]] == [
        *("_firma", "_fecha"),
        *("module.title", "module.outcome"),
    ]
    assert all(one["dónde aparece"] for one in rows[2:])
    why = row(rows, "separar.3.a.why")
    assert why["dónde aparece"] == "Dos cajones, tarjeta 3, por qué esa respuesta"
    assert "Hasta 220 letras" in why["nota"]
    assert "**negrita**" in row(rows, "separar.9.comida.p1")["nota"]
    assert "cifras" in row(rows, "goteo.3.p1")["nota"]
    other = rows_of(sheet(tree, "ratos-oficio-2"))
    assert "{{fact.telar-registro}}" in row(other, "hora-telar.12.p2")["nota"]
    assert not row(rows, "_firma")["traducción"]


@pytest.mark.parametrize("module", ["cajones", "ratos-oficio-2"])
def test_a_draft_goes_out_and_comes_in_the_same(tree: Path, module: str) -> None:
    before = (tree / "qu" / f"{module}.json").read_bytes()
    assert main(["lessons-in", "qu", module, str(sheet(tree, module)), "--borrador"]) == 0
    assert (tree / "qu" / f"{module}.json").read_bytes() == before


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_whole_signed_sheet_is_taken_with_name_day_and_digest(tree: Path, delimiter: str) -> None:
    file = sheet(tree)
    write(file, signed(file), delimiter)
    assert main(["lessons-in", "qu", "cajones", str(file)]) == 0
    taken = json.loads((tree / "qu" / "cajones.json").read_text("utf-8"))
    assert (taken["by"], taken["on"]) == ("Saturnina Quispe", "2026-11-20")
    words = {key: (one["es"], one["to"]) for key, one in taken["words"].items()}
    assert taken["digest"] == digest(words)
    # A draft takes the signature away again.
    assert main(["lessons-in", "qu", "cajones", str(file), "--borrador"]) == 0
    assert "digest" not in json.loads((tree / "qu" / "cajones.json").read_text("utf-8"))


def test_what_changed_in_spanish_comes_out_empty_with_what_it_was(tree: Path) -> None:
    lesson = tree / "es" / "cajones" / "02-separar.md"
    text = lesson.read_text("utf-8").replace(
        "## Dos latas, dos dueños", "## Dos latas y dos dueños"
    )
    lesson.write_text(text, "utf-8")
    lessons._read.cache_clear()
    changed = row(rows_of(sheet(tree)), "separar.1.title")
    assert changed["español"] == "Dos latas y dos dueños"
    assert changed["traducción"] == ""
    assert "Antes: «Dos latas, dos dueños» → «Iskay lata, iskay dueño»" in changed["nota"]


Change = Callable[[Rows], object]


def put(key: str, text: str, column: str = "traducción") -> Change:
    return lambda rows: row(rows, key).update({column: text})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("goteo.1.title", ""), "Falta traducir «Vendí y no me quedó» (goteo.1.title)"),
        (lambda rows: rows.remove(row(rows, "goteo.rule")), "Falta traducir «Lo que sale"),
        (put("goteo.1.title", "Vendí", "español"), "(goteo.1.title): el español cambió y ahora es"),
        (put("goteo.1.title", "nada", "clave"), "no conozco la clave «nada»"),
        (lambda rows: rows.append(row(rows, "goteo.rule")), "la clave «goteo.rule» está dos veces"),
        (put("goteo.1.title", "a\nb"), "Fila 10 (goteo.1.title): escribe la traducción en una"),
        (put("goteo.3.c", "6 soles"), "los números tienen que ser 5, en cifras"),
        (put("deben.3.p1", "Wilmer, 18 soles"), "las mismas **marcas**"),
        (put("goteo.rule", "**Qillqani**"), "las mismas **marcas**"),
        (put("goteo.rule", "{{fact.nada}}"), "ninguna marca con llaves"),
        (put("goteo.rule", "a" * 91), "tiene 91 letras y caben 90"),
        (put("goteo.habit", "a" * 81), "tiene 81 letras y caben 80"),
        (put("goteo.4.title", "a" * 61), "el título tiene 61 letras y caben 60"),
        (put("goteo.6.a.why", "a" * 221), "(goteo.6.a.why): la explicación tiene 221 letras"),
        (put("goteo.8.p1", "a" * 261), "el texto de la tarjeta tiene 261 letras y caben 260"),
        (put("goteo.7.a.left", "a" * 41), "la respuesta «a» tiene 41 letras y caben 40"),
        (put("goteo.2.alt", "a" * 141), "(goteo.2.alt): la descripción tiene 141 letras"),
        (put("goteo.6.b", "Wasikipaq tanta"), "hay dos respuestas iguales"),
        (put("goteo.rule", '=HYPERLINK("x")'), "no puede empezar con «=»"),
        (put("goteo.rule", "mira www.malo.pe"), "sobra «www.»"),
        (put("goteo.rule", "<script>alert()</script>"), "sobra «<»"),
        (put("goteo.rule", "\u202eolleved"), "sobra «"),
        (put("goteo.rule", "a\x07b"), "una sola línea"),
        (put("_firma", ""), "Falta la firma"),
        (put("_firma", "yo"), "nombre y apellido"),
        (put("_fecha", "2999-01-01"), "ya llegó"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    tree: Path, capsys: pytest.CaptureFixture[str], change: Change, sentence: str
) -> None:
    before = (tree / "qu" / "cajones.json").read_bytes()
    file = sheet(tree)
    rows = signed(file)
    change(rows)
    write(file, rows)
    assert main(["lessons-in", "qu", "cajones", str(file)]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "No se cambió nada." in said
    assert (tree / "qu" / "cajones.json").read_bytes() == before


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("clave;español;traducción\n".encode("cp1252"), "CSV UTF-8"),
        (b"a,b\n1,2\n", "Falta la columna"),
        (b"", "Falta la columna"),
        (None, "No encuentro"),
        ("clave,dónde aparece,español,traducción\n".encode(), "no trae ninguna traducción"),
        (
            "clave,dónde aparece,español,traducción\n".encode() + b'"' + b"a" * 140_000,
            "No entiendo la fila",
        ),
        (
            "clave,dónde aparece,español,traducción\n../../x,,a,b\n".encode(),
            "no conozco la clave «../../x»",
        ),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    tree: Path, capsys: pytest.CaptureFixture[str], body: bytes | None, sentence: str
) -> None:
    file = tree.parent / "otra.csv"
    if body is not None:
        file.write_bytes(body)
    assert main(["lessons-in", "qu", "cajones", str(file), "--borrador"]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "module", "sentence"),
    [
        ("ay", "cajones", "No hay ninguna lengua «ay»"),
        ("../..", "cajones", "No hay ninguna lengua"),
        ("qu", "../../x", "No hay ningún módulo «../../x»"),
        ("qu", "nada", "Los que hay: cajones, ratos-oficio-2."),
    ],
)
def test_what_there_is_not_is_refused(
    tree: Path, capsys: pytest.CaptureFixture[str], lang: str, module: str, sentence: str
) -> None:
    file = tree.parent / "x.csv"
    assert main(["lessons-out", lang, module, str(file)]) == 1
    assert sentence in capsys.readouterr().err
    assert not file.exists()
