"""Take, verify, list and retire backups; the way back is restore.py."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from peewee import DataError, IntegrityError, OperationalError, ProgrammingError

from api import db
from api.backups import archive, index, kept, keys, offsite, restoring, witness
from api.backups.disk import folder_of, one_order, sync_file, sync_folder
from api.backups.drill import fault_in
from api.backups.index import Backup, Index
from api.backups.scratch import Loader, drill_ground, sweep
from api.backups.snapshot import lines, new_head, still
from api.clock import now_s
from api.errors import SetupError
from api.settings import Settings
from api.sync import streams

DAY_S = 86_400
# What rows that are not what their schema says come to, at the latest when they are folded.
UNFIT = (IntegrityError, DataError, ProgrammingError, LookupError, TypeError, ValueError)
FULL = re.compile("disk is full|No space left")  # SQLite's words, PostgreSQL's
restore = restoring.restore
restore_here = restoring.restore_here


class NoRoom(SetupError):
    """The disk is full."""


def take(settings: Settings) -> Backup:
    """Take a backup of the running server; it counts only after `verify`. Raises SetupError."""
    with one_order(settings), _room(settings, "no se hizo"):
        _check(settings)
        sweep(settings)
        readers = keys.recipients(settings)
        with still(settings) as link:
            head = new_head(settings, link)
            made = Backup(head.id, head.at, head.epoch, bytes=0, sha256="")
            part = folder_of(settings) / f"{made.file}.part"
            try:
                with part.open("wb") as out:
                    archive.write(out, readers, lines(head, link))
                sync_file(part)
                made = replace(made, bytes=part.stat().st_size, sha256=offsite.sha256_of(part))
                known = _without_lost(settings)
                known.backups.append(made)
                index.save(settings, known)
                part.replace(folder_of(settings) / made.file)
            finally:
                part.unlink(missing_ok=True)  # half a backup only takes the room of a whole one
        sync_folder(folder_of(settings))
    return made


@contextmanager
def _room(settings: Settings, what: str) -> Iterator[None]:
    """Say in one sentence that the disk does not take more: NoRoom, or SetupError for the rest."""
    try:
        yield
    except OSError as fault:
        full = fault.errno in (ENOSPC, EDQUOT, EFBIG)
        why = "no hay espacio" if full else f"falló el disco ({fault.strerror or fault})"
        raise (NoRoom if full else SetupError)(
            f"La copia {what}: {why} en {folder_of(settings)}. Las copias de antes siguen valiendo."
        ) from fault


def verify(settings: Settings, backup_id: str) -> bool:
    """End the verification of a backup: it joins the restorable ones, or is thrown away.

    Return whether one may restore it now. One that cannot reach the second place stays `taken`:
    `verify` again.
    """
    with one_order(settings):
        _check(settings)
        sweep(settings)
        one = _without_lost(settings).get(backup_id)
        if one.state != "taken":
            return one.state == "restorable"
        why = _drill(settings, one) or _too_late(settings, one)
        if why:
            _throw(settings, one, why)
            return False
        if settings.offsite:
            offsite.ship(settings, path_of(settings, one))
        _join(settings, one)
    return True


def restorable(settings: Settings) -> list[Backup]:
    """List the backups one may restore, oldest first."""
    return index.load(settings).restorable()


def retire(settings: Settings, backup_id: str) -> None:
    """Let a restorable backup go, its file too; raises SetupError for the last one."""
    with one_order(settings):
        known = index.load(settings)
        if len(known.restorable()) < 2 and known.get(backup_id).state == "restorable":
            raise SetupError("Es la única copia que vale: haz otra antes de quitarla.")
        _retire(settings, known, known.get(backup_id))


def path_of(settings: Settings, one: Backup) -> Path:
    """Return where a backup's file is on this machine."""
    return folder_of(settings) / one.file


def tidy(settings: Settings) -> None:
    """Keep the newest restorable backups and delete every file that is too old.

    The newest restorable one stays whatever its age: without it the way back is gone.
    """
    with one_order(settings):
        known = index.load(settings)
        oldest = now_s() - settings.backup_days * DAY_S
        good = known.restorable()
        for place, one in enumerate(good[:-1]):
            if place < len(good) - settings.backups or one.at < oldest:
                _retire(settings, known, one)
        order = [one.id for one in known.backups]
        newest = order.index(good[-1].id) if good else -1
        for one in known.backups:
            if one.state == "taken" and (order.index(one.id) < newest or one.at < oldest):
                _throw(settings, one, "old" if one.at < oldest else "late")


def _check(settings: Settings) -> None:
    """Raise SetupError unless the database in force may serve: nothing else is worth a copy."""
    witness.check_mark(settings)
    db.use_database(settings)
    db.check_ready()
    witness.check_door(settings)


def _without_lost(settings: Settings) -> Index:
    """Read the list; what was cut off before its file was there is thrown away."""
    known = index.load(settings)
    for one in known.backups:
        if one.state == "taken" and not path_of(settings, one).is_file():
            known.set(one.id, state="thrown", why="cut")
    index.save(settings, known)
    return known


def _drill(settings: Settings, one: Backup) -> str:
    """Open the real file and try it; return what is wrong with it. Raises SetupError."""
    try:
        with _room(settings, "no se pudo comprobar"):
            return _tried(settings, one)
    except NoRoom:
        # Untried it does not count, and one more each night would keep the disk full.
        path_of(settings, one).unlink(missing_ok=True)
        raise


def _tried(settings: Settings, one: Backup) -> str:
    key = keys.read_key(settings.data / keys.BACKUP_KEY)
    try:
        with drill_ground(settings) as link:
            loader = Loader(link)
            archive.read(path_of(settings, one), key, loader)
            return f"lacks {loader.lacks}" if loader.lacks else fault_in(link)
    except OperationalError as fault:
        if FULL.search(str(fault)):
            raise OSError(ENOSPC, str(fault)) from fault
        raise
    except (SetupError, FileNotFoundError, *UNFIT) as fault:
        return f"file: {type(fault).__name__}"


def _too_late(settings: Settings, one: Backup) -> str:
    """Tell why restoring this backup could lose what phones already dropped (C6, and beyond)."""
    known = index.load(settings)
    if one.epoch != streams.epoch():
        return "epoch"
    order = [other.id for other in known.backups]
    good = known.restorable()
    if good and order.index(one.id) < order.index(good[0].id):
        return "late"
    return "" if kept.holds_all(restoring.runs_of(settings, one)) else "kept"


def _throw(settings: Settings, one: Backup, why: str) -> None:
    known = index.load(settings)
    known.set(one.id, state="thrown", why=why)
    index.save(settings, known)
    path_of(settings, one).unlink(missing_ok=True)


def _join(settings: Settings, one: Backup) -> None:
    """Let a backup count: first the list, then what is kept; between them too little is kept."""
    known = index.load(settings)
    known.set(one.id, state="restorable", offsite=bool(settings.offsite))
    index.save(settings, known)
    restoring.count_kept(settings)


def _retire(settings: Settings, known: Index, one: Backup) -> None:
    """Take a backup off the list before its file goes."""
    known.set(one.id, state="retired")
    index.save(settings, known)
    path_of(settings, one).unlink(missing_ok=True)
    offsite.forget(settings, one.file)
