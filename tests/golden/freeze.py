"""Write a golden file: python -m tests.golden.freeze NAME. One that exists is left alone."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from api import upkeep
from api.app import build_app
from api.progress.fold import fold
from api.settings import read_settings
from api.sync.columns import ColumnsError, unpack
from api.sync.envelope import Event, read_row, sum_of
from api.sync.packing import pack
from tests.fixtures.recording import name
from tests.golden.batches import BATCHES
from tests.phone import Phone
from tests.unit.progress.test_fold import as_event, as_json

FOLDER = Path(__file__).parent


def line(client: FlaskClient, what: str, sub: str, rows: list[Any]) -> dict[str, Any]:
    """Describe one batch as this code packs, hashes and judges it."""
    held = list(dict.fromkeys(one["r"] for one in rows if isinstance(one, dict) and "r" in one))
    events = [read_row(one, sub) for one in rows]
    made: dict[str, Any] = {"name": what, "sub": sub, "held": held, "rows": rows}
    try:
        cols = json.loads(json.dumps(pack(rows, held)))
        if unpack(cols, held) == rows:
            made |= {"cols": cols, "sum": sum_of(events)}
    except (ColumnsError, TypeError, KeyError, ValueError, AttributeError):
        pass  # a broken event travels as a row
    phone = Phone(client, sub, name(f"{sub} token", 32))
    said = phone.post(phone.request(held=held) | {"rows": rows}).get_json()
    made["h"] = [one.h if isinstance(one, Event) else None for one in events]
    made["v"] = [verdict for verdict, count in said["v"] for _ in range(count)]
    return made


def accepted(lines: list[dict[str, Any]], sub: str) -> list[dict[str, Any]]:
    """List the rows of one person that count, with their hashes."""
    found = []
    for one in lines:
        for row, h, verdict in zip(one["rows"], one["h"], one["v"], strict=True):
            if verdict == "accepted" and one["sub"] == sub:
                found.append({"s": sub, **row, "h": h})
    return found


def freeze(what: str) -> list[dict[str, Any]]:
    """Make every line of a piece of work on an empty server."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"CREANDO_DATA": folder, "CREANDO_LOCK_WAIT_S": "1"})
        upkeep.prepare(settings)
        client = build_app(settings).test_client()
        lines = [line(client, *batch) for batch in BATCHES[what]()]
    her = lines[0]["sub"]
    counted = [as_event(row) for row in accepted(lines, her)]
    last = {"name": "what she sees", "sub": her, "progress": as_json(fold(counted))}
    return [*lines, last]


def main(words: list[str]) -> int:
    """Write one file."""
    target = FOLDER / f"{words[0]}.jsonl"
    text = "".join(f"{json.dumps(one, separators=(',', ':'))}\n" for one in freeze(words[0]))
    with target.open("x", encoding="ascii") as file:
        file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
