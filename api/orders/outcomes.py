"""The operator's order about the outcomes: report."""

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from api import upkeep
from api.editions import service as editions
from api.errors import SetupError
from api.outcomes.service import report
from api.outcomes.sheet import render
from api.outcomes.table import write_table
from api.settings import Settings

COST = re.compile(r"[0-9]{1,12}")  # up to ten thousand million soles


def make_report(settings: Settings, given: argparse.Namespace) -> None:
    """Take the cut of an edition's last week; write the page to print and the CSV."""
    upkeep.attach(settings)
    if not editions.exists(given.edition):
        raise SetupError(f"No hay ninguna edición «{given.edition}».")
    cost = _cost_of(given.cost)
    folder = Path(given.to).expanduser().resolve() if given.to else settings.data / "informes"
    folder.mkdir(parents=True, exist_ok=True)
    made = report(given.edition, cost)
    page, table = (folder / f"informe-{given.edition}.{kind}" for kind in ("html", "csv"))
    page.write_text(render(made), encoding="utf-8")
    table.write_text(write_table(made), encoding="utf-8-sig", newline="")
    sys.stdout.write(f"Informe al corte {made.name}: {page} y {table}.\n")


def _cost_of(said: str) -> int | None:
    """Return céntimos as they were written; raises SetupError, and then nothing was made."""
    if not said:
        return None
    if not COST.fullmatch(said):
        raise SetupError(
            f"El costo «{said}» no se entiende: va en céntimos y solo con cifras. Para "
            "S/ 1500.00 escribe 150000."
        )
    return int(said)


def add_to(commands: Any) -> None:
    """Describe this order to the command line."""
    one = commands.add_parser("report", help="informe de una edición, para imprimir y en CSV")
    one.add_argument("edition")
    one.add_argument("--to", default="", help="carpeta del informe (si no, «informes»)")
    one.add_argument("--cost", default="", help="lo que costó la edición hasta hoy, en céntimos")
    one.add_argument("--data", default=argparse.SUPPRESS)
    one.set_defaults(run=make_report)
