"""Read what the server holds, straight from its database file."""

import sqlite3
from contextlib import closing
from pathlib import Path


def identities(data: Path) -> list[tuple[str, int, int]]:
    """Every stored event as (replica, seq, type code), in order of arrival."""
    with closing(sqlite3.connect(f"file:{data / 'creando.sqlite3'}?mode=ro", uri=True)) as db:
        return db.execute("SELECT r, q, t FROM event ORDER BY received_at, r, q").fetchall()


def verdicts(data: Path) -> list[tuple[int, str | None]]:
    """Every stored event as (type code, why it was set apart), in order of arrival."""
    with closing(sqlite3.connect(f"file:{data / 'creando.sqlite3'}?mode=ro", uri=True)) as db:
        return db.execute("SELECT t, reason FROM event ORDER BY received_at, r, q").fetchall()
