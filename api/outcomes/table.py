"""A report as CSV with a row of HXL hashtags (hxlstandard.org, 1.1). Pure."""

import csv
import io

from api.outcomes.sheet import told
from api.outcomes.view import Line, Report, date_of, history, lines
from api.outcomes.words import SAID, UNMEASURED

STATUS = ("Estado", "#status")
COLUMNS = (
    ("Código", "#indicator+code"),
    ("Qué", "#indicator+name"),
    ("División", "#group+type"),
    ("Grupo", "#group+name"),
    ("Último día", "#date+end"),
    ("Al corte", "#meta+id+cut"),
    STATUS,
    ("De cuántos", "#indicator+denominator+num"),
    ("Cuántos", "#indicator+num+numerator"),
    ("Por ciento", "#indicator+num+pct"),
    ("Por ciento, por lo bajo", "#indicator+min+pct"),
    ("Por ciento, por lo alto", "#indicator+max+pct"),
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
    for title, said, is_shown in told(report):
        rows.append(_said(report, title, said, SHOWN if is_shown else HIDDEN))
    rows.extend(_said(report, title, why, UNKNOWN) for title, why in UNMEASURED)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(
        [[_safe(cell) for cell in row] for row in rows]
    )
    return text.getvalue()


def _said(report: Report, title: str, said: str, status: str) -> list[str]:
    """Write what is a sentence and no count."""
    empty = len(COLUMNS) - COLUMNS.index(STATUS) - 2
    return ["", title, "", said, "", "", status, *[""] * empty, report.edition]


def _row(report: Report, line: Line, status: str) -> list[str]:
    cells = line.cells
    low, high = line.bounds or (None, None)
    counts = (cells.of, cells.reached, line.percent, low, high, cells.helped, cells.heard)
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
