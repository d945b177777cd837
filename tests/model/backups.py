"""Backups, their verification, kept, restores, the witness."""

from typing import NamedTuple

from tests.model.server import Database, Server


class Backup(NamedTuple):
    """One backup file; `bad` ones fail their verification."""

    number: int
    db: Database
    bad: bool


class Operator:
    """Take, verify, retire and restore the backups of one server."""

    def __init__(self, server: Server) -> None:
        self.server, self.rules = server, server.rules
        self.taken = self.restores = self.witness = 0
        self.pending: list[Backup] = []
        self.restorable: list[Backup] = []

    def backup(self, *, bad: bool) -> None:
        """Take a backup; it counts only after its verification."""
        self.taken += 1
        one = Backup(self.taken, self.server.db.copy(), bad)
        if self.rules.verified:
            self.pending.append(one)
            return
        self.restorable.append(one)
        self.count_kept()

    def verify(self, choice: int) -> None:
        """End the verification of one backup: it joins the restorable ones or is thrown away."""
        if not self.pending:
            return
        one = self.pending.pop(choice % len(self.pending))
        if one.bad or self.too_late(one):
            return
        self.restorable.append(one)
        self.restorable.sort(key=lambda b: b.number)
        self.count_kept()

    def too_late(self, one: Backup) -> bool:
        """Tell whether restoring this backup could lose what phones already dropped."""
        if self.rules.late:
            if one.db.epoch != self.server.db.epoch:
                return True
            if self.restorable and one.number < self.restorable[0].number:
                return True
        if not self.rules.holds_kept:
            return False
        return any(self.run(one.db, r) < n for r, n in self.server.kept.items())

    def retire(self) -> None:
        """Let the oldest restorable backup go, if another remains."""
        if len(self.restorable) > 1:
            self.restorable.pop(0)

    def restore(self, choice: int, *, by_hand: bool = False) -> None:
        """Restore one backup, an empty database if there is none; `by_hand` copies the file."""
        good = [b for b in self.restorable if not b.bad]
        server = self.server
        server.db = good[choice % len(good)].db.copy() if good else Database()
        server.hidden.clear()
        server.erasing.clear()
        self.restores += 1
        silent = by_hand and not self.rules.flag and len(server.db.rows) >= self.witness
        if not good or (self.rules.mint and not silent):
            server.mint()
        server.replay_erasure(server.list_of_erased())
        self.count_kept()

    def watch(self) -> None:
        """Write the witness: how many rows the database has."""
        self.witness = len(self.server.db.rows)
        self.server.list_of_erased().update(self.server.erasing)
        self.server.erasing.clear()

    def count_kept(self) -> None:
        """Set kept for each replica: what all restorable backups have in common with the log."""
        sources = self.restorable if self.rules.all_backups else self.restorable[-1:]
        replicas = {r for r, _ in self.server.db.rows}
        self.server.kept = {
            r: min((self.run(b.db, r) for b in sources), default=0) for r in replicas
        }

    def run(self, db: Database, replica: int) -> int:
        """Return the longest run 1..n of a replica on which a backup and the log agree."""
        rows, live = db.rows, self.server.db.rows
        n = 0
        while (replica, n + 1) in rows:
            mine, theirs = rows[replica, n + 1].event, live.get((replica, n + 1))
            if self.rules.common_prefix and (
                theirs is None or mine.h != theirs.event.h or mine.of != theirs.event.of
            ):
                break
            n += 1
        return n
