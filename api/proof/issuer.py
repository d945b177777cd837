"""Who signs: a name, an address, and the keys in the data folder, newest first.

A key that is followed by another signs no more and is never thrown away: what it signed is on
paper for years.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from api.errors import SetupError, Unavailable
from api.sealing.hpke import raw_of, text_of
from api.sealing.keyring import Pair, make_pair, write_secret

FILE = "proof.json"


@dataclass(frozen=True)
class Issuer:
    """The issuer of certificates; `folder` holds its keys."""

    folder: Path
    name: str
    url: str

    def pairs(self) -> tuple[Pair, ...]:
        """Return all its keys, newest first; raises SetupError when the file makes no sense."""
        path = self.folder / FILE
        if not path.is_file():
            return ()
        try:
            known = json.loads(path.read_text(encoding="ascii"))
            return tuple(
                Pair(one["kid"], raw_of(one["pub"]), raw_of(one["secret"])) for one in known
            )
        except (ValueError, KeyError, TypeError) as fault:
            raise SetupError(f"No se entiende {path}: vuelve a ponerlo de una copia.") from fault

    def signing(self) -> Pair:
        """Return the key in use; raises Unavailable before there is one."""
        pairs = self.pairs()
        if not pairs:
            raise Unavailable("proof.key", 3600)
        return pairs[0]

    def make(self) -> None:
        """Draw the first key unless there is one."""
        if not self.pairs():
            self.rotate()

    def rotate(self) -> Pair:
        """Put a new key before the others."""
        pair = make_pair()
        kept = [{**one.public, "secret": text_of(one.secret)} for one in (pair, *self.pairs())]
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(self.folder / FILE, json.dumps(kept).encode("ascii"))
        return pair
