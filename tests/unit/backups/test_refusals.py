"""What no restore takes: one sentence, and everything stays as it was."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api import db
from api.backups import archive, service
from api.backups.index import Backup
from api.errors import SetupError
from api.settings import Settings
from tests.phone import row
from tests.unit.backups.conftest import back, boot, good, opened, refused, sealed

Change = Callable[[bytes], bytes]


def flipped(data: bytes) -> bytes:
    middle = len(data) * 2 // 3
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


BROKEN: dict[str, Change] = {
    "cut by a byte": lambda data: data[:-1],
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut in the head": lambda data: data[:40],
    "empty": lambda _: b"",
    "a bit turned": flipped,
    "something behind it": lambda data: data + b"x",
    "another file": lambda _: b"SQLite format 3\0" * 200,
    "text": lambda _: b"no soy una copia\n" * 50,
}


def state(settings: Settings) -> dict[str, str]:
    """Every file of the data folder by its bytes, but the locks."""
    db.dispose()
    return {
        path.relative_to(settings.data).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(settings.data.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


def ready(settings: Settings) -> tuple[Backup, dict[str, str]]:
    phone = boot(settings)
    phone.send(phone.lesson())
    taken = good(settings)
    phone.send(phone.lesson(6))
    return taken, state(settings)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_foreign_file_changes_nothing(settings: Settings, name: str) -> None:
    taken, before = ready(settings)
    broken = settings.data.parent / "copia.age"
    broken.write_bytes(BROKEN[name](service.path_of(settings, taken).read_bytes()))
    assert "no es una copia entera" in refused(settings, broken)
    assert state(settings) == before


def test_a_broken_file_changes_nothing_on_postgresql_either(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    taken = good(either)
    before = phone.held()
    broken = either.data.parent / "copia.age"
    broken.write_bytes(flipped(service.path_of(either, taken).read_bytes()))
    db.dispose()
    refused(either, broken)
    again = boot(either, phone)
    assert again.held() == before
    assert again.send([])["ep"] == phone.epoch


def test_another_key_is_said(settings: Settings) -> None:
    taken, _ = ready(settings)
    (settings.data / "backup.key").unlink()
    path = service.path_of(settings, taken)
    assert "Falta la clave" in refused(settings, path)
    service.take(settings)  # makes a new key
    db.dispose()
    assert "otra clave" in refused(settings, path)
    (settings.data / "nada.txt").write_text("hola")
    assert "no hay una clave" in refused(settings, path, key=settings.data / "nada.txt")


def test_no_file(settings: Settings) -> None:
    ready(settings)
    assert "No existe" in refused(settings, settings.data / "nada.age")


def changed(head: dict[str, Any], lines: list[Any]) -> list[Any]:
    return [{**lines[0], **head}, *lines[1:]]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ({"migrations": ["0001_initial", "0002_kept", "9999_future"]}, "más nueva"),
        ({"migrations": []}, "más nueva"),
        ({"creando": 2}, "otra versión"),
        ({"creando": None, "id": 3}, "otra versión"),
        ({"files": {"../fuera": "aG9sYQ=="}}, "fuera de la carpeta"),
    ],
)
def test_one_of_another_version_or_ill_meant(
    settings: Settings, head: dict[str, Any], sentence: str
) -> None:
    taken, _ = ready(settings)
    lines = opened(settings, service.path_of(settings, taken))
    odd = sealed(settings, settings.data.parent / "copia.age", changed(head, lines))
    before = state(settings)
    assert sentence in refused(settings, odd)
    assert state(settings) == before
    assert not (settings.data.parent / "fuera").exists()


def test_one_whose_rows_do_not_add_up(settings: Settings) -> None:
    taken, _ = ready(settings)
    lines = opened(settings, service.path_of(settings, taken))
    short = settings.data.parent / "copia.age"
    sealed(settings, short, lines)
    rows = [line for line in lines if isinstance(line, list)]
    whole = lines.copy()
    whole.remove(rows[-1])
    with short.open("wb") as out:
        from api.backups import keys

        end = {"end": {"event": 99}}
        archive.write(out, keys.recipients(settings), iter([*whole, end]))
    before = state(settings)
    assert "no es una copia entera" in refused(settings, short)
    assert state(settings) == before


def test_one_that_no_longer_counts_needs_a_second_word(settings: Settings) -> None:
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    pending = service.take(settings)
    saved = settings.data.parent / "vieja.age"
    saved.write_bytes(service.path_of(settings, pending).read_bytes())
    db.dispose()
    assert "no se comprobó" in refused(settings, saved)
    boot(settings, phone)
    assert service.verify(settings, pending.id)
    good(settings)
    service.retire(settings, pending.id)
    db.dispose()
    assert "ya no vale" in refused(settings, saved)
    service.restore(settings, saved, anyway=True)
    assert boot(settings, phone).held()["events"]


def test_while_a_server_runs_it_is_refused(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    taken = good(either)
    assert "páralo" in refused(either, service.path_of(either, taken))
    assert phone.send([])["ep"] == phone.epoch
    assert [one["q"] for one in phone.held()["events"]] == [1, 2, 3, 4, 5]
    assert back(either, taken, phone).send([])["ep"] != phone.epoch


def test_a_server_does_not_start_while_it_goes_on(either: Settings) -> None:
    boot(either)
    db.dispose()
    with db.whole_house(either), pytest.raises(SetupError, match="páralo"):
        boot(either)


def test_a_broken_list_is_said(settings: Settings) -> None:
    ready(settings)
    (settings.data / "backups" / "index.json").write_text('{"backups": [')
    with pytest.raises(SetupError, match="dañada"):
        service.restorable(settings)


def test_two_orders_do_not_meet(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    from api.backups import disk

    boot(settings)
    monkeypatch.setattr(disk, "PATIENCE_S", 0)
    with disk.one_order(settings), pytest.raises(SetupError, match="otra orden"):
        service.take(settings)


def damage(settings: Settings, path: Path, table: str, at: int, value: Any) -> Path:
    """Write the same backup with one value of the last row of a table changed."""
    lines = opened(settings, path)
    name, place = "", -1
    for i, line in enumerate(lines[1:], 1):
        if isinstance(line, dict):
            name = line["table"]
        elif name == table:
            place = i
    lines[place] = [*lines[place][:at], value, *lines[place][at + 1 :]]
    return sealed(settings, path, lines)


@pytest.mark.parametrize(
    ("table", "at", "value"),
    [
        ("event", 4, "A" * 43),  # another hash than its body's
        ("event", 10, '{"at":1}'),  # another body than its hash's
        ("event", 6, 77),  # a hole in the stream
        ("stream", 1, 9),  # a stream that says it is longer
        ("action_key", 2, "A" * 43),  # counts by no key
    ],
)
def test_the_drill_sees_what_is_not_whole(
    either: Settings, table: str, at: int, value: Any
) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    taken = service.take(either)
    damage(either, service.path_of(either, taken), table, at, value)
    assert not service.verify(either, taken.id)
    assert service.restorable(either) == []
    assert phone.send([])["kept"] == [0]


Tables = dict[str, tuple[list[str], list[list[Any]]]]


def tables(lines: list[Any]) -> Tables:
    """The tables of a backup: columns and rows."""
    found: Tables = {}
    for line in lines[1:]:
        if isinstance(line, list):
            found[[*found][-1]][1].append(line)
        elif "table" in line:
            found[line["table"]] = (line["columns"], [])
    return found


def verified_as(settings: Settings, change: Callable[[Tables], object]) -> str:
    """Take a backup, change its tables and return why it is no good."""
    taken = service.take(settings)
    lines = opened(settings, service.path_of(settings, taken))
    held = tables(lines)
    change(held)
    flat = [lines[0]]
    for name, (columns, rows) in held.items():
        flat += [{"table": name, "columns": columns}, *rows]
    sealed(settings, service.path_of(settings, taken), flat)
    assert not service.verify(settings, taken.id)
    return service.index.load(settings).get(taken.id).why


def without(held: Tables, table: str, column: str) -> None:
    columns, rows = held[table]
    place = columns.index(column)
    held[table] = (
        columns[:place] + columns[place + 1 :],
        [row[:place] + row[place + 1 :] for row in rows],
    )


def test_a_backup_that_lacks_a_table_or_a_column_is_no_good(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    whole = tables(opened(either, service.path_of(either, good(either))))
    for table in ("server", "token", "stream", "event", "replica"):
        said = verified_as(either, lambda held, table=table: held.pop(table))
        assert said == f"lacks {table}"
    # The same code reads both; on PostgreSQL each try makes all tables anew.
    for column in whole["event"][0][:: 6 if either.database_url else 1]:
        said = verified_as(either, lambda held, column=column: without(held, "event", column))
        assert said in (f"lacks event.{column}", "file: IntegrityError")


def test_a_backup_with_what_no_schema_has_is_no_good(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    changes: list[Callable[[Tables], object]] = [
        lambda held: held.update(nada=(["a"], [[1]])),
        lambda held: held["event"][0].append("nada"),
        lambda held: held["event"][0].clear(),
        lambda held: held["event"][1][0].pop(),
    ]
    for change in changes:
        assert verified_as(either, change) == "file: Unreadable"


def test_the_drill_folds_beside_the_projections(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from api.progress import projector
    from api.progress.models import LessonRow

    phone = boot(settings)
    phone.send(phone.lesson())
    taken = service.take(settings)
    write = projector._write

    def forgetful(subject: str, lessons: Any) -> None:
        write(subject, lessons)
        LessonRow.update(finished=False).execute()

    monkeypatch.setattr(projector, "_write", forgetful)
    assert not service.verify(settings, taken.id)
    assert phone.held()["lessons"][0]["finished"], "the drill touched nothing of the living"


def test_what_the_drill_did_leaves_nothing_behind(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    good(either)
    assert sorted(one.suffix for one in (either.data / "backups").iterdir()) == [
        "",
        ".age",
        ".json",
    ]
    if either.database_url:
        schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'creando%%'"
        assert db.database.execute_sql(schemas).fetchall() == []
