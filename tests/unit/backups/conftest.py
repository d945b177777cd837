"""What the tests of backups share: a server that stops and starts, files that are not backups."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import db
from api.backups import archive, keys, service
from api.backups.archive import Reader
from api.backups.index import Backup
from api.errors import SetupError
from api.settings import Settings
from tests.conftest import start
from tests.phone import Phone, fresh_id


@pytest.fixture(autouse=True)
def at_rest() -> Iterator[None]:
    """Nothing of a test's server outlives it."""
    yield
    db.dispose()


def boot(settings: Settings, like: Phone | None = None) -> Phone:
    """Start the server anew with a phone before it, one that was there already if given."""
    db.dispose()
    client = start(settings).test_client()
    if like is None:
        return Phone(client)
    again = Phone(client, like.subject, like.token)
    again.replica, again.epoch = like.replica, like.epoch
    return again


def twin(phone: Phone, replica: str = "") -> Phone:
    """The same profile on another phone: same replica when cloned, a fresh one when not."""
    other = Phone(phone.client, phone.subject, phone.token)
    other.replica = replica or fresh_id()
    return other


def good(settings: Settings) -> Backup:
    """Take a backup and see it pass."""
    taken = service.take(settings)
    assert service.verify(settings, taken.id)
    return taken


def back(settings: Settings, to: Backup, like: Phone, **more: Any) -> Phone:
    """Stop, restore, start."""
    db.dispose()
    service.restore(settings, service.path_of(settings, to), **more)
    return boot(settings, like)


def kept(phone: Phone, *replicas: str) -> list[int]:
    """What the server says may be dropped."""
    said: list[int] = phone.send([], held=list(replicas) or [phone.replica])["kept"]
    return said


class Lines(Reader):
    """Every part of a backup as it was written."""

    def __init__(self) -> None:
        self.lines: list[Any] = []

    def head(self, head: archive.Head) -> None:
        self.lines.append(archive.head_line(head))

    def table(self, name: str, columns: list[str]) -> None:
        self.lines.append({"table": name, "columns": columns})

    def row(self, values: list[Any]) -> None:
        self.lines.append(values)


def opened(settings: Settings, path: Path) -> list[Any]:
    """What is inside a backup."""
    lines = Lines()
    archive.read(path, keys.read_key(settings.data / keys.BACKUP_KEY), lines)
    return lines.lines


def sealed(settings: Settings, path: Path, lines: list[Any]) -> Path:
    """Write a backup with other lines in it, counted well."""
    counts: dict[str, int] = {}
    name = ""
    for line in lines[1:]:
        if isinstance(line, dict):
            name = line["table"]
            counts[name] = 0
        else:
            counts[name] += 1
    with path.open("wb") as out:
        archive.write(out, keys.recipients(settings), iter([*lines, {"end": counts}]))
    return path


def refused(settings: Settings, path: Path, **more: Any) -> str:
    """The one sentence of a restore that is refused."""
    with pytest.raises(SetupError) as fault:
        service.restore(settings, path, **more)
    sentence = str(fault.value)
    assert sentence and "\n" not in sentence
    return sentence
