"""The operator's order about a learning record store: lrs push."""

import argparse
import json
import sys
from typing import Any

from api import upkeep
from api.errors import SetupError
from api.settings import Settings
from api.xapi.push import push
from api.xapi.store import Lrs


def lrs(settings: Settings, _: argparse.Namespace) -> None:
    """Send what was done to the operator's store, of whoever agreed."""
    if not settings.lrs:
        raise SetupError("El envío está apagado: pon CREANDO_LRS, su clave y su nombre.")
    upkeep.attach(settings)
    store = Lrs(settings.lrs, settings.lrs_key)
    key, home = upkeep.invite_key(settings), upkeep.read_origin(settings)
    done = push(store, key, home, lessons_of(settings), settings.lrs_purpose)
    sys.stdout.write(f"Enviados: {done.sent}, de {done.people} personas que dieron permiso.\n")
    if done.differ:
        sys.stdout.write(f"El LRS ya tenía {done.differ} con otras palabras: se dejaron así.\n")


def lessons_of(settings: Settings) -> dict[str, str]:
    """Return each lesson's module, from the built bundles; raises SetupError."""
    found: dict[str, str] = {}
    try:
        index = json.loads((settings.bundles / "index.json").read_text(encoding="utf-8"))
        for catalog in index["editions"].values():
            for entry in catalog["entries"]:
                if entry["kind"] == "module":
                    path = settings.bundles / entry["id"] / f"{entry['sha256']}.json"
                    module = json.loads(path.read_text(encoding="utf-8"))
                    found |= {lesson[0]: module["id"] for lesson in module.get("ls", ())}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        raise SetupError(
            "Faltan las lecciones construidas: no se sabe qué se puede enviar."
        ) from None
    return found


def add_to(commands: Any) -> None:
    """Describe this order to the command line."""
    one = commands.add_parser("lrs", help="«lrs push»: envía lo hecho a un LRS (xAPI)")
    one.add_argument("order", choices=["push"])
    one.add_argument("--data", default=argparse.SUPPRESS)
    one.set_defaults(run=lrs)
