"""The database itself: durable, migrated, locked."""

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import pytest
from peewee import OperationalError, SqliteDatabase
from playhouse import migrations

from api import db, upkeep
from api.contact.models import Contact
from api.editions.models import Edition
from api.errors import SetupError
from api.learners.models import Token, Twin
from api.origin.models import Origin
from api.outcomes.models import ShownRow
from api.progress.models import CardRow, LessonRow, Membership
from api.proof.models import Proof
from api.recovery.models import Card, Link, Llave, Tries
from api.settings import SETTINGS, Settings, read_settings
from api.staff import models as staff
from api.sync.models import (
    ActionKey,
    Cursor,
    EventRow,
    Kept,
    Parked,
    Replica,
    Server,
    Stream,
)
from tests.conftest import settings_for

TODAY = [
    *(Server, Stream, Replica, EventRow, ActionKey, Cursor, Parked, Kept),
    *(Token, Twin, Link, Llave, Card, Tries, Contact, Origin, Edition),
    *(LessonRow, CardRow, Membership),
    ShownRow,
    Proof,
    *(staff.Account, staff.Role, staff.Passkey, staff.Session, staff.Code),
    *(staff.Browser, staff.Try, staff.Ask, staff.Entry),
]


def migration(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, db.MIGRATIONS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def schema(database: SqliteDatabase) -> dict[str, set[tuple[object, ...]]]:
    """Columns and indexes of each table, as the database sees them."""
    return {
        table: {
            (c.name, c.data_type.upper(), c.null, c.primary_key)
            for c in database.get_columns(table)
        }
        | {(tuple(one.columns), one.unique) for one in database.get_indexes(table)}
        for table in database.get_tables()
        if table != "schema_migration"
    }


def test_the_migrations_make_what_the_models_say() -> None:
    migrated, today = SqliteDatabase(":memory:"), SqliteDatabase(":memory:")
    migrations.run(migrated, str(db.MIGRATIONS))
    with today.bind_ctx(TODAY):
        today.create_tables(TODAY)
    assert schema(migrated) == schema(today)
    assert len(schema(today)) == len(TODAY)


def test_the_first_migration_goes_back(either: Settings) -> None:
    upkeep.attach(either)
    runner = migrations.Runner(db.database.obj, str(db.MIGRATIONS))
    assert db.migrate() == []
    while runner.down():
        pass
    assert set(db.database.obj.get_tables()) == {"schema_migration"}
    with pytest.raises(SetupError, match="setup"):
        db.check_ready()
    assert db.migrate()
    db.check_ready()
    db.dispose()


def test_migrations_import_nothing_of_the_application() -> None:
    for path in db.MIGRATIONS.glob("0*.py"):
        assert "from api" not in path.read_text(encoding="utf-8")
        assert migration(path.stem).up and migration(path.stem).down


def test_a_commit_is_on_the_disk(settings: Settings) -> None:
    opened = db.open_database(settings)
    assert opened.pragma("journal_mode") == "wal"
    assert opened.pragma("synchronous") == 2
    assert opened.pragma("foreign_keys") == 1
    assert opened.pragma("busy_timeout") == settings.busy_timeout_ms
    db.check_ready()
    opened.pragma("synchronous", 1)
    with pytest.raises(SetupError, match="no guarda de verdad"):
        db.check_ready()
    db.dispose()


def test_postgres_that_does_not_wait_for_the_disk_is_refused(
    postgres_url: str, built: Path, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path / "data", built, postgres_url)
    upkeep.prepare(settings)
    upkeep.attach(settings)
    db.database.execute_sql("SET synchronous_commit = off")
    with pytest.raises(SetupError, match="no guarda de verdad"):
        db.check_ready()
    db.dispose()


def test_one_server_a_folder(settings: Settings) -> None:
    db.lock_folder(settings)
    with pytest.raises(SetupError, match="ya está usando la carpeta"):
        db.lock_folder(settings)
    db.dispose()
    db.lock_folder(settings)
    db.dispose()


def test_a_line_of_writers_that_is_too_long(settings: Settings) -> None:
    db.open_database(settings)
    with db.write(), pytest.raises(OperationalError), db.write(patience_s=0.01):
        pass
    with db.write():
        pass
    db.dispose()


def test_a_failed_transaction_leaves_nothing(either: Settings) -> None:
    upkeep.attach(either)
    with pytest.raises(RuntimeError), db.write():
        Stream.insert(key="l:x", last_n=1).execute()
        raise RuntimeError
    assert Stream.get_or_none(Stream.key == "l:x") is None
    db.dispose()


def test_a_new_database_has_an_epoch_and_keeps_it(either: Settings) -> None:
    upkeep.attach(either)
    first = Server.get_by_id(1)
    upkeep.prepare(either)
    again = Server.get_by_id(1)
    assert (first.epoch, first.replica) == (again.epoch, again.replica)
    assert (len(first.epoch), len(first.replica)) == (11, 22)
    db.dispose()


def test_editions_come_from_their_files(either: Settings, tmp_path: Path) -> None:
    upkeep.attach(either)
    assert {one.slug for one in Edition.select()} >= {"abierta", "demo"}
    folder = tmp_path / "editions"
    folder.mkdir()
    (folder / "abierta.json").write_text(json.dumps({"title": "Otra"}))
    from api.editions import service

    assert service.load(folder) == ["abierta"]
    assert service.title("abierta") == "Otra"
    db.dispose()


def test_settings_have_names_defaults_and_reasons() -> None:
    assert all(one.name.isupper() and one.help for one in SETTINGS)
    given = read_settings({"CREANDO_DATA": "~/datos"})
    assert given.data == Path(os.path.expanduser("~/datos")).resolve()  # noqa: PTH111
    assert given.database_path.name == "creando.sqlite3"
