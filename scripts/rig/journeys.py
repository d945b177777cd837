"""The journeys whose bytes are counted on the wire, in a real browser, both ways, all headers."""

from __future__ import annotations

import random
import time
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from scripts.rig.wire import Exchange, Wire

Table = list[tuple[str, int, int]]
DAY_MS = 86_400_000
# The worker claims its page when the whole shell is stored.
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def size(exchanges: list[Exchange]) -> int:
    """Add up bytes of both directions."""
    return sum(x.up + x.down for x in exchanges)


def quiet(wire: Wire, still_s: float = 1.5, patience_s: float = 20) -> None:
    """Wait until nothing has passed for a while."""
    last, since, end = -1, time.monotonic(), time.monotonic() + patience_s
    while time.monotonic() < end:
        if wire.total != last:
            last, since = wire.total, time.monotonic()
        elif time.monotonic() - since > still_s:
            return
        time.sleep(0.05)


class Journey:
    """One phone before one server, over a counting wire; a day passes by moving its clock."""

    def __init__(self, p: Playwright, server: Server, wire: Wire, folder: Path) -> None:
        """Open nothing yet."""
        self.server = server
        self.wire = wire
        self.phone = Phone(p, folder)
        self.day = 0

    def open(self) -> Page:
        """Open the browser; its clock stands `day` days ahead, at an hour after noon in Lima."""
        page = self.phone.open()
        page.context.add_init_script(
            f"(() => {{ const now = Date.now; Date.now = () => now() + {self.day * DAY_MS} }})()"
        )
        page.context.add_init_script(learner.CLOCK)
        return page

    def first_card(self) -> tuple[Page, Table]:
        """From the link to the first card's text on screen."""
        page = self.open()
        page.goto(self.wire.url)
        learner.begin(page, skip=True)
        return page, self.wire.table()

    def reopen(self) -> tuple[Page, int]:
        """Close, open again, and count what passes before the next lesson's card is on screen."""
        self.phone.close()
        self.wire.reset()
        page = self.open()
        page.goto(self.wire.url)
        page.get_by_role("link", name="Seguir", exact=True).first.click()
        expect(page.locator("header.lesson")).to_be_visible()
        expect(page.locator("main h1")).to_be_visible()
        return page, size(self.wire.exchanges)


def only(wire: Wire, path: str) -> list[Exchange]:
    """List what passed for one address. Raises RuntimeError when nothing did: 0 B of nothing."""
    found = [x for x in wire.exchanges if x.path == path]
    if not found:
        raise RuntimeError(f"nothing was asked of {path}")
    return found


def study(page: Page, events: int, seed: int = 1) -> None:
    """Study lesson after lesson, then try questions again, until `events` facts wait to be sent."""
    lessons = lesson_ids(page)
    random.Random(seed).shuffle(lessons)  # noqa: S311 - a reproducible order, not a secret
    for lesson in lessons * 3:
        learner.open_lesson(page, lesson)
        while learner.card_kind(page) != "end":
            if unsent(page) >= events:
                return
            learner.pass_card(page, tries=0 if unsent(page) < events // 2 else 2)
    raise AssertionError(f"{unsent(page)} facts of {events}: not enough lessons to study")


def lesson_ids(page: Page) -> list[str]:
    """Ids of the lessons on the phone."""
    ids: list[str] = page.evaluate(
        f"async () => {{ {learner.DONE}"
        + """
        const db = await done(indexedDB.open('creando'));
        const all = await done(db.transaction('modules').objectStore('modules').getAll());
        db.close();
        const modules = all.map((one) => one.value).filter((one) => one.k === 'module');
        return modules.flatMap((one) => one.ls.map(([id]) => id)) }"""
    )
    return ids


def unsent(page: Page) -> int:
    """Count the facts that wait."""
    return sum(1 for event in learner.logs(page) if event.get("u"))
