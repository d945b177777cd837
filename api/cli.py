"""python -m api.cli setup | origin | invites | notice | erase | rebuild | backup | …

Commands for whoever runs a server. They speak plain Spanish and end in one sentence, also when
they fail.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from api import upkeep
from api.backups import commands as backup_commands
from api.db import EXPECTED, fault_of
from api.editions import service as editions
from api.editions.invites import code
from api.editions.sheet import render_sheet
from api.errors import SetupError
from api.orders import contacts, lrs, outcomes, proof, recovery
from api.progress.projector import PROJECTIONS
from api.settings import Settings, read_settings
from api.staff import commands as staff_commands
from api.sync import projection, streams
from api.sync.envelope import is_id

ORIGIN = re.compile(r"https://[a-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?")


def say(sentence: str) -> None:
    """Print one sentence."""
    sys.stdout.write(f"{sentence}\n")


def setup(settings: Settings, _: argparse.Namespace) -> None:
    """Make the data folder ready; run it as often as you like."""
    slugs = upkeep.prepare(settings)
    say(f"Listo: datos en {settings.data}, ediciones {', '.join(slugs)}.")


def origin(settings: Settings, given: argparse.Namespace) -> None:
    """Write down the address once; what phones keep belongs to it."""
    address = given.address.rstrip("/")
    if not ORIGIN.fullmatch(address):
        raise SetupError(f"«{given.address}» no es una dirección como https://creando.ejemplo.org.")
    path = settings.data / "origin"
    known = upkeep.read_origin(settings, "")
    if known and known != address:
        raise SetupError(
            f"Este servidor ya se llama {known} y ese nombre es para siempre: "
            "lo guardado en los teléfonos es de ese nombre."
        )
    settings.data.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{address}\n", encoding="ascii")
    say(f"Este servidor se llama {address}. Este nombre es para siempre.")


def invites(settings: Settings, given: argparse.Namespace) -> None:
    """Print the links of an edition's channels and write a sheet of QR codes."""
    upkeep.attach(settings)
    channels = editions.channels(given.edition)
    if not channels:
        raise SetupError(f"La edición «{given.edition}» no tiene canales: se entra sin invitación.")
    key, address = upkeep.invite_key(settings), upkeep.read_origin(settings)
    links = [
        (channel.title, f"{address}/#/u/{code(key, given.edition, channel.slug)}")
        for channel in channels
    ]
    for name, link in links:
        say(f"{name}: {link}")
    sheet = settings.data / f"invitaciones-{given.edition}.html"
    sheet.write_text(render_sheet(editions.title(given.edition), links), encoding="utf-8")
    say(f"Hoja para imprimir: {sheet}")


def notice(settings: Settings, given: argparse.Namespace) -> None:
    """Publish a notice to everybody who follows an edition."""
    upkeep.attach(settings)
    if not editions.exists(given.edition):
        raise SetupError(f"No hay ninguna edición «{given.edition}».")
    body = {"title": given.title, "text": given.text}
    try:
        n = streams.publish(given.edition, "notice.published", body)
    except ValueError:
        raise SetupError("El título y el texto van de 1 a 280 letras cada uno.") from None
    upkeep.project(streams.edition_stream(given.edition))
    say(f"Publicado: es el aviso {n} de la edición «{given.edition}».")


def erase(settings: Settings, given: argparse.Namespace) -> None:
    """Erase a learner who asked for it."""
    if not is_id(given.subject):
        raise SetupError("El código de una persona tiene 22 letras y números.")
    upkeep.erase(given.subject, upkeep.attach(settings))
    say("Borrado. Quedó anotado fuera de la base de datos: no vuelve con una copia vieja.")


def rebuild(settings: Settings, _: argparse.Namespace) -> None:
    """Make every projection anew from the log."""
    upkeep.attach(settings)
    read = projection.rebuild(PROJECTIONS)
    say(f"Resúmenes rehechos desde {read} registros. Apartados: {projection.parked()}.")


def rotate_keys(settings: Settings, _: argparse.Namespace) -> None:
    """Put a new key for parcels in use; the one before opens what was sealed to it."""
    upkeep.attach(settings)
    pair = upkeep.keyring(settings).rotate()
    say(f"Clave nueva de los paquetes: {pair.kid}. La anterior sigue valiendo; otra más, ya no.")


def tidy(settings: Settings, _: argparse.Namespace) -> None:
    """Remove what has had its time."""
    upkeep.attach(settings)
    codes, contacts = upkeep.tidy()
    say(f"Borrados: {codes} códigos y cuentas viejas, {contacts} contactos vencidos.")


class Orders(argparse.ArgumentParser):
    """A parser that refuses in one Spanish sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and end."""
        for pattern, words in REFUSALS:
            message = re.sub(pattern, words, message)
        self.exit(2, f"{message}. Mira: {self.prog} --help\n")


# argparse's own words -> ours.
REFUSALS = (
    (r"^the following arguments are required: (.*)", r"Falta decir: \1"),
    (r"^argument ORDEN: invalid choice: ('.*?') .*", r"No hay ninguna orden \1"),
    (
        r"^argument (\S+): invalid choice: ('.*?') \(choose from (.*)\)",
        r"\1 no puede ser \2: vale \3",
    ),
    (r"^argument (\S+): invalid int value: ('.*')", r"\1 tiene que ser un número, no \2"),
    (r"^argument (\S+): expected .*", r"Falta el valor de \1"),
    (r"^argument (\S+): ignored explicit argument.*", r"\1 no lleva valor"),
    (r"^unrecognized arguments: (.*)", r"Sobra: \1"),
    (r"^ambiguous option: (\S+).*", r"\1 no está claro: escríbelo entero"),
)


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    made = Orders(prog="python -m api.cli", description="Órdenes de CREANDO")
    made.add_argument("--data", help="carpeta de los datos (si no, CREANDO_DATA)")
    commands = made.add_subparsers(required=True, metavar="ORDEN")
    for name, run, words in (
        ("setup", setup, "prepara la carpeta de datos"),
        ("origin", origin, "anota la dirección, una sola vez"),
        ("invites", invites, "invitaciones de una edición, con QR"),
        ("notice", notice, "publica un aviso en una edición"),
        ("erase", erase, "borra a una persona que lo pidió"),
        ("rebuild", rebuild, "rehace los resúmenes"),
        ("keys", rotate_keys, "«keys rotate»: clave nueva para los paquetes"),
        ("tidy", tidy, "borra lo que ya venció"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--data", default=argparse.SUPPRESS)
        command.set_defaults(run=run)
        for argument in ARGUMENTS.get(name, ()):
            command.add_argument(argument, type=_unguarded)
        if name == "keys":
            command.add_argument("order", choices=["rotate"])
        for option in OPTIONS.get(name, ()):
            command.add_argument(option, required=True, type=_unguarded)
    backup_commands.add_to(commands)
    contacts.add_to(commands)
    recovery.add_to(commands)
    outcomes.add_to(commands)
    lrs.add_to(commands)
    proof.add_to(commands)
    staff_commands.add_to(commands)
    return made


def _guarded(word: str) -> str:
    """Keep argparse from taking an id that begins with a hyphen, one in 64, for an option."""
    return f"={word}" if is_id(word) else word


def _unguarded(word: str) -> str:
    return word.removeprefix("=")


ARGUMENTS: dict[str, tuple[str, ...]] = {
    "origin": ("address",),
    "invites": ("edition",),
    "notice": ("edition",),
    "erase": ("subject",),
}
OPTIONS = {"notice": ("--title", "--text")}


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; every expected failure is one sentence and status 1."""
    given = parser().parse_args([*map(_guarded, sys.argv[1:] if words is None else words)])
    run: Callable[[Settings, argparse.Namespace], int | None] = given.run
    os.umask(0o077)
    try:
        settings = read_settings()
        if given.data:
            settings = replace(settings, data=Path(given.data).expanduser().resolve())
        return run(settings, given) or 0
    except SetupError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    except EXPECTED as fault:
        sys.stderr.write(f"{fault_of(fault)}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Detenido. Puedes repetir la orden.\n")
        return 130


if __name__ == "__main__":
    sys.exit(main())
