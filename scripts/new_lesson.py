"""Begin a lesson: python -m scripts.new_lesson --module precio --title "Cuánto costó la tanda".

`make lesson` runs it. What only the author can say stands there as PENDIENTE; nothing is written
when something about the module, the title or the id is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Template
from zoneinfo import ZoneInfo

from api.content.card_checks import TITLE_CHARS
from api.content.lock import LOCK
from api.content.pending import PENDING as PENDING
from api.content.schema import SLUG
from api.errors import why
from scripts.build_lessons import ROOT, write_atomically

LOCALE = "es"
ID_CHARS = 40  # file names that can be read, and said on the phone
MOST_LESSONS = 99  # their numbers have two digits
TEMPLATE = Path(__file__).with_name("new_lesson.md")
RIGHT = 'Así sale bien: make lesson MODULE=precio TITLE="Cuánto costó la tanda"'
ID_LINE = re.compile(r"^id:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
LOCK_LINE = re.compile(r"^(?:- )?lesson ([a-z0-9-]+)", re.MULTILINE)


class Refused(Exception):
    """What was asked cannot be done; its text tells why and what would be right."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a new lesson goes, and its id for ever."""

    file: Path
    id: str


def slug_of(title: str) -> str:
    """Make an id of a title: small letters without accents, whole words; '' when none is left."""
    bare = unicodedata.normalize("NFKD", title.lower())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))
    while words and words[0][0].isdigit():
        words.pop(0)
    slug = "-".join(words)
    return slug if len(slug) <= ID_CHARS else slug[: ID_CHARS + 1].rpartition("-")[0] or slug[:40]


def modules_of(lessons: Path) -> list[str]:
    """List the modules there are."""
    return sorted(file.parent.name for file in (lessons / LOCALE).glob("*/module.md"))


def taken_ids(lessons: Path) -> dict[str, str]:
    """Tell every lesson id ever given, and where: also of lessons that were taken away."""
    lock = lessons / LOCK
    text = lock.read_text("utf-8-sig", errors="replace") if lock.is_file() else ""
    taken = dict.fromkeys(LOCK_LINE.findall(text), f"{lessons.name}/{LOCK}")
    for file in sorted(lessons.glob("*/*/[0-9]*.md")):
        found = ID_LINE.search(file.read_text("utf-8-sig", errors="replace"))
        if found:
            taken[found[1]] = f"{lessons.name}/{file.relative_to(lessons).as_posix()}"
    return taken


def module_folder(lessons: Path, module: str) -> Path:
    """Find the folder of a module. Raises Refused."""
    known = modules_of(lessons)
    if module not in known:
        said = f"No hay ningún módulo «{module}»." if module else "Falta decir el módulo."
        raise Refused(f"{said} Los que hay: {', '.join(known) or 'ninguno'}.")
    return lessons / LOCALE / module


def checked_title(title: str) -> str:
    """Give the title on one line. Raises Refused."""
    line = " ".join(title.split())
    if not line:
        raise Refused("Falta el título de la lección.")
    if len(line) > TITLE_CHARS:
        raise Refused(f"El título tiene {len(line)} letras y caben {TITLE_CHARS}. Acórtalo.")
    if not line.isprintable() or set(line) & set("*{}`"):
        raise Refused("El título lleva marcas o llaves. Deja solo texto.")
    return line


def places(lessons: Path, module: str, title: str, ident: str = "", many: int = 1) -> list[Place]:
    """Find room for new lessons in a module: next numbers, ids nobody ever had. Raises Refused."""
    folder = module_folder(lessons, module)
    first = ident or slug_of(title)
    if not SLUG.fullmatch(first):
        raise Refused(
            f"«{first or title}» no sirve de id: lleva minúsculas sin tilde, números y guiones. "
            "Di otro con ID=mi-leccion."
        )
    taken = taken_ids(lessons)
    names = [first, *(f"{first}-{number}" for number in range(2, many + 1))]
    for name in names:
        if name in taken:
            raise Refused(
                f"Ya hay una lección con el id «{name}» ({taken[name]}), y un id no se repite "
                "nunca. Cambia el título, o di otro id con ID=mi-leccion."
            )
    numbers = [int(file.name[:2]) for file in folder.glob("[0-9][0-9]-*.md")]
    after = max(numbers, default=0)
    if after + many > MOST_LESSONS:
        raise Refused(f"En «{module}» ya no caben más lecciones: llegan hasta {MOST_LESSONS}.")
    return [
        Place(folder / f"{after + step:02}-{name}.md", name) for step, name in enumerate(names, 1)
    ]


def today_in_lima() -> date:
    """Give the day that the dates of a lesson go by."""
    return datetime.now(ZoneInfo("America/Lima")).date()


def in_a_year(day: date) -> date:
    """Give the day by which a lesson is looked at again."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)


def lesson_text(place: Place, title: str, today: date) -> str:
    """Write the first draft: a card of each common kind."""
    return Template(TEMPLATE.read_text("utf-8")).substitute(
        id=place.id,
        title=json.dumps(title, ensure_ascii=False),
        today=today.isoformat(),
        until=in_a_year(today).isoformat(),
    )


def begin(lessons: Path, module: str, title: str, ident: str, today: date) -> Place:
    """Write a new lesson. Raises Refused; then nothing is written."""
    module_folder(lessons, module)
    title = checked_title(title)
    [place] = places(lessons, module, title, ident)
    write_atomically(place.file, lesson_text(place, title, today).encode())
    return place


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 1 when it was refused."""
    parser = argparse.ArgumentParser(description="Empieza una lección nueva.")
    parser.add_argument("--module", default="", help="la carpeta del módulo, como precio")
    parser.add_argument("--title", default="", help="el título, hasta 60 letras")
    parser.add_argument("--id", default="", help="otro id que el que sale del título")
    parser.add_argument("--lessons", type=Path, default=ROOT / "lessons")
    asked = parser.parse_args(arguments)
    try:
        place = begin(asked.lessons, asked.module, asked.title, asked.id, today_in_lima())
    except Refused as refusal:
        print(f"{refusal}\n{RIGHT}\nNo se cambió nada.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"No se pudo leer o escribir {why(error)}. No se cambió nada.", file=sys.stderr)
        return 1
    name = f"{asked.lessons.name}/{place.file.relative_to(asked.lessons).as_posix()}"
    print(f"{name}: lección nueva, con id «{place.id}».")
    print(f"Cambia todo lo que dice {PENDING}. Para verla mientras escribes: make preview")
    return 0


if __name__ == "__main__":
    sys.exit(main())
