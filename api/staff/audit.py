"""The record of what staff did: append-only, each line sealed to the one before by its hash."""

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from api.clock import now_s
from api.db import database, is_sqlite
from api.staff.models import Entry
from api.staff.permissions import ANY

START = "0" * 64
LOCK = 0x65717569706F  # a number of our own for PostgreSQL's advisory locks
PAGE = 100
MAX_WHY = 200
FIELDS = ("n", "at", "who", "what", "edition", "whom", "why", "prev")
log = logging.getLogger("creando")


@dataclass(frozen=True)
class Chain:
    """What a walk over the record found; `broken_at` is the first line that does not fit."""

    lines: int
    last: str
    broken_at: int | None


def note(who: str, what: str, *, edition: str = ANY, whom: str = "", why: str = "") -> None:
    """Append one line, inside the transaction of the deed itself.

    Learners are named by a fingerprint only. The server's log gets the line's number and hash: a
    witness outside the database, so that a record cut short or written anew is noticed.
    """
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    last = Entry.select().order_by(Entry.n.desc()).first()
    line: dict[str, Any] = {
        "n": last.n + 1 if last else 1,
        "at": now_s(),
        "who": who,
        "what": what,
        "edition": edition,
        "whom": whom,
        "why": why[:MAX_WHY],
        "prev": last.hash if last else START,
    }
    hashed = hash_of(line)
    Entry.insert(**line, hash=hashed).execute()
    log.info("audit %d %s", line["n"], hashed)


def hash_of(line: dict[str, Any]) -> str:
    """Return the hash of a line: SHA-256 over its fields in order as JSON."""
    text = json.dumps([line[name] for name in FIELDS], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def walk() -> Chain:
    """Go through the whole record; each line must fit the one before."""
    before, lines = START, 0
    for entry in Entry.select().order_by(Entry.n).iterator():
        line = {name: getattr(entry, name) for name in FIELDS}
        if (entry.n, entry.prev, entry.hash) != (lines + 1, before, hash_of(line)):
            return Chain(lines, before, lines + 1)
        before, lines = entry.hash, lines + 1
    return Chain(lines, before, None)


def holds(n: int, hashed: str) -> bool:
    """Tell whether a line noted elsewhere still stands in the record."""
    return bool(Entry.select().where((Entry.n == n) & (Entry.hash == hashed)).exists())


def page(editions: Iterable[str], before: int | None) -> list[dict[str, Any]]:
    """Return the newest lines of some editions, before a number; `*` sees all."""
    wanted = frozenset(editions)
    lines = Entry.select().order_by(Entry.n.desc()).limit(PAGE)
    if ANY not in wanted:
        lines = lines.where(Entry.edition.in_(sorted(wanted)))
    if before is not None:
        lines = lines.where(Entry.n < before)
    shown = (*FIELDS[:-1], "hash")
    return [{name: getattr(entry, name) for name in shown} for entry in lines]
