"""Read and check the tables of worked examples: trade x words x numbers, beside a lesson."""

from __future__ import annotations

import re
from collections.abc import Mapping

from api.content.card_checks import Page
from api.content.model import EXAMPLES, Examples
from api.content.sums import sum_fault

COLUMN = re.compile(r"[a-z][a-z_]*")


def money_words(centimos: int) -> str:
    """Say an amount of céntimos as people say it: "18 soles", "1 sol con 50 céntimos"."""
    soles, rest = divmod(centimos, 100)
    words = [
        f"{count} {unit if count == 1 else plural}"
        for count, unit, plural in ((soles, "sol", "soles"), (rest, "céntimo", "céntimos"))
        if count
    ]
    return " con ".join(words) or "nada"


def cell(table: Examples, trade: str, column: str) -> str | None:
    """Give what stands in a row, as it is read; None when there is no such column."""
    value = table.rows.get(trade, {}).get(column)
    if isinstance(value, int):
        return money_words(value) if column in table.money else str(value)
    return value


def worked(formula: str, row: Mapping[str, str | int]) -> str:
    """Put a row's numbers in the places of the columns' names; what is no number stays."""
    return COLUMN.sub(lambda found: str(row.get(found[0], found[0])), formula)


def check_examples(table: Examples, page: Page) -> None:
    """Ask for all trades with the same columns, and work every row's sums out again."""
    missing = [trade for trade in EXAMPLES if trade not in table.rows]
    if missing:
        page.fault(1, f"faltan filas: {', '.join(missing)}", "Escribe una fila por rubro")
    columns = {column for row in table.rows.values() for column in row}
    for trade, row in table.rows.items():
        for column in sorted(columns - row.keys()):
            page.fault(1, f"a «{trade}» le falta «{column}»", "Todas las filas llevan lo mismo")
        for column in table.money:
            if not isinstance(row.get(column), int):
                fault = f"«{column}» de «{trade}» no es un monto"
                page.fault(1, fault, "Escribe céntimos enteros: 1800 son 18 soles")
        for formula in table.sums:
            written = worked(formula, row)
            if fault := sum_fault(written):
                page.fault(1, f"en «{trade}», «{written}» {fault}", "Rehaz la cuenta en céntimos")
