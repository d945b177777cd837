"""How long a tap waits for its answer on the screen: INP, as the browser itself measures it.

Event Timing counts from the touch to the frame that shows what came of it, in steps of 8 ms;
what took less than 16 ms is not told. A lesson has fewer than 50 taps: its INP is its worst one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from scripts.rig import thumb
from scripts.rig.phone import Phone
from scripts.rig.server import Server

LEAST_MS = 16
# Of every tap: where it was, the wait before the code, the code; what is left is the drawing.
OBSERVE = """(() => { const seen = globalThis.taps = [];
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (e.interactionId)
    seen.push({ id: e.interactionId, name: e.name, ms: e.duration, at: e.startTime,
      wait: e.processingStart - e.startTime, code: e.processingEnd - e.processingStart,
      card: location.hash, on: (e.target?.textContent ?? '').trim().slice(0, 24) }) })
    .observe({ type: 'event', durationThreshold: 16, buffered: true }) })()"""
SETTLED = """() => new Promise((ok) => requestAnimationFrame(() => setTimeout(() =>
  ok(globalThis.taps), 200)))"""
# Longer than any answer here takes: a person looks before she taps again.
LOOK_MS = 400


@dataclass(frozen=True)
class Taps:
    """The taps of one lesson: how many there were, and the waits of those that were told."""

    count: int
    told: tuple[dict[str, Any], ...]

    @property
    def worst_ms(self) -> float:
        """INP of fewer than 50 taps; what is not told took less than 16 ms."""
        return max((float(one["ms"]) for one in self.told), default=LEAST_MS)

    @property
    def median_ms(self) -> float:
        """The middle tap; one that is not told counts as the least."""
        told = sorted((float(one["ms"]) for one in self.told), reverse=True)
        waits = told + [LEAST_MS] * (self.count - len(told))
        return waits[len(waits) // 2]


def told(page: Page, count: int) -> Taps:
    """Collect what the page saw: of each tap its slowest event."""
    slowest: dict[int, dict[str, Any]] = {}
    for one in page.evaluate(SETTLED):
        old = slowest.get(one["id"])
        if not old or one["ms"] > old["ms"]:
            slowest[one["id"]] = one
    return Taps(count, tuple(slowest.values()))


def slow_page(phone: Phone, rate: int) -> Page:
    """Open a phone with a slow processor that notes its taps."""
    page = phone.open()
    page.context.add_init_script(OBSERVE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    page.set_default_timeout(60_000)
    return page


def of_lesson(p: Playwright, server: Server, folder: Path, rate: int) -> Taps:
    """Tap through the first lesson, everything answered; only the player's taps count."""
    phone = Phone(p, folder)
    page = slow_page(phone, rate)
    page.goto(server.url)
    finger = thumb.Thumb(page, LOOK_MS)
    before = thumb.way_in(finger)
    # What is fetched behind the first card is not what a tap waits for.
    page.wait_for_timeout(4_000)
    page.evaluate("() => { globalThis.taps.length = 0 }")
    thumb.walk(finger)
    found = told(page, finger.taps - before)
    phone.close()
    return found


def of_nothing(p: Playwright, url: str, folder: Path, rate: int, count: int) -> Taps:
    """Tap as often on a page that does nothing: what the machine itself takes."""
    phone = Phone(p, folder)
    page = slow_page(phone, rate)
    page.goto(url)
    for _ in range(count):
        page.touchscreen.tap(180, 370)
        page.wait_for_timeout(LOOK_MS)
    found = told(page, count)
    phone.close()
    return found


def table(taps: Taps, most: int = 50) -> str:
    """One line a tap, the slowest first."""
    rows = sorted(taps.told, key=lambda one: -one["ms"])[:most]
    return "".join(
        f"  {one['ms']:5.0f} ms = {one['wait']:4.0f} waiting + {one['code']:4.0f} code + "
        f"{max(0, one['ms'] - one['wait'] - one['code']):4.0f} drawing  {one['name']:11} "
        f"{one['card']:14} {one['on']}\n"
        for one in rows
    )
