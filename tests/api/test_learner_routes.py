"""Access and erasure over HTTP, and what is written where."""

import logging
import os
import stat
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import upkeep
from api.learners.erased import ErasedList, fingerprint
from api.settings import Settings
from tests.phone import Phone, fresh_id, row


def test_access_shows_everything_and_only_hers(client: FlaskClient) -> None:
    hers, his = Phone(client), Phone(client)
    rows = [*hers.lesson(), row(hers.replica, 6, d={"lesson": "Mal"})]
    hers.send(rows)
    his.send(his.lesson())
    seen = hers.held()
    assert seen["subject"] == hers.subject
    assert [one["q"] for one in seen["events"]] == [1, 2, 3, 4, 5, 6]
    assert seen["events"][5]["reason"] == "body.invalid"
    assert {one["s"] for one in seen["events"]} == {hers.subject}
    assert seen["events"][0]["d"] == {"lesson": "tanda"}
    assert hers.token not in str(seen)
    assert his.subject not in str(seen)


@pytest.mark.parametrize("method", ["get", "delete"])
def test_without_her_token_nobody_sees_or_erases(client: FlaskClient, method: str) -> None:
    Phone(client).send()
    for headers in ({}, Phone(client).headers, {"Authorization": "Bearer x"}):
        answer = getattr(client, method)("/api/v1/learner", headers=headers)
        assert (answer.status_code, answer.get_json()["message"]) == (401, "auth.token")


def test_the_list_is_on_the_disk_before_anything_is_erased(
    client: FlaskClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Phone(client)
    phone.send(phone.lesson())
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(handle))
    listed: list[bool] = []

    def forget(subject: str) -> None:
        path = settings.data / upkeep.ERASED_LIST
        listed.append(fingerprint(subject) in path.read_text() and len(synced) == 2)

    monkeypatch.setattr(upkeep, "_forget", forget)
    assert client.delete("/api/v1/learner", headers=phone.headers).status_code == 204
    assert listed == [True]


def test_erasing_twice_is_erasing_once(settings: Settings, client: FlaskClient) -> None:
    subject = fresh_id()
    erased = ErasedList(settings.data / upkeep.ERASED_LIST)
    for _ in range(2):
        upkeep.erase(subject, erased)
    assert len(erased.hashes()) == 1
    assert subject in erased


def test_the_list_holds_no_subject(tmp_path: Path) -> None:
    erased, subject = ErasedList(tmp_path / "erased.list"), fresh_id()
    assert subject not in erased
    erased.add(subject)
    assert subject in erased
    assert subject in ErasedList(tmp_path / "erased.list")
    assert subject not in (tmp_path / "erased.list").read_text()
    assert stat.S_IMODE((tmp_path / "erased.list").stat().st_mode) == 0o600


def test_another_process_may_erase(client: FlaskClient, settings: Settings) -> None:
    phone = Phone(client)
    phone.send()
    upkeep.erase(phone.subject, ErasedList(settings.data / upkeep.ERASED_LIST))
    answer = phone.post(phone.request())
    assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.erased")


def test_logs_name_nobody(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    phone = Phone(client)
    with caplog.at_level(logging.INFO, "creando"):
        logging.getLogger("creando").addHandler(caplog.handler)
        phone.send([row(phone.replica, 1, d={"lesson": "secreta"})])
        client.get(f"/api/v1/learner?who={phone.subject}", headers=phone.headers)
        client.get(f"/no-hay/{phone.subject}")
        logging.getLogger("creando").removeHandler(caplog.handler)
    assert "POST /api/v1/sync 200" in caplog.text
    assert "GET /api/v1/learner 200" in caplog.text
    for secret in (phone.token, phone.subject, phone.replica, "secreta", "who="):
        assert secret not in caplog.text
