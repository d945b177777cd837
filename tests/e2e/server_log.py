"""Read what the server holds, straight from its database file."""

import sqlite3
from contextlib import closing
from pathlib import Path


def identities(data: Path) -> list[tuple[str, int, str]]:
    """Every stored event as (replica, seq, type code as text), in order of arrival."""
    with closing(sqlite3.connect(f"file:{data / 'creando.sqlite3'}?mode=ro", uri=True)) as db:
        return db.execute("SELECT replica, seq, type FROM event ORDER BY id").fetchall()
