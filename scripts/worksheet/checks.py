"""What must hold of a sheet before it is taken in: sentences for who translated it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from scripts.worksheet.phrases import Phrase, Refused

BY, ON = "_firma", "_fecha"
HOLE = re.compile(r"\{\d\}")
SOME = 10
Row: TypeAlias = Mapping[str, str]


def row_faults(line: int, row: Row, phrases: Mapping[str, Phrase]) -> list[str]:
    """Tell what is wrong with one translated row."""
    key, said = row["clave"], row["traducción"]
    if key not in phrases:
        return [f"Fila {line}: no conozco la clave «{key}». La primera columna no se cambia."]
    faults = []
    text = phrases[key].text
    if row["español"] != text:
        faults.append(f"Fila {line} ({key}): el español cambió y ahora es «{text}». Revísala.")
    if said and sorted(HOLE.findall(said)) != sorted(HOLE.findall(text)):
        holes = " y ".join(HOLE.findall(text)) or "ninguna marca con llaves"
        faults.append(f"Fila {line} ({key}): la traducción tiene que llevar {holes}, tal cual.")
    if "\n" in said:
        faults.append(f"Fila {line} ({key}): escribe la traducción en una sola línea.")
    return faults


def sheet_faults(
    rows: Sequence[tuple[int, Row]], phrases: Mapping[str, Phrase], whole: bool
) -> list[str]:
    """Tell what is wrong with the translations; a whole sheet lacks nothing."""
    faults = [fault for line, row in rows for fault in row_faults(line, row, phrases)]
    faults += twice(rows)
    return faults + (lacking(rows, {key: one.text for key, one in phrases.items()}) * whole)


def twice(rows: Sequence[tuple[int, Row]]) -> list[str]:
    """Tell which keys stand in two rows."""
    faults = []
    seen: set[str] = set()
    for line, row in rows:
        if row["clave"] in seen:
            faults.append(f"Fila {line}: la clave «{row['clave']}» está dos veces.")
        seen.add(row["clave"])
    return faults


def lacking(rows: Sequence[tuple[int, Row]], texts: Mapping[str, str]) -> list[str]:
    """Tell what is not translated yet."""
    done = {row["clave"] for _, row in rows if row["traducción"]}
    left = [key for key in texts if key not in done]
    faults = [f"Falta traducir «{texts[key]}» ({key})." for key in left[:SOME]]
    return faults + ([f"Y faltan {len(left) - SOME} frases más."] if len(left) > SOME else [])


def day_of(text: str) -> str:
    """Read a day as people or Excel write it; empty when it is none, or has not come yet."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day: date = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day.isoformat() if day <= datetime.now(ZoneInfo("America/Lima")).date() else ""
    return ""


def signed(given: Mapping[str, str]) -> tuple[str, str]:
    """Read who signs and on which day. Raises Refused."""
    by, on = given.get(BY, ""), day_of(given.get(ON, ""))
    faults = []
    if len(re.findall(r"[^\W\d_]{2,}", by)) < 2:
        faults.append(
            f"Falta la firma: en la fila «{BY}» va el nombre y apellido de quien responde."
        )
    if not on:
        faults.append(f"Falta la fecha: en la fila «{ON}» va un día que ya llegó, como 2026-11-28.")
    if faults:
        raise Refused("\n".join(faults))
    return by, on


def sign(given: Mapping[str, str], words: Mapping[str, str]) -> dict[str, str]:
    """Make the signature of exactly these words. Raises Refused."""
    by, on = signed(given)
    # As pwa/locales.config.ts writes it.
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {"by": by, "on": on, "of": hashlib.sha256(text.encode()).hexdigest()}
