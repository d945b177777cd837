"""A disk that takes no more: one sentence, nothing left behind, what counted goes on counting."""

import os
import resource
import subprocess
import sys

import pytest

from api import db
from api.backups import scratch, service
from api.errors import SetupError
from api.settings import Settings
from tests.unit.backups.conftest import boot, good

MOST_BYTES = 96 * 1024  # the database's own small files still fit


def counting(settings: Settings) -> list[str]:
    return [one.id for one in service.restorable(settings)]


def files(settings: Settings) -> set[str]:
    return {one.name for one in (settings.data / "backups").iterdir()}


def test_taking_on_a_full_disk(settings: Settings) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    before = good(settings)
    held = files(settings)
    (settings.data / "carried.bin").write_bytes(os.urandom(2 * MOST_BYTES))  # goes with a backup
    db.dispose()
    env = {**os.environ, "CREANDO_DATA": str(settings.data)}
    limit = (MOST_BYTES, MOST_BYTES)
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "backup"],
        env=env,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
        capture_output=True,
        text=True,
        check=False,
    )
    where = settings.data / "backups"
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"La copia no se hizo: no hay espacio en {where}. Las copias de antes siguen valiendo.\n",
    )
    assert files(settings) == held
    boot(settings)
    assert counting(settings) == [before.id]
    after = good(settings)
    assert counting(settings) == [before.id, after.id]


def test_trying_on_a_full_disk(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    before = good(settings)
    held = files(settings)
    taken = service.take(settings)
    with monkeypatch.context() as small:
        small.setattr(scratch, "FAST", {**scratch.FAST, "max_page_count": 60})
        with pytest.raises(SetupError, match="no se pudo comprobar: no hay espacio"):
            service.verify(settings, taken.id)
    assert files(settings) == held
    assert counting(settings) == [before.id]
    good(settings)
    assert service.index.load(settings).get(taken.id).why == "cut"
