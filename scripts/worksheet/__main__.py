"""Sheets for translators: of the app's phrases, and of the lessons of a module.

python -m scripts.worksheet out LANG FILE.csv | in LANG FILE.csv [--borrador]
python -m scripts.worksheet lessons-out LANG MODULE FILE.csv
python -m scripts.worksheet lessons-in LANG MODULE FILE.csv [--borrador]

`out` writes a sheet for a spreadsheet; `in` checks it, says in Spanish what is wrong, and writes
nothing unless all is right. A sheet is signed by who speaks the language (docs/guia-traducir.md).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from scripts.build_lessons import write_atomically
from scripts.worksheet import lessons
from scripts.worksheet.checks import HOLE, sheet_faults, sign
from scripts.worksheet.phrases import PLACES, WORDS, Phrase, Refused, places, spanish
from scripts.worksheet.table import ABOUT, read_sheet, write_sheet

LOCALES = WORDS / "locales"
# Everybody on the team reads these (pwa/locales.config.ts).
UNSIGNED = {"en"}
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
    rows = [(key, "", text, "", "") for key, text in ABOUT.items() if lang not in UNSIGNED]
    for key, one in phrases.items():
        place = where[key] or PLACES.get(one.part, one.part.removeprefix("es-"))
        rows.append((key, place, one.text, words.get(key, ""), hint(key, one.text, phrases)))
    write_sheet(to, rows)
    missing = len(phrases.keys() - words.keys())
    return f"{to.name}: {len(phrases)} frases, {missing} sin traducir."


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


def options(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.worksheet",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    orders = parser.add_subparsers(dest="order", required=True, metavar="ORDER")
    for name in ("out", "in", "lessons-out", "lessons-in"):
        order = orders.add_parser(name)
        order.add_argument("lang", metavar="LANG")
        if name.startswith("lessons"):
            order.add_argument("module", metavar="MODULE")
        order.add_argument("file", metavar="FILE.csv", type=Path)
        if name.endswith("in"):
            about = "unfinished, unsigned: a draft"
            order.add_argument("--borrador", action="store_true", help=about)
    return parser.parse_args(argv)


def run(asked: argparse.Namespace) -> str:
    """Do what was asked and tell it. Raises Refused."""
    if asked.order == "out":
        return out(asked.lang, asked.file)
    if asked.order == "in":
        return bring_in(asked.lang, asked.file, asked.borrador)
    locale_file(asked.lang)  # lessons speak no language that the app does not
    if asked.order == "lessons-out":
        return lessons.out(asked.lang, asked.module, asked.file)
    return lessons.bring_in(asked.lang, asked.module, asked.file, asked.borrador)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one order; 1 when it was refused."""
    try:
        said = run(options(argv))
    except Refused as why:
        print(f"{why}\nNo se cambió nada.", file=sys.stderr)
        return 1
    print(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
