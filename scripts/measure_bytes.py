"""Count what everything costs in bytes, against scripts/budgets.json: var/reports/bytes.json.

Bytes on the wire are those of HTTP/1.1, both ways, all headers, TLS and TCP framing apart.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli
from playwright.sync_api import Page, Playwright, sync_playwright

from scripts.rig import learner
from scripts.rig.journeys import CONTROLLED, Journey, Table, only, quiet, size, study
from scripts.rig.server import ROOT, Server
from scripts.rig.wire import Wire

BUDGETS = ROOT / "scripts" / "budgets.json"
RAISED = ROOT / "scripts" / "raised.json"
REPORT = ROOT / "var" / "reports" / "bytes.json"
INLINE_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)
Figures = dict[str, int]
LEARNER = "learner_code_and_style_bytes"
# Wanted and not yet reached: told beside the budget, which only keeps it from growing (ADR 39).
WANTED = {LEARNER: 100_000}


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def br(data: bytes) -> int:
    """Size with brotli at its best."""
    return len(brotli.compress(data, quality=11))


def built() -> tuple[Figures, Figures]:
    """Measure what lies on the disk: (figures with a budget, figures for information)."""
    pwa = ROOT / "var" / "pwa"
    lessons = json.loads((ROOT / "var" / "reports" / "lessons.json").read_text())
    texts = {m["id"]: round(m["bytes_per_1000"]) for m in lessons["modules"]}
    figures = {
        "worker_brotli_bytes": br((pwa / "sw.js").read_bytes()),
        "module_text_bytes_per_1000_characters": max(texts.values()),
        "pack_text_bytes_per_1000_characters": round(lessons["pack"]["bytes_per_1000"]),
    }
    files = [
        pwa / "index.html",
        pwa / "manifest.webmanifest",
        *sorted((pwa / "assets").glob("*.js")),
    ]
    info = {f"brotli {path.name}": br(path.read_bytes()) for path in files}
    info |= {f"text per 1000, {name}": value for name, value in texts.items()}
    return figures, info


def code_and_style(folder: Path) -> int:
    """All scripts and styles of the learner's app, each part packed as it travels."""
    styles = INLINE_STYLE.findall((folder / "index.html").read_bytes())
    files = [p for p in sorted((folder / "assets").iterdir()) if p.suffix in {".js", ".css"}]
    return sum(map(br, styles)) + sum(br(path.read_bytes()) for path in files)


def learner_weight() -> Figures:
    """Weigh all her screens; words are no code, so the app is built once more without them."""
    build = ["node", "node_modules/vite/bin/vite.js", "build", "--config", "wordless.config.ts"]
    subprocess.run([*build, "--logLevel", "error"], cwd=ROOT / "pwa", check=True)
    code = code_and_style(ROOT / "var" / "wordless")
    words = code_and_style(ROOT / "var" / "pwa") - code
    return {LEARNER: code, "words of all her screens, brotli": words}


LATE = ("/sw.js", "/manifest.webmanifest", "/icons/", "/favicon")


def first_visit(p: Playwright, server: Server, folder: Path) -> tuple[Figures, Table]:
    """(A) to the first card's text; (B) until shell and first module work with the server gone.

    Manifest, worker and icons may come when the first card is already read; hers to pay all the
    same, they count in A.
    """
    with Wire(server.port) as wire:
        journey = Journey(p, server, wire, folder)
        page, _ = journey.first_card()
        first, seen = size(wire.exchanges), len(wire.exchanges)
        page.wait_for_function(CONTROLLED)
        quiet(wire)
        first += size([x for x in wire.exchanges[seen:] if x.path.startswith(LATE)])
        table, total = wire.table(), size(wire.exchanges)
        server.stop()
        page.reload()
        learner.finish_lesson(page)
        journey.phone.close()
        server.start()
    return {"link_to_first_card_bytes": first, "shell_and_first_module_bytes": total}, table


def check_worker(page: Page, wire: Wire) -> None:
    """Make the browser look at its worker as it does once a day: past its cache, by ETag."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("ServiceWorker.enable")
    cdp.send("ServiceWorker.updateRegistration", {"scopeURL": f"{wire.url}/"})
    # A busy machine takes seconds until it asks, and forgets it when the session goes.
    for _ in range(100):
        page.wait_for_timeout(200)
        if any(one.path == "/sw.js" for one in wire.exchanges):
            break
    cdp.detach()


def days(p: Playwright, server: Server, folder: Path) -> Figures:
    """Reopening, the daily contact, a quiet week, and syncs of 20 and 200 events."""
    with Wire(server.port) as wire:
        journey = Journey(p, server, wire, folder)
        page, _ = journey.first_card()
        learner.finish_lesson(page)
        learner.leave_ending(page, consent=True)
        page.get_by_text("Enviado").first.wait_for()
        page.locator("button", has_text="Guardar todo").click()
        page.get_by_text("Todo está guardado").wait_for()
        quiet(wire)

        page, reopening = journey.reopen()
        quiet(wire)
        figures = {"reopen_before_lesson_bytes": reopening}
        page.goto(wire.url + "/#/")
        sizes = []
        requests = 0
        for day in range(1, 8):
            journey.phone.close()
            journey.day = day
            wire.reset()
            page = journey.open()
            page.goto(wire.url)
            page.get_by_role("heading", name="Tu ruta").wait_for()
            quiet(wire)
            requests += len(wire.exchanges)
            sizes.append(size(wire.exchanges))
        figures["quiet_week_requests"] = requests
        figures["daily_contact_bytes"] = max(sizes)

        wire.reset()
        check_worker(page, wire)
        quiet(wire)
        figures["daily_worker_check_bytes"] = size(only(wire, "/sw.js"))

        # What is sent is weighed of a phone whose clock is right: a wrong one says more (ADR 34).
        journey.day = 0
        for events in (20, 200):
            server.stop()
            study(page, events)
            page.goto(wire.url + "/#/")
            journey.phone.close()
            server.start()
            wire.reset()
            page = journey.open()
            page.goto(wire.url)
            page.get_by_text("Enviado").first.wait_for()
            quiet(wire)
            figures[f"sync_{events}_events_bytes"] = size(only(wire, "/api/v1/sync"))
            figures[f"sync_{events}_events_requests"] = len(wire.exchanges)
        journey.phone.close()
    return figures


def excused(key: str, value: int) -> bool:
    """Tell whether a decision on record, which says the number, lets this budget stand so high."""
    said = json.loads(RAISED.read_text()).get(key)
    if not said or value > said["to"]:
        return False
    why = ROOT / said["why"]
    return why.is_file() and f"{said['to']:,}" in why.read_text()


def too_high(old: Figures, now: Figures) -> list[str]:
    """Compare an older version of the budgets: each may only go down, and none may go."""
    raised = [
        f"{key}: raised from {most}"
        for key, most in old.items()
        if now.get(key, 0) > most and not excused(key, now[key])
    ]
    return raised + [f"{key}: a budget was removed" for key in old if key not in now]


def lowered_only() -> list[str]:
    """Compare every committed version of the budgets with today's."""
    now: Figures = json.loads(BUDGETS.read_text())
    name = BUDGETS.relative_to(ROOT).as_posix()
    log = subprocess.run(
        ["git", "log", "--format=%H", "--", name], cwd=ROOT, capture_output=True, text=True
    ).stdout.split()
    faults = set()
    for commit in log:
        shown = subprocess.run(
            ["git", "show", f"{commit}:{name}"], cwd=ROOT, capture_output=True, text=True
        )
        faults |= set(too_high(json.loads(shown.stdout or "{}"), now))
    return sorted(faults)


def main() -> int:
    """Measure all, print a table, write the report; 1 when a budget is broken."""
    figures, info = built()
    info |= learner_weight()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as p:
        server = Server(Path(folder) / "data")
        with server:
            visit, table = first_visit(p, server, Path(folder) / "first")
            figures |= visit | days(p, server, Path(folder) / "days")
    figures[LEARNER] = info[LEARNER]
    budgets: Figures = json.loads(BUDGETS.read_text())
    broken = lowered_only()
    for name, up, down in table:
        say(f"  {name[:58]:58} {up:6,} up {down:7,} down")
    for name, weight in info.items():
        over = weight - WANTED.get(name, weight)
        told = f" of {WANTED[name]:,} wanted: {over:,} over" if over > 0 else ""
        say(f"  {name:58} {weight:7,}{told}")
    for name, most in budgets.items():
        measured = figures[name]
        say(f"{'ok  ' if measured <= most else 'OVER'} {name:55} {measured:7,} of {most:,}")
        if measured > most:
            broken.append(f"{name}: {measured} of {most}")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    report = {"figures": figures, "budgets": budgets, "built": info, "first_visit": table}
    REPORT.write_text(json.dumps(report, indent=1) + "\n")
    for line in broken:
        say(f"over budget: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
