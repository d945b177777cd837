"""The way back to a backup: a new life of the log, with the present database set aside."""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from peewee import Database, SqliteDatabase

from api import db, upkeep
from api.backups import archive, carried, index, kept, keys, witness
from api.backups.archive import Head, Unreadable
from api.backups.disk import folder_of, one_order, sync_file, sync_folder, write_whole
from api.backups.index import Backup
from api.backups.scratch import STAGED_FILE, Loader, schema_of, sqlite_at, sweep
from api.clock import now_s
from api.errors import SetupError
from api.learners.erased import ErasedList
from api.progress.projector import PROJECTIONS
from api.settings import Settings
from api.sync import projection, streams

STAGED = "creando_restoring"


@dataclass(frozen=True)
class Restored:
    """What a restore did: when the backup was taken, and where the database before is now."""

    at: int
    aside: str

    @property
    def aside_sentence(self) -> str:
        """Say where the database before is."""
        if not self.aside:
            return "Antes no había ninguna base de datos."
        return f"La de antes quedó aparte, en {self.aside}: bórrala cuando todo esté bien."


def restore(
    settings: Settings,
    path: Path,
    *,
    key: Path | None = None,
    by: str = "",
    anyway: bool = False,
) -> Restored:
    """Go back to a backup; raises SetupError and leaves everything as it was when it cannot.

    All is made ready beside the present database, then takes its place in one step. `anyway` takes
    a file that this machine knows and does not count as restorable.
    """
    settings.data.mkdir(mode=upkeep.FOLDER_MODE, parents=True, exist_ok=True)
    with one_order(settings), db.whole_house(settings):
        sweep(settings)
        if not path.is_file():
            raise SetupError(f"No existe el archivo {path}.")
        opener = keys.read_key(key or settings.data / keys.BACKUP_KEY)
        link = _stage(settings)
        try:
            loader = Loader(link)
            with db.elsewhere(link):
                archive.read(path, opener, loader)
                head = _allowed(settings, loader.known, anyway=anyway)
                carried.bring(settings, head)
                begin_life(settings)
        except BaseException:
            _discard(settings, link)
            raise
        aside = _take_over(settings, link)
        _note(settings, file=path.name, by=by)
        db.dispose()
    return Restored(head.at, aside)


def restore_here(settings: Settings, *, by: str = "") -> None:
    """Begin a new life of the log on the database that is in place, put there by hand."""
    witness.check_mark(settings)
    with one_order(settings), db.whole_house(settings):
        db.open_database(settings)
        db.check_ready()
        begin_life(settings)
        witness.note(settings)
        _note(settings, file="", by=by)
        db.dispose()


def begin_life(settings: Settings) -> None:
    """Make the database in force fit to serve: forget, fold, count what is kept, mint last."""
    upkeep.replay_erasures(ErasedList(settings.data / upkeep.ERASED_LIST))
    projection.rebuild(PROJECTIONS)
    count_kept(settings)
    with db.write():
        streams.mint_again()


def count_kept(settings: Settings) -> None:
    """Count anew what is kept, over all restorable backups and the database in force (C5).

    A restorable backup whose file no longer opens stops being one: nobody can restore it.
    """
    known = index.load(settings)
    all_runs = []
    for one in known.restorable():
        try:
            all_runs.append(runs_of(settings, one))
        except (SetupError, FileNotFoundError):
            known.set(one.id, state="thrown", why="unreadable")
            index.save(settings, known)
    kept.store(kept.least(all_runs))


def runs_of(settings: Settings, one: Backup) -> dict[str, int]:
    """Read a backup's real file and return what it has in common with the database in force."""
    runs = kept.Runs()
    key = keys.read_key(settings.data / keys.BACKUP_KEY)
    archive.read(folder_of(settings) / one.file, key, runs)
    return runs.runs


def _allowed(settings: Settings, head: Head | None, *, anyway: bool) -> Head:
    """Refuse a backup that this machine knows not to count; raises SetupError."""
    if head is None:
        raise Unreadable("El archivo no dice de qué copia es.")
    one = index.load(settings).find(head.id)
    if one is not None and one.state != "restorable" and not anyway:
        raise SetupError(
            "Esta copia ya no vale o no se comprobó: hay cosas que los teléfonos soltaron porque "
            "están en otra más nueva. Mira creando backups; si no hay otra, agrega --anyway."
        )
    return head


def _stage(settings: Settings) -> Database:
    """Open an empty database that may become the present one."""
    if settings.database_url:
        return schema_of(settings, STAGED)
    path = settings.data / STAGED_FILE
    path.unlink(missing_ok=True)
    return sqlite_at(path)


def _discard(settings: Settings, link: Database) -> None:
    if isinstance(link, SqliteDatabase):
        link.close()
        (settings.data / STAGED_FILE).unlink(missing_ok=True)
    elif not link.is_closed():
        db.ask(link, f'DROP SCHEMA IF EXISTS "{STAGED}" CASCADE')
        link.close()


def _take_over(settings: Settings, link: Database) -> str:
    """Put the staged database in the present one's place; return where that one is now, if any.

    A mark on the disk says that this is going on: until it is gone nothing starts, and the order
    given again ends it.
    """
    mark = settings.data / witness.RESTORING
    name = _aside_name(mark)
    if isinstance(link, SqliteDatabase):
        link.close()
        sync_file(settings.data / STAGED_FILE)
        write_whole(mark, json.dumps({"aside": name}).encode("ascii"))
        moved = _swap_files(settings, name)
    else:
        write_whole(mark, b"{}")
        moved = _swap_schemas(link, name)
        link.close()
    db.open_database(settings)
    witness.note(settings)
    mark.unlink()
    sync_folder(settings.data)
    return moved


def _aside_name(mark: Path) -> str:
    """Name the place for the present database; the one of a restore that was cut off, again."""
    try:
        return str(json.loads(mark.read_text(encoding="ascii"))["aside"])
    except (FileNotFoundError, ValueError, KeyError):
        return f"antes-{_stamp()}-{secrets.token_hex(2)}"


def _swap_files(settings: Settings, name: str) -> str:
    aside, main = settings.data / name, settings.database_path
    taken = f"{_stamp()}-" if (aside / main.name).exists() else ""  # never written over
    for suffix in ("-wal", "-shm", ""):  # the file itself last: without its log it is not whole
        present = main.with_name(f"{main.name}{suffix}")
        if present.exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            present.replace(aside / f"{taken}{present.name}")
    if aside.exists():
        sync_folder(aside)
    (settings.data / STAGED_FILE).replace(main)
    sync_folder(settings.data)
    return str(aside) if aside.exists() else ""


def _swap_schemas(link: Database, name: str) -> str:
    """Change the tables' places in one transaction; they stay in their database."""
    apart = name.replace("-", "_").lower()
    db.ask(link, "RESET search_path")
    live = db.ask(link, "SELECT current_schema()").fetchone()[0]
    present = link.get_tables(schema=live)
    with link.atomic():
        if present:
            db.ask(link, f'CREATE SCHEMA "{apart}"')
        for table in present:
            db.ask(link, f'ALTER TABLE "{live}"."{table}" SET SCHEMA "{apart}"')
        for table in link.get_tables(schema=STAGED):
            db.ask(link, f'ALTER TABLE "{STAGED}"."{table}" SET SCHEMA "{live}"')
        db.ask(link, f'DROP SCHEMA "{STAGED}"')
    return f"el esquema {apart}" if present else ""


def _stamp() -> str:
    return datetime.fromtimestamp(now_s(), UTC).strftime("%Y%m%dT%H%M%SZ")


def _note(settings: Settings, *, file: str, by: str) -> None:
    known = index.load(settings)
    known.restores.append({"at": now_s(), "file": file, "by": by})
    index.save(settings, known)
