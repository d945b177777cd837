"""The bounded inflater and the strict parser."""

import gzip
import tracemalloc
import zlib

import pytest

from api.errors import Malformed, TooLarge, WrongEncoding
from api.sync.intake import MAX_INFLATED_BYTES, Doubled, inflate, parse


def test_deflate_is_zlib() -> None:
    assert inflate(zlib.compress(b'{"a":1}'), "deflate") == b'{"a":1}'
    assert inflate(b"{}", "") == b"{}"


def test_a_bomb_is_not_opened() -> None:
    bomb = zlib.compress(b"0" * 100_000_000, 9)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        inflate(bomb, "deflate")
    assert tracemalloc.get_traced_memory()[1] < 4 * MAX_INFLATED_BYTES
    tracemalloc.stop()


def test_the_limit_itself_passes() -> None:
    assert len(inflate(zlib.compress(b"0" * MAX_INFLATED_BYTES), "deflate")) == MAX_INFLATED_BYTES


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"{}", "deflate"),
        (zlib.compress(b"{}")[:-3], "deflate"),
        (zlib.compress(b"{}") + b"{}", "deflate"),
        (zlib.compress(b"{}")[2:-4], "deflate"),
        (gzip.compress(b"{}", mtime=0), "deflate"),
        (gzip.compress(b"{}", mtime=0), "gzip"),
        (b"{}", "br"),
        (b"", "deflate"),
    ],
)
def test_other_encodings_are_refused(body: bytes, encoding: str) -> None:
    with pytest.raises(WrongEncoding):
        inflate(body, encoding)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'"\xed\xa0\xbd"',
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"9" * 5_000,
        b"-" + b"9" * 41,
        b"[" * 100_000,
        b"[" * 17 + b"]" * 17,
        b'{"a":' * 100_000,
        b"{'a':1}",
        b"[1,]",
        b"<html><body>Ingresa tu clave</body></html>",
    ],
)
def test_what_is_not_strict_json_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse(body)


def test_brackets_in_strings_are_not_depth() -> None:
    assert parse(b'["' + b"[" * 1000 + b'", "\\"[[["]') == ["[" * 1000, '"[[[']


def test_a_key_twice_is_remembered() -> None:
    parsed = parse(b'{"a": {"x": 1, "x": 2}}')
    assert isinstance(parsed, dict)
    assert isinstance(parsed["a"], Doubled)
    assert not isinstance(parsed, Doubled)
