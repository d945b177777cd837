"""Read a whole database as it stood at one instant, while others go on writing."""

import base64
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, cast

from peewee import Database, SqliteDatabase
from playhouse import migrations

from api.backups.archive import Head, Line, head_line, seal_rows
from api.clock import now_s
from api.db import MIGRATIONS, ask, connect_apart
from api.settings import Settings

HISTORY = "schema_migration"
# Counted anew from the restorable backups (rule 15), never brought back from one; who signed out
# since stays out.
LEFT_OUT = frozenset({HISTORY, "kept", "staff_session"})
# What is not the log's but goes with it: secrets and the list of the erased. No database, no lock.
NOT_CARRIED = frozenset({"lock", "backup.key", "witness.json", "restoring.json"})
MAX_FILE_BYTES = 256 * 1024
PAGE = 2000


@contextmanager
def still(settings: Settings) -> Iterator[Database]:
    """Open a connection of its own whose reads all see one instant."""
    if settings.database_url:
        link = connect_apart(settings)
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    else:
        link = SqliteDatabase(str(settings.database_path), autoconnect=False)
        link.connect()
        begin = "BEGIN"
    try:
        ask(link, begin)
        yield link
    finally:
        if not link.is_closed():
            ask(link, "ROLLBACK")
            link.close()


def new_head(settings: Settings, link: Database) -> Head:
    """Describe a backup that begins now."""
    at = now_s()
    stamp = datetime.fromtimestamp(at, UTC).strftime("%Y%m%dT%H%M%SZ")
    epoch = ask(link, "SELECT epoch FROM server").fetchone()[0]
    applied = tuple(sorted(migrations.Runner(link, str(MIGRATIONS)).applied()))
    return Head(f"{stamp}-{secrets.token_hex(4)}", at, epoch, applied, _files(settings.data))


def _files(folder: Path) -> dict[str, str]:
    """Read the small files of the data folder: without them an empty machine is not this server."""
    found = [
        path
        for path in sorted([*folder.iterdir(), *folder.glob("keys/*")])
        if path.is_file()
        and not path.is_symlink()
        and path.name not in NOT_CARRIED
        and path.suffix not in (".html", ".new")
        and not path.name.startswith("creando.sqlite3")
        and path.stat().st_size <= MAX_FILE_BYTES
    ]
    return {
        path.relative_to(folder).as_posix(): base64.b64encode(path.read_bytes()).decode("ascii")
        for path in found
    }


def lines(head: Head, link: Database) -> Iterator[Line]:
    """Yield the lines of a backup."""
    yield head_line(head)
    counts = {}
    for table in _tables(link):
        columns = [column.name for column in link.get_columns(table)]
        counts[table] = 0
        yield {"table": table, "columns": columns}
        for row in _rows(link, table, columns):
            counts[table] += 1
            yield seal_rows(columns, row, table)
    yield {"end": counts}


def _tables(link: Database) -> list[str]:
    """List the tables, those that others point to first."""
    wanted = [name for name in link.get_tables() if name not in LEFT_OUT | {"sqlite_sequence"}]
    order = TopologicalSorter(
        {name: {one.dest_table for one in link.get_foreign_keys(name)} - {name} for name in wanted}
    )
    return [name for name in order.static_order() if name in wanted]


def _rows(link: Database, table: str, columns: list[str]) -> Iterator[tuple[object, ...]]:
    """Yield the rows by primary key, a page in memory at a time."""
    key = _listed(link.get_primary_keys(table))
    order = f" ORDER BY {key}" if key else ""
    query = f'SELECT {_listed(columns)} FROM "{table}"{order}'  # noqa: S608 - the schema's names
    if isinstance(link, SqliteDatabase):
        yield from ask(link, query)
        return
    with cast(Any, link).connection().cursor(name="creando_backup") as cursor:
        cursor.itersize = PAGE
        yield from cursor.execute(query)


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
