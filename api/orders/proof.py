"""Orders about certificates: proof revoke, proof rotate; proof print for whoever holds one."""

import argparse
import json
import re
import sys
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from api import upkeep
from api.errors import NotFound, SetupError, why
from api.proof import paper, service
from api.proof.checking import NO_ISSUER, Published, check, read_published
from api.proof.shortcode import read_code
from api.settings import Settings

ID_LETTERS = 11
# What the QR of a certificate opens: where from, the code, the salt of the name.
ADDRESS = re.compile(
    r"(https://[A-Za-z0-9.-]+(?::\d+)?|http://(?:localhost|127\.0\.0\.1)(?::\d+)?)"
    r"/?#/v/([\w-]+)\.([\w-]+)",
    re.ASCII,
)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LIMIT_S = 20
MOST_BYTES = 4_000_000


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


def print_paper(settings: Settings, given: argparse.Namespace) -> None:
    """Write a certificate's PDF; nothing of it goes anywhere, and no data folder is opened.

    Address and name are asked for, or are the first two lines of what is piped in: words of a
    command stay in a shell's history.
    """
    target = Path(given.to).expanduser().resolve()
    if target.exists():
        raise SetupError(f"Ya hay un archivo {target}: di otro con --to.")
    found = ADDRESS.fullmatch(_asked("Dirección de la constancia (https://…/#/v/…): "))
    if not found:
        raise SetupError(
            "Falta la dirección entera, la que abre el cuadro de la constancia: https://…/#/v/…"
        )
    place, code, salt = found.groups()
    name = _asked("Nombre, escrito como está en la constancia: ")
    by = _published(place, given.keys)
    said = check(code, salt, name, by)
    title = _title(settings.editions, said.edition)
    page = paper.render(paper.words(said, name, title, by.name, f"{place}/#/v/{code}.{salt}"))
    try:
        with target.open("xb") as out:
            out.write(page)
    except OSError as fault:
        raise SetupError(f"No se puede escribir {target}: {why(fault)}.") from fault
    _say(f"Listo: {target}. Lleva el nombre: guárdalo solo donde lo necesites.")


def _asked(question: str) -> str:
    try:
        return input(question if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""
    except UnicodeDecodeError:
        raise SetupError("El nombre y la dirección van en UTF-8.") from None


def _published(place: str, kept: str) -> Published:
    """Read who signs: from a file with the answer of /api/v1/proofs, or asked of its server."""
    try:
        if kept:
            raw = Path(kept).expanduser().read_bytes()
        else:
            # https, or this machine: ADDRESS lets nothing else through.
            with urlopen(f"{place}/api/v1/proofs", timeout=LIMIT_S) as answer:  # noqa: S310
                raw = answer.read(MOST_BYTES)
        return read_published(json.loads(raw))
    except (OSError, HTTPException) as fault:
        raise SetupError(
            f"No se pudo leer {kept}: {why(fault)}."
            if kept and isinstance(fault, OSError)
            else f"{place} no responde: prueba con señal, o con --keys y lo que antes dijo "
            f"{place}/api/v1/proofs."
        ) from None
    except ValueError:
        raise SetupError(NO_ISSUER) from None


def _title(editions: Path, slug: str) -> str:
    """Name an edition that is known here; another one as its organisers call it."""
    path = editions / f"{slug}.json"
    if not SLUG.fullmatch(slug) or not path.is_file():
        return slug
    return str(json.loads(path.read_text(encoding="utf-8"))["title"])


def add_to(commands: Any) -> None:
    """Describe these orders to the command line."""
    group = commands.add_parser("proof", help="constancias: «proof revoke», «rotate», «print»")
    orders = group.add_subparsers(required=True, metavar="ORDEN")
    one = orders.add_parser("revoke", help="anula una constancia")
    one.add_argument("which", help="su número o el código que mostró")
    one.set_defaults(run=revoke)
    two = orders.add_parser("rotate", help="clave nueva; lo firmado sigue valiendo")
    two.set_defaults(run=rotate)
    three = orders.add_parser(
        "print", help="constancia en PDF, en la computadora de quien la tiene"
    )
    three.add_argument("--to", default="constancia.pdf", help="archivo (si no, constancia.pdf)")
    three.add_argument("--keys", default="", help="archivo con lo que dice /api/v1/proofs, sin red")
    three.set_defaults(run=print_paper)
    for command in (one, two, three):
        command.add_argument("--data", default=argparse.SUPPRESS)
