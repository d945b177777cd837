"""Time openings and taps on a slow phone: var/reports/bench.json.

400 kbit/s, 400 ms, a CPU slowed six times (page and worker). Each figure is the median of five,
beside the same figure of an empty page in the same run: on a shared machine only the ratio holds.
"""

from __future__ import annotations

import http.server
import json
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import CDPSession, Error, Page, Playwright, sync_playwright

from scripts.rig import learner, many, taps, work
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server

REPORT = ROOT / "var" / "reports" / "bench.json"
RUNS = 5
CPU = 6
NET = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
TARGETS_MS = {"first visit, slow network": 1800, "from the phone, server gone": 600}
EVENTS = 5_000
LONG_LIFE = "her route, 5,000 events, server gone"
SHORT_LIFE = "her route, one lesson, server gone"
LOCKED_LIFE = "her key, 5,000 events, its stretching apart"
TARGETS_MS |= {LONG_LIFE: 1000, LOCKED_LIFE: 1000}
WORST_TAP = "INP: the worst tap of a lesson"
MIDDLE_TAP = "the middle tap of a lesson"
WORST_NOTHING = "the worst tap of an empty page"
MIDDLE_NOTHING = "the middle tap of an empty page"
WORK = "INP by its work: the most of a tap, x 6"
TARGETS_MS |= {WORST_TAP: 100, WORK: 100}
FLOORS = {
    "first visit, slow network": "empty page, slow network",
    "from the phone, server gone": "empty page, no network to wait for",
    LONG_LIFE: SHORT_LIFE,
    LOCKED_LIFE: SHORT_LIFE,
    WORST_TAP: WORST_NOTHING,
    MIDDLE_TAP: MIDDLE_NOTHING,
}
PIN = "804731"
FCP = """() => new Promise((done) => { const find = () => {
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  paint ? done(paint.startTime) : setTimeout(find, 20) }; find() })"""
EMPTY = b"<!doctype html><title>.</title><p>."


class Empty(http.server.BaseHTTPRequestHandler):
    """The floor: one word, nothing else."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer everything with the empty page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(EMPTY)))
        self.end_headers()
        self.wfile.write(EMPTY)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def empty_page() -> Iterator[str]:
    """Serve the empty page; yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()


def slow(cdp: CDPSession, network: bool) -> None:
    """Slow this target's processor, and its network when asked."""
    with suppress(Error):
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    if network:
        cdp.send("Network.enable")
        cdp.send("Network.emulateNetworkConditions", NET)


def slow_phone(phone: Phone, network: bool) -> Page:
    """Open a phone whose page and workers are slow."""
    page = phone.open()
    slow(page.context.new_cdp_session(page), network)
    return page


def slow_workers(phone: Phone, network: bool) -> None:
    """Slow the service worker: the page's own throttle does not reach it."""
    browser = phone.page.context.new_cdp_session(phone.page)
    for target in browser.send("Target.getTargets")["targetInfos"]:
        if target["type"] != "service_worker":
            continue
        session = browser.send(
            "Target.attachToTarget", {"targetId": target["targetId"], "flatten": False}
        )["sessionId"]
        wishes: list[tuple[str, object]] = [("Emulation.setCPUThrottlingRate", {"rate": CPU})]
        if network:
            wishes += [("Network.enable", {}), ("Network.emulateNetworkConditions", NET)]
        for number, (method, params) in enumerate(wishes, 1):
            message = json.dumps({"id": number, "method": method, "params": params})
            browser.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})


def first_paint_ms(page: Page, url: str) -> float:
    """Load an address; return its first contentful paint."""
    page.goto(url, wait_until="commit")
    return float(page.evaluate(FCP))


def openings(phone: Phone, server: Server) -> dict[str, float]:
    """Open her route with one lesson done, then with thousands of events, the server gone."""
    page = phone.page
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    figures: dict[str, float] = {}
    for name, events in ((SHORT_LIFE, 0), (LONG_LIFE, EVENTS)):
        if events:
            many.fill(page, events)
        phone.close()
        page = slow_phone(phone, False)
        page.context.add_init_script(many.WATCH)
        page.goto(f"{server.url}/?first")
        slow_workers(phone, False)
        figures[name] = many.opening_ms(page, f"{server.url}/?again")
    # What is about keys is not on the phone yet.
    server.start()
    set_key(page)
    server.stop()
    phone.close()
    page = slow_phone(phone, False)
    page.context.add_init_script(many.UNLOCKING)
    page.goto(f"{server.url}/?first")
    slow_workers(phone, False)
    figures[LOCKED_LIFE] = many.unlocking_ms(page, f"{server.url}/?again", PIN)
    return figures


def set_key(page: Page) -> None:
    """Give the one who is here a key of six digits."""
    page.set_default_timeout(60_000)
    page.evaluate("location.hash = '#/clave'")
    learner.button(page, "Poner una clave").click()
    learner.button(page, "6 números").click()
    for digit in PIN + PIN:
        learner.button(page, digit).click()
    page.get_by_text("Tu clave está puesta").wait_for()


def lesson_taps(p: Playwright, server: Server, floor: str, folder: Path) -> dict[str, float]:
    """Tap through a lesson, and as often on a page that does nothing."""
    player = taps.of_lesson(p, server, folder / "taps", CPU)
    nothing = taps.of_nothing(p, floor, folder / "nothing", CPU, player.count)
    sys.stdout.write(taps.table(player, most=3))
    return {
        **{WORST_TAP: player.worst_ms, MIDDLE_TAP: player.median_ms},
        WORK: CPU * max(work.of_lesson(p, server, folder / "work")),
        **{WORST_NOTHING: nothing.worst_ms, MIDDLE_NOTHING: nothing.median_ms},
    }


def one_round(p: Playwright, server: Server, floor: str, folder: Path) -> dict[str, float]:
    """Measure each figure once, with a new profile."""
    figures: dict[str, float] = {}
    empty = Phone(p, folder / "empty")
    figures["empty page, slow network"] = first_paint_ms(slow_phone(empty, True), floor)
    empty.close()
    empty = Phone(p, folder / "empty2")
    figures["empty page, no network to wait for"] = first_paint_ms(slow_phone(empty, False), floor)
    empty.close()

    phone = Phone(p, folder / "phone")
    page = slow_phone(phone, True)
    figures["first visit, slow network"] = first_paint_ms(page, server.url)
    page.set_default_timeout(60_000)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    phone.close()
    server.stop()
    page = slow_phone(phone, False)
    page.goto(server.url)
    slow_workers(phone, False)
    figures["from the phone, server gone"] = first_paint_ms(page, server.url + "/?")
    page.goto(f"{server.url}/#/l/tanda/1")
    figures |= openings(phone, server)
    phone.close()
    server.start()
    return figures | lesson_taps(p, server, floor, folder)


def main() -> int:
    """Run five rounds, print medians beside the empty page, write the report."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as p, empty_page() as floor:
        folder = Path(name)
        server = Server(folder / "data")
        server.start()
        rounds = [one_round(p, server, floor, folder / str(number)) for number in range(RUNS)]
        server.stop()
    medians = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    for name, value in medians.items():
        line = f"{name:44} {value:7.0f} ms"
        if name in FLOORS:
            line += f"  {value / medians[FLOORS[name]]:.2f} x {FLOORS[name]}"
        if name in TARGETS_MS:
            line += f", target {TARGETS_MS[name]} ms"
        sys.stdout.write(line + "\n")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps({"median_ms": medians, "rounds": rounds}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
