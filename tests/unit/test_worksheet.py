"""The translators' sheet: out, in, and every sentence it answers with."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import release
from scripts.worksheet import __main__ as worksheet
from scripts.worksheet.checks import sign
from scripts.worksheet.phrases import Refused, read_part, spanish
from tests.unit.translators import SIGNED, Rows, row, rows_of, write


@pytest.fixture
def locales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "locales"
    shutil.copytree(worksheet.LOCALES, folder)
    monkeypatch.setattr(worksheet, "LOCALES", folder)
    return folder


def sheet(folder: Path, lang: str = "qu") -> Path:
    file = folder / "hoja.csv"
    assert worksheet.main(["out", lang, str(file)]) == 0
    return file


def translated(file: Path) -> Rows:
    """A whole signed sheet; the stand-in for a translation keeps the placeholders."""
    rows = rows_of(file)
    for one in rows:
        one["traducción"] = SIGNED.get(one["clave"]) or f"{one['español']} ñ"
    return rows


def test_reads_the_phrases_that_english_translates() -> None:
    english = json.loads((worksheet.LOCALES / "en.json").read_text("utf-8"))
    assert set(spanish()) == set(english["words"])
    assert spanish()["go"].text == "Seguir"


def test_a_file_that_it_cannot_read_whole_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "es-otra.ts"
    file.write_text("export const es = {\n  one: 'uno',\n  two: `dos`,\n};\n")
    with pytest.raises(Refused):
        read_part(file)


def test_the_sheet_opens_in_excel_and_tells_where_each_phrase_is(locales: Path) -> None:
    file = sheet(locales.parent)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = rows_of(file)
    assert [one["clave"] for one in rows[:3]] == ["_firma", "_fecha", "motto"]
    assert list(rows[0]) == ["clave", "dónde aparece", "español", "traducción", "nota"]
    assert all(one["dónde aparece"] for one in rows[2:])
    assert row(rows, "go")["traducción"] == "Qatiy"
    assert "{0}" in row(rows, "unsent")["nota"]
    assert "uno solo" in row(rows, "bands1")["nota"]
    # Who speaks it signs anew each time.
    assert not row(rows, "_firma")["traducción"]


@pytest.mark.parametrize("lang", ["en", "qu"])
def test_what_goes_out_comes_in_the_same(locales: Path, lang: str) -> None:
    before = json.loads((locales / f"{lang}.json").read_text("utf-8"))
    file = sheet(locales.parent, lang)
    words = ["in", lang, str(file), *(["--borrador"] if lang == "qu" else [])]
    assert worksheet.main(words) == 0
    assert json.loads((locales / f"{lang}.json").read_text("utf-8")) == before


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_whole_signed_sheet_is_taken_with_name_and_day(locales: Path, delimiter: str) -> None:
    file = sheet(locales.parent)
    write(file, translated(file), delimiter)
    assert worksheet.main(["in", "qu", str(file)]) == 0
    taken = json.loads((locales / "qu.json").read_text("utf-8"))
    assert taken["signature"]["by"] == "Saturnina Quispe"
    assert taken["signature"]["on"] == "2026-11-20"
    assert taken["words"]["go"] == "Seguir ñ"
    # A draft takes the signature away again.
    assert worksheet.main(["in", "qu", str(file), "--borrador"]) == 0
    assert "signature" not in json.loads((locales / "qu.json").read_text("utf-8"))


def test_the_signature_is_of_these_words_as_the_build_counts_them() -> None:
    # The same words and the same number stand in pwa/tests/ui/languages.test.ts.
    words = {"go": "Qatiy «{0}» ñan", "back": 'Kutiy "\\"', "bands1": "1 chumpi"}
    signature = sign(SIGNED, words)
    assert signature["of"] == "db6d4c8311acddaedf229394c3bc3906d0dd19a0f7c8804137bda4e49d5ff8d2"


Change = Callable[[Rows], object]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            lambda rows: row(rows, "unsent").update({"traducción": "manaraq"}),
            "tiene que llevar {0}",
        ),
        (lambda rows: row(rows, "go").update({"traducción": "{0} ya"}), "ninguna marca"),
        (lambda rows: row(rows, "go").update({"traducción": ""}), "Falta traducir «Seguir» (go)"),
        (lambda rows: rows.remove(row(rows, "go")), "Falta traducir «Seguir» (go)"),
        (lambda rows: row(rows, "go").update({"español": "Sigue"}), "ahora es «Seguir»"),
        (lambda rows: row(rows, "go").update({"clave": "gone"}), "no conozco la clave «gone»"),
        (lambda rows: rows.append(row(rows, "go")), "está dos veces"),
        (lambda rows: row(rows, "go").update({"traducción": "a\nb"}), "una sola línea"),
        (lambda rows: row(rows, "_firma").update({"traducción": ""}), "Falta la firma"),
        (lambda rows: row(rows, "_firma").update({"traducción": "yo"}), "nombre y apellido"),
        (lambda rows: row(rows, "_fecha").update({"traducción": "ayer"}), "Falta la fecha"),
        (lambda rows: row(rows, "_fecha").update({"traducción": "2999-01-01"}), "ya llegó"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    locales: Path, capsys: pytest.CaptureFixture[str], change: Change, sentence: str
) -> None:
    before = (locales / "qu.json").read_bytes()
    file = sheet(locales.parent)
    rows = translated(file)
    change(rows)
    write(file, rows)
    assert worksheet.main(["in", "qu", str(file)]) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert "No se cambió nada." in said
    assert (locales / "qu.json").read_bytes() == before


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("clave;español;traducción\n".encode("cp1252"), "CSV UTF-8"),
        (b"a,b\n1,2\n", "Falta la columna"),
        (None, "No encuentro"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_words(
    locales: Path, capsys: pytest.CaptureFixture[str], body: bytes | None, sentence: str
) -> None:
    file = locales.parent / "otra.csv"
    if body:
        file.write_bytes(body)
    assert worksheet.main(["in", "qu", str(file)]) == 1
    assert sentence in capsys.readouterr().err


def test_a_language_that_nobody_began_is_refused(
    locales: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert worksheet.main(["out", "ay", str(locales.parent / "ay.csv")]) == 1
    assert "en, qu" in capsys.readouterr().err


def test_quechua_in_this_tree_is_signed_by_somebody_or_a_draft() -> None:
    qu = json.loads((worksheet.LOCALES / "qu.json").read_text("utf-8"))
    if signature := qu.get("signature"):
        given = {"_firma": signature["by"], "_fecha": signature["on"]}
        assert sign(given, qu["words"]) == signature
    assert len(qu["words"]) >= 60


def test_an_app_with_drafts_is_not_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAFT_LOCALES", "1")
    with pytest.raises(SystemExit, match="borradores"):
        release.main()
