"""The database: SQLite with one writing process, or PostgreSQL; durable either way."""

import fcntl
import os
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, cast

from peewee import Database, DatabaseProxy, Model, OperationalError, PeeweeException, SqliteDatabase
from playhouse import db_url, migrations
from playhouse.pool import PooledDatabase

from api.errors import SetupError, why
from api.settings import Settings

MIGRATIONS = Path(__file__).with_name("migrations")
DURABLE_SYNCHRONOUS = 2  # FULL: a commit is on the disk when it says so

HOUSE = 0x_63_72_65_61_6E_64_6F  # PostgreSQL's advisory lock of whoever serves this database

# What may fail on any machine: to be said by fault_of, never shown as a traceback.
EXPECTED = (PeeweeException, OSError, UnicodeDecodeError)

_elsewhere: ContextVar[Database | None] = ContextVar("elsewhere", default=None)


class _Switch(DatabaseProxy):
    """The process's database, or the one this thread works in for a while."""

    @property
    def obj(self) -> Any:
        """Return the database in force here, None before the first was opened."""
        return _elsewhere.get() or self._main

    @obj.setter
    def obj(self, opened: Database | None) -> None:
        object.__setattr__(self, "_main", opened)


database = _Switch()
_writer = threading.Lock()
_opened: list[str] = []  # which database the rows were pointed at
_locks: list[Callable[[], None]] = []  # what lets go of each lock this process holds


class Row(Model):
    """A row of whichever database this process was started on."""

    class Meta:
        """Bind to the proxy; names as written."""

        database = database
        legacy_table_names = False


def open_database(settings: Settings) -> Database:
    """Point the rows at the settings' database; opens nothing yet."""
    opened: Database
    if settings.database_url:
        pooled = _url(settings).replace("postgresql://", "postgresql+pool://", 1)
        opened = db_url.connect(pooled, prefer_psycopg3=True, max_connections=64, stale_timeout=300)
    else:
        opened = SqliteDatabase(
            str(settings.database_path),
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "foreign_keys": 1,
                "recursive_triggers": 1,  # REPLACE deletes: only so the record's guard sees it
                "busy_timeout": settings.busy_timeout_ms,
            },
            timeout=settings.busy_timeout_ms / 1000,
            lock_type="IMMEDIATE",
        )
    database.initialize(opened)
    _opened[:] = [_url(settings) if settings.database_url else str(settings.database_path)]
    return opened


def use_database(settings: Settings) -> None:
    """Open the settings' database unless this process has it open."""
    where = _url(settings) if settings.database_url else str(settings.database_path)
    if database.obj is None or _opened != [where]:
        open_database(settings)


def _url(settings: Settings) -> str:
    return settings.database_url.replace("postgres://", "postgresql://", 1)


def connect_apart(settings: Settings) -> Database:
    """Open a connection of its own to PostgreSQL; it never comes back by itself once it breaks."""
    apart: Database = db_url.connect(_url(settings), prefer_psycopg3=True, autoconnect=False)
    apart.connect()
    return apart


@contextmanager
def elsewhere(other: Database) -> Iterator[None]:
    """Let the rows of this thread live in another database; everybody else's stay."""
    token = _elsewhere.set(other)
    try:
        yield
    finally:
        _elsewhere.reset(token)


def ask(link: Database, query: str, values: Sequence[object] = ()) -> Any:
    """Send one statement as it is written and return its cursor."""
    return cast(Any, link).execute_sql(query, tuple(values))


def is_sqlite() -> bool:
    """Tell which of the two this process runs on."""
    return isinstance(database.obj, SqliteDatabase)


def release() -> None:
    """Give a pooled connection back; SQLite's stays with its thread."""
    if not is_sqlite() and not database.is_closed():
        database.close()


def dispose() -> None:
    """Let go of the data folder and of every connection of this thread."""
    if isinstance(database.obj, PooledDatabase):
        database.obj.close_all()
    elif database.obj is not None:
        database.obj.close()
    while _locks:
        _locks.pop()()


@contextmanager
def write(patience_s: float = 5) -> Iterator[None]:
    """Run one transaction; on SQLite one at a time, waiting in line instead of polling the file.

    Raises OperationalError when the line is too long: the caller answers 503.
    """
    queued = is_sqlite() and _elsewhere.get() is None
    if queued and not _writer.acquire(timeout=patience_s):
        raise OperationalError("the queue of writers is too long")
    try:
        with database.atomic():
            yield
    finally:
        if queued:
            _writer.release()


def fault_of(fault: Exception) -> str:
    """Say in Spanish why a file or the database refused, and what to do."""
    if isinstance(fault, OSError):
        return f"No se pudo leer o escribir {why(fault)}."
    if isinstance(fault, UnicodeDecodeError):
        return "Un archivo de la carpeta de datos está dañado: vuelve a ponerlo de una copia."
    said = str(fault)
    if re.search("malformed|not a database|encrypted", said):
        return (
            "El archivo de la base de datos está dañado. No borres nada: lo que no está en una "
            "copia lo guardan los teléfonos. Vuelve a la última copia (creando backups dice "
            "cuáles hay): creando restore ARCHIVO."
        )
    if re.search("readonly|unable to open|disk I/O", said):
        return (
            "La base de datos no se puede abrir o escribir: revisa el disco, y el dueño y los "
            "permisos de la carpeta de datos. Lo guardado no se tocó."
        )
    if "disk is full" in said:
        return "El disco está lleno: haz lugar y repite. Lo guardado no se tocó."
    if "locked" in said:
        return "La base de datos está ocupada: espera un momento y repite."
    return "La base de datos no responde: ¿está apagada? Revisa DATABASE_URL o el disco."


def _refuse_newer() -> None:
    """Raise SetupError for a database that a newer version has changed."""
    runner = migrations.Runner(database.obj, str(MIGRATIONS))
    if set(runner.applied()) - {one.name for one in runner.migrations()}:
        raise SetupError(
            "Los datos son de una versión más nueva de CREANDO: instala esa versión, o usa otra "
            "carpeta. No se tocó nada."
        )


def migrate() -> list[str]:
    """Apply the migrations that are missing; return their names. Raises SetupError."""
    _refuse_newer()
    return cast("list[str]", migrations.run(database.obj, str(MIGRATIONS)))


def check_ready() -> None:
    """Raise SetupError unless every migration is in and commits are durable."""
    try:
        _refuse_newer()
        pending = [
            one.name
            for one in migrations.Runner(database.obj, str(MIGRATIONS)).status()
            if not one.applied
        ]
        durable = _is_durable()
    except PeeweeException as fault:
        raise SetupError(fault_of(fault)) from fault
    if pending:
        raise SetupError(
            "La base de datos no está lista. Corre primero: python -m api.cli setup --data CARPETA"
        )
    if not durable:
        raise SetupError("La base de datos no guarda de verdad al confirmar: así no se arranca.")


def _is_durable() -> bool:
    if is_sqlite():
        level = cast(int, database.obj.pragma("synchronous"))
        journal = cast(str, database.obj.pragma("journal_mode"))
        return level >= DURABLE_SYNCHRONOUS and journal == "wal"
    asked = ("SHOW fsync", "SHOW synchronous_commit")
    return all(database.execute_sql(one).fetchone()[0] != "off" for one in asked)


def lock_folder(settings: Settings) -> None:
    """Take the data folder for this server, for its life; raises SetupError.

    SQLite has exactly one server that writes. A worker that is being replaced gets a few seconds
    to let go. The operator's short commands run beside it under SQLite's own lock. On PostgreSQL
    servers share the database; only a restore needs it for itself.
    """
    _locks.append(_hold(settings, alone=False))


@contextmanager
def whole_house(settings: Settings) -> Iterator[None]:
    """Hold the data folder and the database so that no server runs; raises SetupError."""
    let_go = _hold(settings, alone=True)
    try:
        yield
    finally:
        let_go()


def _hold(settings: Settings, *, alone: bool) -> Callable[[], None]:
    """Take the lock of the house, waiting a little; return what lets it go. Raises SetupError."""
    if settings.database_url:
        take, let_go = _advisory(connect_apart(settings), "" if alone else "_shared")
    else:
        take, let_go = _flock(settings.data / "lock")
    end_s = time.monotonic() + settings.lock_wait_s
    while not take():
        if time.monotonic() >= end_s:
            let_go()
            raise SetupError(
                f"Otro CREANDO ya está usando la carpeta {settings.data}: páralo o usa otra."
            )
        time.sleep(0.1)
    return let_go


def _flock(path: Path) -> tuple[Callable[[], bool], Callable[[], None]]:
    """Return what tries to take a file's lock, and what lets it go."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take() -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    return take, lambda: os.close(handle)


def _advisory(link: Database, shared: str) -> tuple[Callable[[], bool], Callable[[], None]]:
    """Return the same for PostgreSQL: the lock ends with its connection at the latest."""

    def take() -> bool:
        said = ask(link, f"SELECT pg_try_advisory_lock{shared}(%s)", (HOUSE,))
        return bool(said.fetchone()[0])

    def let_go() -> None:
        # Closing alone is heard later: whoever comes next would find the house still held.
        with suppress(PeeweeException):
            ask(link, "SELECT pg_advisory_unlock_all()")
        link.close()

    return take, let_go
