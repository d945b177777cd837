"""The second line: a file beside the database remembers how far the log had come (rule 13).

A database file copied back by hand is older than its witness, or of another life; such a one does
not start. The first line is `minted`.
"""

import json
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from peewee import fn

from api.backups.disk import write_whole
from api.errors import SetupError
from api.settings import Settings
from api.sync.models import Stream
from api.sync.streams import epoch, is_minted

log = logging.getLogger("creando")
WITNESS = "witness.json"
RESTORING = "restoring.json"
EVERY_S = 10


def check_mark(settings: Settings) -> None:
    """Raise SetupError while a restore that was cut off waits to be ended."""
    if (settings.data / RESTORING).exists():
        raise SetupError(
            "Una restauración quedó a medias: repite creando restore con el mismo archivo."
        )


def check_door(settings: Settings) -> None:
    """Raise SetupError for a database that may not serve: brought back unminted, or behind."""
    if not is_minted():
        raise SetupError(
            "Esta base de datos salió de una copia sin pasar por creando restore: así no arranca, "
            "porque se perdería lo que los teléfonos todavía tienen."
        )
    known = _read(settings)
    if known and (known["epoch"] != epoch() or _length() < known["length"]):
        raise SetupError(
            "La base de datos es más vieja que lo último anotado: alguien la cambió a mano. "
            "Corre creando restore --here para que los teléfonos vuelvan a enviar lo suyo."
        )


def note(settings: Settings) -> None:
    """Write down how far the log has come."""
    said = {"epoch": epoch(), "length": _length()}
    write_whole(settings.data / WITNESS, json.dumps(said).encode("ascii"))


def note_if_possible(settings: Settings) -> None:
    """Do the same, but never in the way of what was accepted: on a full disk it is only said."""
    try:
        note(settings)
    except OSError as fault:
        log.warning("the witness could not be written: %s", fault.strerror)


def watcher(settings: Settings, every_s: float = EVERY_S) -> Callable[[], None]:
    """Return what to call after each append: it writes the witness, not more often than that."""
    last_s, writing = -every_s, threading.Lock()

    def watch() -> None:
        nonlocal last_s
        if time.monotonic() - last_s >= every_s and writing.acquire(blocking=False):
            try:
                last_s = time.monotonic()
                note_if_possible(settings)
            finally:
                writing.release()

    return watch


def _length() -> int:
    """Count the numbers all streams have given: it never goes down in one life of the log."""
    return int(Stream.select(fn.COALESCE(fn.SUM(Stream.last_n), 0)).scalar())


def _read(settings: Settings) -> dict[str, Any] | None:
    try:
        said = json.loads((settings.data / WITNESS).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None
    return said if isinstance(said, dict) and {"epoch", "length"} <= set(said) else None
