"""Bad requests: every documented refusal, and others' events unharmed."""

import gzip
import json
import zlib

import pytest
from flask.testing import FlaskClient

from tests.phone import Phone, row

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
        (gzip.compress(b"{}", mtime=0), DEFLATE),
        (gzip.compress(b"{}", mtime=0), {"Content-Encoding": "gzip"}),
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


def test_a_wrong_sum_beside_rows_says_nothing_of_them(phone: Phone) -> None:
    one = row(phone.replica, 1)
    assert phone.send([one], sum="AAAAAAAA")["v"] == [["accepted", 1]]


def test_rows_need_no_sum(phone: Phone) -> None:
    body = phone.request([{}, row(phone.replica, 1)])
    body.pop("sum")
    assert phone.post(body).get_json()["v"] == [["quarantined:event.identity", 1], ["accepted", 1]]
