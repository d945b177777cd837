"""make preview in a browser: the real player shows what was just saved."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from werkzeug.serving import make_server

from scripts import preview_lessons
from scripts.preview_shelf import Shelf
from scripts.rig.phone import chromium
from tests.unit.content.conftest import Folder

WAIT_MS = 60_000  # on a machine that runs all the tests
PWA = preview_lessons.ROOT / "var" / "pwa"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "lessons")


@pytest.fixture
def address(folder: Folder, tmp_path: Path) -> Iterator[str]:
    """The preview of a small folder, watched, on a port of its own."""
    shelf = Shelf(folder.root, tmp_path / "room", lambda: date(2026, 11, 22))
    shelf.look()
    app = preview_lessons.build_app(shelf, PWA)
    server = make_server(
        preview_lessons.HOST, 0, app, threaded=True, request_handler=preview_lessons.Quiet
    )
    stopped = threading.Event()
    threads = [
        threading.Thread(target=server.serve_forever),
        threading.Thread(target=preview_lessons.watch, args=(shelf, stopped)),
    ]
    for thread in threads:
        thread.start()
    yield f"http://localhost:{server.server_port}/autor#tanda"
    stopped.set()
    server.shutdown()
    for thread in threads:
        thread.join()
    server.server_close()


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1100, "height": 800})
        browser.close()


@pytest.mark.long
def test_the_player_shows_what_was_saved_and_the_last_good_when_it_is_faulty(
    folder: Folder, address: str, page: Page
) -> None:
    page.goto(address)
    player = page.frame_locator("#celular")
    expect(player.get_by_text("Gastó 18 soles")).to_be_visible(timeout=WAIT_MS)
    expect(page.locator("#estado")).to_have_text("En orden. Lo que ves es lo que guardaste.")
    page.locator("#tarjetas button").nth(1).click()
    expect(player.get_by_text("La mesa de hoy.")).to_be_visible(timeout=WAIT_MS)
    folder.spoil("La mesa de hoy.", "La mesa de ayer.")
    expect(player.get_by_text("La mesa de ayer.")).to_be_visible(timeout=WAIT_MS)
    folder.spoil("La mesa de ayer.", "La mesa de **mañana.")
    status = "Tiene faltas. Ves la última que estuvo bien."
    expect(page.locator("#estado")).to_have_text(status, timeout=WAIT_MS)
    expect(page.locator("#faltas")).to_contain_text("hay un «**» suelto")
    expect(player.get_by_text("La mesa de ayer.")).to_be_visible(timeout=WAIT_MS)
