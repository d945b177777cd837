"""The operator's orders about backups: backup, backups, restore, doctor."""

import argparse
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from api import upkeep
from api.backups import doctor, index, keys, service
from api.errors import SetupError
from api.settings import Settings

Order = Callable[[Settings, argparse.Namespace], int | None]
STATES = {
    "taken": "sin comprobar",
    "restorable": "vale",
    "retired": "ya no se guarda",
    "thrown": "no vale",
}
WHY = {
    "epoch": "se tomó antes de una restauración",
    "late": "hay otra más nueva que vale",
    "kept": "le falta algo que los teléfonos ya soltaron",
    "old": "pasó su tiempo",
    "unreadable": "su archivo ya no se abre",
    "cut": "se cortó a la mitad",
}


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def backup(settings: Settings, _: argparse.Namespace) -> None:
    """Take a backup, try it, and let the oldest go."""
    upkeep.attach(settings)
    new_key = not (settings.data / keys.BACKUP_KEY).is_file()
    made = service.take(settings)
    if new_key:
        _say(
            f"Clave nueva de las copias: {settings.data / keys.BACKUP_KEY}. Guárdala también en "
            "otro lugar: sin ella ninguna copia se abre."
        )
    good = service.verify(settings, made.id)
    service.tidy(settings)
    if not good:
        why = index.load(settings).get(made.id).why
        raise SetupError(f"La copia {made.id} no pasó la prueba ({WHY.get(why, why)}): no cuenta.")
    where = f" y en {settings.offsite}" if settings.offsite else ""
    _say(f"Copia hecha y comprobada: {service.path_of(settings, made)}{where}.")


def backups(settings: Settings, _: argparse.Namespace) -> None:
    """List the backups this machine knows."""
    for one in index.load(settings).backups:
        at = datetime.fromtimestamp(one.at, UTC).strftime("%Y-%m-%d %H:%M UTC")
        why = f": {WHY.get(one.why, one.why)}" if one.why else ""
        _say(f"{one.file}  {at}  {one.bytes} B  {STATES[one.state]}{why}")
    _say(f"Copias que valen: {len(service.restorable(settings))}.")


def restore(settings: Settings, given: argparse.Namespace) -> None:
    """Go back to a backup, or make fit a database that was put in place by hand."""
    if given.here:
        service.restore_here(settings, by=given.by)
        _say("Esta base de datos empieza una vida nueva: los teléfonos vuelven a enviar lo suyo.")
        return
    if not given.file:
        raise SetupError("Falta el archivo de la copia: creando restore ARCHIVO.")
    done = service.restore(
        settings,
        Path(given.file).expanduser().resolve(),
        key=Path(given.key).expanduser().resolve() if given.key else None,
        by=given.by,
        anyway=given.anyway,
    )
    at = datetime.fromtimestamp(done.at, UTC).strftime("%Y-%m-%d %H:%M UTC")
    _say(
        f"Restaurada la copia del {at}. Lo hecho después llega desde los teléfonos. "
        f"{done.aside_sentence}"
    )


def examine(settings: Settings, _: argparse.Namespace) -> int:
    """Say how the server is, a line for each thing; 1 when something is wrong."""
    findings = doctor.examine(settings)
    for one in findings:
        _say(f"{one.level.ljust(5)}  {one.text}")
    wrong = sum(one.level == doctor.WRONG for one in findings)
    _say("Todo bien." if not wrong else f"Por arreglar: {wrong}.")
    return 1 if wrong else 0


def add_to(commands: Any) -> None:
    """Describe these orders to the command line."""
    for name, run, words in (
        ("backup", backup, "hace una copia y la comprueba"),
        ("backups", backups, "lista las copias"),
        ("restore", restore, "vuelve a una copia"),
        ("doctor", examine, "revisa el servidor"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("--data", default=argparse.SUPPRESS)
        command.set_defaults(run=run)
        if name == "restore":
            command.add_argument("file", nargs="?", help="archivo .age")
            command.add_argument("--key", help="clave de las copias, si no es la de aquí")
            command.add_argument("--by", default="", help="quién lo hace, para que quede anotado")
            command.add_argument("--anyway", action="store_true", help="aunque ya no valga")
            command.add_argument(
                "--here", action="store_true", help="la base de datos se puso a mano"
            )
