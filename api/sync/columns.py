"""Unpack delta columns into rows. Pure; docs/sync-protocol.md section 4."""

import json
import string
from collections.abc import Sequence
from itertools import accumulate
from typing import NoReturn, cast

from api.sync.intake import Doubled
from api.sync.registry import Body, Json

KEYS = frozenset({"n", "id", "of", "b", "at", "t", "v", "x", "d"})
CORE = frozenset({"r", "q", "of", "t", "v", "at", "b", "d"})
MAX_ROWS = 500
VLQ = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
VLQ_VALUE = {char: value for value, char in enumerate(VLQ)}
# Eleven digits: more than any integer of an event.
MAX_SHIFT = 55
MAX_DIGITS = 16
# What the words of a batch come to once each row has its own: one word may stand in 500 rows.
MAX_WORDS = 2_000_000

Row = dict[str, Json]


class ColumnsError(Exception):
    """The body does not unpack; the phone sends the same events as rows."""


def _fail(why: str) -> NoReturn:
    raise ColumnsError(why)


def unpack(cols: Json, held: Sequence[str]) -> list[Row]:
    """Return the rows of a columns body; raises ColumnsError for anything that does not fit."""
    given = _dict(cols)
    if not set(given) <= KEYS:
        _fail("keys")
    count = _int(given.get("n"))
    if not 0 <= count <= MAX_ROWS:
        _fail("n")
    identities = _identities(_list(given.get("id")), held, count)
    boots = _run_lengths(_list(given.get("b")), count)
    ats = _undelta(_vlq(given.get("at"), count))
    types = _vlq(given.get("t"), count)
    versions = _versions(_dict(given.get("v", {})), types)
    rows: list[Row] = [
        {"r": r, "q": q, "t": t, "v": versions.get(t, 1), "at": at, "b": b}
        for (r, q), t, at, b in zip(identities, types, ats, boots, strict=True)
    ]
    _add_extras(rows, _dict(given.get("x", {})))
    _add_origins(rows, _list(given.get("of", [])), held)
    _add_bodies(rows, _dict(given.get("d", {})))
    return rows


def _int(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        _fail("integer")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        _fail("list")
    return value


def _dict(value: Json) -> Row:
    if not isinstance(value, dict) or isinstance(value, Doubled):
        _fail("object")
    return value


def _replica(value: Json, held: Sequence[str]) -> str:
    if isinstance(value, str):
        return value
    index = _int(value)
    if not 0 <= index < len(held):
        _fail("replica")
    return held[index]


def _run(value: Json, length: int) -> list[Json]:
    run = _list(value)
    if len(run) != length:
        _fail("run")
    return run


def _identities(runs: list[Json], held: Sequence[str], count: int) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for one in runs:
        replica, first, length = _run(one, 3)
        if not 1 <= _int(length) <= count - len(found):
            _fail("id")
        name, start = _replica(replica, held), _int(first)
        found += [(name, start + step) for step in range(_int(length))]
    if len(found) != count:
        _fail("id")
    return found


def _run_lengths(flat: list[Json], count: int) -> list[int]:
    found: list[int] = []
    if len(flat) % 2:
        _fail("run lengths")
    for value, length in zip(flat[::2], flat[1::2], strict=True):
        if not 1 <= _int(length) <= count - len(found):
            _fail("run lengths")
        found += [_int(value)] * _int(length)
    if len(found) != count:
        _fail("run lengths")
    return found


def _undelta(values: list[int]) -> list[int]:
    return list(accumulate(values))


def _vlq(text: Json, count: int) -> list[int]:
    """Read `count` integers written in base64 VLQ, the format of source maps."""
    if not isinstance(text, str):
        _fail("text")
    found: list[int] = []
    value = shift = 0
    for char in text:
        digit = VLQ_VALUE.get(char, -1)
        if digit < 0 or shift > MAX_SHIFT:
            _fail("digit")
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(found) != count:
        _fail("counts")
    return found


def _index(text: str) -> int:
    """Read a number that stands as a key, in its one spelling."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS
    if not is_number or (text != "0" and text.startswith("0")):
        _fail("key")
    return int(text)


def _versions(given: Row, types: list[int]) -> dict[int, int]:
    found = {_index(code): _int(version) for code, version in given.items()}
    if not set(found) <= set(types):
        _fail("version")
    return found


def _add_extras(rows: list[Row], extras: Row) -> None:
    for key, header in extras.items():
        position, given = _index(key), _dict(header)
        if position >= len(rows) or not given or set(given) & CORE:
            _fail("x")
        rows[position] |= given


def _add_origins(rows: list[Row], runs: list[Json], held: Sequence[str]) -> None:
    for one in runs:
        position, replica, first, length = _run(one, 4)
        start, count = _int(position), _int(length)
        if start < 0 or count < 1 or start + count > len(rows):
            _fail("of")
        name = _replica(replica, held)
        for step, row in enumerate(rows[start : start + count]):
            if "of" in row:
                _fail("of")
            row["of"] = [name, _int(first) + step]


def _add_bodies(rows: list[Row], columns: Row) -> None:
    for row in rows:
        if "enc" not in row:
            row["d"] = {}
    left = MAX_WORDS
    for field, given in columns.items():
        codes, *column = _list(given) or _fail("column")
        wanted = {_int(code) for code in _list(codes)}
        owners = [row for row in rows if "d" in row and row["t"] in wanted]
        values, letters = _column(column, len(owners))
        left -= letters
        if left < 0:
            _fail("size")
        for row, value in zip(owners, values, strict=True):
            if value is not None:
                cast(Body, row["d"])[field] = value


def _column(column: list[Json], count: int) -> tuple[Sequence[Json], int]:
    """Return a value for each row, and how many letters of words these come to."""
    match column:
        case ["i", text]:
            return _undelta(_vlq(text, count)), 0
        case ["s", list() as words, text]:
            places = _vlq(text, count)
            if all(0 <= place < len(words) for place in places):
                letters = [len(json.dumps(word)) for word in words]
                return [words[place] for place in places], sum(letters[place] for place in places)
    _fail("column")
