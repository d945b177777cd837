"""Read the words by which an author finds a drawing; every drawing has at least two."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from api.content.notes import Notes
from api.content.pictures import Art

TAGS = "etiquetas.json"
LEAST = 2


def read_tags(root: Path, art: Art, notes: Notes) -> Mapping[str, tuple[str, ...]]:
    """Read lessons/art/etiquetas.json; notes drawings without words and words without drawing."""
    file = root / "art" / TAGS
    name = f"{root.name}/art/{TAGS}"
    text = file.read_text("utf-8", errors="replace") if file.exists() else "{}"
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        notes.fault(name, error.lineno, "la tabla de etiquetas no es JSON", _MEND)
        return {}
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        notes.fault(name, 1, "la tabla de etiquetas no es de palabras", _MEND)
        return {}
    tags = {ident: _words(line) for ident, line in found.items()}
    drawn = art.scenes.keys() | art.parts.keys()
    for ident in sorted(drawn | tags.keys()):
        line = text.count("\n", 0, max(text.find(f'"{ident}"'), 0)) + 1
        if ident not in drawn:
            notes.fault(name, line, f"no existe el dibujo «{ident}»", "Quita esa línea")
        elif len(tags.get(ident, ())) < LEAST:
            notes.fault(name, line, f"al dibujo «{ident}» le faltan etiquetas", _MEND)
    return tags


def _words(line: str) -> tuple[str, ...]:
    """Cut at the commas; a word given twice counts once."""
    return tuple(dict.fromkeys(word for part in line.split(",") if (word := part.strip())))


_MEND = 'Escribe, por ejemplo, "c-aji": "ají, picante": al menos dos palabras con comas'
