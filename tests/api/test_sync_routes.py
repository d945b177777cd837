"""The exchange over HTTP: every documented answer, and others' events unharmed."""

import gzip
import json
import threading
import zlib

import pytest
from flask.testing import FlaskClient
from peewee import OperationalError

from api import db
from api.sync.models import EventRow, Stream
from tests.phone import Phone, fresh_id, fresh_token, row

DEFLATE = {"Content-Encoding": "deflate"}


def refused(answer, status: int, key: str) -> None:  # type: ignore[no-untyped-def]
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)
    assert set(answer.get_json()) == {"code", "status", "message", "errors"}
    assert answer.get_json()["code"] == status


@pytest.fixture
def others(client: FlaskClient) -> Phone:
    """Somebody else, whose events no bad request may touch."""
    somebody = Phone(client)
    somebody.send(somebody.lesson())
    return somebody


@pytest.fixture(autouse=True)
def unharmed(others: Phone) -> object:
    before = others.held()
    yield
    assert others.held() == before


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null{",
        b"\xff\xfe{}",
        b'{"sub": "\xed\xa0\xbd"}',
        b'{"sub": NaN}',
        b'{"now": 1e999}',
        b"[" * 60_000,
        b'{"rows": ' * 6_000,
        b'{"n": ' + b"9" * 5_000 + b"}",
        b'{"sub": "a", "sub": "b"}',
        b"<html>Bienvenido, ingresa tu clave</html>",
    ],
)
def test_what_is_not_strict_json(phone: Phone, body: bytes) -> None:
    refused(phone.post(body), 400, "request.json")
    refused(phone.post(zlib.compress(body), **DEFLATE), 400, "request.json")


def test_a_nested_bomb_inside_deflate(phone: Phone) -> None:
    refused(phone.post(zlib.compress(b"[" * 100_000), **DEFLATE), 400, "request.json")


def test_a_deflate_bomb_of_100_mb(phone: Phone) -> None:
    bomb = zlib.compressobj(9)
    packed = b"".join(bomb.compress(b" " * 1_000_000) for _ in range(100)) + bomb.flush()
    assert len(packed) > 64 * 1024
    refused(phone.post(packed, **DEFLATE), 413, "request.too_large")
    smaller = zlib.compress(b" " * 50_000_000, 9)
    assert len(smaller) < 64 * 1024
    refused(phone.post(smaller, **DEFLATE), 413, "request.too_large")


def test_too_much_as_sent(phone: Phone) -> None:
    refused(phone.post(b" " * (64 * 1024 + 1)), 413, "request.too_large")


def test_too_many_events(phone: Phone) -> None:
    rows = [row(phone.replica, q) for q in range(1, 502)]
    body = json.dumps(phone.request(rows, columns=True)).encode()
    refused(phone.post(zlib.compress(body), **DEFLATE), 413, "request.too_large")
    body = json.dumps(phone.request(rows)).encode()
    refused(phone.post(zlib.compress(body), **DEFLATE), 413, "request.too_large")
    assert phone.verdicts(rows[:500], columns=True) == ["accepted"] * 500


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{}", DEFLATE),
        (gzip.compress(b"{}"), DEFLATE),
        (gzip.compress(b"{}"), {"Content-Encoding": "gzip"}),
        (b"{}", {"Content-Encoding": "br"}),
        (zlib.compress(b"{}")[:-2], DEFLATE),
        (zlib.compress(b"{}") + b"x", DEFLATE),
        (b"{}", {"Content-Type": "text/plain"}),
        (b"{}", {"Content-Type": "application/x-www-form-urlencoded"}),
    ],
)
def test_other_encodings(phone: Phone, body: bytes, headers: dict[str, str]) -> None:
    refused(phone.post(body, **headers), 415, "request.encoding")


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": None},
        {"sub": "corto"},
        {"sub": ["x"]},
        {"ed": "Mal Escrita"},
        {"ep": "x"},
        {"cat": 5},
        {"cur": {}},
        {"cur": {"l": -1, "e": 0}},
        {"cur": {"l": 0.5, "e": 0}},
        {"cur": {"l": 2.6e-42, "e": 0}},
        {"cur": {"l": "0", "e": 0}},
        {"cur": {"l": 2**63, "e": 0}},
        {"held": ["x"]},
        {"held": "x"},
        {"rows": {}},
        {"rows": None},
        {"rows": [], "cols": {}},
        {"rows": [{}]},
        {"rows": [{}], "sum": "AAAAAAAA"},
        {"sum": 5},
        {"ed": ["\ud83d"]},
    ],
)
def test_requests_of_another_contract(phone: Phone, changes: dict) -> None:
    refused(phone.post(phone.request() | changes), 422, "request.invalid")


@pytest.mark.parametrize("body", [None, [], "x", 5, True])
def test_a_request_is_an_object(phone: Phone, body: object) -> None:
    refused(phone.post(body), 422, "request.invalid")


def test_a_newer_phone_may_say_more(phone: Phone) -> None:
    assert phone.send(future={"x": [1]})["v"] == []


@pytest.mark.parametrize(
    "changes",
    [
        {"sum": "AAAAAAAA"},
        {"held": []},
        {"cols": {"n": 1}},
        {"cols": {"n": 0}},
        {"cols": {}},
        {"cols": []},
    ],
)
def test_columns_that_do_not_unpack(phone: Phone, changes: dict) -> None:
    body = phone.request([row(phone.replica, 1)], columns=True) | changes
    if changes == {"cols": {"n": 0}}:
        body["cols"] |= {"id": [], "b": [], "at": [], "t": [], "of": [[0, 0, 1, 1]]}
    refused(phone.post(body), 422, "sync.columns")


def test_columns_with_a_key_twice(phone: Phone) -> None:
    text = json.dumps(phone.request([row(phone.replica, 1)], columns=True))
    refused(phone.post(text.replace('"n": 1', '"n": 1, "n": 1').encode()), 422, "sync.columns")


def test_rows_with_a_wrong_sum(phone: Phone) -> None:
    body = phone.request([row(phone.replica, 1)]) | {"sum": "AAAAAAAA"}
    refused(phone.post(body), 422, "request.invalid")
    body.pop("sum")
    refused(phone.post(body), 422, "request.invalid")


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
