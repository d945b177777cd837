"""A power cut in the middle of posts: whatever was answered is there."""

import http.client
import json
import random
import threading
from pathlib import Path

import pytest

from scripts.rig.server import Server
from tests.phone import Phone, row

ROUNDS = 3


class Wire(Phone):
    """A phone that speaks to a real server; it remembers what was acknowledged."""

    def __init__(self, port: int) -> None:
        super().__init__(None)  # type: ignore[arg-type]
        self.port = port
        self.acked: list[int] = []

    def ask(self, method: str, path: str, body: dict | None = None) -> tuple[int, dict]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            headers = self.headers | {"Content-Type": "application/json"}
            link.request(method, path, json.dumps(body) if body else None, headers)
            answer = link.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            link.close()

    def pour(self, first: int) -> None:
        """Send two events at a time until the server is gone."""
        for q in range(first, first + 4_000, 2):
            rows = [row(self.replica, q), row(self.replica, q + 1)]
            try:
                status, said = self.ask("POST", "/api/v1/sync", self.request(rows))
            except (OSError, http.client.HTTPException, ValueError):
                return
            assert status == 200, said
            self.acked += [q, q + 1]


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_what_was_acknowledged_survives_sigkill(built: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    env = {"CREANDO_PWA": str(built / "pwa"), "CREANDO_BUNDLES": str(built / "bundles")}
    server = Server(tmp_path / "data", env=env)
    phones = [Wire(server.port) for _ in range(3)]
    server.start()
    threads = [threading.Thread(target=phone.pour, args=[1]) for phone in phones]
    for thread in threads:
        thread.start()
    threads[0].join(0.4 + dice.random())
    server.kill()
    for thread in threads:
        thread.join(30)
    with server:
        for phone in phones:
            assert phone.acked
            status, held = phone.ask("GET", "/api/v1/learner")
            assert status == 200
            kept = [one["q"] for one in held["events"]]
            assert set(phone.acked) <= set(kept)
            assert len(kept) == len(set(kept)) <= len(phone.acked) + 2
            assert [one["n"] for one in held["events"]] == list(range(1, len(kept) + 1))
            assert held["lessons"], "projections catch up at the start"
