"""Rules 13 to 15 of the protocol on the real store: what is kept, and what a restore begins."""

import pytest

from api import db, upkeep
from api.backups import archive, index, keys, restoring, service
from api.backups.kept import common, least
from api.backups.scratch import STAGED_FILE, Loader, sqlite_at
from api.db import write
from api.errors import SetupError
from api.settings import Settings
from api.sync import streams
from api.sync.models import Kept, Server
from tests.phone import Row, fresh_id, row
from tests.unit.backups.conftest import back, boot, good, kept, twin


def other(r: str, q: int) -> Row:
    """An event unlike the one `row` makes there."""
    return row(r, q, b=8)


def test_only_a_run_from_1_on_that_is_equal_counts() -> None:
    a, b, c = (("a", None, None), ("b", None, None), ("c", "r", 1))
    assert common([(1, a), (2, b)], {1: a, 2: b, 3: c}) == 2
    assert common([(1, a), (2, b)], {1: a}) == 1
    assert common([(2, b)], {1: a, 2: b}) == 0
    assert common([(1, a), (3, c)], {1: a, 2: b, 3: c}) == 1
    assert common([(1, ("c", None, None))], {1: c}) == 0, "the origin counts too"
    assert least([]) == {}
    assert least([{"x": 3, "y": 1}, {"x": 2}]) == {"x": 2}


def test_without_a_tried_backup_nothing_is_kept(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    service.take(either)
    assert kept(phone) == [0]


def test_kept_is_what_all_of_them_hold(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    first = good(either)
    phone.send(phone.lesson(6))
    assert kept(phone) == [5]
    good(either)
    assert kept(phone) == [5], "the older one may still be restored"
    service.retire(either, first.id)
    good(either)
    assert kept(phone) == [10]
    assert kept(phone, fresh_id(), phone.replica) == [0, 10]


def test_a_gap_ends_the_run(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1), row(phone.replica, 3)])
    good(either)
    assert kept(phone) == [1]


def test_numbers_alone_are_not_enough(either: Settings) -> None:
    """Counterexample 6, common prefix: two clones write different events at the same place."""
    x = boot(either)
    x.send([])
    b0 = good(either)
    x.send([row(x.replica, 1)])
    b1 = good(either)
    y = back(either, b0, x)
    assert y.verdicts([other(y.replica, 1)]) == ["accepted"]
    good(either)
    service.retire(either, b0.id)
    good(either)
    assert next(one.id for one in service.restorable(either)) == b1.id
    assert kept(y) == [0], "b1 holds another event there: y must not drop hers"
    again = back(either, b1, y)
    assert again.verdicts([other(y.replica, 1)]) == ["fork"]


def test_origin_is_part_of_the_contents(either: Settings) -> None:
    x = boot(either)
    x.send([])
    b0 = good(either)
    event = row(x.replica, 1)
    x.send([event])
    good(either)
    y = back(either, b0, x)
    assert y.verdicts([event | {"of": [fresh_id(), 9]}]) == ["accepted"]
    service.retire(either, b0.id)
    good(either)
    assert kept(y) == [0]


def test_one_taken_before_the_oldest_that_counts_comes_too_late(either: Settings) -> None:
    """Counterexample 7, late verification."""
    phone = boot(either)
    early = service.take(either)
    phone.send([row(phone.replica, 1)])
    good(either)
    assert kept(phone) == [1]
    assert not service.verify(either, early.id)
    assert not service.path_of(either, early).exists()
    assert index.load(either).get(early.id).why == "late"
    assert kept(phone) == [1]
    assert not service.verify(either, early.id), "thrown away for good"


def test_one_of_an_older_epoch_comes_too_late(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    first = good(either)
    pending = service.take(either)
    back(either, first, phone)
    assert not service.verify(either, pending.id)
    assert index.load(either).get(pending.id).why == "epoch"


def test_one_that_lacks_what_is_kept_never_joins(either: Settings) -> None:
    """Beyond C6 (tests/model/README.md, point 2), as its counterexample *holds kept* has it."""
    phone = boot(either)
    phone.send([])
    b0 = good(either)
    phone.send([row(phone.replica, 1)])
    good(either)
    phone = back(either, b0, phone)
    lacking = service.take(either)
    phone.send([row(phone.replica, 1)])
    service.retire(either, b0.id)
    good(either)
    assert kept(phone) == [1]
    with write():  # the two conditions of C6 say nothing here: same epoch, not before the oldest
        assert lacking.epoch == streams.epoch()
    assert not service.verify(either, lacking.id)
    assert index.load(either).get(lacking.id).why == "kept"
    assert kept(phone) == [1]


def test_kept_is_counted_again_before_the_door_opens(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    first = good(either)
    phone.send([row(phone.replica, 2)])
    service.take(either)
    again = back(either, first, phone)
    assert {one.replica: one.n for one in Kept.select()} == {phone.replica: 1}
    assert kept(again) == [1]


def test_a_restore_mints_epoch_and_server_replica(either: Settings) -> None:
    """C4 and C7: what the server said after the backup cannot be said twice under one name."""
    phone = boot(either)
    streams.publish("abierta", "notice.published", {"title": "Uno", "text": "Hola"})
    taken = good(either)
    before = Server.get_by_id(1)
    streams.publish("abierta", "notice.published", {"title": "Dos", "text": "Hola"})
    lost = phone.send([])["news"][-1]
    again = back(either, taken, phone)
    now = Server.get_by_id(1)
    assert now.epoch != before.epoch
    assert now.replica != before.replica
    assert now.minted
    streams.publish("abierta", "notice.published", {"title": "Tres", "text": "Hola"})
    fresh = again.send([])["news"][-1]
    assert (fresh["r"], fresh["q"]) != (lost["r"], lost["q"])


def test_one_that_was_not_minted_does_not_start(settings: Settings) -> None:
    """C4: loaded as it is in the file, by whatever hand."""
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    taken = good(settings)
    db.dispose()
    link = sqlite_at(settings.data / STAGED_FILE)
    key = keys.read_key(settings.data / keys.BACKUP_KEY)
    archive.read(service.path_of(settings, taken), key, Loader(link))
    link.close()
    (settings.data / STAGED_FILE).replace(settings.database_path)
    (settings.data / "witness.json").unlink()  # the first line needs no second
    for door in (upkeep.open_house, upkeep.attach, service.take):
        with pytest.raises(SetupError, match="sin pasar por creando restore"):
            door(settings)
        db.dispose()
    upkeep.prepare(settings)
    assert not Server.get_by_id(1).minted, "setup does not clear it"
    db.dispose()
    service.restore_here(settings)
    assert boot(settings, phone).send([])["ep"] != phone.epoch


def test_the_witness_sees_a_file_that_was_copied_back(settings: Settings) -> None:
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    db.dispose()
    copy = settings.database_path.read_bytes()
    phone = boot(settings, phone)
    phone.send([row(phone.replica, 2)])
    db.dispose()
    settings.database_path.write_bytes(copy)
    with pytest.raises(SetupError, match="más vieja"):
        upkeep.open_house(settings)
    db.dispose()
    service.restore_here(settings, by="Ana")
    again = boot(settings, phone)
    assert again.send([])["ep"] != phone.epoch
    assert again.verdicts([row(phone.replica, 1), row(phone.replica, 2)]) == [
        "duplicate",
        "accepted",
    ]
    assert index.load(settings).restores[-1]["by"] == "Ana"


def test_the_witness_sees_another_life_of_the_log(settings: Settings) -> None:
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    taken = good(settings)
    db.dispose()
    copy = settings.database_path.read_bytes()
    back(settings, taken, phone)
    db.dispose()
    settings.database_path.write_bytes(copy)
    with pytest.raises(SetupError, match="más vieja"):
        upkeep.attach(settings)


def test_two_restores_in_a_row_and_back_again(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    b1 = good(either)
    phone.send([row(phone.replica, 2)])
    b2 = good(either)
    phone.send([row(phone.replica, 3)])
    epochs = {phone.epoch}
    for to, there in ((b1, [1]), (b2, [1, 2]), (b1, [1]), (b2, [1, 2])):
        phone = back(either, to, phone)
        assert [one["q"] for one in phone.held()["events"]] == there
        phone.send([])
        assert phone.epoch not in epochs
        epochs.add(phone.epoch)
        assert kept(phone) == [1]


def test_the_oldest_that_is_kept_brings_everything_back(either: Settings) -> None:
    phone = boot(either)
    phone.send(phone.lesson())
    oldest = good(either)
    phone.send(phone.lesson(6))
    good(either)
    phone.send(phone.lesson(11))
    assert kept(phone) == [5]
    again = back(either, oldest, phone)
    held_by_phone = [*phone.lesson(6), *phone.lesson(11)]
    assert again.verdicts(held_by_phone) == ["accepted"] * 10
    assert again.verdicts(held_by_phone) == ["duplicate"] * 10
    assert [one["q"] for one in again.held()["events"]] == [*range(1, 16)]


def test_a_second_phone_of_hers_is_kept_apart(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    second = twin(phone)
    second.send([row(second.replica, 1), row(second.replica, 2)])
    good(either)
    assert kept(phone, phone.replica, second.replica) == [1, 2]


def test_one_whose_file_no_longer_opens_stops_counting(either: Settings) -> None:
    phone = boot(either)
    phone.send([row(phone.replica, 1)])
    first = good(either)
    phone.send([row(phone.replica, 2)])
    path = service.path_of(either, first)
    path.write_bytes(path.read_bytes()[:-30])
    second = good(either)
    assert [one.id for one in service.restorable(either)] == [second.id]
    assert kept(phone) == [2]
    assert index.load(either).get(first.id).why == "unreadable"


def test_the_last_one_is_not_let_go(either: Settings) -> None:
    boot(either)
    only = good(either)
    with pytest.raises(SetupError, match="única copia"):
        service.retire(either, only.id)
    assert restoring.runs_of(either, only) == {}
