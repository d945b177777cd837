"""A package that is broken, or made to do harm: one sentence, and nothing changes."""

from __future__ import annotations

import io
import json
import os
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.importing import package
from tests.unit.importing.conftest import Bring, about, content, files_of, multi_choice, pack

HEAD = about("H5P.MultiChoice")
BODY = multi_choice("¿Qué miras?", [("El costo", True, "Sí."), ("La suerte", False, "No.")])
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;">]><p>&b;&b;</p>'
    "<![foo[ ]]><!-- sin fin <p>oculto</p>"
)
Make = Callable[[Path], object]


def zipped(name: str, body: bytes = b"x", mode: int = 0, flag: int = 0) -> bytes:
    """A package with one more entry, its name and bits as said."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("h5p.json", json.dumps(HEAD))
        archive.writestr("content/content.json", json.dumps(BODY))
        entry = zipfile.ZipInfo("content/images/un-nombre-largo.png")
        entry.external_attr = mode << 16
        entry.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(entry, body)
    raw = out.getvalue()
    if flag:
        at = raw.rindex(b"PK\x01\x02") + 8
        raw = raw[:at] + bytes([flag]) + raw[at + 1 :]
    wanted = name.encode().ljust(34, b"a")[:34]
    return raw.replace(b"content/images/un-nombre-largo.png", wanted) if name else raw


def twice(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("h5p.json", json.dumps(HEAD))
        archive.writestr("content/content.json", json.dumps(BODY))
        archive.writestr("content/content.json", json.dumps(BODY))


def many(file: Path) -> None:
    pack(file, HEAD, BODY, {f"content/{n}.txt": b"" for n in range(package.ENTRIES)})


def odd_method(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("h5p.json", json.dumps(HEAD))


def cut_short(file: Path) -> None:
    pack(file, HEAD, BODY)
    file.write_bytes(file.read_bytes()[:-30])


def wrong_sum(file: Path) -> None:
    raw = pack(file, HEAD, BODY).read_bytes()
    at = raw.index(b"h5p.json") + 20
    file.write_bytes(raw[:at] + bytes(byte ^ 0xFF for byte in raw[at : at + 4]) + raw[at + 4 :])


def sparse(file: Path) -> None:
    pack(file, HEAD, BODY)
    os.truncate(file, package.PACKAGE_BYTES + 1)


def deep(file: Path) -> None:
    pack(file, HEAD, '{"a":' * 5_000 + "1" + "}" * 5_000)


def raw(body: bytes) -> Make:
    return lambda file: file.write_bytes(body)


def packed(head: object, body: object, more: dict[str, bytes] | None = None) -> Make:
    return lambda file: pack(file, head, body, more)


LINK = stat.S_IFLNK | 0o777
BOMB = {"content/images/a.png": bytes(2_000_000)}
TABLE: dict[str, tuple[Make, str]] = {
    "no zip": (raw(b"no soy un zip"), "no es un paquete H5P"),
    "empty": (raw(b""), "no es un paquete H5P"),
    "cut short": (cut_short, "no es un paquete H5P"),
    "damaged": (wrong_sum, "no es un paquete H5P"),
    "too large": (sparse, "se traen hasta 20 MB"),
    "too many files": (many, "archivos y se abren hasta"),
    "bomb": (packed(HEAD, BODY, BOMB), "se infla demasiado"),
    "bomb of content": (packed(HEAD, b" " * 3_000_000), "se infla demasiado"),
    "climbs": (raw(zipped("../../../../tmp/a/")), "fuera de su carpeta"),
    "climbs inside": (raw(zipped("content/../../../x/")), "fuera de su carpeta"),
    "absolute": (raw(zipped("/etc/cron.d/")), "fuera de su carpeta"),
    "drive": (raw(zipped("C:/Windows/")), "fuera de su carpeta"),
    "backslash": (raw(zipped("content\\..\\..\\x")), "fuera de su carpeta"),
    "nul": (raw(zipped("content/a.png\0")), "fuera de su carpeta"),
    "link": (raw(zipped("", b"/etc/passwd", LINK)), "un enlace en vez de un archivo"),
    "encrypted": (raw(zipped("", flag=1)), "cifrado"),
    "odd method": (odd_method, "cifrado o comprimido de un modo raro"),
    "package inside": (packed(HEAD, BODY, {"content/otro.h5p": b"PK"}), "otro paquete adentro"),
    "zip inside": (packed(HEAD, BODY, {"a/B.ZIP": b"PK"}), "otro paquete adentro"),
    "same name twice": (twice, "dos archivos con el mismo nombre"),
    "no h5p.json": (packed(None, BODY), "le falta h5p.json"),
    "no content": (packed(HEAD, None), "le falta content/content.json"),
    "no JSON": (packed(HEAD, "{pregunta: sí}"), "no es JSON"),
    "no number": (packed(HEAD, '{"a": NaN}'), "no es JSON"),
    "endless number": (packed(HEAD, '{"a": ' + "9" * 9_000 + "}"), "no es JSON"),
    "a list": (packed(HEAD, []), "no tiene la forma de H5P"),
    "a list of itself": (packed([], BODY), "no tiene la forma de H5P"),
    "deep": (deep, "demasiadas cajas"),
    "string without end": (packed(HEAD, '{"' + '\\"' * 400_000), "no es JSON"),
    "latin-1": (packed(HEAD, '{"question": "¿Qué?"}'.encode("latin-1")), "no está en UTF-8"),
    "utf-16": (packed(HEAD, '{"question": "x"}'.encode("utf-16")), "no está en UTF-8"),
    "unknown library": (packed(about("H5P.InteractiveVideo"), BODY), "no sabe traer «H5P.Inter"),
    "no library": (packed({"title": "x"}, BODY), "no sabe traer «»"),
    "library is a box": (packed({**HEAD, "mainLibrary": {}}, BODY), "no sabe traer «»"),
    "nothing inside": (packed(HEAD, {}), "no se puede traer nada"),
    "all of wrong kinds": (
        packed(HEAD, {"question": 7, "answers": [None, 3, {"text": [], "correct": "sí"}]}),
        "no se puede traer nada",
    ),
    "endless text": (packed(HEAD, {**BODY, "question": "<b>" * 9_000}), "20000 letras"),
    "endless list": (packed(HEAD, {"answers": [{}] * 100_000}), "más de 500 partes"),
    "too many cards": (
        packed(about("H5P.QuestionSet"), {"questions": [content("H5P.MultiChoice", BODY)] * 201}),
        "más de 200 tarjetas",
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_it_is_refused_with_a_sentence_and_changes_nothing(
    lessons: Path, bring: Bring, tmp_path: Path, capsys, case: str
) -> None:
    make, words = TABLE[case]
    file = tmp_path / "malo.h5p"
    make(file)
    before = files_of(lessons)
    assert bring(file) == 1
    said = capsys.readouterr().err
    assert words in said and said.endswith("No se cambió nada.\n") and "Traceback" not in said
    assert files_of(lessons) == before and not (tmp_path / "reports").exists()
    assert {one.name for one in tmp_path.iterdir()} == {"lessons", "malo.h5p"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("curso.zip", "No sé leer"),
        ("nada.h5p", "No encuentro"),
        ("carpeta.h5p", "no es un archivo"),
    ],
)
def test_what_is_no_file_of_ours_is_told(
    bring: Bring, tmp_path: Path, capsys, name: str, words: str
) -> None:
    (tmp_path / "carpeta.h5p").mkdir()
    (tmp_path / "curso.zip").write_bytes(b"PK")
    assert bring(tmp_path / name) == 1
    assert words in capsys.readouterr().err


def test_entities_that_multiply_are_words_and_no_more(
    tmp_path: Path, bring: Bring, lessons
) -> None:
    file = pack(tmp_path / "curso.h5p", about("H5P.MultiChoice"), {**BODY, "question": LAUGHS})
    assert bring(file) == 0
    [made] = (lessons / "es" / "precio").glob("*-cuentas-claras.md")
    assert "ENTITY" not in made.read_text("utf-8") and "jaja" not in made.read_text("utf-8")


def test_a_disk_that_fills_takes_all_of_it_back(
    tmp_path: Path, bring: Bring, lessons: Path, monkeypatch, capsys
) -> None:
    from scripts.importing import __main__ as importing

    write = importing.write_atomically

    def full(file: Path, body: bytes) -> None:
        if file.suffix == ".txt":
            raise OSError(28, "No space left on device", str(file))
        write(file, body)

    monkeypatch.setattr(importing, "write_atomically", full)
    before = files_of(lessons)
    assert bring(pack(tmp_path / "curso.h5p", HEAD, BODY)) == 1
    assert "el disco está lleno" in capsys.readouterr().err
    assert files_of(lessons) == before
