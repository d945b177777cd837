"""Databases to load a backup into: one to try it in, one that becomes the database."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import peewee
from peewee import Database, SqliteDatabase
from playhouse import migrations

from api.backups.archive import Head, Reader, Unreadable
from api.backups.disk import folder_of
from api.backups.snapshot import HISTORY, LEFT_OUT
from api.db import MIGRATIONS, ask, connect_apart, elsewhere
from api.errors import SetupError
from api.settings import Settings

DRILL = "creando_drill"
STAGED_FILE = "restoring.sqlite3"
BATCH = 1000
# Whatever happens to a scratch file, the present database is not touched: speed is all it needs.
FAST = {"journal_mode": "memory", "synchronous": "off", "foreign_keys": 0}

# A driver's own errors become peewee's, as everywhere else.
AS_PEEWEE = cast(Any, peewee).__exception_wrapper__


def sqlite_at(path: Path) -> Database:
    """Open a new SQLite file that nobody relies on yet."""
    made = SqliteDatabase(str(path), pragmas=FAST)
    made.connect()
    return made


def schema_of(settings: Settings, name: str) -> Database:
    """Open PostgreSQL in an empty schema of that name, of its own."""
    link = connect_apart(settings)
    ask(link, f'DROP SCHEMA IF EXISTS "{name}" CASCADE')
    ask(link, f'CREATE SCHEMA "{name}"')
    ask(link, f'SET search_path TO "{name}"')
    return link


@contextmanager
def drill_ground(settings: Settings) -> Iterator[Database]:
    """Give an empty database to try a backup in; nothing of it stays."""
    if settings.database_url:
        link = schema_of(settings, DRILL)
        try:
            with elsewhere(link):
                yield link
        finally:
            ask(link, f'DROP SCHEMA "{DRILL}" CASCADE')
            link.close()
        return
    folder = Path(tempfile.mkdtemp(prefix="drill-", dir=folder_of(settings)))
    link = sqlite_at(folder / "drill.sqlite3")
    try:
        with elsewhere(link):
            yield link
    finally:
        link.close()
        shutil.rmtree(folder)


def sweep(settings: Settings) -> None:
    """Remove what an order that was cut off left behind; never a whole backup."""
    folder = folder_of(settings)
    left = [*folder.glob("drill-*"), *folder.glob("*.part"), *settings.data.glob(f"{STAGED_FILE}*")]
    for path in left:
        shutil.rmtree(path) if path.is_dir() else path.unlink()


class Loader(Reader):
    """Loads a backup into an empty database, in the schema it was taken from, then moves it on."""

    def __init__(self, link: Database) -> None:
        self.link = link
        self.known: Head | None = None
        self.lacks = ""  # a table or column of its own schema that it does not bring
        self._columns: dict[str, list[str]] = {}
        self._insert, self._width = "", 0
        self._flags: list[int] = []
        self._batch: list[list[Any]] = []

    def head(self, head: Head) -> None:
        """Make the schema the backup was taken from; raises SetupError for one of the future."""
        runner = migrations.Runner(self.link, str(MIGRATIONS))
        ours = [one.name for one in runner.migrations()]
        if not head.migrations or [*head.migrations] != ours[: len(head.migrations)]:
            raise SetupError(
                "Esta copia es de una versión más nueva de CREANDO: instala esa versión primero."
            )
        self.known = head
        runner.up(head.migrations[-1])

    def table(self, name: str, columns: list[str]) -> None:
        """Empty a table of what the migrations put in, and begin to fill it."""
        self._flush()
        if name not in self.link.get_tables() or not columns:
            raise Unreadable(name)
        ask(self.link, f'DELETE FROM "{name}"')  # noqa: S608 - a table of ours
        kinds = {one.name: one.data_type.lower() for one in self.link.get_columns(name)}
        self._columns[name], self._width = columns, len(columns)
        self._flags = [i for i, one in enumerate(columns) if kinds[one].startswith("bool")]
        names = ", ".join(f'"{one}"' for one in columns)
        marks = ", ".join([self.link.param] * len(columns))
        self._insert = f'INSERT INTO "{name}" ({names}) VALUES ({marks})'  # noqa: S608

    def row(self, values: list[Any]) -> None:
        """Take a row; SQLite writes yes and no as numbers, PostgreSQL does not."""
        if len(values) != self._width:
            raise Unreadable("row")
        for i in self._flags:
            values[i] = None if values[i] is None else bool(values[i])
        self._batch.append(values)
        if len(self._batch) >= BATCH:
            self._flush()

    def end(self) -> None:
        """Put the last rows in, mend the counters of PostgreSQL, and move on to today's schema."""
        self._flush()
        self.lacks = self._missing()
        _mend_sequences(self.link)
        migrations.Runner(self.link, str(MIGRATIONS)).up()

    def _missing(self) -> str:
        for name in set(self.link.get_tables()) - LEFT_OUT:
            brought = self._columns.get(name, [])
            for one in self.link.get_columns(name):
                if one.name not in brought:
                    return f"{name}.{one.name}" if brought else name
        return ""

    def _flush(self) -> None:
        if not self._batch:
            return
        with self.link.atomic(), AS_PEEWEE:
            cast(Any, self.link).cursor().executemany(self._insert, self._batch)
        self._batch = []


def _mend_sequences(link: Database) -> None:
    """Let each counter go on after the highest number that was loaded."""
    if isinstance(link, SqliteDatabase):
        return
    for table in link.get_tables():
        if table == HISTORY:
            continue
        for column in link.get_columns(table):
            if (column.default or "").startswith("nextval("):
                ask(
                    link,
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{column.name}'), "  # noqa: S608
                    f'COALESCE(MAX("{column.name}"), 0) + 1, false) FROM "{table}"',
                )
