"""One table of settings, each an environment variable with a default and a reason."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from api.errors import SetupError

ROOT = Path(__file__).resolve().parents[1]
LRS_NAME_LETTERS = 60


@dataclass(frozen=True)
class Setting:
    """One line of the table: the variable, its default and what it is for."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("CREANDO_DATA", "var/data", "Folder of the database, the secrets and the origin"),
    Setting("DATABASE_URL", "", "Empty: SQLite in the data folder. postgresql://…: PostgreSQL"),
    Setting("CREANDO_PWA", "var/pwa", "Folder of the built PWA"),
    Setting("CREANDO_BUNDLES", "var/bundles", "Folder of the built lessons"),
    Setting("CREANDO_EDITIONS", "lessons/editions", "Folder of the definitions of editions"),
    Setting("CREANDO_BUSY_TIMEOUT_MS", "5000", "How long a write waits for another one"),
    Setting("CREANDO_LOCK_WAIT_S", "5", "How long a start waits for the data folder's lock"),
    Setting("CREANDO_BACKUPS", "7", "How many restorable backups are kept at most"),
    Setting("CREANDO_BACKUP_DAYS", "35", "After how many days a backup's file is deleted"),
    Setting("CREANDO_BACKUP_READERS", "", "More age recipients, with commas: who else opens one"),
    Setting("CREANDO_ISSUER", "CREANDO", "Who signs certificates, as others read it"),
    Setting("CREANDO_ISSUER_URL", "", "Its address on certificates; empty: this server's own"),
    Setting("CREANDO_OFFSITE", "", "Folder or host:folder (scp) where each backup goes as well"),
    Setting("CREANDO_LRS", "", "Address of an LRS (xAPI 1.0.3) for `lrs push`; empty: off"),
    Setting("CREANDO_LRS_KEY", "", "Its key, user:password; never shown"),
    Setting("CREANDO_LRS_NAME", "", "Whose it is, as people read it when they are asked"),
)


@dataclass(frozen=True)
class Settings:
    """The settings in force; paths are absolute."""

    data: Path
    database_url: str
    pwa: Path
    bundles: Path
    editions: Path
    busy_timeout_ms: int
    lock_wait_s: int
    backups: int = 7
    backup_days: int = 35
    backup_readers: tuple[str, ...] = ()
    offsite: str = ""
    lrs: str = ""
    lrs_key: str = field(default="", repr=False)
    lrs_name: str = ""
    issuer_name: str = "CREANDO"
    issuer_url: str = ""

    @property
    def database_path(self) -> Path:
        """Return where SQLite keeps the log."""
        return self.data / "creando.sqlite3"

    @property
    def lrs_purpose(self) -> str:
        """Return what people allow when they let the LRS have it; empty while there is none.

        Who allowed it to one store, or to one name, did not allow it to another.
        """
        told = hashlib.sha256(f"{self.lrs}\n{self.lrs_name}".encode()).hexdigest()
        return f"lrs.study.{told[:8]}" if self.lrs else ""


def read_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read the table from the environment; raises SetupError for a value that makes no sense."""
    given = os.environ if env is None else env
    value = {one.name: given.get(one.name) or one.default for one in SETTINGS}
    url = value["DATABASE_URL"]
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise SetupError("DATABASE_URL tiene que empezar con postgresql:// o quedar vacío.")
    try:
        urlsplit(url).port  # noqa: B018  read for what it refuses
    except ValueError:
        raise SetupError(
            "DATABASE_URL no se entiende: postgresql://usuario:clave@máquina/base."
        ) from None
    return Settings(
        data=_path(value["CREANDO_DATA"]),
        database_url=url,
        pwa=_path(value["CREANDO_PWA"]),
        bundles=_path(value["CREANDO_BUNDLES"]),
        editions=_path(value["CREANDO_EDITIONS"]),
        busy_timeout_ms=_number("CREANDO_BUSY_TIMEOUT_MS", value["CREANDO_BUSY_TIMEOUT_MS"]),
        lock_wait_s=_number("CREANDO_LOCK_WAIT_S", value["CREANDO_LOCK_WAIT_S"]),
        backups=_number("CREANDO_BACKUPS", value["CREANDO_BACKUPS"], least=1),
        backup_days=_number("CREANDO_BACKUP_DAYS", value["CREANDO_BACKUP_DAYS"], least=1),
        backup_readers=tuple(value["CREANDO_BACKUP_READERS"].replace(",", " ").split()),
        offsite=value["CREANDO_OFFSITE"],
        lrs=_lrs(value["CREANDO_LRS"], value["CREANDO_LRS_KEY"], value["CREANDO_LRS_NAME"].strip()),
        lrs_key=value["CREANDO_LRS_KEY"],
        lrs_name=value["CREANDO_LRS_NAME"].strip(),
        issuer_name=value["CREANDO_ISSUER"],
        issuer_url=value["CREANDO_ISSUER_URL"].rstrip("/"),
    )


def _path(text: str) -> Path:
    """Read a path; a relative one starts at the checkout, wherever the process was started."""
    return (ROOT / Path(text).expanduser()).resolve()


def _lrs(address: str, key: str, name: str) -> str:
    """Read the address of an LRS; its key goes over https alone, or stays on this machine.

    Nobody is asked to let a store have something without being told whose it is.
    """
    local = address.startswith(("http://localhost:", "http://127.0.0.1:"))
    if address and not (local or address.startswith("https://")):
        raise SetupError("CREANDO_LRS tiene que empezar con https://.")
    if address and ":" not in key:
        raise SetupError("CREANDO_LRS_KEY tiene que ser usuario:clave.")
    if address and not (name.isprintable() and 2 <= len(name) <= LRS_NAME_LETTERS):
        raise SetupError("CREANDO_LRS_NAME tiene que decir de quién es el LRS, en 2 a 60 letras.")
    return address.rstrip("/")


def _number(name: str, text: str, least: int = 0) -> int:
    if not text.isdecimal() or int(text) < least:
        more = f" de {least} o más" if least else ""
        raise SetupError(f"{name} tiene que ser un número entero{more}, no «{text}».")
    return int(text)
