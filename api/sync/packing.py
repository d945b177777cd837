"""Pack rows into delta columns: the reference for tests, vectors and measures.

The phone's own packer is pwa/src/domain/columns.ts; tests/vectors/columns.json binds the two.
"""

import json
from collections.abc import Sequence
from itertools import groupby
from typing import cast

from api.sync.columns import CORE, VLQ, Row
from api.sync.registry import Body, Json


def pack(rows: Sequence[Row], held: Sequence[str]) -> Row:
    """Pack rows whose `s` is left out when it is the sender's own."""
    cols: Row = {
        "n": len(rows),
        "id": _pack_runs([(cast(str, one["r"]), cast(int, one["q"])) for one in rows], held),
        "b": [x for boot, run in groupby(one["b"] for one in rows) for x in (boot, len([*run]))],
        "at": _vlq(_delta([cast(int, one["at"]) for one in rows])),
        "t": _vlq([cast(int, one["t"]) for one in rows]),
    }
    versions: Row = {str(one["t"]): one["v"] for one in rows if one["v"] != 1}
    extras: Row = {
        str(position): {key: value for key, value in one.items() if key not in CORE}
        for position, one in enumerate(rows)
        if set(one) - CORE
    }
    moved = _pack_origins(rows, held)
    bodies = _pack_bodies(rows)
    optional: Row = {"v": versions, "x": extras, "of": moved, "d": bodies}
    return cols | {key: value for key, value in optional.items() if value}


def _name(replica: str, held: Sequence[str]) -> Json:
    return held.index(replica) if replica in held else replica


def _pack_runs(identities: list[tuple[str, int]], held: Sequence[str]) -> Json:
    runs: list[tuple[str, int, int]] = []
    for replica, seq in identities:
        if runs and runs[-1][0] == replica and sum(runs[-1][1:]) == seq:
            runs[-1] = (replica, runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((replica, seq, 1))
    return [[_name(replica, held), first, count] for replica, first, count in runs]


def _pack_origins(rows: Sequence[Row], held: Sequence[str]) -> Json:
    runs: list[tuple[int, str, int, int]] = []
    for position, row in enumerate(rows):
        if "of" not in row:
            continue
        replica, seq = cast("tuple[str, int]", row["of"])
        last = runs[-1] if runs else (-1, "", 0, 0)
        if (last[0] + last[3], last[1], last[2] + last[3]) == (position, replica, seq):
            runs[-1] = (*last[:3], last[3] + 1)
        else:
            runs.append((position, replica, seq, 1))
    return [[position, _name(replica, held), seq, count] for position, replica, seq, count in runs]


def _delta(values: Sequence[int]) -> list[int]:
    return [value - (values[i - 1] if i else 0) for i, value in enumerate(values)]


def _vlq(values: Sequence[int]) -> str:
    text = ""
    for value in values:
        rest = -value << 1 | 1 if value < 0 else value << 1
        while rest > 31:
            text += VLQ[rest & 31 | 32]
            rest >>= 5
        text += VLQ[rest]
    return text


def _pack_bodies(rows: Sequence[Row]) -> Json:
    bodies = [(cast(int, row["t"]), cast(Body, row["d"])) for row in rows if "enc" not in row]
    packed: Row = {}
    for field in sorted({field for _, body in bodies for field in body}):
        codes = sorted({code for code, body in bodies if field in body})
        values = [body.get(field) for code, body in bodies if code in codes]
        packed[field] = [cast(Json, codes), *_pack_column(values)]
    return packed


def _pack_column(values: list[Json]) -> list[Json]:
    if all(isinstance(one, int) and not isinstance(one, bool) for one in values):
        return ["i", _vlq(_delta(cast("list[int]", values)))]
    words: list[Json] = []
    for one in values:
        if not any(_same(one, word) for word in words):
            words.append(one)
    places = [next(i for i, word in enumerate(words) if _same(one, word)) for one in values]
    return ["s", words, _vlq(places)]


def _same(one: Json, other: Json) -> bool:
    """Tell whether two values are the same JSON: True is not 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
