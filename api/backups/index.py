"""The list of backups, a file outside the database: no restore changes what it says."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from api.backups.disk import folder_of, write_whole
from api.errors import SetupError
from api.settings import Settings

INDEX = "index.json"
REMEMBERED = 1000
State = Literal["taken", "restorable", "retired", "thrown"]


@dataclass(frozen=True)
class Backup:
    """One backup: `taken` until its drill, then `restorable` or `thrown`; `retired` in the end."""

    id: str
    at: int
    epoch: str
    bytes: int
    sha256: str
    state: State = "taken"
    why: str = ""
    offsite: bool = False

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"creando-{self.id}.age"


@dataclass
class Index:
    """Backups in the order they were taken, and the restores there were."""

    backups: list[Backup] = field(default_factory=list)
    restores: list[dict[str, Any]] = field(default_factory=list)

    def get(self, backup_id: str) -> Backup:
        """Return one backup; raises SetupError."""
        for one in self.backups:
            if one.id == backup_id:
                return one
        raise SetupError(f"No hay ninguna copia «{backup_id}».")

    def find(self, backup_id: str) -> Backup | None:
        """Return one backup, None when this machine never took it."""
        return next((one for one in self.backups if one.id == backup_id), None)

    def restorable(self) -> list[Backup]:
        """Return the backups one may restore, oldest first."""
        return [one for one in self.backups if one.state == "restorable"]

    def set(self, backup_id: str, **changes: Any) -> None:
        """Change what is known of one backup."""
        self.backups = [
            replace(one, **changes) if one.id == backup_id else one for one in self.backups
        ]


def load(settings: Settings) -> Index:
    """Read the list; raises SetupError when it is broken: guessing could lose somebody's work."""
    path = folder_of(settings) / INDEX
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Index([Backup(**one) for one in said["backups"]], said["restores"])
    except FileNotFoundError:
        return Index()
    except (ValueError, KeyError, TypeError) as fault:
        raise SetupError(
            f"La lista de copias está dañada: aparta {path} y haz una nueva."
        ) from fault


def save(settings: Settings, index: Index) -> None:
    """Write the list; it is on the disk at return."""
    living = [one for one in index.backups if one.state in ("taken", "restorable")]
    gone = [one for one in index.backups if one not in living][-REMEMBERED:]
    said = {
        "backups": [asdict(one) for one in _in_order(index.backups, living + gone)],
        "restores": index.restores[-REMEMBERED:],
    }
    write_whole(
        folder_of(settings) / INDEX, json.dumps(said, ensure_ascii=False, indent=1).encode()
    )


def _in_order(all_of_them: Iterable[Backup], wanted: list[Backup]) -> list[Backup]:
    return [one for one in all_of_them if one in wanted]
