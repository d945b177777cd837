"""A long life opens like a short one: compared on the same machine, never with a clock."""

import sys
from collections.abc import Callable

import pytest

from scripts.bench import slow, slow_workers
from scripts.rig import learner, many
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import PIN, set_pin

EVENTS = 5_000
OPENINGS = 6
# Measured 1.3 to 2.7 on a busy machine; the seconds themselves are in `make bench`.
MOST = 5


def settled(server: Server, phone: Phone) -> None:
    """Study one lesson, so that her route is what an opening shows."""
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)


@pytest.mark.long
@pytest.mark.parametrize("with_key", [False, True], ids=["open", "with a key"])
def test_a_profile_of_5000_events_opens_about_as_fast_as_a_new_one(
    server: Server, new_phone: Callable[..., Phone], with_key: bool
) -> None:
    phones = {"short": new_phone("short"), "long": new_phone("long")}
    for name, phone in phones.items():
        settled(server, phone)
        if name == "long":
            many.fill(phone.page, EVENTS)
            assert len(learner.logs(phone.page)) > EVENTS
        if with_key:
            phone.page.reload()
            set_pin(phone.page)
    server.stop()
    best: dict[str, float] = {}
    for phone in phones.values():
        phone.close()
        page = phone.open()
        page.context.add_init_script(many.UNLOCKING if with_key else many.WATCH)
        slow(page.context.new_cdp_session(page), False)
        page.goto(f"{server.url}/?first")
        slow_workers(phone, False)
    for number in range(OPENINGS):
        for name, phone in phones.items():
            url = f"{server.url}/?{number}"
            page = phone.page
            took_ms = many.unlocking_ms(page, url, PIN) if with_key else many.opening_ms(page, url)
            best[name] = min(took_ms, best.get(name, took_ms))
    sys.stdout.write(f"{best}\n")
    assert best["long"] / best["short"] < MOST, best
