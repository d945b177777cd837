"""The database: SQLite with one writing process, or PostgreSQL; durable either way."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from peewee import Database, DatabaseProxy, Model, OperationalError, PeeweeException, SqliteDatabase
from playhouse import db_url, migrations
from playhouse.pool import PooledDatabase

from api.errors import SetupError
from api.settings import Settings

MIGRATIONS = Path(__file__).with_name("migrations")
DURABLE_SYNCHRONOUS = 2  # FULL: a commit is on the disk when it says so

database = DatabaseProxy()
_writer = threading.Lock()
_locks: list[int] = []  # descriptors: a lock lives as long as its file stays open


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
        url = settings.database_url.replace("postgres://", "postgresql://", 1)
        pooled = url.replace("postgresql://", "postgresql+pool://", 1)
        opened = db_url.connect(pooled, prefer_psycopg3=True, max_connections=64, stale_timeout=300)
    else:
        opened = SqliteDatabase(
            str(settings.database_path),
            pragmas={
                "journal_mode": "wal",
                "synchronous": "full",
                "foreign_keys": 1,
                "busy_timeout": settings.busy_timeout_ms,
            },
            timeout=settings.busy_timeout_ms / 1000,
            lock_type="IMMEDIATE",
        )
    database.initialize(opened)
    return opened


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
        os.close(_locks.pop())


@contextmanager
def write(patience_s: float = 5) -> Iterator[None]:
    """Run one transaction; on SQLite one at a time, waiting in line instead of polling the file.

    Raises OperationalError when the line is too long: the caller answers 503.
    """
    queued = is_sqlite()
    if queued and not _writer.acquire(timeout=patience_s):
        raise OperationalError("the queue of writers is too long")
    try:
        with database.atomic():
            yield
    finally:
        if queued:
            _writer.release()


def migrate() -> list[str]:
    """Apply the migrations that are missing; return their names."""
    return cast("list[str]", migrations.run(database.obj, str(MIGRATIONS)))


def check_ready() -> None:
    """Raise SetupError unless every migration is in and commits are durable."""
    try:
        pending = [
            one.name
            for one in migrations.Runner(database.obj, str(MIGRATIONS)).status()
            if not one.applied
        ]
        durable = _is_durable()
    except PeeweeException as fault:
        raise SetupError("La base de datos no responde. Revisa DATABASE_URL o el disco.") from fault
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
    to let go. The operator's short commands run beside it under SQLite's own lock. PostgreSQL
    needs none of this.
    """
    if settings.database_url:
        return
    handle = os.open(settings.data / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    end_s = time.monotonic() + settings.lock_wait_s
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            if time.monotonic() >= end_s:
                os.close(handle)
                raise SetupError(
                    f"Otro CREANDO ya está usando la carpeta {settings.data}: páralo o usa otra."
                ) from fault
            time.sleep(0.1)
        else:
            _locks.append(handle)
            return
