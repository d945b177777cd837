"""A small lessons folder with every kind of card, written anew for each test."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from api.content.compiler import Library, compile_library
from api.content.model import Lesson
from api.content.notes import Notes
from api.content.source import SourceReader

TODAY = date(2026, 11, 22)

MODULE = """---
id: precio
title: ¿Cuánto cobro?
outcome: No vendo perdiendo.
order: 4
picture: tanda
needs: [precio]
sources:
  - {name: "Práctica del oficio", checked: 2026-11-22}
reviewed: 2026-11-22
review_by: 2027-11-22
---
"""

LESSON = """---
id: tanda
title: Cuánto costó la tanda
minutes: 5
rule: Primero sé cuánto me cuesta.
picture: tanda
sums: ["1800 / 20 = 90"]
reviewed: 2026-11-22
review_by: 2027-11-22
---

## Primero {#1 .idea rev=1}

![Yuleisy cuenta veinte arepas](tanda)

Gastó **18 soles**
en *harina*.

- queso
- gas

1. suma
2. divide

> Primero sé cuánto me cuesta.

## La mesa {#2 .picture rev=1}

![Una mesa con arepas](mesa)

La mesa de hoy.

## ¿Cuánto queda? {#3 .one rev=2}

La vende a 1 sol.

- [ ] 1 sol {#a}
  Casi. Es lo que **entra**.
- [x] 10 céntimos {#b}
  Eso es.

## ¿Qué se paga? {#4 .many rev=1}

Marca lo que cuesta.

- [x] Harina {#a}
  Sí.
- [x] Gas {#b}
  Sí.
- [ ] Aire {#c}
  No.

## Ordena {#5 .order rev=1}

¿Qué va primero?

1. Sumo {#a}
2. Cuento {#b}
3. Divido {#c}

Bien: Eso es.
Casi: Mira otra vez.

## Une {#6 .match rev=1}

Une cada cosa.

- Harina => Costo {#a}
- Venta => Entra {#b}

Bien: Eso es.

Casi: Casi.

## Calcula {#7 .number rev=1 answer=90 unit=centimos near=5}

¿Cuánto costó?

Bien: Eso es.

Casi: Divide.

## Cuenta Yuleisy {#8 .story rev=1 who=y1 name="Doña Yuleisy"}

Ese día llovió.

— Vendí poco.

## Piensa {#9 .think rev=1}

¿Qué te costó más?

## Hazlo hoy {#10 .do rev=1 when=now,closing where=stall}

Con una sola cosa.

- [ ] Elige una
- [ ] Suma **todo**

Riesgo: Hazlo con calma.
"""

EDITION = {
    "title": "Demostración",
    "tz": "America/Lima",
    "locales": ["es"],
    "modules": ["precio"],
    "drafts": False,
    "by": "Nadie",
    "channels": [{"slug": "radio", "title": "Radio"}],
    "consents": [
        {"purpose": "data.sync", "text_version": 1, "title": "¿Copia?", "paragraphs": ["Nada."]}
    ],
}

ART = {
    "parts/cara.svg": '<svg viewBox="0 0 80 80"><path class="P" d="M0 0h9"/></svg>',
    "parts/sobra.svg": '<svg viewBox="0 0 8 8"><path class="P" d="M0 0h1"/></svg>',
    "parts/y1.svg": '<svg viewBox="0 0 80 80"><g class="p3 h2"><use href="#cara"/></g></svg>',
    "parts/t-zig.svg": '<svg viewBox="0 0 8 8"><pattern id="t-zig" width="8" height="8" '
    'patternUnits="userSpaceOnUse"><path class="V z" d="M0 0h8"/></pattern></svg>',
    "scenes/tanda.svg": '<svg viewBox="0 0 320 180">\n <path class="A z" d="M0 0h320v180H0z"/>'
    '\n <use href="#y1" x="4"/></svg>',
    "scenes/mesa.svg": '<svg viewBox="0 0 320 180"><rect fill="url(#t-zig)" width="9"/></svg>',
    "scenes/sin-uso.svg": '<svg viewBox="0 0 320 180"><circle r="4"/></svg>',
}


class Folder:
    """A lessons folder that a test may spoil."""

    today = TODAY
    lesson_text = LESSON
    art = ART

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lesson = root / "es" / "precio" / "01-tanda.md"
        self.module = root / "es" / "precio" / "module.md"
        for name, text in ART.items():
            self.write(f"art/{name}", text)
        tags = {Path(name).stem: "prueba, dibujo" for name in ART}
        self.write("art/etiquetas.json", json.dumps(tags))
        self.write("editions/demo.json", json.dumps(EDITION))
        self.write("constants.json", '{"constants": []}')
        self.module.parent.mkdir(parents=True)
        self.module.write_text(MODULE, encoding="utf-8")
        self.lesson.write_text(LESSON, encoding="utf-8")
        self.relock()

    def write(self, name: str, text: str) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def spoil(self, old: str, new: str, file: Path | None = None) -> None:
        file = file or self.lesson
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def compile(self, today: date = TODAY, *, adding_ids: bool = False) -> Library:
        return compile_library(self.root, today, adding_ids=adding_ids)

    def lessons(self) -> tuple[Lesson, ...]:
        (module,) = SourceReader(self.root, Notes(), TODAY).read().modules
        return module.lessons

    def relock(self) -> None:
        library = self.compile(adding_ids=True)
        assert not library.notes.broken, library.notes.in_order()
        self.write("ids.lock", library.lock_text)

    def said(self, *, today: date = TODAY) -> list[str]:
        return [str(note) for note in self.compile(today).notes.in_order()]

    def records(self) -> dict[str, dict]:
        return {bundle.id: json.loads(bundle.body) for bundle in self.compile().bundles}


@pytest.fixture(scope="session")
def folder_type() -> type[Folder]:
    return Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "lessons")


@pytest.fixture
def line_of() -> Callable[[Folder, str], int]:
    def find(folder: Folder, needle: str) -> int:
        lines = folder.lesson.read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if needle in line)

    return find
