"""All that a server holds, opened: files and WAL, log, database, reports, a real backup."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from api.backups import archive, keys
from scripts.rig import dump
from scripts.rig.server import Server

Rows = list[list[Any]]


class _Opened(archive.Reader):
    """What is in a backup: its small files, and its rows table by table."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.rows: Rows = []
        self._name = ""

    def head(self, head: archive.Head) -> None:
        """Take the files of the data folder that go with it."""
        self.files = {name: base64.b64decode(text) for name, text in head.files.items()}

    def table(self, name: str, columns: list[str]) -> None:
        """Remember whose rows come."""
        self._name = name

    def row(self, values: list[Any]) -> None:
        """Take a row, with the name of its table."""
        self.rows.append([self._name, *map(archive.plain_value, values)])


def _back_up(server: Server) -> _Opened:
    """Take a backup as an operator does, and open its file with its key."""
    server.cli("backup")
    newest = max((server.data / "backups").glob("*.age"), key=lambda path: path.stat().st_mtime_ns)
    opened = _Opened()
    archive.read(newest, keys.read_key(server.data / keys.BACKUP_KEY), opened)
    return opened


def backed_up(server: Server) -> Rows:
    """Take a backup; return every row of it, each with the name of its table."""
    return _back_up(server).rows


def database(server: Server) -> Rows:
    """Return every row of the database as it stands, each with the name of its table."""
    path = server.data / "creando.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        names = [one for (one,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        read = 'SELECT * FROM "{}"'  # names of the schema itself
        return [[name, *row] for name in names for row in db.execute(read.format(name))]


def everything(server: Server, *editions: str) -> Iterator[tuple[str, bytes]]:
    """Dump all of it, after a backup was taken and the reports of these editions were made.

    What is sealed or binary stands there twice: as the file, and as the rows inside.
    """
    for edition in editions:
        server.cli("report", edition)
    opened = _back_up(server)
    yield from dump.files(server.log)
    yield from dump.files(server.data)
    yield from _told("database", database(server))
    yield from _told("backup", opened.rows)
    for name, content in opened.files.items():
        yield f"backup file {name}", content


def _told(where: str, rows: Rows) -> Iterable[tuple[str, bytes]]:
    """Write rows as text, table by table, each cell on a line of its own."""
    tables: dict[str, list[bytes]] = {}
    for name, *cells in rows:
        told = [one if isinstance(one, bytes) else str(one).encode() for one in cells]
        tables.setdefault(name, []).extend(told)
    return [(f"{where} {name}", b"\n".join(cells)) for name, cells in tables.items()]
