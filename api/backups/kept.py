"""Up to where phones may drop: what every restorable backup has in common with the log (C5)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from peewee import chunked

from api.backups.archive import Reader
from api.db import write
from api.sync.models import EventRow, Kept

Slot = tuple[str, str | None, int | None]
WANTED = ("r", "q", "h", "of_r", "of_q")
BATCH = 300


class Runs(Reader):
    """Reads a backup's log: for each replica the longest run 1..n equal to the present log."""

    def __init__(self) -> None:
        self.runs: dict[str, int] = {}
        self._places: list[int] = []
        self._name = ""
        self._replica = ""
        self._slots: list[tuple[int, Slot]] = []

    def table(self, name: str, columns: list[str]) -> None:
        """Look up where the columns stand."""
        self._name = name
        if name == "event":
            self._places = [columns.index(one) for one in WANTED]

    def row(self, values: list[Any]) -> None:
        """Take a slot; they come by replica and number."""
        if self._name != "event":
            return
        r, q, h, of_r, of_q = (values[place] for place in self._places)
        if r != self._replica:
            self._close()
            self._replica, self._slots = r, []
        self._slots.append((q, (h, of_r, of_q)))

    def end(self) -> None:
        """Compare the last replica."""
        self._close()

    def _close(self) -> None:
        if self._slots:
            self.runs[self._replica] = common(self._slots, _log_of(self._replica))


def _log_of(replica: str) -> dict[int, Slot]:
    wanted = (EventRow.q, EventRow.h, EventRow.of_r, EventRow.of_q)
    rows = EventRow.select(*wanted).where(EventRow.r == replica)
    found = cast("Iterable[tuple[int, str, str | None, int | None]]", rows.tuples())
    return {q: (h, of_r, of_q) for q, h, of_r, of_q in found}


def common(backup: Iterable[tuple[int, Slot]], log: Mapping[int, Slot]) -> int:
    """Return n of the longest run 1..n on which both say the same hash and origin."""
    n = 0
    for q, slot in backup:
        if q != n + 1 or log.get(q) != slot:
            break
        n = q
    return n


def least(all_runs: Sequence[Mapping[str, int]]) -> dict[str, int]:
    """Return the minimum over the backups; nothing is kept without one."""
    if not all_runs:
        return {}
    first, *others = all_runs
    kept = {
        replica: min([n, *(one.get(replica, 0) for one in others)]) for replica, n in first.items()
    }
    return {replica: n for replica, n in kept.items() if n}


def holds_all(runs: Mapping[str, int]) -> bool:
    """Tell whether a backup holds all that phones may have dropped already."""
    return all(runs.get(row.replica, 0) >= row.n for row in Kept.select())


def store(kept: Mapping[str, int]) -> None:
    """Write what is kept, all of it or nothing."""
    rows = [{"replica": replica, "n": n} for replica, n in kept.items()]
    with write():
        Kept.delete().execute()
        for some in chunked(rows, BATCH):
            Kept.insert_many(some).execute()
