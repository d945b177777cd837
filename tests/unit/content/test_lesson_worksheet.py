"""The translators' sheet of lessons: out, in, and every sentence it answers with."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.content.translations import digest
from scripts.worksheet import lessons
from scripts.worksheet.__main__ import main
from tests.unit.translators import FACT, SIGNED, Rows, row, rows_of, write

REAL = lessons.LESSONS
MODULES = sorted(file.parent.name for file in REAL.glob("es/*/module.md"))


@pytest.fixture
def tree(folder: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """One small module, a claim and a weekly question in it, and nothing translated."""
    folder.spoil("reviewed:", f"habit: ¿Contaste esta semana?\n{FACT}reviewed:")
    folder.spoil("Ese día llovió.", "Sacar el RUC no cuesta {{fact.ruc}}.")
    monkeypatch.setattr(lessons, "LESSONS", folder.root)
    lessons._read.cache_clear()
    yield folder
    lessons._read.cache_clear()


def quechua(text: str) -> str:
    """Stand in for a translation: it keeps figures, marks and places."""
    return f"{text} ñ"


def sheet(tree: Any) -> Path:
    lessons._read.cache_clear()
    file = tree.root.parent / "hoja.csv"
    assert main(["lessons-out", "qu", "precio", str(file)]) == 0
    return file


def taken(tree: Any) -> Path:
    """Tell where the translation of the module is kept."""
    file: Path = tree.root / "qu" / "precio.json"
    return file


def draft(tree: Any) -> Path:
    """Translate all of it, signed by nobody."""
    file = sheet(tree)
    write(file, signed(file))
    assert main(["lessons-in", "qu", "precio", str(file), "--borrador"]) == 0
    return taken(tree)


def signed(file: Path) -> Rows:
    rows = rows_of(file)
    for one in rows:
        one["traducción"] = SIGNED.get(one["clave"]) or quechua(one["español"])
    return rows


@pytest.mark.long
def test_every_module_goes_out_and_comes_in_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lessons").mkdir()
    for name in ("es", "art", "constants.json"):
        (tmp_path / "lessons" / name).symlink_to(REAL / name)
    monkeypatch.setattr(lessons, "LESSONS", tmp_path / "lessons")
    lessons._read.cache_clear()
    assert MODULES
    for module in MODULES:
        file = tmp_path / f"{module}.csv"
        assert main(["lessons-out", "qu", module, str(file)]) == 0
        rows = rows_of(file)
        for one in rows:
            one["traducción"] = SIGNED.get(one["clave"]) or one["español"]
        write(file, rows)
        assert main(["lessons-in", "qu", module, str(file)]) == 0, module
        told = json.loads((tmp_path / "lessons" / "qu" / f"{module}.json").read_text("utf-8"))
        assert [*told["words"]] == [one["clave"] for one in rows[2:]]
        assert all(one["es"] == one["to"] for one in told["words"].values())
        assert main(["lessons-out", "qu", module, str(file)]) == 0
        assert [one["traducción"] for one in rows_of(file)[2:]] == [
            one["español"] for one in rows[2:]
        ]
    lessons._read.cache_clear()


def test_the_sheet_tells_where_each_text_is_and_what_to_mind(tree: Any) -> None:
    file = sheet(tree)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(file)
    assert list(rows[0]) == ["clave", "dónde aparece", "español", "traducción", "nota"]
    assert [one["clave"] for one in rows[:4]] == [
        *("_firma", "_fecha"),
        *("module.title", "module.outcome"),
    ]
    assert all(one["dónde aparece"] for one in rows[2:])
    why = row(rows, "tanda.3.a.why")
    assert why["dónde aparece"] == "Cuánto costó la tanda, tarjeta 3, por qué esa respuesta"
    assert "Hasta 220 letras" in why["nota"]
    assert "**negrita**" in row(rows, "tanda.10.step2")["nota"]
    assert "*cursiva*" in row(rows, "tanda.1.p1")["nota"]
    assert "cifras" in row(rows, "tanda.3.p1")["nota"]
    assert "{{fact.ruc}}" in row(rows, "tanda.8.p1")["nota"]
    assert not any(one["traducción"] for one in rows)


def test_a_draft_goes_out_and_comes_in_the_same(tree: Any) -> None:
    file = draft(tree)
    before = file.read_bytes()
    assert main(["lessons-in", "qu", "precio", str(sheet(tree)), "--borrador"]) == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_whole_signed_sheet_is_taken_with_name_day_and_digest(tree: Any, delimiter: str) -> None:
    file = sheet(tree)
    write(file, signed(file), delimiter)
    assert main(["lessons-in", "qu", "precio", str(file)]) == 0
    told = json.loads(taken(tree).read_text("utf-8"))
    assert (told["by"], told["on"]) == ("Saturnina Quispe", "2026-11-20")
    words = {key: (one["es"], one["to"]) for key, one in told["words"].items()}
    assert told["digest"] == digest(words)
    # A draft takes the signature away again.
    assert main(["lessons-in", "qu", "precio", str(file), "--borrador"]) == 0
    assert "digest" not in json.loads(taken(tree).read_text("utf-8"))


def test_what_changed_in_spanish_comes_out_empty_with_what_it_was(tree: Any) -> None:
    draft(tree)
    tree.spoil("La mesa de hoy.", "La mesa de ayer.")
    changed = row(rows_of(sheet(tree)), "tanda.2.p1")
    assert changed["español"] == "La mesa de ayer."
    assert changed["traducción"] == ""
    assert "Antes: «La mesa de hoy.» → «La mesa de hoy. ñ»" in changed["nota"]


def test_what_is_gone_from_a_card_is_told_where_something_new_stands(
    tree: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(tree)
    tree.spoil("- queso\n- gas", "Queso y gas.")
    rows = rows_of(sheet(tree))
    new = row(rows, "tanda.1.p2")
    was = "«queso» → «queso ñ»; «gas» → «gas ñ»"
    assert new["nota"].startswith(f"Ya no está en esta tarjeta: {was}. ")
    assert sum("Ya no está" in one["nota"] for one in rows) == 1
    assert "se quitan los que ya no existen en español: 2." in capsys.readouterr().out


Change = Callable[[Rows], object]


def put(key: str, text: str, column: str = "traducción") -> Change:
    return lambda rows: row(rows, key).update({column: text})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (put("tanda.1.title", ""), "Falta traducir «Primero» (tanda.1.title)"),
        (lambda rows: rows.remove(row(rows, "tanda.rule")), "Falta traducir «Primero sé"),
        (put("tanda.1.title", "Luego", "español"), "(tanda.1.title): el español cambió y ahora es"),
        (put("tanda.1.title", "nada", "clave"), "no conozco la clave «nada»"),
        (lambda rows: rows.append(row(rows, "tanda.rule")), "la clave «tanda.rule» está dos veces"),
        (put("tanda.1.title", "a\nb"), "Fila 10 (tanda.1.title): escribe la traducción en una"),
        (put("tanda.3.b", "6 céntimos"), "los números tienen que ser 10, en cifras"),
        (put("tanda.1.p1", "Gastó 18 soles en harina."), "las mismas **marcas**"),
        (put("tanda.rule", "**Qillqani**"), "las mismas **marcas**"),
        (put("tanda.rule", "{{fact.nada}}"), "ninguna marca con llaves"),
        (put("tanda.8.p1", "Sacar el RUC"), "tiene que llevar {{fact.ruc}}"),
        (put("tanda.rule", "a" * 91), "tiene 91 letras y caben 90"),
        (put("tanda.habit", "a" * 81), "tiene 81 letras y caben 80"),
        (put("tanda.4.title", "a" * 61), "el título tiene 61 letras y caben 60"),
        (put("tanda.4.a.why", "a" * 221), "(tanda.4.a.why): la explicación tiene 221 letras"),
        (put("tanda.9.p1", "a" * 261), "el texto de la tarjeta tiene 261 letras y caben 260"),
        (put("tanda.6.a.left", "a" * 41), "la respuesta «a» tiene 41 letras y caben 40"),
        (put("tanda.2.alt", "a" * 141), "(tanda.2.alt): la descripción tiene 141 letras"),
        (put("tanda.4.b", quechua("Harina")), "hay dos respuestas iguales"),
        (put("tanda.rule", '=HYPERLINK("x")'), "no puede empezar con «=»"),
        (put("tanda.rule", "mira www.malo.pe"), "sobra «www.»"),
        (put("tanda.rule", "<script>alert()</script>"), "sobra «<»"),
        (put("tanda.rule", "\u202eolleved"), "sobra «"),
        (put("tanda.rule", "a\x07b"), "una sola línea"),
        (put("_firma", ""), "Falta la firma"),
        (put("_firma", "yo"), "nombre y apellido"),
        (put("_fecha", "2999-01-01"), "ya llegó"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    tree: Any, capsys: pytest.CaptureFixture[str], change: Change, sentence: str
) -> None:
    before = draft(tree).read_bytes()
    file = sheet(tree)
    rows = signed(file)
    change(rows)
    write(file, rows)
    assert main(["lessons-in", "qu", "precio", str(file)]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "No se cambió nada." in said
    assert taken(tree).read_bytes() == before


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
    tree: Any, capsys: pytest.CaptureFixture[str], body: bytes | None, sentence: str
) -> None:
    file = tree.root.parent / "otra.csv"
    if body is not None:
        file.write_bytes(body)
    assert main(["lessons-in", "qu", "precio", str(file), "--borrador"]) == 1
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lang", "module", "sentence"),
    [
        ("ay", "precio", "No hay ninguna lengua «ay»"),
        ("../..", "precio", "No hay ninguna lengua"),
        ("qu", "../../x", "No hay ningún módulo «../../x»"),
        ("qu", "nada", "Los que hay: precio."),
    ],
)
def test_what_there_is_not_is_refused(
    tree: Any, capsys: pytest.CaptureFixture[str], lang: str, module: str, sentence: str
) -> None:
    file = tree.root.parent / "x.csv"
    assert main(["lessons-out", lang, module, str(file)]) == 1
    assert sentence in capsys.readouterr().err
    assert not file.exists()
