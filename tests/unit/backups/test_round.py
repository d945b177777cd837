"""Taken while it serves, tried, kept, restored: the whole way round, on both databases."""

from api import db
from api.backups import service
from api.settings import Settings
from tests.conftest import start
from tests.phone import Phone


def test_what_was_there_comes_back_and_the_rest_is_sent_again(either: Settings) -> None:
    phone = Phone(start(either).test_client())
    phone.send(phone.lesson())
    assert phone.send([])["kept"] == [0]
    taken = service.take(either)
    assert phone.send([])["kept"] == [0], "a backup counts only once it was tried"
    phone.send(phone.lesson(6))
    assert service.verify(either, taken.id)
    assert service.restorable(either) == [
        one for one in service.restorable(either) if one.id == taken.id
    ]
    said = phone.send([])
    assert said["kept"] == [5]
    db.dispose()
    restored = service.restore(either, service.path_of(either, taken))
    assert restored.at == taken.at
    again = Phone(start(either).test_client(), phone.subject, phone.token)
    again.replica, again.epoch = phone.replica, phone.epoch
    news = again.send([])
    assert news["ep"] != said["ep"]
    assert [one["q"] for one in news["news"]] == [1, 2, 3, 4, 5]
    assert news["kept"] == [5]
    assert again.verdicts(phone.lesson(6)) == ["accepted"] * 5
    held = again.held()
    assert [one["q"] for one in held["events"]] == [*range(1, 11)]
    assert held["lessons"] == [
        {"lesson": "tanda", "opened": True, "finished": True, "cards_done": 3}
    ]
