"""The operator's orders about certificates: proof revoke, proof rotate."""

import argparse
import sys
from typing import Any

from api import upkeep
from api.errors import NotFound, SetupError
from api.proof import service
from api.proof.shortcode import read_code
from api.settings import Settings

ID_LETTERS = 11


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def revoke(settings: Settings, given: argparse.Namespace) -> None:
    """Take a certificate back, by its number or by the code that somebody showed."""
    upkeep.attach(settings)
    ident = str(given.which).rpartition("/")[2].partition(".")[0]
    try:
        service.revoke(ident if len(ident) == ID_LETTERS else read_code(ident)[0].id)
    except (NotFound, ValueError):
        raise SetupError("No conozco esa constancia: escribe su número o su código.") from None
    _say("Anulada. Cada teléfono lo sabe cuando vuelve a tener señal.")


def rotate(settings: Settings, _: argparse.Namespace) -> None:
    """Sign from now on with a new key; what was signed stays good."""
    upkeep.attach(settings)
    _say(f"Clave nueva de las constancias: {upkeep.issuer(settings).rotate().kid}.")


def add_to(commands: Any) -> None:
    """Describe these orders to the command line."""
    group = commands.add_parser("proof", help="constancias: «proof revoke», «proof rotate»")
    orders = group.add_subparsers(required=True, metavar="ORDEN")
    one = orders.add_parser("revoke", help="anula una constancia")
    one.add_argument("which", help="su número o el código que mostró")
    one.set_defaults(run=revoke)
    two = orders.add_parser("rotate", help="clave nueva; lo firmado sigue valiendo")
    two.set_defaults(run=rotate)
    for command in (one, two):
        command.add_argument("--data", default=argparse.SUPPRESS)
