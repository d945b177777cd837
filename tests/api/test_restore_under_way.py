"""Thirty phones push while the server goes back to its oldest backup: nothing lost, none twice."""

import http.client
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from api.backups import archive, keys, service
from api.backups.scratch import STAGED_FILE, Loader, sqlite_at
from api.settings import Settings
from scripts.rig.server import ROOT, Server
from tests.api.test_kill import Wire
from tests.conftest import settings_for
from tests.phone import Row, row

PHONES = 30
ERASED = 3
ROUNDS = 3


class Rider(Wire):
    """A phone that keeps its events until they are kept, whatever epoch comes."""

    def __init__(self, port: int, seed: int) -> None:
        super().__init__(port)
        self.dice = random.Random(seed)
        self.made: list[Row] = []  # everything she ever did
        self.log: dict[int, Row] = {}  # what the phone still holds
        self.sure: set[int] = set()  # acknowledged in the present epoch
        self.ever: set[int] = set()  # acknowledged in any
        self.erased = False
        self.stop = threading.Event()

    def save(self) -> None:
        """One more thing she did."""
        event = row(self.replica, len(self.made) + 1, 6, self._card())
        self.made.append(event)
        self.log[event["q"]] = event

    def _card(self) -> Row:
        return {"lesson": f"tanda{self.dice.randrange(4)}", "card": len(self.made) + 1, "rev": 1}

    def meet(self) -> bool:
        """One exchange; half the replies to it may be lost on the way. True when taken in."""
        unsent = [self.log[q] for q in sorted(set(self.log) - self.sure)][:40]
        try:
            status, said = self.ask("POST", "/api/v1/sync", self.request(unsent))
        except (OSError, http.client.HTTPException, ValueError):
            return False
        if status != 200:
            assert status in (403, 503), said
            return False
        if self.dice.random() < 0.2:
            return False
        if said["ep"] != self.epoch:
            self.sure.clear()
        self.epoch, self.cursor = said["ep"], said["cur"]
        verdicts = [verdict for verdict, count in said["v"] for _ in range(count)]
        for event, verdict in zip(unsent, verdicts, strict=True):
            assert verdict in ("accepted", "duplicate"), verdict
            self.sure.add(event["q"])
            self.ever.add(event["q"])
        for q in [q for q in self.sure if q <= said["kept"][0]]:
            self.log.pop(q, None)
        return True

    def live(self) -> None:
        """Go on saving and sending until told to stop."""
        while not self.stop.is_set():
            for _ in range(self.dice.randrange(3)):
                if not self.erased:
                    self.save()
            self.meet()
            time.sleep(self.dice.random() * 0.1)

    def settle(self) -> None:
        """Send until nothing is left to say."""
        for _ in range(200):
            if self.meet() and not set(self.log) - self.sure:
                return
        raise AssertionError("she never comes to an end")


def order(server: Server, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *words],
        cwd=ROOT,
        env=server.env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.long
@pytest.mark.parametrize("which", ["sqlite", "postgres"])
@pytest.mark.parametrize("seed", range(2))
def test_thirty_phones_push_while_the_oldest_backup_comes_back(
    built: Path, tmp_path: Path, seed: int, which: str, request: pytest.FixtureRequest
) -> None:
    dice = random.Random(seed)
    url = request.getfixturevalue("postgres_url") if which == "postgres" else ""
    env = {
        "CREANDO_PWA": str(built / "pwa"),
        "CREANDO_BUNDLES": str(built / "bundles"),
        "DATABASE_URL": url,
    }
    server = Server(tmp_path / "data", env=env)
    settings = settings_for(server.data, built, url)
    phones = [Rider(server.port, seed * 100 + i) for i in range(PHONES)]
    server.start()
    threads = [threading.Thread(target=phone.live) for phone in phones]
    for thread in threads:
        thread.start()
    try:
        for turn in range(ROUNDS):
            time.sleep(0.5 + dice.random())
            for _ in range(2):
                made = order(server, "backup")
                assert made.returncode == 0, made.stderr
                time.sleep(0.5)
            if turn == 0:
                erase(phones[:ERASED])
            time.sleep(dice.random())
            oldest = service.path_of(settings, service.restorable(settings)[0])
            running = order(server, "restore", str(oldest))
            assert running.returncode == 1 and "páralo" in running.stderr
            (server.kill if dice.random() < 0.5 else server.stop)()
            done = order(server, "restore", str(oldest), "--by", "Ana")
            assert done.returncode == 0, done.stderr
            server.start()
        time.sleep(1)
    finally:
        for phone in phones:
            phone.stop.set()
        for thread in threads:
            thread.join(30)
    judge(phones)
    assert any(len(phone.log) < len(phone.made) for phone in phones[ERASED:]), "some were dropped"
    assert sum(len(phone.ever) for phone in phones[ERASED:]) > PHONES * 5
    server.stop()


def erase(phones: list[Rider]) -> None:
    for phone in phones:
        phone.erased = True
        for _ in range(50):
            status, _ = ask_quietly(phone)
            if status == 204:
                break
        else:
            raise AssertionError("not erased")


def ask_quietly(phone: Rider) -> tuple[int, bytes]:
    link = http.client.HTTPConnection("127.0.0.1", phone.port, timeout=10)
    try:
        link.request("DELETE", "/api/v1/learner", headers=phone.headers)
        answer = link.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        link.close()


def judge(phones: list[Rider]) -> None:
    for phone in phones[:ERASED]:
        assert phone.ask("GET", "/api/v1/learner")[0] == 401
        assert phone.ask("POST", "/api/v1/sync", phone.request(phone.made[:3]))[0] == 403
    for phone in phones[ERASED:]:
        phone.settle()
        status, held = phone.ask("GET", "/api/v1/learner")
        assert status == 200
        there = [event["q"] for event in held["events"]]
        assert phone.ever <= set(there), "an acknowledged event did not come back"
        assert there == [*range(1, len(phone.made) + 1)], "lost or twice"
        assert sorted(event["n"] for event in held["events"]) == there
        assert sum(one["cards_done"] for one in held["lessons"]) == len(phone.made)


def test_one_that_was_not_minted_refuses_to_start(built: Path, tmp_path: Path) -> None:
    env = {"CREANDO_PWA": str(built / "pwa"), "CREANDO_BUNDLES": str(built / "bundles")}
    server = Server(tmp_path / "data", env=env)
    settings = settings_for(server.data, built)
    phone = Rider(server.port, 1)
    with server:
        for _ in range(5):
            phone.save()
        phone.settle()
        assert order(server, "backup").returncode == 0
    by_hand(settings)
    started = subprocess.run(
        [sys.executable, "-c", "from api.app import create_app; create_app()"],
        cwd=ROOT,
        env=server.env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode == 3
    assert "sin pasar por creando restore" in started.stderr
    assert started.stderr.count("\n") == 1
    with pytest.raises(RuntimeError, match="sin pasar por creando restore"):
        server.start(patience_s=8)
    server.kill()
    path = service.path_of(settings, service.restorable(settings)[0])
    assert order(server, "restore", str(path)).returncode == 0
    with server:
        phone.save()
        phone.settle()
        assert len(phone.ask("GET", "/api/v1/learner")[1]["events"]) == 6


def by_hand(settings: Settings) -> None:
    """Put a backup in the database's place without the order that mints."""
    (one,) = service.restorable(settings)
    for name in ("creando.sqlite3", "creando.sqlite3-wal", "creando.sqlite3-shm", "witness.json"):
        (settings.data / name).unlink(missing_ok=True)
    link = sqlite_at(settings.data / STAGED_FILE)
    key = keys.read_key(settings.data / keys.BACKUP_KEY)
    archive.read(service.path_of(settings, one), key, Loader(link))
    link.close()
    (settings.data / STAGED_FILE).replace(settings.database_path)
