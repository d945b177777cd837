"""What a tap gives the processor to do, whatever else the machine does: the main thread's own time.

A clock that counts only while this thread runs does not mind a busy machine; a browser's trace has
one. Six times that is what a processor six times slower needs at least.
"""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright

from scripts.rig import thumb
from scripts.rig.phone import Phone
from scripts.rig.server import Server

CATEGORIES = "devtools.timeline,disabled-by-default-devtools.timeline"
Event = dict[str, Any]


def traced(page: Page, finger: thumb.Thumb) -> list[Event]:
    """Walk the open lesson under a trace; return the trace."""
    events: list[Event] = []
    ended: list[Event] = []
    cdp = page.context.new_cdp_session(page)
    cdp.on("Tracing.dataCollected", lambda said: events.extend(said["value"]))
    cdp.on("Tracing.tracingComplete", lambda said: ended.append(said))
    cdp.send("Tracing.start", {"categories": CATEGORIES, "transferMode": "ReportEvents"})
    thumb.walk(finger)
    cdp.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(100)
    return events


def is_click(event: Event) -> bool:
    """Tell whether this is a click being handled."""
    said = event.get("args", {}).get("data", {})
    return bool(event["name"] == "EventDispatch" and said.get("type") == "click")


def to_first_frame(events: list[Event]) -> list[float]:
    """Of each tap: milliseconds of the main thread, from its task to the frame that answers it."""
    threads = {
        (e["pid"], e["tid"]) for e in events if e.get("args", {}).get("name") == "CrRendererMain"
    }
    main = [e for e in events if (e["pid"], e["tid"]) in threads and "tdur" in e]
    main.sort(key=lambda e: float(e["ts"]))
    tasks = [e for e in main if e["name"] == "RunTask"]
    commits = [e["ts"] for e in main if e["name"] == "Commit"]
    found = []
    for click in filter(is_click, main):
        frame = bisect_right(commits, click["ts"] + click["dur"])
        if frame < len(commits):
            until = commits[frame]
            own = (e for e in tasks if e["ts"] + e["dur"] >= click["ts"] and e["ts"] <= until)
            found.append(sum(e["tdur"] for e in own) / 1000)
    return found


def of_lesson(p: Playwright, server: Server, folder: Path) -> list[float]:
    """Tap through the first lesson, on the processor as it is. Raises RuntimeError."""
    phone = Phone(p, folder)
    page = phone.open()
    page.goto(server.url)
    finger = thumb.Thumb(page, 400)
    before = thumb.way_in(finger)
    page.wait_for_timeout(4_000)
    found = to_first_frame(traced(page, finger))
    phone.close()
    if len(found) != finger.taps - before:
        raise RuntimeError(f"the trace shows {len(found)} taps of {finger.taps - before}")
    return found
