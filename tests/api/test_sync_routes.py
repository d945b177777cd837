"""The exchange over HTTP: verdicts, tokens, headers, a log that is busy or full."""

import json
import threading
import zlib

import pytest
from peewee import OperationalError

from api import db
from api.sync.models import EventRow, Stream
from tests.phone import Phone, fresh_id, fresh_token, row

DEFLATE = {"Content-Encoding": "deflate"}


def refused(answer, status: int, key: str) -> None:  # type: ignore[no-untyped-def]
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)
    assert set(answer.get_json()) == {"code", "status", "message", "errors"}
    assert answer.get_json()["code"] == status


def test_one_bad_row_never_harms_the_others(phone: Phone) -> None:
    r = phone.replica
    bad = [
        None,
        [],
        {},
        {"r": r},
        row(r, 2, d={"lesson": "\ud800"}),
        row(r, 3, 9999, {"x": 10**30}),
        row(r, 4, 9999, {"x": 0.1}),
        row(r, 5, 9999, {"x": None}),
        row(r, 6, 9999, {"x": [[[[[[1]]]]]]}),
        row(r, 7, 9999, {"x": "a" * 17_000}),
        row(r, 8, at="ayer"),
        row(r, 9, v=None),
        row(r, 2**53),
    ]
    good = [row(r, q) for q in range(20, 30)]
    mixed = [one for pair in zip(bad, [*good, *good, *good], strict=False) for one in pair]
    verdicts = phone.verdicts(mixed)
    assert all(one.startswith("quarantined:") for one in verdicts[::2])
    assert verdicts[1:20:2] == ["accepted"] * 10
    assert verdicts[21::2] == ["duplicate"] * 3


def test_a_row_with_a_key_twice_is_set_apart(phone: Phone) -> None:
    one, two = row(phone.replica, 1), row(phone.replica, 2)
    text = json.dumps(phone.request([one, two]))
    doubled = text.replace('"lesson": "tanda"', '"lesson": "otra", "lesson": "tanda"', 1)
    said = phone.post(doubled.encode()).get_json()
    assert said["v"] == [["quarantined:event.malformed", 1], ["accepted", 1]]
    twice = text.replace('"q": 1', '"q": 9, "q": 1', 1)
    said = phone.post(twice.encode()).get_json()
    assert said["v"] == [["quarantined:event.identity", 1], ["duplicate", 1]]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic {}", "{}", "Bearer {}x"])
def test_without_a_token_nothing(phone: Phone, header: str) -> None:
    authorization = header.format(phone.token)
    answer = phone.post(phone.request(), Authorization=authorization)
    refused(answer, 401, "auth.token")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_refused_request_leaves_nothing_behind(phone: Phone) -> None:
    phone.send()
    streams, events = Stream.select().count(), EventRow.select().count()
    thief = Phone(phone.client, phone.subject, fresh_token())
    refused(thief.post(thief.request([row(thief.replica, 1)])), 403, "auth.subject")
    other = Phone(phone.client, fresh_id(), phone.token)
    refused(other.post(other.request([row(other.replica, 1)])), 403, "auth.subject")
    assert (Stream.select().count(), EventRow.select().count()) == (streams, events)


def test_the_catalogue_version_comes_along(phone: Phone) -> None:
    assert phone.send()["cat"] == "1f2e3d4c"


def test_kept_answers_for_each_replica(phone: Phone) -> None:
    assert phone.send(held=[phone.replica, fresh_id()])["kept"] == [0, 0]


def test_the_answer_is_lean(phone: Phone) -> None:
    phone.send()
    answer = phone.post(phone.request([row(phone.replica, 1)], columns=True))
    assert set(answer.headers.keys()) == {
        "Content-Type",
        "Content-Length",
        "X-Content-Type-Options",
        "Server",
    }
    assert len(answer.data) < 150


def test_a_busy_log_asks_to_wait(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    with db.write():
        monkeypatch.setattr("api.sync.service.write", lambda: db.write(patience_s=0.01))
        got: list = []
        mine = Phone(phone.client.application.test_client())
        thread = threading.Thread(target=lambda: got.append(mine.post(mine.request())))
        thread.start()
        thread.join(10)
    refused(got[0], 503, "server.busy")
    assert int(got[0].headers["Retry-After"]) > 0


def test_a_full_disk_takes_nothing_and_says_so(phone: Phone) -> None:
    phone.send()
    sqlite = db.database.obj
    full = sqlite.execute_sql("PRAGMA page_count").fetchone()[0]
    sqlite.execute_sql(f"PRAGMA max_page_count = {full}")
    rows = [row(phone.replica, q, 9999, {"x": "a" * 500}) for q in range(1, 401)]
    body = zlib.compress(json.dumps(phone.request(rows)).encode())
    refused(phone.post(body, **DEFLATE), 503, "server.busy")
    assert phone.held()["events"] == []
    sqlite.execute_sql("PRAGMA max_page_count = 1000000")
    assert phone.verdicts(rows) == ["accepted"] * 400


def test_a_projection_that_waits_never_refuses_an_event(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ill(*_: object) -> None:
        raise OperationalError("locked")

    with monkeypatch.context() as patched:
        patched.setattr("api.upkeep.catch_up", ill)
        assert phone.verdicts([row(phone.replica, 1)]) == ["accepted"]
    assert phone.held()["lessons"] == []
    assert phone.verdicts([row(phone.replica, 2)]) == ["accepted"]
    assert [one["lesson"] for one in phone.held()["lessons"]] == ["tanda"]
