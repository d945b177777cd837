"""The operator's orders about contacts: contact-key, contacts."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from api import upkeep
from api.contact import service
from api.editions import service as editions
from api.errors import SetupError
from api.sealing.hpke import CONTACT, SealedError, raw_of, text_of, unseal
from api.sealing.keyring import make_pair, write_secret
from api.settings import Settings


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def contact_key(settings: Settings, given: argparse.Namespace) -> None:
    """Make the key that an edition's contacts are sealed to; its private half leaves."""
    upkeep.attach(settings)
    if not editions.exists(given.edition):
        raise SetupError(f"No hay ninguna edición «{given.edition}».")
    path = Path(given.file).expanduser().resolve()
    if path.is_relative_to(settings.data.resolve()):
        raise SetupError("La clave no va en la carpeta de los datos: quien la roba leería todo.")
    if path.exists():
        raise SetupError(f"{path} ya existe: elige otro nombre, esa clave no se vuelve a hacer.")
    pair = make_pair()
    secret = {"edition": given.edition, "kid": pair.kid, "secret": text_of(pair.secret)}
    write_secret(path, f"{json.dumps(secret)}\n".encode("ascii"))
    upkeep.keyring(settings).add_contact(given.edition, pair)
    _say(f"Clave {pair.kid} de la edición «{given.edition}»: {path}.")
    _say("Entrégala a quien cuida los datos y bórrala de aquí: sin ella nadie lee los contactos.")


def contacts(settings: Settings, given: argparse.Namespace) -> None:
    """Open the contacts of an edition with the data officer's key, one a line."""
    upkeep.attach(settings)
    known = _read_key(Path(given.key).expanduser())
    if known["edition"] != given.edition:
        raise SetupError(f"Esa clave es de la edición «{known['edition']}».")
    unread = 0
    for subject, kid, sealed in service.of_edition(given.edition):
        try:
            plain = unseal(raw_of(sealed), raw_of(known["secret"]), CONTACT)
            if kid != known["kid"]:
                raise SealedError
            _say(f"{subject}\t{json.dumps(json.loads(plain), ensure_ascii=False)}")
        except (SealedError, ValueError):
            unread += 1
    if unread:
        _say(f"Sin leer: {unread}. Son de otra clave, o no son un contacto.")


def _read_key(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_text(encoding="ascii"))
        if {"edition", "kid", "secret"} <= set(known):
            return dict(known)
    except (ValueError, TypeError):
        pass
    raise SetupError(f"En {path} no hay una clave de contactos.")


def add_to(commands: Any) -> None:
    """Describe these orders to the command line."""
    make = commands.add_parser("contact-key", help="clave de los contactos de una edición")
    make.add_argument("edition")
    make.add_argument("file", help="dónde va la mitad secreta, fuera de los datos")
    make.set_defaults(run=contact_key)
    read = commands.add_parser("contacts", help="abre los contactos de una edición")
    read.add_argument("edition")
    read.add_argument("--key", required=True, help="archivo de contact-key")
    read.set_defaults(run=contacts)
    for command in (make, read):
        command.add_argument("--data", default=argparse.SUPPRESS)
