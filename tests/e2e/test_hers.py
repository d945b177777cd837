"""What is hers: by keyboard alone, in a file of her own, erased here and on the server."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

FOCUSED = "() => (document.activeElement?.innerText || '').trim()"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says this."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if re.search(words, page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"Tab never reached «{words}»")


@pytest.mark.long
def test_a_lesson_can_be_studied_by_keyboard(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    expect(learner.button(page, "Empezar")).to_be_visible()
    tab_to(page, "^Empezar")
    page.keyboard.press("Enter")
    tab_to(page, "^No sé cuánto cobrar")
    page.keyboard.press("Enter")
    expect(learner.button(page, "No sé cuánto cobrar")).to_have_attribute("aria-pressed", "true")
    tab_to(page, "^Seguir")
    page.keyboard.press("Enter")
    expect(page.locator("header.lesson")).to_be_visible()
    expect(page.locator("h1:focus")).to_be_attached()
    tab_to(page, "^Seguir")
    page.keyboard.press("Enter")
    expect(page.locator("ul.options")).to_be_visible()
    tab_to(page, "^10 céntimos")
    page.keyboard.press("Enter")
    expect(page.get_by_text("¡Eso es!")).to_be_focused()
    tab_to(page, "^Seguir")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#/l/tanda/3$"))
    expect(page.locator("h1:focus")).to_be_attached()


def bodies(data: Path) -> list[str]:
    """Every body that the server still holds."""
    with closing(sqlite3.connect(f"file:{data / 'creando.sqlite3'}?mode=ro", uri=True)) as db:
        return [plain for (plain,) in db.execute("SELECT plain FROM event") if plain]


def studied_and_sent(server: Server, phone: Phone) -> Page:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible()
    assert bodies(server.data)
    page.goto(f"{server.url}/#/yo")
    return page


def erase(page: Page) -> None:
    learner.button(page, "Borrar todo lo mío").click()
    learner.button(page, "Sí, borrar todo").click()
    expect(page.get_by_role("heading", name="Ya está borrado")).to_be_visible()


def test_she_takes_everything_with_her_in_a_file(
    server: Server, phone: Phone, tmp_path: Path
) -> None:
    page = studied_and_sent(server, phone)
    on_phone = learner.logs(page)
    with page.expect_download() as download:
        learner.button(page, "Sacar una copia").click()
    download.value.save_as(tmp_path / "copy.json")
    copy = json.loads((tmp_path / "copy.json").read_text())
    assert {(e["r"], e["q"], e["h"]) for e in copy["events"]} == {
        (e["r"], e["q"], e["h"]) for e in on_phone
    }


@pytest.mark.long
def test_erasing_leaves_nothing_on_the_phone_nor_on_the_server(
    server: Server, phone: Phone
) -> None:
    page = studied_and_sent(server, phone)
    erase(page)
    expect(page.get_by_text("ni aquí ni en el servidor")).to_be_visible()
    assert learner.logs(page) == []
    assert bodies(server.data) == []


def test_erasing_without_a_server_is_finished_when_it_is_back(server: Server, phone: Phone) -> None:
    page = studied_and_sent(server, phone)
    server.stop()
    erase(page)
    expect(page.get_by_text("cuando haya señal")).to_be_visible()
    assert learner.logs(page) == []
    server.start()
    page.reload()
    expect(page.get_by_text("ni aquí ni en el servidor")).to_be_visible()
    assert bodies(server.data) == []
