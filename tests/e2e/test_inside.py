"""A link opened inside another app's browser, and then in one that keeps things."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from scripts.rig.windows import FACEBOOK
from tests.e2e.server_log import identities


def opened_inside(phone: Phone, server: Server) -> Page:
    page = phone.open()
    page.context.add_init_script(FACEBOOK)
    page.goto(server.url)
    learner.begin(page)
    return page


def test_she_is_told_before_her_first_answer_and_takes_what_she_did_to_chrome(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = opened_inside(new_phone("facebook"), server)
    learner.pass_card(page)
    expect(page.locator("ul.options")).to_be_visible()
    expect(page.get_by_text("Estás dentro de Facebook. Lo que hagas aquí se puede")).to_be_visible()
    assert not page.locator("ul.options button[aria-pressed=true]").count()

    learner.pass_card(page)
    title = page.locator("main h1").inner_text()
    done_inside = learner.logs(page)
    expect(page.get_by_role("link", name="Pasar a mi navegador")).to_be_hidden()
    page.goto(f"{server.url}/#/afuera")
    expect(page.get_by_text("Lo que hiciste va contigo")).to_be_visible()
    intent = page.get_by_role("link", name="Abrir en Chrome").get_attribute("href") or ""
    assert "package=com.android.chrome" in intent
    # The menus of those apps open what stands in the address.
    carried = re.match(r"intent://([^#]+#/traer/[\w-]+)#Intent;scheme=(https?);", intent)
    assert carried
    assert page.url == f"{carried[2]}://{carried[1]}"

    chrome = new_phone("chrome").open()
    chrome.goto(page.url)
    expect(chrome.get_by_role("heading", name="Aquí llega lo tuyo")).to_be_visible()
    expect(chrome.get_by_text(f"Son {len(done_inside)} cosas que hiciste.")).to_be_visible()
    learner.button(chrome, "Sí, es mío: seguir").click()
    expect(chrome.get_by_role("heading", name="Tu ruta")).to_be_visible()
    assert "traer" not in chrome.url
    assert identity(chrome) == identity(page)

    bring_lesson(chrome)
    expect(chrome.locator("main h1")).to_have_text(title)
    learner.finish_lesson(chrome)
    learner.leave_ending(chrome, consent=True)
    expect(chrome.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    here = learner.logs(chrome)
    old = {e["r"] for e in done_inside}
    assert {e["r"] for e in here[len(done_inside) :]}.isdisjoint(old)
    stored = [(r, q) for r, q, _ in identities(server.data)]
    assert sorted(stored) == sorted((e["r"], e["q"]) for e in here)


def bring_lesson(page: Page) -> None:
    """The lesson is not in this browser yet: fetch it, and go on where she left off."""
    page.goto(page.url.split("#")[0] + "#/l/tanda")
    learner.button(page, re.compile("^Bajar ahora")).click()
    expect(page.locator("header.lesson")).to_be_visible()


def identity(page: Page) -> set[tuple[object, object, object]]:
    """Identity and hash of each event on this phone."""
    return {(e["r"], e["q"], e["h"]) for e in learner.logs(page)}


@pytest.mark.long
def test_work_that_went_on_in_both_windows_never_forks(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    inside = opened_inside(new_phone("facebook"), server)
    learner.pass_card(inside)
    inside.goto(f"{server.url}/#/afuera")
    expect(inside.get_by_text("Lo que hiciste va contigo")).to_be_visible()
    link = inside.url

    chrome = new_phone("chrome").open()
    chrome.goto(link)
    learner.button(chrome, "Sí, es mío: seguir").click()
    expect(chrome.get_by_role("heading", name="Tu ruta")).to_be_visible()
    learner.open_lesson(inside, "tanda", 2)
    bring_lesson(chrome)
    for page in (inside, chrome):
        learner.finish_lesson(page)
        learner.leave_ending(page, consent=True)
        expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    # What Facebook's window did later is brought as well, and nothing is there twice.
    inside.goto(f"{server.url}/#/afuera")
    expect(inside.get_by_text("Lo que hiciste va contigo")).to_be_visible()
    chrome.goto(inside.url)
    expect(chrome.get_by_role("heading", name="Tu ruta")).to_be_visible()
    expect(chrome.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert identity(inside) <= identity(chrome)
    stored = [(r, q) for r, q, _ in identities(server.data)]
    assert len(stored) == len(set(stored))
    assert set(stored) == {(r, q) for r, q, _ in identity(chrome)}
    assert not [e for e in learner.logs(chrome) if e.get("of")]


@pytest.mark.long
def test_a_link_that_was_cut_says_so_and_takes_nothing(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(f"{server.url}/#/traer/1abcdefghAAAA")
    expect(page.get_by_role("heading", name="Este enlace llegó incompleto")).to_be_visible()
    assert learner.logs(page) == []


@pytest.mark.long
def test_a_browser_of_its_own_is_not_taken_for_another_apps_window(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    expect(page.locator("ul.options")).to_be_visible()
    expect(page.get_by_text("se puede perder")).to_have_count(0)
