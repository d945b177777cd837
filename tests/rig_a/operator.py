"""The operator of the real server: real backups, drills and restores."""

import shutil
from typing import Any

from api import db
from api.backups import archive, keys, restoring, service, witness
from api.backups.index import Backup
from api.backups.scratch import Loader, sqlite_at
from api.errors import SetupError
from tests.rig_a.house import House
from tests.rig_a.server import RealServer


class RealOperator:
    """Take, verify, retire and restore with api.backups."""

    def __init__(self, server: RealServer, house: House) -> None:
        self.server, self.house, self.settings = server, house, house.settings
        self.restores = self.verified = self.thrown = 0
        self.bad: set[str] = set()
        self.waiting: list[str] = []

    @property
    def pending(self) -> list[str]:
        return self.waiting

    @property
    def restorable(self) -> list[Backup]:
        return service.restorable(self.settings)

    def backup(self, *, bad: bool, killed: bool = False) -> None:
        """Take a backup; a bad one's file is changed or cut on the disk, a killed one's half."""
        if killed:
            where = ("sync_file", "sync_folder")[len(self.waiting) % 2]
            with self.house.dies_at(service, where):
                service.take(self.settings)
            return
        one = service.take(self.settings)
        self.waiting.append(one.id)
        if bad:
            self.bad.add(one.id)
            spoil(service.path_of(self.settings, one), len(self.bad))

    def verify(self, choice: int, *, killed: bool = False) -> bool:
        """End the verification of one backup; killed, the list is written and kept is not."""
        if not self.waiting:
            return False
        one = self.waiting.pop(choice % len(self.waiting))
        if killed and one not in self.bad:
            with self.house.dies_at(restoring, "count_kept"):
                service.verify(self.settings, one)
            return False
        good = service.verify(self.settings, one)
        self.verified += good
        self.thrown += not good
        if good and one in self.bad:
            self.server.fault = self.server.fault or "bad backup counts"
        return good

    def retire(self) -> None:
        """Let the oldest restorable backup go, if another remains."""
        good = self.restorable
        if len(good) > 1:
            service.retire(self.settings, good[0].id)

    def restore(self, choice: int, *, by_hand: bool = False, killed: int = 0) -> None:
        """Restore one backup, begin empty if there is none; killed before (1) or after the swap."""
        self.restores += 1
        good = self.restorable
        self.no_restore_under_the_server(good)
        if not good:
            self.house.fresh()
            return
        one = good[choice % len(good)]
        self.house.stop()
        if by_hand and not self.settings.database_url:
            self.by_hand(one)
            return
        if killed == 1:
            with self.house.dies_at(restoring, "_take_over"):
                restoring.restore(self.settings, service.path_of(self.settings, one), by="rig")
            self.house.start()  # the one before, as it was
            return
        if killed:
            self.cut_off(one)
        restoring.restore(self.settings, service.path_of(self.settings, one), by="rig")
        for aside in self.settings.data.glob("antes-*"):
            shutil.rmtree(aside)
        self.house.start()

    def no_restore_under_the_server(self, good: list[Backup]) -> None:
        """Try it: what a server is using must not be taken away under it."""
        if not good:
            return
        try:
            restoring.restore(self.settings, service.path_of(self.settings, good[-1]), by="rig")
        except SetupError:
            return
        self.server.fault = self.server.fault or "restored under the server"

    def cut_off(self, one: Backup) -> None:
        """Die when the databases have changed places: it must not start before it is ended."""
        with self.house.dies_at(witness, "note"):
            restoring.restore(self.settings, service.path_of(self.settings, one), by="rig")
        self.house.stop()
        try:
            self.house.start()
            self.server.fault = self.server.fault or "started on half a restore"
        except SetupError:
            pass
        self.house.stop()

    def by_hand(self, one: Backup) -> None:
        """Put what a backup holds in the database's place, with no order of ours, and start."""
        for path in self.settings.data.glob("creando.sqlite3*"):
            path.unlink()
        link: Any = sqlite_at(self.settings.database_path)
        with db.elsewhere(link):
            key = keys.read_key(self.settings.data / keys.BACKUP_KEY)
            archive.read(service.path_of(self.settings, one), key, Loader(link))
        link.close()
        db.open_database(self.settings)
        db.database.pragma("journal_mode")
        try:
            self.house.start()
        except SetupError:
            self.house.stop()
            restoring.restore_here(self.settings, by="rig")
            self.house.start()

    def watch(self) -> None:
        """Write the witness."""
        witness.note(self.settings)

    def two_of_now(self) -> bool:
        """Leave two verified backups of now and no other; tell whether both count."""
        self.waiting = []
        older = [one.id for one in self.restorable]
        self.backup(bad=False)
        first = self.verify(0)
        for one in older:
            service.retire(self.settings, one)
        self.backup(bad=False)
        return self.verify(0) and first


def spoil(path: Any, how: int) -> None:
    data = bytearray(path.read_bytes())
    if how % 2:
        data[len(data) // 2] ^= 0x40
    else:
        del data[-40:]
    path.write_bytes(bytes(data))
