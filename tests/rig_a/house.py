"""The server's data folder in memory: made once, put back as it was before each schedule."""

import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from peewee import (
    BigIntegerField,
    CompositeKey,
    PostgresqlDatabase,
    SqliteDatabase,
    TextField,
)
from playhouse import migrations

from api import db, upkeep
from api.backups import drill, keys, restoring, scratch, snapshot
from api.backups.scratch import Loader
from api.db import MIGRATIONS, Row, ask
from api.learners.erased import ErasedList
from api.progress.projector import PROJECTIONS
from api.sealing.keyring import KEYS
from api.settings import Settings, read_settings
from api.sync import news, projection, service
from api.sync.fact import Fact
from api.sync.projection import Projection
from api.sync.registry import CODES

MEMORY = Path("/dev/shm")

FAILING = CODES["lesson.finished"]
STAYS = frozenset({upkeep.INVITE_KEY, upkeep.STAFF_KEY, keys.BACKUP_KEY, KEYS})


class Tally(Row):
    """How often each action was projected: a projection that would show a second time."""

    subject = TextField()
    r = TextField()
    q = BigIntegerField()
    h = TextField()
    times = BigIntegerField()

    class Meta:
        table_name = "rig_tally"
        primary_key = CompositeKey("subject", "r", "q", "h")


class Crash(BaseException):
    """The process dies here."""


class Faults:
    """What goes wrong next; the rig's hooks in the server read it."""

    def __init__(self) -> None:
        self.broken = self.strict = self.failing = True
        self.crash = False
        self.before: Callable[[], None] | None = None
        self.left: list[Any] = []


def take_tally(faults: Faults) -> Callable[[Any], None]:
    """Return how the rig's own projection takes facts in: it counts, and some make it fail."""

    def apply(facts: Any) -> None:
        for fact in facts:
            count_one(fact, faults)

    return apply


def count_one(fact: Fact, faults: Faults) -> None:
    if fact.t == FAILING and faults.failing:
        raise ValueError("a fault of the projection's code")
    r, q = fact.origin
    Tally.insert(subject=fact.subject, r=r, q=q, h=fact.h, times=1).on_conflict(
        conflict_target=[Tally.subject, Tally.r, Tally.q, Tally.h],
        update={Tally.times: Tally.times + 1},
    ).execute()


def forget_tally(subject: str) -> None:
    Tally.delete().where(Tally.subject == subject).execute()


class House:
    """One data folder and the hooks of the rig in the real code."""

    def __init__(self, url: str = "", *, swift: bool = True) -> None:
        base = MEMORY if MEMORY.is_dir() else None
        self.root = Path(tempfile.mkdtemp(prefix="rig-a-", dir=base))
        self.faults = Faults()
        self.check_ready = db.check_ready
        self.deaths = 0
        self.undo: list[tuple[Any, str, Any]] = []
        self.settings = self._settings(url)
        self.erased: ErasedList | None = None
        mine = Projection("rig", (Tally,), take_tally(self.faults), forget_tally)
        self.projections = (*PROJECTIONS, mine)
        logging.getLogger("creando").setLevel(logging.CRITICAL)
        self._hook()
        upkeep.prepare(self.settings)
        with db.write():
            db.database.create_tables([Tally], safe=True)
        # The whole of the real start-up, once: durable, minted, in one piece.
        upkeep.open_house(self.settings)
        keys.make_key(self.settings)
        self.keyring = upkeep.keyring(self.settings)
        self.keyring.make()
        db.dispose()
        if swift:
            self._quicken()
        self.template = self.root / "template.sqlite3"
        if not url:
            self._freeze()

    def _settings(self, url: str) -> Settings:
        nowhere = str(self.root / "nowhere")
        return read_settings(
            {
                "CREANDO_DATA": str(self.root / "data"),
                "DATABASE_URL": url,
                "CREANDO_PWA": nowhere,
                "CREANDO_BUNDLES": nowhere,
                "CREANDO_LOCK_WAIT_S": "0",
            }
        )

    # Hooks in the real code

    def put(self, where: Any, name: str, value: Any) -> None:
        """Change one attribute of the real code until `close`."""
        self.undo.append((where, name, getattr(where, name)))
        setattr(where, name, value)

    def _hook(self) -> None:
        self.put(service, "write", self.dying(db.write, early=True))
        self.put(projection, "write", self.dying(db.write))
        self.put(news, "MAX_NEWS", 3)
        for module in (upkeep, restoring):
            self.put(module, "PROJECTIONS", self.projections)
        real = Loader.head

        def head(loader: Loader, said: Any) -> None:
            real(loader, said)
            with loader.link.bind_ctx([Tally]):
                loader.link.create_tables([Tally], safe=True)

        self.put(Loader, "head", head)

    def dying(self, write: Any, *, early: bool = False) -> Any:
        """Return a transaction that may be met by another first, and may die before its commit."""

        @contextmanager
        def transaction(*given: Any) -> Any:
            if early and self.faults.before:
                meet, self.faults.before = self.faults.before, None
                meet()
            with write(*given):
                yield
                if self.faults.crash:
                    raise Crash

        return transaction

    @contextmanager
    def dies_at(self, where: Any, name: str) -> Any:
        """Let the process die where it calls this, once; whatever it held is let go."""
        before = len(self.undo)

        def die(*_: Any, **__: Any) -> None:
            raise Crash

        self.put(where, name, die)
        try:
            yield
        except Crash:
            self.deaths += 1
        finally:
            self.mend(before)

    def _quicken(self) -> None:
        """Copy a schema that was made once where the real code runs its migrations again."""
        runner = migrations.Runner(db.database.obj, str(MIGRATIONS))
        names = [one.name for one in runner.migrations()]
        db.dispose()
        copied = like_public if self.settings.database_url else self._schema_copier()

        class Runner:
            """The migrations' runner, with all of them in."""

            def __init__(self, link: Any, _: str) -> None:
                self.link = link

            def migrations(self) -> list[Any]:
                return [type("Named", (), {"name": name}) for name in names]

            def applied(self) -> list[str]:
                return names

            def up(self, target: str = "") -> None:
                if target:
                    copied(self.link)

        shim = type("Shim", (), {"Runner": Runner})
        self.put(scratch, "migrations", shim)
        self.put(snapshot, "migrations", shim)
        for module in (db, upkeep):
            self.put(module, "check_ready", lambda: None)
        kind = PostgresqlDatabase if self.settings.database_url else SqliteDatabase
        self.put(kind, "get_columns", once_each(kind.get_columns))
        self.put(kind, "get_primary_keys", once_each(kind.get_primary_keys))
        self.put(snapshot, "_tables", once(snapshot._tables))
        # The oracle compares every schedule's projections with the fold: one drill in eight does.
        turn, fold_too = count(), drill._not_the_fold
        self.put(drill, "_not_the_fold", lambda: "" if next(turn) % 8 else fold_too())

    def _schema_copier(self) -> Callable[[Any], None]:
        path = self.root / "schema.sqlite3"
        copy_database(self.settings.database_path, path)
        schema = sqlite3.connect(path, check_same_thread=False)
        return lambda link: schema.backup(link.connection())

    def _freeze(self) -> None:
        db.dispose()
        copy_database(self.settings.database_path, self.template)

    # A schedule's life

    def reset(self) -> None:
        """Put everything back as it was made."""
        self.stop()
        faults = self.faults
        faults.broken = faults.strict = faults.failing = True
        faults.crash, faults.before = False, None
        faults.left.clear()
        self.deaths = 0
        for path in self.settings.data.iterdir():
            if path.name not in STAYS:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if self.settings.database_url:
            self._reset_schema()
        else:
            shutil.copyfile(self.template, self.settings.database_path)
        self.start()

    def _reset_schema(self) -> None:
        link = db.connect_apart(self.settings)
        apart = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(antes|creando)_'"
        for (schema,) in ask(link, apart).fetchall():
            ask(link, f'DROP SCHEMA "{schema}" CASCADE')
        keep = {"server", "schema_migration", "edition"}
        names = [f'"{one}"' for one in link.get_tables() if one not in keep]
        if names:
            ask(link, f"TRUNCATE {', '.join(names)} CASCADE")
        link.close()

    def start(self) -> None:
        """Start the server as it starts; raises SetupError."""
        self.erased = upkeep.open_house(self.settings)

    def stop(self) -> None:
        """Stop it."""
        db.dispose()

    def fresh(self) -> None:
        """Lose the database whole and begin an empty one."""
        self.stop()
        if self.settings.database_url:
            self._reset_schema()
        else:
            for path in self.settings.data.glob("creando.sqlite3*"):
                path.unlink()
            shutil.copyfile(self.template, self.settings.database_path)
        self.stop()
        restoring.restore_here(self.settings)
        self.start()

    def mend(self, down_to: int = 0) -> None:
        """Put back what was changed after so many changes."""
        while len(self.undo) > down_to:
            where, name, old = self.undo.pop()
            setattr(where, name, old)

    def unquickened_start(self) -> None:
        """Start with every check of the real start-up; raises SetupError."""
        quick, upkeep.check_ready = upkeep.check_ready, self.check_ready
        try:
            self.start()
        finally:
            upkeep.check_ready = quick

    def close(self) -> None:
        """Take the hooks out and the folder away."""
        self.stop()
        self.mend()
        shutil.rmtree(self.root, ignore_errors=True)


def once_each(ask_for: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same answer about a table whenever it is asked again."""
    known: dict[str, Any] = {}

    def answer(link: Any, table: str, *more: Any) -> Any:
        if table not in known:
            known[table] = ask_for(link, table, *more)
        return known[table]

    return answer


def once(ask_for: Callable[..., Any]) -> Callable[..., Any]:
    """Return the first answer again and again."""
    known: list[Any] = []

    def answer(*given: Any) -> Any:
        if not known:
            known.append(ask_for(*given))
        return known[0]

    return answer


def like_public(link: Any) -> None:
    """Make each of PostgreSQL's present tables again, empty, in the schema of a link."""
    schema = ask(link, "SELECT current_schema()").fetchone()[0]
    for table in link.get_tables(schema="public"):
        ask(link, f'CREATE TABLE "{schema}"."{table}" (LIKE public."{table}" INCLUDING ALL)')


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite database whole, what is still in its write-ahead log too."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
