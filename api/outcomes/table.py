"""A report as CSV with a row of HXL hashtags (hxlstandard.org, 1.1). Pure."""

import csv
import io

from api.outcomes.view import Line, Report, date_of, history, lines
from api.outcomes.words import SAID, UNMEASURED

COLUMNS = (
    ("Código", "#indicator+code"),
    ("Qué", "#indicator+name"),
    ("División", "#group+type"),
    ("Grupo", "#group+name"),
    ("Último día", "#date+end"),
    ("Al corte", "#meta+id+cut"),
    ("Estado", "#status"),
    ("De cuántos", "#indicator+denominator+num"),
    ("Cuántos", "#indicator+num+numerator"),
    ("Por ciento", "#indicator+num+pct"),
    ("Con ayuda", "#indicator+helped+num"),
    ("Supimos en los últimos 7 días", "#indicator+heard+num"),
    ("Edición", "#meta+edition"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for a formula
SHOWN, HIDDEN, BEFORE, REVISED, UNKNOWN = "vigente", "oculto", "anterior", "revisado", "sin medir"


def write_table(report: Report) -> str:
    """Return the CSV: headings, hashtags, then one row a line."""
    rows = [[name for name, _ in COLUMNS], [tag for _, tag in COLUMNS]]
    for one in lines(report):
        rows.append(_row(report, one, HIDDEN if one.day is None else SHOWN))
    for first, later in history(report):
        rows.append(_row(report, first, BEFORE))
        rows.extend(_row(report, one, REVISED) for one in later)
    for title, why in UNMEASURED:
        rows.append(["", title, "", why, "", "", UNKNOWN, *[""] * 5, report.edition])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [[_safe(cell) for cell in row] for row in rows]
    )
    return text.getvalue()


def _row(report: Report, line: Line, status: str) -> list[str]:
    cells = line.cells
    counts = (cells.of, cells.reached, line.percent, cells.helped, cells.heard)
    return [
        line.figure,
        SAID[line.figure][0],
        line.split,
        line.title,
        "" if line.day is None else date_of(line.day).isoformat(),
        line.name,
        HIDDEN if cells.of is None else status,
        *("" if one is None else str(one) for one in counts),
        report.edition,
    ]


def _safe(cell: str) -> str:
    """Keep a spreadsheet from running a cell."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
