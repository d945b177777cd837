"""The small files that go with a backup, and how they meet those of the machine it comes to."""

import base64
import json
from pathlib import Path
from typing import Any

from api import upkeep
from api.backups.archive import Head, Unreadable
from api.backups.disk import write_whole
from api.clock import now_s
from api.sealing.keyring import KEYS
from api.settings import Settings
from api.staff.secrets import STAFF_KEY

# A new machine must sign and open as the old one did: what is in the database was made with these.
BACKUP_WINS = frozenset({upkeep.INVITE_KEY, STAFF_KEY})


def bring(settings: Settings, head: Head) -> None:
    """Bring back what the machine lacks; its name stays, lists and keys of both unite."""
    home = settings.data.resolve()
    for name, text in head.files.items():
        target, data = (settings.data / name).resolve(), base64.b64decode(text)
        if home not in target.parents:
            raise Unreadable("La copia nombra un archivo fuera de la carpeta de datos.")
        if not target.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            write_whole(target, data)
        elif target.read_bytes() != data:
            _meet(name, target, data)


def _meet(name: str, target: Path, data: bytes) -> None:
    """Let a file of the backup meet another one in its place."""
    if name == upkeep.ERASED_LIST:
        write_whole(target, united_lines(target.read_bytes(), data))
    elif name.startswith(f"{KEYS}/"):
        write_whole(target, united_keys(target.read_bytes(), data))
    elif name in BACKUP_WINS:
        write_whole(target.with_name(f"{target.name}.{now_s()}"), target.read_bytes())
        write_whole(target, data)


def united_lines(present: bytes, carried: bytes) -> bytes:
    """Add the erased of a backup to those of this machine: nobody's wish is forgotten."""
    lines = dict.fromkeys([*present.decode("ascii").split(), *carried.decode("ascii").split()])
    return "".join(f"{one}\n" for one in lines).encode("ascii")


def united_keys(present: bytes, carried: bytes) -> bytes:
    """Put a backup's keys after those of this machine: what phones sealed to them still opens."""
    mine, theirs = json.loads(present), json.loads(carried)
    if isinstance(mine, list):
        return json.dumps(_by_kid(mine, theirs)).encode("ascii")
    editions = {**theirs, **mine}
    return json.dumps(
        {one: _by_kid(mine.get(one, []), theirs.get(one, [])) for one in editions}
    ).encode("ascii")


def _by_kid(first: list[dict[str, Any]], then: list[dict[str, Any]]) -> list[dict[str, Any]]:
    known = {one["kid"] for one in first}
    return [*first, *(one for one in then if one["kid"] not in known)]
