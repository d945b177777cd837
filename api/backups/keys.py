"""The key that opens the backups: an age identity in the data folder, and who else may read."""

from pathlib import Path
from typing import TYPE_CHECKING

from api.backups.disk import write_whole
from api.errors import SetupError
from api.settings import Settings

if TYPE_CHECKING:
    from pyrage import x25519

BACKUP_KEY = "backup.key"


def make_key(settings: Settings) -> Path:
    """Write the key once and return where it is; a key that is there stays."""
    from pyrage import x25519  # imported on use: a server that only serves never needs it

    path = settings.data / BACKUP_KEY
    if not path.is_file():
        key = x25519.Identity.generate()
        write_whole(path, f"# public key: {key.to_public()}\n{key}\n".encode("ascii"))
    return path


def read_key(path: Path) -> "x25519.Identity":
    """Read an age identity; raises SetupError."""
    from pyrage import IdentityError, x25519

    try:
        lines = path.read_text(encoding="ascii").split("\n")
        text = next(one.strip() for one in lines if one.startswith("AGE-SECRET-KEY-"))
        return x25519.Identity.from_str(text)
    except FileNotFoundError as fault:
        raise SetupError(
            f"Falta la clave de las copias: pon la que guardaste en {path}, o usa --key ARCHIVO."
        ) from fault
    except (StopIteration, IdentityError, UnicodeDecodeError) as fault:
        raise SetupError(f"En {path} no hay una clave de copias (AGE-SECRET-KEY-…).") from fault


def recipients(settings: Settings) -> list["x25519.Recipient"]:
    """Return whom a new backup is written for; raises SetupError."""
    from pyrage import RecipientError, x25519

    mine = read_key(make_key(settings)).to_public()
    try:
        others = [x25519.Recipient.from_str(one) for one in settings.backup_readers]
    except RecipientError as fault:
        raise SetupError(
            "CREANDO_BACKUP_READERS lleva claves públicas age1…, con comas."
        ) from fault
    return [mine, *others]
