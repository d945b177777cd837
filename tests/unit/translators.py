"""What the tests of translations share: rows of a sheet, its signature, a claim to translate."""

from __future__ import annotations

import csv
import io
from pathlib import Path

Rows = list[dict[str, str]]

SIGNED = {"_firma": "Saturnina Quispe", "_fecha": "2026-11-20"}

# A claim of a small module, as it stands in its head.
FACT = """facts:
  - id: ruc
    says: Sacar el RUC no cuesta.
    topic: seguridad
    state: open
    confirm: la SUNAT
    source: "SUNAT"
    owner: coordinación
    due: 2027-01-31
"""


def rows_of(file: Path) -> Rows:
    """Read a sheet as a spreadsheet wrote it."""
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def write(file: Path, rows: Rows, delimiter: str = ",") -> None:
    """Write it as a spreadsheet does."""
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    lines.writeheader()
    lines.writerows(rows)
    file.write_bytes(text.getvalue().encode("utf-8-sig"))


def row(rows: Rows, key: str) -> dict[str, str]:
    """Find the row of a text."""
    return next(one for one in rows if one["clave"] == key)
