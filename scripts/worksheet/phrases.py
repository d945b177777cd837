"""The Spanish phrases of the app, and where she meets them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "pwa" / "src"
WORDS = SRC / "i18n"
# The team's page stays in Spanish.
NOT_LEARNERS = "es-equipo"
# A file of words or of a screen, and what a translator would call that place.
PLACES = {
    "es": "primera pantalla y lección",
    "es-more": "ruta, preguntas y final",
    "es-language": "aviso de idioma",
    "es-yo": "Yo",
    "es-help": "ayuda e invitaciones",
    "es-whose": "Yo: clave, teléfonos y llave",
    "es-allow": "Yo: permisos y contacto",
    "home": "primera pantalla",
    "route": "Tu ruta",
    "module": "módulo",
    "lesson": "lección",
    "ending": "final de la lección",
    "consent": "pregunta antes de enviar",
    "words": "ayuda y privacidad",
    "join": "llegada a un grupo",
    "tabs": "barra de abajo",
    "yo": "Yo",
    "who": "¿Quién eres?",
    "unlock": "abrir con clave",
    "key": "Mi clave",
    "phones": "Mis teléfonos",
    "contact": "Cómo encontrarte",
    "permits": "Lo que permites",
    "shares": "Quién ve qué",
    "today": "Borrar lo de hoy",
    "wipe": "Borrar todo lo mío",
    "outside": "otra app",
    "number": "pregunta de números",
    "choice": "pregunta de elegir",
    "match": "pregunta de parejas",
    "order": "pregunta de ordenar",
    "think": "reflexión",
    "do": "compromiso",
}
ENTRY = re.compile(
    r"^  (?:'([^']+)'|(\w+)):\s+('(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"),$", re.MULTILINE
)


class Refused(Exception):
    """A sheet or a language that is not taken; its text tells why, one sentence a line."""


@dataclass(frozen=True)
class Phrase:
    """A Spanish phrase and the file of words it stands in."""

    text: str
    part: str


def read_part(file: Path) -> dict[str, Phrase]:
    """Read the phrases of one es*.ts, which the formatter keeps to one shape. Raises Refused."""
    source = file.read_text("utf-8")
    found = {
        quoted or bare: Phrase(re.sub(r"\\(['\"\\])", r"\1", text[1:-1]), file.stem)
        for quoted, bare, text in ENTRY.findall(source)
    }
    if len(found) != len(re.findall(r"^  [\w']\S*:", source, re.MULTILINE)):
        raise Refused(f"No entiendo alguna línea de {file.name}.")
    return found


def spanish() -> dict[str, Phrase]:
    """Read every phrase that a learner may see, by its key; those she meets first come first."""
    order = list(PLACES)
    files = [WORDS / "es.ts", *sorted(WORDS.glob("es-*.ts"))]
    files.sort(key=lambda file: order.index(file.stem) if file.stem in order else len(order))
    parts = [read_part(file) for file in files if file.stem != NOT_LEARNERS]
    return {key: phrase for part in parts for key, phrase in part.items()}


def places(keys: Iterable[str]) -> dict[str, str]:
    """Tell for each key, in a translator's words, which screens say it."""
    screens = {f: f.read_text("utf-8") for f in sorted(SRC.glob("[su][ci]*/**/*.tsx"))}
    said: dict[str, list[str]] = {}
    for file, source in screens.items():
        for key in set(re.findall(r"'(\w+)'", source)):
            said.setdefault(key, []).append(file.stem)
    return {
        key: ", ".join(dict.fromkeys(PLACES[s] for s in said.get(key, []) if s in PLACES))
        for key in keys
    }
