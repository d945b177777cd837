"""The operator's orders about the team: admin, audit."""

import argparse
import re
import sys
from typing import Any

from api import upkeep
from api.errors import Invalid, SetupError
from api.settings import Settings
from api.staff import accounts, audit

NOTED = re.compile(r"[0-9]{1,18}:[0-9a-f]{64}")
BY = "servidor"  # who acts, in the record, when it is the command line


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def admin(settings: Settings, given: argparse.Namespace) -> None:
    """Open the door for the first administrator, or anew for one who lost everything."""
    upkeep.attach(settings)
    try:
        code = accounts.first_admin(given.name.strip().lower(), BY)
    except Invalid:
        raise SetupError(
            "Un nombre de cuenta tiene de 2 a 31 letras sin tilde, números, puntos o guiones, "
            "y empieza con una letra."
        ) from None
    hours = accounts.LINK_S // 3600
    _say(f"Enlace para {given.name}, sirve una sola vez y vale {hours} horas:")
    _say(f"{upkeep.read_origin(settings)}/equipo#{code}")


def verify_audit(settings: Settings, given: argparse.Namespace) -> None:
    """Go through the record of what the team did; a line noted elsewhere may be asked for."""
    upkeep.attach(settings)
    found = audit.walk()
    if found.broken_at is not None:
        raise SetupError(
            f"Alguien cambió el registro del equipo: deja de cuadrar en la línea {found.broken_at}."
        )
    if given.line and not NOTED.fullmatch(given.line):
        raise SetupError(
            f"«{given.line}» no es una línea anotada: escríbela entera, como la mostró "
            "creando audit verify, NÚMERO:HUELLA."
        )
    n, _, hashed = (given.line or "").partition(":")
    if given.line and not audit.holds(int(n), hashed):
        raise SetupError(
            f"La línea {given.line} ya no está en el registro: lo cortaron, lo rehicieron, "
            "o se volvió a una copia de antes."
        )
    _say(f"El registro del equipo está entero: {found.lines} líneas.")
    _say(f"Última línea, para anotarla en otro lugar: {found.lines}:{found.last}")


def add_to(commands: Any) -> None:
    """Describe the orders to the parser."""
    one = commands.add_parser("admin", help="enlace de una sola vez para quien administra")
    one.add_argument("name")
    one.set_defaults(run=admin)
    two = commands.add_parser("audit", help="«audit verify»: revisa el registro del equipo")
    two.add_argument("order", choices=["verify"])
    two.add_argument("line", nargs="?", help="una línea anotada antes, NÚMERO:HUELLA")
    two.set_defaults(run=verify_audit)
    for command in (one, two):
        command.add_argument("--data", default=argparse.SUPPRESS)
