"""The operator's orders about ways back in: recover, cards."""

import argparse
import sys
from typing import Any

from api import upkeep
from api.editions import service as editions
from api.errors import NotFound, SetupError, TooMany
from api.recovery import cards, service
from api.recovery.sheet import draw, render_cards
from api.settings import Settings
from api.sync.envelope import is_id

MOST_CARDS = 500
MOST_LETTERS = 80


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def recover(settings: Settings, given: argparse.Namespace) -> None:
    """Make a code for somebody who was recognised face to face, or by two people from afar."""
    upkeep.attach(settings)
    who = str(given.who).removeprefix("=")
    subject = who if is_id(who) else cards.owner(who)
    by = " + ".join(one.strip() for one in (given.by, given.second) if one and one.strip())
    if not by or len(by) > MOST_LETTERS:
        raise SetupError("Escribe quién la reconoció, con --by, en hasta 80 letras.")
    try:
        code = service.issue(subject or "", by)
    except NotFound:
        raise SetupError("No conozco ese código de persona ni ese número de tarjeta.") from None
    except TooMany:
        raise SetupError("Ya se dieron muchos códigos para ella: espera una hora.") from None
    minutes = service.HELP_S // 60
    _say(f"Código para escribir en su teléfono nuevo: {code[:4]}-{code[4:]}")
    _say(f"Sirve una vez y {minutes} minutos. Sus otros teléfonos recibirán un aviso.")


def print_cards(settings: Settings, given: argparse.Namespace) -> None:
    """Write a sheet of paper cards; the server keeps nothing of it."""
    upkeep.attach(settings)
    if not editions.exists(given.edition):
        raise SetupError(f"No hay ninguna edición «{given.edition}».")
    if not 1 <= given.count <= MOST_CARDS:
        raise SetupError(f"--count va de 1 a {MOST_CARDS}.")
    sheet = settings.data / f"tarjetas-{given.edition}.html"
    drawn = [draw() for _ in range(given.count)]
    address = upkeep.read_origin(settings)
    sheet.write_text(render_cards(editions.title(given.edition), address, drawn), encoding="utf-8")
    _say(f"Hoja para imprimir: {sheet}")
    _say("Bórrala después de imprimir: quien la lee tiene las llaves.")


def add_to(commands: Any) -> None:
    """Describe these orders to the command line."""
    one = commands.add_parser("recover", help="código para quien perdió su teléfono")
    one.add_argument("who", help="código de la persona o número de su tarjeta")
    one.add_argument("--by", required=True, help="quién la reconoció")
    one.add_argument("--second", default="", help="otra persona, si fue a distancia")
    one.set_defaults(run=recover)
    two = commands.add_parser("cards", help="tarjetas de papel para imprimir")
    two.add_argument("edition")
    two.add_argument("--count", type=int, default=8)
    two.set_defaults(run=print_cards)
    for command in (one, two):
        command.add_argument("--data", default=argparse.SUPPRESS)
