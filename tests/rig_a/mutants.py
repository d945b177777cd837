"""Broken forms of the real server code, each of which the rig must catch."""

from collections.abc import Callable
from typing import Any, NamedTuple

from api import db, upkeep
from api.backups import kept
from api.errors import SetupError
from api.learners import erased
from api.learners.erased import ErasedList, fingerprint
from api.sync import append, streams
from api.sync.envelope import Event
from api.sync.models import ActionKey
from api.sync.service import Exchange
from tests.model.schedule import generate, near
from tests.model.world import Step
from tests.rig_a.driver import SCRIPTS
from tests.rig_a.house import Crash, House
from tests.rig_a.world import outcome

Break = Callable[[House], None]


class Mutant(NamedTuple):
    """How to break the code, and the schedules that catch it: seeds in order, near a script."""

    breaks: Break
    script: str | None = None
    tries: int = 40

    def schedule(self, seed: int) -> list[Step]:
        """Return a seed's schedule; the first near a script is the script."""
        if self.script is None:
            return generate(seed)
        steps = SCRIPTS[self.script]
        return list(steps) if seed == 0 else near(steps, seed)

    def caught(self, house: House) -> tuple[int, str] | None:
        """Break the code, run until the oracle sees it, mend the code."""
        before = len(house.undo)
        self.breaks(house)
        if len(house.undo) == before:
            raise AssertionError("this mutant changes nothing")
        try:
            for seed in range(self.tries):
                fault = outcome(self.schedule(seed), house)
                if fault:
                    return seed, fault
            return None
        finally:
            house.mend(before)


def ack_before_commit(house: House) -> None:
    real = Exchange.run

    def run(self: Any, hashed: str, body: Any) -> Any:
        dies, house.faults.crash = house.faults.crash, False
        with db.database.atomic():
            answer = real(self, hashed, body)
            house.faults.left.append(answer)  # it is on its way
            if dies:
                raise Crash
        return answer

    house.put(Exchange, "run", run)


def no_dedupe(house: House) -> None:
    def every_one(batch: Any) -> set:
        return {event.identity for event, reason in batch.stored if reason is None}

    house.put(append, "_take_action_keys", every_one)


def changed_verdict(changes: Callable[[Any, Event], str | None]) -> Break:
    """Return a break that may answer before the real rule does."""

    def breaks(house: House) -> None:
        real = append._verdict

        def verdict(batch: Any, event: Any, judge: Any) -> str:
            return changes(batch, event) or real(batch, event, judge)

        house.put(append, "_verdict", verdict)

    return breaks


def hash_not_compared(batch: Any, event: Event) -> str | None:
    return append.DUPLICATE if event.identity in batch.slots else None


def slot_forgotten(batch: Any, event: Event) -> str | None:
    batch.slots.pop(event.identity, None)
    return None


def fork_ignored(house: House) -> None:
    real = append._verdict

    def verdict(batch: Any, event: Any, judge: Any) -> str:
        said = real(batch, event, judge)
        return append.ACCEPTED if said == append.FORK else said

    house.put(append, "_verdict", verdict)


def no_epoch(house: House) -> None:
    """A restore says "minted" and keeps the epoch."""

    def again() -> None:
        kept_epoch = streams.epoch()
        new = streams._new_life() | {"epoch": kept_epoch}
        streams.Server.update(**new).where(streams.Server.id == 1).execute()

    house.put(streams, "mint_again", again)


def no_mint(house: House) -> None:
    """A restore mints nothing: the flag of the file stays."""
    house.put(streams, "mint_again", lambda: None)


def same_replica(house: House) -> None:
    """A restore mints the epoch alone; the server goes on as the replica it was."""

    def again() -> None:
        new = {name: value for name, value in streams._new_life().items() if name != "replica"}
        new.pop("seq")
        streams.Server.update(**new).where(streams.Server.id == 1).execute()

    house.put(streams, "mint_again", again)


def newest_backup(house: House) -> None:
    house.put(kept, "least", lambda runs: dict(runs[-1]) if runs else {})


def numbers_alone(house: House) -> None:
    def common(backup: Any, log: Any) -> int:
        n = 0
        for q, _ in backup:
            if q != n + 1:
                break
            n = q
        return n

    house.put(kept, "common", common)


def too_late_joins(house: House) -> None:
    from api.backups import service

    house.put(service, "_too_late", lambda *_: "")


def list_inside(house: House) -> None:
    """The list of the erased lives and goes with the database."""
    table = "rig_erased"

    def hashes(_: ErasedList) -> frozenset[str]:
        db.ask(db.database, f"CREATE TABLE IF NOT EXISTS {table} (h TEXT)")
        return frozenset(h for (h,) in db.ask(db.database, f"SELECT h FROM {table}"))

    def add(self: ErasedList, subject: str) -> None:
        self.hashes()
        db.ask(db.database, f"INSERT INTO {table} VALUES ('{fingerprint(subject)}')")

    house.put(ErasedList, "hashes", hashes)
    house.put(ErasedList, "add", add)
    # The table is not in the schema that a backup is loaded into.
    house.put(erased, "fingerprint", fingerprint)
    from api.backups import snapshot

    house.put(snapshot, "LEFT_OUT", snapshot.LEFT_OUT | {table})


def replay_forgotten(house: House) -> None:
    """Nobody is erased again at a start or a restore."""
    house.put(upkeep, "replay_erasures", lambda _: 0)


def number_outside(house: House) -> None:
    """The stream's number is read when the request comes in, before the transaction."""
    real_run, real_lock = Exchange.run, streams.lock
    early: list[int] = []

    def run(self: Any, hashed: str, body: Any) -> Any:
        mine = streams.last_number(streams.learner_stream(body["sub"]))
        early.append(mine)
        try:
            return real_run(self, hashed, body)
        finally:
            early.pop()

    def lock(key: str) -> int:
        n = real_lock(key)
        return early[-1] if early and key.startswith("l:") else n

    house.put(Exchange, "run", run)
    house.put(streams, "lock", lock)


def lock_removed(house: House) -> None:
    """Nobody holds the data folder: a restore takes it from under the server."""
    house.put(db, "_hold", lambda *_, **__: lambda: None)
    house.put(upkeep, "lock_folder", lambda _: None)


def quarantined_takes_key(house: House) -> None:
    real = append._take_action_keys

    def take(batch: Any) -> set:
        for event, reason in batch.stored:
            if reason is not None:
                r, q, h = event.action_key
                ActionKey.insert(r=r, q=q, h=h).on_conflict_ignore().execute()
        return real(batch)

    house.put(append, "_take_action_keys", take)


def origin_dropped(house: House) -> None:
    """What moved is stored as if it had not."""
    real = append.append

    def store(subject: str, events: Any, *more: Any) -> list[str]:
        bare = [
            Event(one.identity, None, one.h, one.plain, one.reason)
            if isinstance(one, Event)
            else one
            for one in events
        ]
        return real(subject, bare, *more)

    from api.sync import service

    house.put(service, "append", store)


def two_transactions(house: House) -> None:
    """A projection's rows are written before the transaction of its cursor."""
    from api.sync import projection

    real = projection.catch_up

    def catch_up(projections: Any, stream: str) -> None:
        if house.faults.crash:
            house.faults.crash = False
            with db.write():
                for one in projections:
                    n = projection._lock_cursor(one.name, stream)
                    projection._take_in(one, projection.rows_after(stream, n, 500))
            raise Crash
        real(projections, stream)

    house.put(projection, "catch_up", catch_up)


def synchronous_off(house: House) -> None:
    """SQLite does not wait for the disk."""
    real = db.open_database

    def careless(settings: Any) -> Any:
        opened = real(settings)
        pragmas = [(n, v) for n, v in opened._pragmas if n != "synchronous"]
        opened._pragmas = [*pragmas, ("synchronous", "off")]
        return opened

    for module in (db, upkeep):
        house.put(module, "open_database", careless)


def starts(house: House) -> str | None:
    """Return what the real start-up says, None when it starts."""
    house.stop()
    try:
        house.unquickened_start()
    except SetupError as fault:
        return str(fault)
    finally:
        house.stop()
    return None


MUTANTS = {
    "ack before commit": Mutant(ack_before_commit, "commit first"),
    "no dedupe of actions": Mutant(no_dedupe, "origin"),
    "no dedupe of slots": Mutant(changed_verdict(slot_forgotten), "sent-twice"),
    "hash not compared": Mutant(changed_verdict(hash_not_compared), "origin"),
    "fork ignored": Mutant(fork_ignored, "origin"),
    "no epoch": Mutant(no_epoch, "flag"),
    "restore without mint": Mutant(no_mint, "server replica"),
    "the server's replica kept": Mutant(same_replica, "server replica"),
    "prune at the latest backup": Mutant(newest_backup, "all backups"),
    "kept by numbers alone": Mutant(numbers_alone, "common prefix"),
    "late backups join": Mutant(too_late_joins, "late"),
    "erasure list inside the database": Mutant(list_inside, "erased-comes-back"),
    "erasure not replayed": Mutant(replay_forgotten, "erased-comes-back"),
    "number outside the lock": Mutant(number_outside, "met-in-between"),
    "lock removed": Mutant(lock_removed, "flag"),
    "quarantined takes the key": Mutant(quarantined_takes_key, "accepted takes key"),
    "moved without its first identity": Mutant(origin_dropped, "origin"),
    "projection in two transactions": Mutant(two_transactions, "cut-projection"),
}
