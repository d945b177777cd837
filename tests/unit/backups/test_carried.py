"""What goes with a backup and what does not: writers, the erased, secrets, other machines."""

import json
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from peewee import SqliteDatabase

from api import db, upkeep
from api.backups import index, keys, offsite, service
from api.backups.carried import united_keys
from api.errors import SetupError
from api.learners.erased import ErasedList
from api.settings import Settings
from tests.conftest import settings_for
from tests.phone import Phone, fresh_id, row
from tests.unit.backups.conftest import back, boot, good, opened

CANARY = "canario-de-prueba-7391"


def test_nothing_can_be_read_without_the_key(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1, d={"lesson": CANARY})])
    assert CANARY in str(phone.held()["events"])
    taken = good(either)
    data = service.path_of(either, taken).read_bytes()
    secret = (either.data / upkeep.INVITE_KEY).read_bytes()
    for hidden in (CANARY.encode(), phone.subject.encode(), secret, b"learner", b"creando"):
        assert hidden not in data
    assert CANARY in str(opened(either, service.path_of(either, taken)))
    for path in (either.data / "backups").rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()


def test_whoever_else_may_read_it_can(settings: Settings) -> None:
    from pyrage import x25519

    officer = x25519.Identity.generate()
    also = replace(settings, backup_readers=(str(officer.to_public()),))
    phone = boot(also)
    phone.send(phone.lesson())
    taken = good(also)
    key = settings.data.parent / "oficial.txt"
    key.write_text(f"# guardada lejos\n{officer}\n")
    (settings.data / keys.BACKUP_KEY).unlink()
    db.dispose()
    service.restore(settings, service.path_of(settings, taken), key=key)
    assert boot(settings, phone).held()["events"]
    with pytest.raises(SetupError, match="age1"):
        service.take(replace(settings, backup_readers=("ana",)))


def test_it_is_one_instant_while_others_write(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    answered: list[int] = []
    stop = threading.Event()

    def pour() -> None:
        q = 2
        while not stop.is_set():
            assert (
                phone.verdicts([row(phone.replica, q), row(phone.replica, q + 1)])
                == ["accepted"] * 2
            )
            answered.append(q + 1)
            q += 2
        db.release()

    writer = threading.Thread(target=pour)
    writer.start()
    try:
        for _ in range(3):
            at_least = answered[-1] if answered else 1
            taken = service.take(either)
            assert service.verify(either, taken.id)
            events = [
                line
                for line in opened(either, service.path_of(either, taken))
                if isinstance(line, list) and line[0] == phone.replica and len(line) == 12
            ]
            numbers = [line[1] for line in events]
            assert numbers == [*range(1, len(numbers) + 1)]
            assert len(numbers) % 2 == 1, "a request is there whole or not at all"
            assert len(numbers) >= at_least
            time.sleep(0.05)
    finally:
        stop.set()
        writer.join(20)
    assert len(answered) > 3, "nobody waited for the backup"
    oldest = service.restorable(either)[0]
    again = back(either, oldest, phone)
    rows = [row(phone.replica, q) for q in range(1, answered[-1] + 1)]
    for start in range(0, len(rows), 400):
        again.send(rows[start : start + 400])
    assert [one["q"] for one in again.held()["events"]] == [*range(1, answered[-1] + 1)]


def test_the_erased_stay_erased(either: Settings) -> None:
    phone = boot(either)
    gone = Phone(phone.client)
    for one in (phone, gone):
        one.send(one.lesson())
    taken = good(either)
    assert phone.client.delete("/api/v1/learner", headers=gone.headers).status_code == 204
    again = back(either, taken, phone)
    late = Phone(again.client, gone.subject, gone.token)
    late.replica = gone.replica
    assert late.post(late.request(late.lesson(6))).status_code == 403
    assert again.client.get("/api/v1/learner", headers=gone.headers).status_code == 401
    assert again.held()["lessons"]
    lines = opened(either, service.path_of(either, good(either)))
    assert not [one for one in lines if isinstance(one, list) and gone.token in map(str, one)]
    bodies = [one[10] for one in lines if isinstance(one, list) and len(one) == 12]
    assert not [body for body in bodies if body and gone.subject in body]


def test_an_empty_machine_becomes_this_server(
    settings: Settings, tmp_path: Path, built: Path
) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    gone = fresh_id()
    upkeep.erase(gone, ErasedList(settings.data / upkeep.ERASED_LIST))
    (settings.data / "origin").write_text("https://uno.ejemplo\n")
    pairs = upkeep.keyring(settings).parcels()
    taken = good(settings)
    db.dispose()
    empty = settings_for(tmp_path / "otra", built)
    copy = tmp_path / "copia.age"
    copy.write_bytes(service.path_of(settings, taken).read_bytes())
    done = service.restore(empty, copy, key=settings.data / keys.BACKUP_KEY)
    assert done.aside == ""
    assert upkeep.invite_key(empty) == upkeep.invite_key(settings)
    assert (empty.data / "origin").read_text() == "https://uno.ejemplo\n"
    assert pairs and upkeep.keyring(empty).parcels() == pairs
    assert gone in ErasedList(empty.data / upkeep.ERASED_LIST)
    again = boot(empty, phone)
    assert again.held()["lessons"]
    assert again.send([])["kept"] == [0], "nothing is kept until a backup was tried here"
    good(empty)
    assert again.send([])["kept"] == [5]


def test_a_machine_set_up_before_keeps_its_name_and_its_erased(
    settings: Settings, tmp_path: Path, built: Path
) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    (settings.data / "origin").write_text("https://uno.ejemplo\n")
    old = fresh_id()
    upkeep.erase(old, ErasedList(settings.data / upkeep.ERASED_LIST))
    taken = good(settings)
    db.dispose()
    other = settings_for(tmp_path / "otra", built)
    upkeep.prepare(other)
    fresh_key, fresh_pairs = upkeep.invite_key(other), upkeep.keyring(other).parcels()
    (other.data / "origin").write_text("https://dos.ejemplo\n")
    new = fresh_id()
    upkeep.erase(new, ErasedList(other.data / upkeep.ERASED_LIST))
    path = service.path_of(settings, taken)
    done = service.restore(other, path, key=settings.data / keys.BACKUP_KEY)
    assert (Path(done.aside) / "creando.sqlite3").is_file()
    assert (other.data / "origin").read_text() == "https://dos.ejemplo\n"
    assert upkeep.invite_key(other) == upkeep.invite_key(settings)
    old_pairs = upkeep.keyring(settings).parcels()
    assert upkeep.keyring(other).parcels() == (*fresh_pairs, *old_pairs), "old parcels still open"
    staff = [(one / upkeep.STAFF_KEY).read_bytes() for one in (other.data, settings.data)]
    assert staff[0] == staff[1], "the database's own secrets still open"
    assert [one.read_bytes() for one in other.data.glob("invite.key.*")] == [fresh_key]
    erased = ErasedList(other.data / upkeep.ERASED_LIST)
    assert old in erased and new in erased


def test_one_of_sqlite_restores_on_postgresql(
    settings: Settings, tmp_path: Path, built: Path, postgres_url: str
) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    taken = good(settings)
    db.dispose()
    big = settings_for(tmp_path / "grande", built, postgres_url)
    service.restore(big, service.path_of(settings, taken), key=settings.data / keys.BACKUP_KEY)
    again = boot(big, phone)
    assert again.verdicts(phone.lesson()) == ["duplicate"] * 5
    assert again.held()["lessons"][0]["cards_done"] == 3


def test_the_database_before_is_set_aside(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    taken = good(either)
    phone.send([row(phone.replica, 2)])
    back(either, taken, phone)
    db.dispose()
    if not either.database_url:
        (aside,) = either.data.glob("antes-*/creando.sqlite3")
        link = SqliteDatabase(str(aside))
        assert link.execute_sql("SELECT COUNT(*) FROM event").fetchone() == (2,)
        link.close()
        return
    link = db.connect_apart(either)
    (schema,) = link.execute_sql(
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'antes%%'"
    ).fetchone()
    assert link.execute_sql(f'SELECT COUNT(*) FROM "{schema}".event').fetchone() == (2,)
    link.close()


def test_it_counts_only_once_it_is_in_the_second_place(settings: Settings, tmp_path: Path) -> None:
    away = tmp_path / "disco"
    there = replace(settings, offsite=str(away))
    phone = boot(there)
    phone.send([row(phone.replica, 1)])
    taken = service.take(there)
    with pytest.raises(SetupError, match="falta montarla"):
        service.verify(there, taken.id)
    assert phone.send([])["kept"] == [0]
    assert index.load(there).get(taken.id).state == "taken"
    away.mkdir()
    assert service.verify(there, taken.id)
    assert phone.send([])["kept"] == [1]
    assert offsite.sha256_of(away / taken.file) == taken.sha256
    good(there)
    service.retire(there, taken.id)
    assert [one.name for one in away.iterdir()] == [service.restorable(there)[0].file]


def test_the_second_place_may_be_another_machine(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    scp = programs / "scp"
    scp.write_text('#!/bin/sh\necho "$@" > "$0.said"\n')
    scp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    there = replace(settings, offsite="copias@casa.ejemplo:creando")
    boot(there)
    taken = good(there)
    said = (programs / "scp.said").read_text()
    assert said.strip().endswith(f"{taken.file} copias@casa.ejemplo:creando/")
    scp.write_text('#!/bin/sh\necho "Connection refused" >&2\nexit 255\n')
    later = service.take(there)
    with pytest.raises(SetupError, match="Connection refused"):
        service.verify(there, later.id)
    assert [one.id for one in service.restorable(there)] == [taken.id]


def test_old_ones_go(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(settings, backups=2, backup_days=35)
    boot(few)
    taken = [good(few) for _ in range(4)]
    pending = service.take(few)
    service.tidy(few)
    assert [one.id for one in service.restorable(few)] == [one.id for one in taken[2:]]
    left = {one.name for one in (few.data / "backups").glob("*.age")}
    assert left == {one.file for one in [*taken[2:], pending]}
    late = taken[-1].at + 36 * service.DAY_S
    monkeypatch.setattr(service, "now_s", lambda: late)
    service.tidy(few)
    assert [one.id for one in service.restorable(few)] == [taken[-1].id], "the way back stays"
    assert index.load(few).get(pending.id).why == "old"


@pytest.mark.long
def test_a_log_of_thousands_comes_back_line_by_line(either: Settings) -> None:
    phone = boot(either)
    rows = [row(phone.replica, q) for q in range(1, 2501)]
    for at in range(0, len(rows), 400):
        phone.send(rows[at : at + 400])
    taken = good(either)
    assert phone.send([])["kept"] == [2500]
    again = back(either, taken, phone)
    assert [one["q"] for one in again.held()["events"]] == [*range(1, 2501)]


def test_the_keys_of_two_machines_unite() -> None:
    a, b, c = ({"kid": one, "pub": one} for one in "abc")
    united = united_keys(json.dumps([a, b]).encode(), json.dumps([b, c]).encode())
    assert json.loads(united) == [a, b, c]
    united = united_keys(json.dumps({"x": [a]}).encode(), json.dumps({"x": [b], "y": [c]}).encode())
    assert json.loads(united) == {"x": [a, b], "y": [c]}
