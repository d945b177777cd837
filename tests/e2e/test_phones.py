"""A second phone, a lost one, a forgotten key with work not sent: nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.journeys import lesson_ids
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.server_log import identities
from tests.e2e.test_whose import go, set_pin


def sending(page: Page, server: Server) -> None:
    """A first lesson, and yes to a copy."""
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)


def code_of(page: Page) -> str:
    """The code for one more phone, as it is read aloud."""
    go(page, "#/telefonos", "Mis teléfonos y mi llave")
    learner.button(page, "Mostrar el código").click()
    expect(page.get_by_role("img", name="Dibujo para la cámara")).to_be_visible()
    return page.locator("p.letters").inner_text()


def enter_code(page: Page, code: str) -> None:
    """Type a code as it was heard, and come in."""
    page.get_by_label("Código de 8 letras y números").fill(code.lower())
    learner.button(page, "Entrar").click()
    expect(page.get_by_role("heading", name="Lo que hice")).to_be_visible(timeout=30_000)


def done(page: Page) -> None:
    """The lesson that she finished elsewhere is finished here."""
    go(page, "#/", "Tu ruta")
    bring = page.get_by_role("button", name="Guardar todo")
    if bring.count():
        bring.click()
        expect(page.get_by_text("Todo está guardado")).to_be_visible(timeout=15_000)
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(1)


@pytest.mark.long
def test_a_second_phone_comes_in_by_a_code_that_works_once(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    first = new_phone("first").open()
    sending(first, server)
    code = code_of(first)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", code)

    second = new_phone("second").open()
    second.goto(f"{server.url}/#/otro")
    enter_code(second, code)
    done(second)

    third = new_phone("third").open()
    third.goto(f"{server.url}/#/otro")
    third.get_by_label("Código de 8 letras y números").fill(code)
    learner.button(third, "Entrar").click()
    expect(third.get_by_text("Ese código no sirve")).to_be_visible(timeout=15_000)

    # What is done on the second comes back to the first.
    second.get_by_role("link", name=re.compile("Empezar|tarjeta")).first.click()
    learner.finish_lesson(second)
    learner.leave_ending(second)
    expect(second.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    learner.open_lesson(first, "tanda", 2)
    learner.pass_card(first, tries=1)
    go(first, "#/m/precio", "¿Cuánto cobro?")
    expect(first.get_by_text("Hecho")).to_have_count(2, timeout=15_000)


def test_a_lost_phone_is_sent_away_and_her_llave_brings_everything_back(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    lost = new_phone("lost").open()
    sending(lost, server)
    go(lost, "#/telefonos", "Mis teléfonos y mi llave")
    learner.button(lost, "Hacer mi llave").click()
    expect(lost.get_by_text("Escríbela en un papel")).to_be_visible(timeout=15_000)
    llave = lost.locator("p.letters").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", llave)
    learner.button(lost, "Ya la escribí").click()
    lost.get_by_label("Mira tu papel").fill("zzz")
    learner.button(lost, "Listo").click()
    expect(lost.get_by_text("No son esas.")).to_be_visible()
    lost.get_by_label("Mira tu papel").fill(llave.split("-")[1][:3])
    learner.button(lost, "Listo").click()
    expect(lost.get_by_text("Tu llave está lista")).to_be_visible()
    expect(lost.get_by_text(llave)).to_have_count(0)

    new = new_phone("new").open()
    new.goto(f"{server.url}/#/llave")
    new.get_by_label("Mi llave").fill(llave.replace("-", " ").lower())
    learner.button(new, "Entrar").click()
    expect(new.get_by_role("heading", name="Lo que hice")).to_be_visible(timeout=30_000)
    done(new)
    # Her own llave let her in: she may send the lost one away at once.
    go(new, "#/telefonos", "Mis teléfonos y mi llave")
    learner.button(new, "Se perdió, o no fui yo: quitarlo").click()
    learner.button(new, "Sí, quitarlo").click()
    expect(new.get_by_text("Listo. Ese teléfono ya no entra como tú.")).to_be_visible()


@pytest.mark.long
def test_a_forgotten_key_with_twenty_facts_unsent_loses_nothing(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = new_phone("hers").open()
    sending(page, server)
    other = new_phone("other").open()
    code = code_of(page)
    other.goto(f"{server.url}/#/otro")
    enter_code(other, code)
    before = len(identities(server.data))

    set_pin(page)
    go(page, "#/yo", "Lo que hice")
    server.stop()
    for lesson in lesson_ids(page)[1:4]:
        learner.open_lesson(page, lesson)
        learner.finish_lesson(page)
    go(page, "#/m/precio", "¿Cuánto cobro?")
    waiting = waits(page)
    assert waiting >= 20
    page.get_by_role("button", name="Cerrar").click()
    learner.button(page, "Olvidé mi clave").click()
    expect(page.get_by_text("No se perdió nada")).to_be_visible()
    # The parcel holds all that is in no backup yet, what was sent before as well.
    parcel = page.get_by_text("cosas están aquí en un paquete cerrado. Sale solo")
    assert int(parcel.inner_text().split()[0]) >= waiting

    # Signal is back: what lies behind the key is sent, and another phone of hers lets her in.
    server.start()
    page.get_by_role("link", name="Con mi otro teléfono").click()
    enter_code(page, code_of(other))
    expect(page.get_by_text("Sin clave")).to_be_visible()
    assert len(identities(server.data)) >= before + waiting
    go(page, "#/m/precio", "¿Cuánto cobro?")
    assert page.get_by_text("Hecho").count() >= 3


def waits(page: Page) -> int:
    """What her own counting says is unsent."""
    chip = page.get_by_text(re.compile(r"\d+ sin enviar")).first
    found = re.search(r"(\d+) sin enviar", chip.inner_text())
    return int(found[1]) if found else 0
