"""A push to a store that really answers: on both databases, off by default, safe to repeat."""

import argparse
import json
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from api import db, upkeep
from api.errors import SetupError
from api.orders.lrs import lrs as order
from api.settings import Settings, read_settings
from api.sync.models import Cursor
from api.xapi.push import push
from api.xapi.store import Lrs
from tests.conftest import start
from tests.phone import Phone, row
from tests.unit.xapi.lrs import KEY, running
from tests.unit.xapi.lrs import Lrs as Store

LESSONS = {"tanda": "precio", "que-permite": "papeles"}
NAME = "Universidad de ejemplo"
PURPOSE = "lrs.study.0a1b2c3d"


def agreeing(phone: Phone, lessons: int = 30, purpose: str = PURPOSE) -> None:
    """Somebody who did one lesson, agreed, did many more and one of papers."""
    r = phone.replica
    rows = [row(r, 1, 8, {"lesson": "tanda"})]
    rows.append(row(r, 2, 3, {"purpose": purpose, "text_version": 1}))
    for n in range(lessons):
        rows.append(row(r, 3 + 2 * n, 5, {"lesson": "tanda"}))
        rows.append(row(r, 4 + 2 * n, 8, {"lesson": "tanda"}))
    rows.append(row(r, 3 + 2 * lessons, 5, {"lesson": "que-permite"}))
    phone.send(rows)


def store_of(server: Store, key: str = KEY) -> Lrs:
    return Lrs(server.address, key, pause=lambda _: None)


def test_what_goes_and_what_stays(either: Settings) -> None:
    client = start(either).test_client()
    yes, no, gone = Phone(client), Phone(client), Phone(client)
    agreeing(yes)
    no.send(no.lesson())
    agreeing(gone, 2)
    gone.send([row(gone.replica, 8, 4, {"purpose": PURPOSE})])
    secret, home = b"k" * 32, "https://creando.ejemplo.org"
    with running() as server:
        first = push(store_of(server), secret, home, LESSONS, PURPOSE)
        assert (first.sent, first.people, first.differ) == (60, 1, 0)
        assert server.sizes == [50, 10]
        said = json.dumps(list(server.kept.values()))
        assert "que-permite" not in said
        for phone in (yes, no, gone):
            assert phone.subject not in said
            assert phone.replica not in said
        assert len({one["actor"]["account"]["name"] for one in server.kept.values()}) == 1
        # Nothing new: nothing sent. Forgotten how far it came: all again, and nothing double.
        assert push(store_of(server), secret, home, LESSONS, PURPOSE).sent == 0
        Cursor.delete().where(Cursor.projection.startswith("lrs:")).execute()
        assert push(store_of(server), secret, home, LESSONS, PURPOSE).sent == 60
        assert len(server.kept) == 60
        yes.send([row(yes.replica, 64, 5, {"lesson": "tanda"})])
        assert push(store_of(server), secret, home, LESSONS, PURPOSE).sent == 1
    db.dispose()


def test_a_store_that_is_ill_or_keeps_something_else(settings: Settings) -> None:
    phone = Phone(start(settings).test_client())
    agreeing(phone)
    secret = b"k" * 32
    with running() as server:
        server.ills = [503, 429, 500, 503]
        with pytest.raises(SetupError, match="respondió 503"):
            push(store_of(server), secret, "https://c", LESSONS, PURPOSE)
        assert not server.kept
        server.loses = 1  # it kept fifty and its answer got lost: they go again
        assert push(store_of(server), secret, "https://c", LESSONS, PURPOSE).sent == 60
        assert len(server.kept) == 60
        some = next(iter(server.kept))
        server.kept[some] = server.kept[some] | {"result": {"completion": False}}
        other = dict(server.kept)
        Cursor.delete().where(Cursor.projection.startswith("lrs:")).execute()
        done = push(store_of(server), secret, "https://c", LESSONS, PURPOSE)
        assert (done.sent, done.differ) == (59, 1)
        assert server.kept == other
        Cursor.delete().where(Cursor.projection.startswith("lrs:")).execute()
        with pytest.raises(SetupError, match="no acepta la clave"):
            push(store_of(server, "otro:x"), secret, "https://c", LESSONS, PURPOSE)
        with running() as elsewhere:
            server.elsewhere = f"{elsewhere.address}/statements"
            with pytest.raises(SetupError, match="307"):
                push(store_of(server), secret, "https://c", LESSONS, PURPOSE)
            assert not elsewhere.sizes
    with pytest.raises(SetupError, match="no responde"):
        push(store_of(server), secret, "https://c", LESSONS, PURPOSE)
    db.dispose()


def test_the_order_is_off_until_it_is_set_and_shows_no_key(
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("api.orders.lrs.Lrs", partial(Lrs, pause=lambda _: None))
    caplog.set_level(logging.DEBUG)
    nothing = argparse.Namespace()
    with pytest.raises(SetupError, match="apagado"):
        order(settings, nothing)
    phone = Phone(start(settings).test_client())
    upkeep.attach(settings)
    module = {"id": "precio", "ls": [["tanda", "La tanda"]]}
    entry = {"id": "precio", "kind": "module", "sha256": "ab"}
    (tmp_path / "b" / "precio").mkdir(parents=True)
    (tmp_path / "b" / "precio" / "ab.json").write_text(json.dumps(module))
    (tmp_path / "b" / "index.json").write_text(
        json.dumps({"editions": {"demo": {"entries": [entry]}}})
    )
    with running() as server:
        on = replace(
            settings, lrs=server.address, lrs_key=KEY, lrs_name=NAME, bundles=tmp_path / "b"
        )
        agreeing(phone, purpose=on.lrs_purpose)
        order(on, nothing)
        # Another name, or another store: nobody allowed that one.
        order(replace(on, lrs_name="Otra"), nothing)
        assert server.sizes == [50, 10]
    said = capsys.readouterr()
    assert "Enviados: 60, de 1 personas" in said.out
    assert "Enviados: 0, de 0 personas" in said.out
    order(on, nothing)  # the store is gone, and nothing new would go
    gone = replace(on, lrs="http://127.0.0.1:1")
    allowed = {"purpose": gone.lrs_purpose, "text_version": 1}
    phone.send([row(phone.replica, 64, 3, allowed), row(phone.replica, 65, 5, {"lesson": "tanda"})])
    with pytest.raises(SetupError) as fault:
        order(gone, nothing)
    words = said.out + said.err + caplog.text + str(fault.value) + repr(on)
    assert "secreto-del-lrs" not in words
    assert phone.subject not in said.out
    with pytest.raises(SetupError, match="lecciones"):
        order(replace(on, bundles=tmp_path), nothing)
    db.dispose()


def test_a_key_never_goes_in_the_open() -> None:
    for address in ("http://lrs.ejemplo.org", "ftp://x", "http://localhost.malo.org"):
        with pytest.raises(SetupError, match="https"):
            read_settings(
                {"CREANDO_LRS": address, "CREANDO_LRS_KEY": KEY, "CREANDO_LRS_NAME": NAME}
            )
    with pytest.raises(SetupError, match="usuario:clave"):
        read_settings({"CREANDO_LRS": "https://lrs.ejemplo.org", "CREANDO_LRS_KEY": "x"})
    whole = {"CREANDO_LRS": "https://lrs.ejemplo.org/xapi/", "CREANDO_LRS_KEY": KEY}
    for name in ("", " ", "x", "x" * 61, "de\nalguien"):
        with pytest.raises(SetupError, match="de quién es"):
            read_settings(whole | {"CREANDO_LRS_NAME": name})
    made = read_settings(whole | {"CREANDO_LRS_NAME": f" {NAME} "})
    assert (made.lrs, made.lrs_name) == ("https://lrs.ejemplo.org/xapi", NAME)
    assert KEY not in repr(made)


def test_each_store_and_each_name_is_allowed_by_itself() -> None:
    off = read_settings({})
    assert off.lrs_purpose == ""
    one = replace(off, lrs="https://a", lrs_name=NAME)
    others = (replace(one, lrs="https://b"), replace(one, lrs_name="Otra"))
    assert len({one.lrs_purpose, *(other.lrs_purpose for other in others)}) == 3
