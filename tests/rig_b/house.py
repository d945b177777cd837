"""What many schedules share: the bundled phone, and a data folder made ready once."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from scripts.rig.server import Server
from tests.rig_b.nest import Nest, NestServer

HERE = Path(__file__).parent
Patch = dict[str, str]
DONE = """SELECT stream, json_extract(plain, '$.d.card') FROM event
    WHERE counts AND reason IS NULL AND t = 6"""


def build(out: Path, patches: list[Patch] | None = None) -> Path:
    """Bundle the phone, with patches for a broken one; return its folder. Raises RuntimeError."""
    words = ["node", str(HERE / "build.mjs"), str(out)]
    if patches:
        file = out.with_suffix(".json")
        file.write_text(json.dumps(patches), encoding="utf-8")
        words.append(str(file))
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return out


class House:
    """A folder to play in."""

    def __init__(self) -> None:
        """Bundle the phone and prepare a data folder."""
        self._folder = tempfile.TemporaryDirectory(prefix="creando-b-")
        self.folder = Path(self._folder.name)
        self.code = build(self.folder / "phone")
        self.nest = Nest()
        self.data = NestServer(self.nest, self.folder / "data").data
        self._rooms = 0

    def close(self) -> None:
        """Put everything away."""
        self.nest.close()
        self._folder.cleanup()

    def room(self) -> Path:
        """Return an empty folder, for one story or schedule."""
        self._rooms += 1
        room = self.folder / f"room{self._rooms}"
        room.mkdir()
        return room

    def server(self, room: Path) -> Server:
        """Start a server over a data folder of its own."""
        server = NestServer(self.nest, room / "data", prepared=self.data)
        server.start()
        return server


def leave(room: Path) -> None:
    """Throw a room away."""
    shutil.rmtree(room, ignore_errors=True)


def on_server(server: Server) -> Counter[tuple[str, int]]:
    """Count the cards in the log that count, by person."""
    with closing(sqlite3.connect(server.data / "creando.sqlite3")) as db:
        rows = db.execute(DONE)
        return Counter((stream.removeprefix("l:"), card) for stream, card in rows)
