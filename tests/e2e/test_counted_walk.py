"""From the link to the end of a lesson with one thumb: each tap counted, nobody else asked."""

import re
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from scripts.rig import learner, thumb
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server

MOST_TO_FIRST_CARD = 3
STEPS = {"idea": 1, "picture": 1, "story": 1, "think": 1, "do": 1}
QUESTION = 2
ANSWERS = 7  # the event's code
# Chromium's own business, not the page's: of a page's requests the browser tells us itself.
BROWSERS_OWN = re.compile(
    rb"^\S+ (http://)?((accounts|clients2)\.google\.com|redirector\.gvt1\.com"
    rb"|(update|safebrowsing|optimizationguide-pa)\.googleapis\.com)[:/]"
)


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[bytes]]]:
    """A proxy for all other hosts, of page, worker and browser: it only notes who was asked."""
    asked: list[bytes] = []

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline(200))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as proxy:
        proxy.daemon_threads = True
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy.server_address[1], asked
        proxy.shutdown()


@pytest.fixture
def watched(
    elsewhere: tuple[int, list[bytes]], new_phone: Callable[..., Phone]
) -> Callable[[], tuple[Page, list[str]]]:
    """Open a phone whose every request is noted."""

    def open_it() -> tuple[Page, list[str]]:
        port, _ = elsewhere
        how = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=localhost")
        page = new_phone(args=how).open()
        asked: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url))
        page.context.add_init_script(thumb.WITNESS)
        return page, asked

    return open_it


def as_table(passed: list[thumb.Passed]) -> str:
    return "\n".join(
        f"{one.kind:8}{one.steps} taps, {one.built} to build the answer, {one.swipes} swipes"
        for one in passed
    )


def say(text: str) -> None:
    """For `pytest -s`, and for whoever reads why it failed."""
    sys.stdout.write(f"\n{text}\n")


def check_steps(passed: list[thumb.Passed]) -> None:
    for one in passed:
        assert one.steps == STEPS.get(one.kind, QUESTION), as_table(passed)
        # Whatever has one answer to touch has nothing to build.
        if one.kind in {"idea", "picture", "story", "think", "one"}:
            assert one.built == 0, as_table(passed)


def test_from_the_link_to_the_end_of_a_lesson_with_one_thumb(
    server: Server,
    watched: Callable[[], tuple[Page, list[str]]],
    elsewhere: tuple[int, list[bytes]],
) -> None:
    page, asked = watched()
    page.goto(server.url)
    finger = thumb.Thumb(page)
    to_first_card = thumb.way_in(finger)
    assert to_first_card <= MOST_TO_FIRST_CARD
    assert finger.swipes == 0, "the way in needs no scrolling"

    passed = thumb.walk(finger)
    say(f"{to_first_card} taps to the first card\n{as_table(passed)}")
    check_steps(passed)
    seen = finger.witness()
    assert seen == {"touches": finger.taps, "others": 0, "keys": 0, "fields": 0}

    questions = [one for one in passed if one.kind not in STEPS]
    answers = [event for event in learner.logs(page) if event["t"] == ANSWERS]
    assert len(answers) == len(questions) > 0

    # What comes behind her back as well: the worker, the drawings, the rest of the app.
    page.wait_for_function(CONTROLLED)
    page.reload()
    page.wait_for_timeout(1_000)
    assert len(asked) > len(passed)
    assert [url for url in asked if not url.startswith((f"{server.url}/", "data:"))] == []
    assert [line for line in elsewhere[1] if not BROWSERS_OWN.match(line)] == []


@pytest.mark.long
def test_the_other_kinds_of_card_need_no_keyboard_either(
    server: Server, watched: Callable[[], tuple[Page, list[str]]]
) -> None:
    page, _ = watched()
    page.goto(server.url)
    finger = thumb.Thumb(page)
    thumb.way_in(finger)
    page.wait_for_timeout(500)
    # It has cards to mark, to pair, to count and to think about.
    learner.open_lesson(page, "tiempo")
    passed = thumb.walk(finger)
    say(as_table(passed))
    assert {"many", "match", "number", "think"} <= {one.kind for one in passed}
    check_steps(passed)
    seen = finger.witness()
    assert (seen["others"], seen["keys"], seen["fields"]) == (0, 0, 0)


@pytest.mark.long
def test_who_asks_elsewhere_is_noted(
    server: Server,
    watched: Callable[[], tuple[Page, list[str]]],
    elsewhere: tuple[int, list[bytes]],
) -> None:
    page, asked = watched()
    page.goto(f"{server.url}/api/v1/health")
    page.evaluate("() => fetch('http://otro.example/', { mode: 'no-cors' }).catch(() => 0)")
    assert any("otro.example" in url for url in asked)
    assert any(b"otro.example" in line for line in elsewhere[1])


# Names of languages and of what was done, never fetched: of XML, JSON-LD and xAPI.
NAMESPACES = ("http://www.w3.org/", "http://adlnet.gov/expapi/")
ADDRESS = re.compile(r"""(?:\b[a-z][a-z+.-]*:|["'(`=])//[^\s"'`)<>\\]+""")
# What she may press, one by one and with why; nothing of it is ever fetched by the app.
PRESSED = {
    "intent://": "this very app in Chrome, out of another app's window",
    "https://wa.me/": "her own message in WhatsApp, to whom she chooses there",
}


def addresses(folder: Path) -> dict[str, list[str]]:
    """Find every absolute address in the built files, by file."""
    kinds = {".html", ".js", ".css", ".svg", ".webmanifest", ".json", ".txt"}
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in kinds:
            here = [one.lstrip("\"'(`=") for one in ADDRESS.findall(path.read_text())]
            allowed = (*NAMESPACES, *PRESSED)
            if other := [one for one in here if not one.startswith(allowed)]:
                found[path.relative_to(folder).as_posix()] = other
    return found


@pytest.mark.parametrize("folder", ["pwa", "bundles"])
def test_built_files_name_no_other_place(folder: str) -> None:
    assert len(list((ROOT / "var" / folder).rglob("*"))) > 5
    assert addresses(ROOT / "var" / folder) == {}


@pytest.mark.parametrize(
    "line",
    [
        'fetch("https://otro.example/x")',
        "url(//otro.example/f.woff2)",
        '<img src="//otro.example">',
    ],
)
def test_an_address_in_a_built_file_is_found(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.js").write_text(f'const s="http://www.w3.org/2000/svg";{line}')
    assert "otro.example" in addresses(tmp_path)["a.js"][0]
