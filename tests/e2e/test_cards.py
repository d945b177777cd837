"""One of each kind of card, read whole and answered in every way, on the smallest screen."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from scripts.rig import cards
from scripts.rig.phone import Phone
from scripts.rig.server import Server


@pytest.mark.long
def test_each_kind_of_card_is_whole_and_answers(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    phone = new_phone(width=320, height=640)
    page = phone.open()
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    cards.join(page, server.url, cards.invite(server))
    sample = cards.fewest([one for one in cards.lessons_of("demo") if not one.is_check])
    assert len(sample) <= 3
    reader = cards.Reader(page, phone.faults)
    for lesson in sample:
        reader.read(lesson)
    assert reader.faults == []
    assert reader.cards == sum(len(lesson.cards) for lesson in sample)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server.url).netloc}
