"""The sheet of a module's lessons: out, and in again as lessons/<lang>/<module>.json."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from api.content import card_checks
from api.content.model import Module
from api.content.notes import Notes
from api.content.pictures import Art, read_art
from api.content.source import SPANISH, SourceReader, Sources
from api.content.translations import (
    HEAD_CHARS,
    HOLE,
    NUMBER,
    Original,
    card_faults,
    digest,
    original,
    text_faults,
)
from scripts.build_lessons import ROOT, write_atomically
from scripts.worksheet.checks import Row, lacking, signed, twice
from scripts.worksheet.phrases import Refused
from scripts.worksheet.table import ABOUT, read_sheet, write_sheet

LESSONS = ROOT / "lessons"
# The end of a key: what it is to a translator, and how many letters fit.
ENDS: tuple[tuple[str, str, int], ...] = (
    (r"(fact|constant)\..+", "lo que se lee donde va la marca", 0),
    (r"tab\..+", "nombre de pestaña", 0),
    (r"title", "título", card_checks.TITLE_CHARS),
    (r"outcome", "lo que se logra", HEAD_CHARS["outcome"]),
    (r"rule", "la regla", HEAD_CHARS["rule"]),
    (r"habit", "la pregunta de la semana", HEAD_CHARS["habit"]),
    (r"alt", "lo que se ve en el dibujo", card_checks.ALT_CHARS),
    (r"good", "lo que se dice si acierta", card_checks.WHY_CHARS),
    (r"almost", "lo que se dice si casi acierta", card_checks.WHY_CHARS),
    (r"risk", "de qué cuidarse", card_checks.WHY_CHARS),
    (r"step\d+", "paso", card_checks.STEP_CHARS),
    (r"[a-z]\.why", "por qué esa respuesta", card_checks.WHY_CHARS),
    (r"[a-z]\.(left|right)", "un lado de la pareja", card_checks.PAIR_CHARS),
    (r"[a-z]", "respuesta", card_checks.OPTION_CHARS),
    (r"r\d+", "la regla", card_checks.RULE_CHARS),
    (r"s\d+", "lo que dice", 0),
    (r"[pou]\d+(\.\d+)?", "texto", 0),
    (r"[a-z]{2,}\.[prous]\d+(\.\d+)?", "texto de una pestaña", card_checks.VARIANT_CHARS),
)


def end_of(key: str) -> tuple[str, int]:
    """Tell what the text of a key is, and how many letters fit when it stands alone."""
    rest = re.sub(r"^[^.]+\.(\d+\.)?", "", key)
    return next((what, most) for form, what, most in ENDS if re.fullmatch(form, rest))


@cache
def _read(root: Path) -> Sources:
    notes = Notes()
    today = datetime.now(ZoneInfo("America/Lima")).date()
    sources = SourceReader(root, notes, today).read()
    if notes.broken:
        raise Refused("Hay una falta en las lecciones: corre scripts.build_lessons --check.")
    return sources


@cache
def _art(root: Path) -> Art:
    return read_art(root, Notes())


def module_of(ident: str) -> Original:
    """Read a Spanish module. Raises Refused."""
    sources = _read(LESSONS)
    found = original(sources, ident, datetime.now(ZoneInfo("America/Lima")).date())
    if found is None:
        known = ", ".join(sorted(one.id for one in sources.modules if one.locale == SPANISH))
        raise Refused(f"No hay ningún módulo «{ident}». Los que hay: {known}.")
    return found


def file_of(lang: str, module: str) -> Path:
    """Name the file of a translation. Raises Refused for Spanish, which is written elsewhere."""
    if lang == SPANISH:
        raise Refused("Las lecciones en español se escriben en lessons/es.")
    return LESSONS / lang / f"{module}.json"


def kept(file: Path) -> dict[str, dict[str, str]]:
    """Read the words that are there already. Raises Refused."""
    if not file.exists():
        return {}
    try:
        words: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))["words"]
    except (ValueError, KeyError, TypeError):
        raise Refused(f"No entiendo {file.name}: corre scripts.build_lessons --check.") from None
    return words


def place(key: str, module: Module) -> str:
    """Tell where a text is read."""
    name, _, rest = key.partition(".")
    titles = {lesson.id: lesson.title for lesson in module.lessons}
    card = re.match(r"(\d+)\.", rest)
    where = [titles.get(name, "el módulo"), *([f"tarjeta {card[1]}"] if card else [])]
    return ", ".join([*where, end_of(key)[0]])


def hint(key: str, text: str, module: Module) -> str:
    """Tell a translator what to mind in a text."""
    notes = []
    if holes := HOLE.findall(text):
        notes.append(f"Deja {' y '.join(holes)} tal cual: lo que se lee ahí está en otra fila.")
    if "**" in text:
        notes.append("Deja los ** alrededor de lo que va en **negrita**.")
    if "*" in text.replace("**", ""):
        notes.append("Deja los * alrededor de lo que va en *cursiva*.")
    if NUMBER.search(HOLE.sub("", text)):
        notes.append("Los números van en cifras y son los mismos.")
    what, most = end_of(key)
    if most:
        notes.append(f"Hasta {most} letras.")
    elif what in ("texto", "lo que dice"):
        notes.append(f"El texto de toda la tarjeta: hasta {body_of(key, module)} letras.")
    return " ".join(notes)


def body_of(key: str, module: Module) -> int:
    """Tell how many letters the text of a key's card may have."""
    kinds = {f"{les.id}.{card.id}": card.kind for les in module.lessons for card in les.cards}
    kind = kinds[card_of(key)]
    return card_checks.BODY_CHARS.get(kind, card_checks.PROMPT_CHARS)


def past(key: str, words: Mapping[str, dict[str, str]], texts: Mapping[str, str]) -> str:
    """Tell what was translated before and is not any more: of this text, or of its card."""
    old = words.get(key)
    if old:
        return f"El español cambió. Antes: {_was(old)}. " if old["es"] != texts[key] else ""
    gone = [_was(words[one]) for one in words if one not in texts and card_of(one) == card_of(key)]
    return f"Ya no está en esta tarjeta: {'; '.join(gone)}. " if gone else ""


def _was(old: Mapping[str, str]) -> str:
    return f"«{old['es']}» → «{old['to']}»"


def card_of(key: str) -> str:
    """Name the card of a text."""
    return ".".join(key.split(".")[:2])


def out(lang: str, module: str, to: Path) -> str:
    """Write the sheet of a module; what is translated already stands in it. Raises Refused."""
    found = module_of(module)
    words = kept(file_of(lang, module))
    rows: list[Sequence[str]] = [(key, "", text, "", "") for key, text in ABOUT.items()]
    missing = 0
    for key, text in found.texts.items():
        old = words.get(key, {"es": text, "to": ""})
        note = past(key, words, found.texts) + hint(key, text, found.module)
        said = old["to"] if old["es"] == text else ""
        missing += not said
        rows.append((key, place(key, found.module), text, said, note))
    write_sheet(to, rows)
    gone = sum(key not in found.texts for key in words)
    left = f" Al meterla se quitan los que ya no existen en español: {gone}." if gone else ""
    return f"{to.name}: {len(found.texts)} textos de «{module}», {missing} sin traducir.{left}"


def row_faults(line: int, row: Row, texts: Mapping[str, str]) -> Iterator[str]:
    """Tell what is wrong with one row."""
    key, said = row["clave"], row["traducción"]
    text = texts.get(key)
    if text is None:
        yield f"Fila {line}: no conozco la clave «{key}». La primera columna no se cambia."
        return
    if row["español"] != text:
        yield f"Fila {line} ({key}): el español cambió y ahora es «{text}». Revísala."
    if said:
        yield from (f"Fila {line} ({key}): {fault}." for fault in text_faults(key, text, said))


def fit_faults(found: Original, rows: Sequence[tuple[int, Row]]) -> list[str]:
    """Tell which cards would not fit a screen, by the rows of the sheet."""
    words = {row["clave"]: row["traducción"] for _, row in rows if row["traducción"]}
    lines = {row["clave"]: line for line, row in rows}
    told = found.told(words, lambda key, _: lines.get(key, 1))
    notes = card_faults(told, _art(LESSONS), "")
    keys = {line: key for key, line in lines.items()}
    return [
        f"Fila {note.line} ({keys.get(note.line, '')}): {note.fault}. Acórtalo o cámbialo."
        for note in notes.in_order()
        if not note.warning
    ]


def bring_in(lang: str, module: str, file: Path, draft: bool) -> str:
    """Take a sheet in, whole and signed, or as a draft. Raises Refused; then nothing changes."""
    found, to = module_of(module), file_of(lang, module)
    rows = [(line, row) for line, row in read_sheet(file) if any(row.values())]
    given = {row["clave"]: row["traducción"] for _, row in rows}
    told = [(line, row) for line, row in rows if row["clave"] not in ABOUT]
    faults = [fault for line, row in told for fault in row_faults(line, row, found.texts)]
    faults += twice(told) + ([] if draft else lacking(told, found.texts))
    faults = faults or fit_faults(found, told)
    if faults:
        raise Refused("\n".join(faults))
    words = {key: (es, given[key]) for key, es in found.texts.items() if given.get(key)}
    if not words:
        raise Refused("La hoja no trae ninguna traducción.")
    new: dict[str, Any] = {"module": module, "lang": lang}
    if not draft:
        by, on = signed(given)
        new |= {"by": by, "on": on, "digest": digest(words)}
    new["words"] = {key: {"es": es, "to": said} for key, (es, said) in words.items()}
    write_atomically(to, (json.dumps(new, ensure_ascii=False, indent=2) + "\n").encode())
    what = "borrador" if draft else "completo"
    return f"{lang}/{to.name}: {len(words)} de {len(found.texts)} textos, {what}."
