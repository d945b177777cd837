"""The keys in the data folder: pairs that open parcels, public halves that seal contacts."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from api.errors import SetupError
from api.sealing.hpke import kid_of, new_secret, point_of, raw_of, text_of

KEYS = "keys"
PARCELS = "parcels.json"
CONTACTS = "contacts.json"
VALID = 2  # the newest one, and the one before it for phones that have not heard yet


@dataclass(frozen=True)
class Pair:
    """A key; `secret` is empty where only its public half is known."""

    kid: str
    point: bytes
    secret: bytes = b""

    @property
    def public(self) -> dict[str, str]:
        """Return what phones are told of it."""
        return {"kid": self.kid, "pub": text_of(self.point)}


class Keyring:
    """Reads the key files again when another process has changed them."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it may not exist yet."""
        self._folder = folder
        self._stamp: tuple[int, ...] = ()
        self._pairs: tuple[Pair, ...] = ()
        self._contacts: dict[str, tuple[Pair, ...]] = {}

    def parcels(self) -> tuple[Pair, ...]:
        """Return the pairs that open parcels, newest first."""
        self._refresh()
        return self._pairs

    def contacts(self) -> dict[str, tuple[Pair, ...]]:
        """Return each edition's public keys, newest first."""
        self._refresh()
        return self._contacts

    def make(self) -> None:
        """Write the first pair unless there is one."""
        if not self.parcels():
            self.rotate()

    def rotate(self) -> Pair:
        """Put a new pair before the others; the oldest beyond two opens nothing any more."""
        pair = make_pair()
        kept = (pair, *self.parcels())[:VALID]
        self._write(PARCELS, [{**one.public, "secret": text_of(one.secret)} for one in kept])
        return pair

    def add_contact(self, edition: str, pair: Pair) -> None:
        """Let phones seal an edition's contacts to a new key."""
        known = {name: [one.public for one in pairs] for name, pairs in self.contacts().items()}
        known[edition] = [pair.public, *known.get(edition, [])][:VALID]
        self._write(CONTACTS, known)

    def _refresh(self) -> None:
        files = [self._folder / name for name in (PARCELS, CONTACTS)]
        stats = [path.stat() for path in files if path.is_file()]
        stamp = tuple(x for one in stats for x in (one.st_ino, one.st_mtime_ns, one.st_size))
        if stamp == self._stamp:
            return
        self._pairs = tuple(map(_pair, self._read(PARCELS, [])))
        contacts = self._read(CONTACTS, {}).items()
        self._contacts = {name: tuple(map(_pair, known)) for name, known in contacts}
        self._stamp = stamp

    def _read(self, name: str, nothing: Any) -> Any:
        path = self._folder / name
        if not path.is_file():
            return nothing
        try:
            return json.loads(path.read_text(encoding="ascii"))
        except ValueError as fault:
            raise SetupError(f"No se entiende {path}: vuelve a ponerlo de una copia.") from fault

    def _write(self, name: str, what: object) -> None:
        """Put a whole file in place of the old one, on the disk before anybody relies on it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(self._folder / name, json.dumps(what).encode("ascii"))


def make_pair() -> Pair:
    """Draw a new pair."""
    secret = new_secret()
    point = point_of(secret)
    return Pair(kid_of(point), point, secret)


def _pair(known: dict[str, str]) -> Pair:
    return Pair(known["kid"], raw_of(known["pub"]), raw_of(known.get("secret", "")))


def write_secret(path: Path, data: bytes) -> None:
    """Write a file that its owner alone reads, whole or not at all."""
    part = path.with_name(f"{path.name}.new")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
