"""SIGKILL at each step of taking, verifying and restoring: the next order finds its way."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from api import db, upkeep
from api.backups import index, restoring, service
from api.backups.index import Backup
from api.errors import SetupError
from api.settings import Settings
from api.sync import streams
from api.sync.models import Kept
from tests.phone import Phone, row
from tests.unit.backups.conftest import boot, kept

OURS = str(Path(service.__file__).parent)
DIED, ENDED, FAILED = -signal.SIGKILL, 0, 9
Work = Callable[[], Any]
Step = tuple[str, str, str]
# Every step takes minutes; a sample of them is tried each time.
SAMPLE = pytest.param(23, id="sample")
ALL = pytest.param(1, id="all", marks=pytest.mark.long)


def steps_of(work: Work) -> list[Step]:
    """Every first call of, and first return from, a function of api/backups, in order."""
    seen: dict[Step, None] = {}

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event in ("call", "return") and frame.f_code.co_filename.startswith(OURS):
            seen[Path(frame.f_code.co_filename).stem, frame.f_code.co_name, event] = None

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return list(seen)


def die_at(step: Step, work: Work) -> int:
    """Do the work in a process of its own that is killed at a step; return how that ended."""

    def watch(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        here = Path(code.co_filename).stem, code.co_name, event
        if here == step and code.co_filename.startswith(OURS):
            os.kill(os.getpid(), signal.SIGKILL)

    db.dispose()
    child = os.fork()
    if child == 0:
        try:
            sys.setprofile(watch)
            work()
        except BaseException:
            os._exit(FAILED)
        os._exit(ENDED)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def no_more_is_kept_than_all_hold(settings: Settings) -> None:
    """The one thing that must hold at every instant."""
    good = service.restorable(settings)
    runs = [restoring.runs_of(settings, one) for one in good]
    for one in Kept.select():
        assert good
        assert one.n <= min(each.get(one.replica, 0) for each in runs)


def no_rubbish(settings: Settings) -> None:
    left = [one.name for one in (settings.data / "backups").iterdir()]
    assert [name for name in left if name.endswith((".part", ".new")) or "drill" in name] == []
    assert not (settings.data / "restoring.sqlite3").exists()
    assert not (settings.data / "restoring.json").exists()


def begun(settings: Settings) -> tuple[Phone, Backup]:
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    first = service.take(settings)
    assert service.verify(settings, first.id)
    phone.send([row(phone.replica, 2)])
    return phone, first


@pytest.mark.parametrize("every", [SAMPLE, ALL])
def test_taking(settings: Settings, every: int) -> None:
    phone, first = begun(settings)
    steps = steps_of(lambda: service.take(settings))
    assert len(steps) > 40
    for step in steps[::every]:
        assert die_at(step, lambda: service.take(settings)) == DIED, step
        assert [one.id for one in service.restorable(settings)] == [first.id]
        phone = boot(settings, phone)
        assert kept(phone) == [1]
    assert service.verify(settings, service.take(settings).id)
    no_rubbish(settings)
    states = {one.state for one in index.load(settings).backups}
    assert states <= {"taken", "thrown", "restorable"}


@pytest.mark.parametrize("every", [SAMPLE, ALL])
def test_verifying(settings: Settings, every: int) -> None:
    phone, first = begun(settings)
    rehearsal = service.take(settings)
    steps = steps_of(lambda: service.verify(settings, rehearsal.id))
    service.retire(settings, rehearsal.id)
    assert len(steps) > 50
    for step in steps[::every]:
        taken = service.take(settings)
        assert die_at(step, lambda one=taken: service.verify(settings, one.id)) == DIED, step
        boot(settings, phone)
        no_more_is_kept_than_all_hold(settings)
        assert service.verify(settings, taken.id), step
        no_more_is_kept_than_all_hold(settings)
        no_rubbish(settings)
        service.retire(settings, taken.id)
        assert [one.id for one in service.restorable(settings)] == [first.id]


@pytest.mark.parametrize("every", [SAMPLE, ALL])
def test_restoring(either: Settings, every: int) -> None:
    settings, url = either, either.database_url
    phone, first = begun(settings)
    path = service.path_of(settings, first)
    db.dispose()
    steps = steps_of(lambda: service.restore(settings, path))
    assert len(steps) > 60
    known: set[str] = set()
    tried = steps[:: every * (2 if url else 1)]
    for step in tried:
        phone = boot(settings, phone)
        assert set(phone.verdicts([row(phone.replica, q) for q in (1, 2)])) <= {
            "accepted",
            "duplicate",
        }
        known.add(phone.epoch)
        assert die_at(step, lambda: service.restore(settings, path)) == DIED, step
        try:
            upkeep.open_house(settings)
        except SetupError as fault:
            assert "a medias" in str(fault), step
        else:
            before, minted = phone.epoch, streams.epoch() not in known
            held = boot(settings, phone).held()["events"]
            assert [one["q"] for one in held] == ([1] if minted else [1, 2]), step
            assert minted or streams.epoch() == before
            no_more_is_kept_than_all_hold(settings)
        db.dispose()
        service.restore(settings, path)
        phone = boot(settings, phone)
        assert [one["q"] for one in phone.held()["events"]] == [1]
        assert kept(phone) == [1]
        assert phone.epoch not in known, step
        no_rubbish(settings)
    if not url:
        assert len([*settings.data.glob("antes-*/*creando.sqlite3")]) >= len(tried)
