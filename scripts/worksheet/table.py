"""A sheet as a spreadsheet reads and saves it: CSV with a mark, five columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.build_lessons import write_atomically
from scripts.worksheet.checks import BY, ON, Row
from scripts.worksheet.phrases import Refused

COLUMNS = ("clave", "dónde aparece", "español", "traducción", "nota")
ABOUT = {
    BY: "Nombre y apellido de quien habla esta lengua y responde por esta traducción",
    ON: "Fecha en que firma (AAAA-MM-DD)",
}


def write_sheet(to: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows under the names of their columns. Raises OSError."""
    sheet = io.StringIO(newline="")
    lines = csv.writer(sheet)
    lines.writerow(COLUMNS)
    lines.writerows(rows)
    # Excel takes a file without this mark for an old encoding and breaks ñ and tildes.
    write_atomically(to.resolve(), sheet.getvalue().encode("utf-8-sig"))


def read_sheet(file: Path) -> list[tuple[int, Row]]:
    """Read a sheet as a spreadsheet saved it: (line, cells by column). Raises Refused."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError:
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
    try:
        return [
            (lines.line_num, {name: (row.get(name) or "").strip() for name in COLUMNS})
            for row in lines
        ]
    except csv.Error:
        raise Refused(
            f"No entiendo la fila {lines.line_num + 1}. Mira si le sobra una comilla."
        ) from None
