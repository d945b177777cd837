"""python -m scripts.importing FILE --module precio: bring a lesson from another program.

`make import` runs it. It writes lessons and a report, or says in one sentence why it does not, and
then changes nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from api.content.card_checks import TITLE_CHARS
from api.errors import why
from scripts.build_lessons import ROOT, write_atomically
from scripts.importing.gift import read_gift
from scripts.importing.h5p import read_h5p
from scripts.importing.items import Found
from scripts.importing.report import report
from scripts.importing.rich import tidy, title_of
from scripts.importing.writing import lesson_text, part_title, parts_of
from scripts.new_lesson import (
    Refused,
    checked_title,
    module_folder,
    places,
    today_in_lima,
)

READERS = {".h5p": read_h5p, ".gift": read_gift, ".txt": read_gift}
RIGHT = (
    "Así sale bien: make import FILE=curso.h5p MODULE=precio\n"
    'o, de Moodle: make import FILE=preguntas.gift MODULE=precio TITLE="Mis cuentas" '
    'LICENCE="CC BY 4.0" CREDIT="Ana Pérez"'
)
SOME = 10
LICENCE_CHARS, CREDIT_CHARS = 60, 160


def read(file: Path) -> Found:
    """Read a file by what its name ends in. Raises Refused."""
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise Refused(
            f"No sé leer «{file.name}»: se traen paquetes .h5p y preguntas de Moodle (.gift, .txt)."
            if file.name
            else "Falta decir el archivo."
        )
    found = reader(file)
    if not found.cards:
        rows = "\n".join(f"  {loss.where}: {loss.what}." for loss in found.losses[:SOME])
        raise Refused(f"De {file.name} no se puede traer nada.\n{rows}".rstrip())
    return found


def credited(found: Found, licence: str, credit: str) -> None:
    """Settle under which licence and by whom. Raises Refused."""
    said = title_of(licence, LICENCE_CHARS)
    if said and found.licence and said != found.licence:
        found.lose("Licencia", f"el archivo dice «{found.licence}»", "Mira cuál es la verdadera")
    found.licence = said or found.licence
    found.credit = title_of(credit, CREDIT_CHARS) or title_of(found.credit, CREDIT_CHARS)
    if not found.licence:
        raise Refused(
            "El archivo no dice una licencia que deje cambiarlo. Pregunta a quien lo hizo y dila: "
            'LICENCE="CC BY 4.0".'
        )
    if not found.credit:
        raise Refused('El archivo no dice quién lo hizo. Dilo: CREDIT="Ana Pérez".')


def bring(asked: argparse.Namespace, today: date) -> str:
    """Read, write the lessons and the report; give the report. Raises Refused."""
    lessons: Path = asked.lessons
    module_folder(lessons, asked.module)
    found = read(asked.file)
    credited(found, asked.licence, asked.credit)
    title = checked_title(asked.title or title_of(found.title, TITLE_CHARS))
    parts = parts_of(found.cards)
    room = places(lessons, asked.module, title, asked.id, len(parts))
    texts: dict[Path, str] = {}
    for number, (place, cards) in enumerate(zip(room, parts, strict=True), 1):
        name = part_title(title, number, len(parts))
        texts[place.file] = lesson_text(place, name, cards, found, today)
    names = {
        f"{lessons.name}/{file.relative_to(lessons).as_posix()}": text
        for file, text in texts.items()
    }
    said = report(tidy(asked.file.name), found, names)
    write_all(texts, asked.reports / f"importar-{room[0].id}.txt", said)
    return said


def write_all(texts: dict[Path, str], kept: Path, said: str) -> None:
    """Write lessons and report, or nothing of it."""
    done: list[Path] = []
    try:
        for file, text in [*texts.items(), (kept, said)]:
            write_atomically(file, text.encode())
            done.append(file)
    except OSError:
        for file in done:
            file.unlink(missing_ok=True)
        raise


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Trae lecciones de otros programas.")
    parser.add_argument("file", type=Path, help="un paquete .h5p, o preguntas GIFT de Moodle")
    parser.add_argument("--module", default="", help="la carpeta del módulo, como precio")
    parser.add_argument("--title", default="", help="el título, si no sirve el que trae")
    parser.add_argument("--id", default="", help="otro id que el que sale del título")
    parser.add_argument("--licence", default="", help="la licencia, si el archivo no la dice")
    parser.add_argument("--credit", default="", help="quién lo hizo, si el archivo no lo dice")
    parser.add_argument("--lessons", type=Path, default=ROOT / "lessons")
    parser.add_argument("--reports", type=Path, default=ROOT / "var" / "reports")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 1 when it was refused."""
    try:
        print(bring(options(arguments), today_in_lima()), end="")
    except Refused as refusal:
        print(f"{refusal}\n{RIGHT}\nNo se cambió nada.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"No se pudo leer o escribir {why(error)}. No se cambió nada.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
