"""Every card of every lesson of the demonstration edition, on the smallest screen."""

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

from scripts.rig import cards
from scripts.rig.phone import Phone
from scripts.rig.server import Server

pytestmark = pytest.mark.long


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[Phone]:
    """A phone of 320 by 640."""
    with sync_playwright() as p:
        one = Phone(p, tmp_path / "phone", width=320, height=640)
        yield one
        one.close()


def test_every_card_is_whole_and_answers(tmp_path: Path, narrow: Phone) -> None:
    """Each is read, answered wrong, told why, answered right; a fault names lesson and card."""
    lessons = cards.lessons_of("demo")
    asked: list[str] = []
    with Server(tmp_path / "data") as server:
        page = narrow.open()
        assert narrow.context
        narrow.context.on("request", lambda request: asked.append(request.url))
        cards.join(page, server.url, cards.invite(server))
        reader = cards.Reader(page, narrow.faults)
        for number, lesson in enumerate(lessons, 1):
            reader.read(lesson)
            here = f"{number} of {len(lessons)}: {lesson.module}/{lesson.id}"
            sys.stdout.write(f"{here}, {len(reader.faults)} faults so far\n")
    assert reader.faults == []
    assert narrow.faults == []
    assert reader.cards >= sum(len(lesson.cards) for lesson in lessons)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server.url).netloc}
