"""Comunidad and Mi negocio by thumb: stories without signal, her marks, a reminder, a price."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

LIMA = timedelta(hours=-5)
STORY = "Vendía mucho y no me quedaba nada"


def go(page: Page, hash_: str, title: str) -> None:
    """Go to a place of the app by its address."""
    page.evaluate("h => { location.hash = h }", hash_)
    expect(page.get_by_role("heading", name=title).first).to_be_visible()


def finish(page: Page, server: Server, when: str) -> None:
    """A first lesson; at its end she decides `when`, in her stall."""
    page.goto(server.url)
    learner.begin(page)
    while (kind := learner.card_kind(page)) != "end":
        if kind == "do":
            learner.button(page, when).click()
            learner.button(page, "En mi puesto").click()
            learner.button(page, "Me comprometo").click()
            page.wait_for_function(learner.NEXT)
            page.locator(".party").wait_for()
        else:
            learner.pass_card(page)
    learner.leave_ending(page, consent=False)


def bring_stories(page: Page) -> None:
    """Open Comunidad and fetch what is told there, which says first what it weighs."""
    go(page, "#/comunidad", "Tu gente")
    expect(page.get_by_text(re.compile(r"Pesan \d+\skB"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Bajar ahora")).click()
    expect(page.get_by_role("heading", name=STORY)).to_be_visible()


def test_stories_stay_when_the_server_is_gone(server: Server, phone: Phone) -> None:
    page = phone.open()
    finish(page, server, "Mañana")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go(page, "#/comunidad", "Tu gente")
    page.wait_for_timeout(500)
    assert not [url for url in asked if "stories" in url], "nothing is fetched unasked"
    bring_stories(page)
    page.locator(".tale .scene").first.wait_for()
    server.stop()
    page.reload()
    page.get_by_role("link", name=re.compile(STORY)).click()
    expect(page.get_by_text("compré un cuaderno y dos latas")).to_be_visible()
    expect(page.get_by_text("Historia compuesta").first).to_be_visible()
    page.get_by_role("link", name="Otra historia").click()
    expect(page.get_by_role("heading", name="Conté mis horas con palitos")).to_be_visible()
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(server.url).netloc}


@pytest.mark.long
def test_saving_all_brings_the_stories_too(server: Server, phone: Phone) -> None:
    page = phone.open()
    finish(page, server, "Mañana")
    page.get_by_role("button", name=re.compile("Guardar todo")).click()
    expect(page.get_by_text("Todo está guardado")).to_be_visible()
    server.stop()
    go(page, "#/comunidad", STORY)


@pytest.mark.long
def test_what_helped_her_is_her_own_mark_and_survives_a_reload(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    finish(page, server, "Mañana")
    bring_stories(page)
    page.get_by_role("link", name="Trucos").click()
    learner.button(page, "Tejido").click()
    trick = page.get_by_role("listitem").filter(has_text="Un palito por hora")
    other = page.get_by_role("listitem").filter(has_text="El mismo lote de lana")
    trick.get_by_role("button", name="Me sirvió").click()
    expect(trick.get_by_role("button", pressed=True)).to_be_visible()
    server.stop()
    page.reload()
    learner.button(page, "Los que me sirvieron").click()
    expect(trick).to_be_visible()
    expect(other).to_have_count(0)
    # It is a note of the phone, not an event: nothing of it could be sent.
    assert "trick" not in str(learner.logs(page))
    trick.get_by_role("button", name="Me sirvió").click()
    expect(page.get_by_text("Todavía no marcaste ninguno")).to_be_visible()
    page.reload()
    learner.button(page, "Los que me sirvieron").click()
    expect(page.get_by_text("Todavía no marcaste ninguno")).to_be_visible()


@pytest.mark.long
def test_an_invitation_is_a_text_and_the_address_and_nothing_else(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(f"{server.url}/#/comunidad/invita")
    said = page.locator(".says")
    expect(said).to_contain_text("Estoy usando CREANDO")
    link = page.get_by_role("link", name="Mandar por WhatsApp")
    href = link.get_attribute("href") or ""
    assert href.startswith("https://wa.me/?")
    sent = parse_qs(urlsplit(href).query)
    assert sent == {"text": [said.inner_text()]}
    assert said.inner_text().endswith(f": {server.url}")
    assert link.get_attribute("rel") == "noopener noreferrer"


def unfolded(text: str) -> dict[str, str]:
    """A calendar's lines by name; a name that stands twice keeps its first."""
    assert text.endswith("\r\n")
    pairs = [line.partition(":") for line in re.sub(r"\r\n ", "", text).split("\r\n")[:-1]]
    return {name: value for name, _, value in reversed(pairs)}


def test_what_she_decided_for_tomorrow_rings_in_her_calendar(
    server: Server, phone: Phone, tmp_path: Path
) -> None:
    page = phone.open()
    finish(page, server, "Mañana")
    go(page, "#/negocio", "Lo que decidí hacer")
    expect(page.get_by_role("heading", name="Saca el costo de lo que más vendes")).to_be_visible()
    expect(page.get_by_text("Mañana · En mi puesto", exact=True)).to_be_visible()
    expect(page.get_by_text("Es para mañana")).to_be_visible()
    page.get_by_text("Que algo te avise").click()
    server.stop()
    with page.expect_download() as waiting:
        learner.button(page, "Ponlo en tu calendario").click()
    file = tmp_path / waiting.value.suggested_filename
    assert file.suffix == ".ics"
    waiting.value.save_as(file)
    found = unfolded(file.read_bytes().decode())
    assert (found["BEGIN"], found["VERSION"]) == ("VCALENDAR", "2.0")
    assert found["SUMMARY"] == "Saca el costo de lo que más vendes"
    assert (found["ACTION"], found["TRIGGER"]) == ("DISPLAY", "PT0S")
    starts = datetime.strptime(found["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    in_lima = starts + LIMA
    tomorrow = (datetime.now(UTC) + LIMA + timedelta(days=1)).date()
    assert (in_lima.date(), in_lima.hour) == (tomorrow, 9)
    expect(page.get_by_text("guárdalo en tu calendario")).to_be_visible()
    to_herself = page.get_by_role("link", name="Mándamelo a mi WhatsApp").get_attribute("href")
    assert "Saca el costo" in parse_qs(urlsplit(to_herself or "").query)["text"][0]
    page.get_by_role("link", name="Abrir la lección").click()
    expect(page.locator("header.lesson")).to_be_visible()


@pytest.mark.long
def test_what_was_for_right_then_promises_no_reminder(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(f"{server.url}/#/negocio")
    expect(page.get_by_text("Cada lección termina con")).to_be_visible()
    page.goto(server.url)
    finish(page, server, "Ahora mismo")
    go(page, "#/negocio", "Lo que decidí hacer")
    expect(page.get_by_text("Ahora mismo · En mi puesto")).to_be_visible()
    assert page.get_by_text("Que algo te avise").count() == 0


def test_the_price_of_the_lesson_by_coins_alone(server: Server, phone: Phone) -> None:
    page = phone.open()
    finish(page, server, "Mañana")
    before = learner.logs(page)
    go(page, "#/negocio/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("no se guardan ni se envían")).to_be_visible()
    for piece in ("billete de 10 soles", "moneda de 5 soles", "moneda de 5 soles"):
        learner.button(page, piece).click()
    learner.button(page, "Quitar la última moneda").click()
    for piece in ("moneda de 2 soles", "moneda de 50 céntimos", "moneda de 50 céntimos"):
        learner.button(page, piece).click()
    till = page.locator(".till output").first
    expect(till).to_have_text(re.compile(r"S/\s18\.00"))
    for name in ("10 más", "10 más", "1 más", "1 menos"):
        learner.button(page, name).click()
    expect(page.get_by_text("Cada una te costó 90 céntimos")).to_be_visible()
    expect(page.get_by_text("Si cobras menos de 90 céntimos, pierdes")).to_be_visible()
    page.get_by_role("button", name=re.compile("Poner monedas: S..0.00")).click()
    learner.button(page, "moneda de 50 céntimos").click()
    expect(page.get_by_text("En cada una pierdes 40 céntimos")).to_be_visible()
    learner.button(page, "moneda de 50 céntimos").click()
    expect(page.get_by_text("De cada una te quedan 10 céntimos")).to_be_visible()
    kept = page.get_by_text(re.compile(r"De todas: S..2\.00"))
    # What she wants to know stands on the glass while she puts the coins down.
    expect(kept).to_be_in_viewport(ratio=1)
    tabs, shown = page.locator(".tabs").bounding_box(), kept.bounding_box()
    assert tabs and shown and shown["y"] + shown["height"] < tabs["y"]
    # In memory only: no event, and gone with the screen.
    assert learner.logs(page) == before
    page.reload()
    expect(till).to_have_text(re.compile(r"S/\s0\.00"))
