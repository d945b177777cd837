"""python -m scripts.worksheet out LANG FILE.csv | in LANG FILE.csv [--borrador].

`out` writes a sheet for a spreadsheet; `in` checks it, says in Spanish what is wrong, and writes
nothing unless all is right. A sheet is signed by who speaks the language (docs/guia-traducir.md).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from scripts.build_lessons import write_atomically
from scripts.worksheet.checks import BY, HOLE, ON, Row, sheet_faults, sign
from scripts.worksheet.phrases import PLACES, WORDS, Phrase, Refused, places, spanish

LOCALES = WORDS / "locales"
# Everybody on the team reads these (pwa/locales.config.ts).
UNSIGNED = {"en"}
COLUMNS = ("clave", "dónde aparece", "español", "traducción", "nota")
ABOUT = {
    BY: "Nombre y apellido de quien habla esta lengua y responde por esta traducción",
    ON: "Fecha en que firma (AAAA-MM-DD)",
}
Locale: TypeAlias = dict[str, Any]


def locale_file(lang: str) -> Path:
    """Find the file of a language. Raises Refused."""
    file = LOCALES / f"{lang}.json"
    if not file.is_file():
        known = ", ".join(sorted(one.stem for one in LOCALES.glob("*.json")))
        raise Refused(f"No hay ninguna lengua «{lang}». Las que hay: {known}.")
    return file


def hint(key: str, text: str, keys: Mapping[str, Phrase]) -> str:
    """Tell a translator what to mind in a phrase."""
    notes = []
    if holes := HOLE.findall(text):
        notes.append(f"Deja {' y '.join(holes)} tal cual: ahí va un número o un nombre.")
    if key.endswith("1") and key[:-1] in keys:
        notes.append("Se dice cuando es uno solo.")
    return " ".join(notes)


def out(lang: str, to: Path) -> str:
    """Write the sheet of a language; what is translated already stands in it. Raises Refused."""
    phrases = spanish()
    words = json.loads(locale_file(lang).read_text("utf-8"))["words"]
    where = places(phrases)
    sheet = io.StringIO(newline="")
    lines = csv.writer(sheet)
    lines.writerow(COLUMNS)
    if lang not in UNSIGNED:
        lines.writerows((key, "", text, "", "") for key, text in ABOUT.items())
    for key, one in phrases.items():
        place = where[key] or PLACES.get(one.part, one.part.removeprefix("es-"))
        lines.writerow((key, place, one.text, words.get(key, ""), hint(key, one.text, phrases)))
    # Excel takes a file without this mark for an old encoding and breaks ñ and tildes.
    write_atomically(to.resolve(), sheet.getvalue().encode("utf-8-sig"))
    missing = len(phrases.keys() - words.keys())
    return f"{to.name}: {len(phrases)} frases, {missing} sin traducir."


def read_sheet(file: Path) -> list[tuple[int, Row]]:
    """Read a sheet as a spreadsheet saved it: (line, cells by column). Raises Refused."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Refused(f"No encuentro el archivo {file}.") from None
    except UnicodeDecodeError:
        raise Refused(
            "El archivo no está en UTF-8 y se dañarían la ñ y las tildes. "
            "En Excel elige «Guardar como» y «CSV UTF-8»."
        ) from None
    separator = max(",;\t", key=text.partition("\n")[0].count)
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    if lacking := [name for name in COLUMNS[:4] if name not in (lines.fieldnames or ())]:
        raise Refused(f"Falta la columna «{lacking[0]}». No cambies la primera fila.")
    return [
        (lines.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS}) for row in lines
    ]


def bring_in(lang: str, file: Path, draft: bool) -> str:
    """Take a sheet in, whole and signed, or as a draft. Raises Refused; then nothing changes."""
    to, phrases = locale_file(lang), spanish()
    rows = [(line, row) for line, row in read_sheet(file) if any(row.values())]
    given = {row["clave"]: row["traducción"] for _, row in rows}
    told = [(line, row) for line, row in rows if row["clave"] not in ABOUT]
    if faults := sheet_faults(told, phrases, whole=not draft):
        raise Refused("\n".join(faults))
    words = {key: given[key] for key in phrases if given.get(key)}
    old: Locale = json.loads(to.read_text("utf-8"))
    new: Locale = {"lang": old["lang"], "name": old["name"]}
    if not draft and lang not in UNSIGNED:
        new["signature"] = sign(given, words)
    new["words"] = words
    write_atomically(to, (json.dumps(new, ensure_ascii=False, indent=2) + "\n").encode())
    what = "borrador" if draft else "completo"
    return f"{to.name}: {len(words)} de {len(phrases)} frases, {what}."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one order; 1 when it was refused."""
    parser = argparse.ArgumentParser(prog="python -m scripts.worksheet", description=__doc__)
    parser.add_argument("order", choices=("out", "in"))
    parser.add_argument("lang", metavar="LANG")
    parser.add_argument("file", metavar="FILE.csv", type=Path)
    parser.add_argument("--borrador", action="store_true", help="unfinished, unsigned: a draft")
    asked = parser.parse_args(argv)
    try:
        said = (
            out(asked.lang, asked.file)
            if asked.order == "out"
            else bring_in(asked.lang, asked.file, asked.borrador)
        )
    except Refused as why:
        print(f"{why}\nNo se cambió nada.", file=sys.stderr)
        return 1
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
