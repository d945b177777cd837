"""A phone that was lost: sent away by her other phone; back by her mentor's code or her card."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.server_log import verdicts
from tests.e2e.test_phones import code_of, done, enter_code, sending
from tests.e2e.test_whose import go

PHONES = "Mis teléfonos y mi llave"


def the_phone(page: Page, how: str) -> Locator:
    """The line of a phone that came in this way."""
    go(page, "#/telefonos", PHONES)
    return page.locator(".facts li", has_text=how)


def send_away(page: Page, how: str) -> None:
    """Send a phone away, asked twice."""
    one = the_phone(page, how)
    learner.button(page, "Se perdió, o no fui yo: quitarlo").click()
    expect(one.get_by_text("¿Quitar ese teléfono? Para volver necesita un")).to_be_visible()
    learner.button(page, "No, dejarlo").click()
    learner.button(page, "Se perdió, o no fui yo: quitarlo").click()
    learner.button(page, "Sí, quitarlo").click()


def subject_of(page: Page) -> str:
    """Who she is to the server, as her phone knows it."""
    name = "(await indexedDB.databases()).find((one) => one.name.startsWith('creando-')).name"
    return str(page.evaluate(f"async () => {name}")).removeprefix("creando-")[:22]


def study_one(page: Page) -> None:
    """The next lesson, whole; what she did waits to be sent."""
    go(page, "#/m/precio", "¿Cuánto cobro?")
    page.get_by_role("link", name=re.compile("Empezar|tarjeta")).first.click()
    learner.finish_lesson(page)
    learner.leave_ending(page)


@pytest.mark.long
def test_her_other_phone_sends_the_lost_one_away(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    lost = new_phone("lost").open()
    sending(lost, server)
    code = code_of(lost)
    hers = new_phone("hers").open()
    hers.goto(f"{server.url}/#/otro")
    enter_code(hers, code)
    # Nothing is news to the one who has just come in.
    expect(hers.get_by_text("Entró otro teléfono")).to_have_count(0)

    send_away(hers, "El teléfono con que empezaste")
    expect(hers.get_by_text("Listo. Ese teléfono ya no entra como tú.")).to_be_visible()
    expect(the_phone(hers, "El teléfono con que empezaste")).to_have_count(0)
    expect(hers.get_by_text("Este teléfono", exact=True)).to_be_visible()

    # Who has it goes on with what lies on it, and neither sees nor brings anything of hers.
    study_one(lost)
    expect(lost.get_by_text("Necesita atención").first).to_be_visible(timeout=30_000)
    apart = [reason for _, reason in verdicts(server.data) if reason]
    assert len(apart) >= 3
    assert set(apart) == {"phone.revoked"}
    go(lost, "#/telefonos", PHONES)
    learner.button(lost, "Mostrar el código").click()
    expect(lost.get_by_text("El servidor no reconoce este teléfono")).to_be_visible()
    go(hers, "#/", "Tu ruta")
    hers.reload()
    done(hers)


@pytest.mark.long
def test_her_mentor_lets_her_in_and_her_old_phone_is_told(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    old = new_phone("old").open()
    sending(old, server)
    said = server.cli("recover", f"={subject_of(old)}", "--by", "Rosa")
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", said)
    assert code
    new = new_phone("new").open()
    new.goto(server.url)
    new.get_by_role("link", name="Ya uso CREANDO").click()
    enter_code(new, code[0])
    done(new)
    # A phone let in by somebody else cannot send the others away on its first day.
    send_away(new, "El teléfono con que empezaste")
    expect(new.get_by_text("Este teléfono entró hace poco. Espera 24 horas")).to_be_visible()

    # The old one hears of it with what it sends next, and may object.
    study_one(old)
    expect(old.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    go(old, "#/yo", "Entró otro teléfono como tú")
    expect(old.get_by_text("Si no fuiste tú, quítalo hoy")).to_be_visible()
    expect(old.get_by_text(re.compile("^Entró con ayuda, "))).to_be_visible()
    expect(the_phone(old, "Entró con ayuda").get_by_text("Ayudó Rosa.")).to_be_visible()
    send_away(old, "Entró con ayuda")
    expect(old.get_by_text("Listo. Ese teléfono ya no entra como tú.")).to_be_visible()
    go(old, "#/yo", "Entró otro teléfono como tú")
    learner.button(old, "Fui yo").click()
    expect(old.get_by_text("Entró otro teléfono")).to_have_count(0)
    old.reload()
    expect(old.get_by_role("heading", name="Lo que hice")).to_be_visible()
    expect(old.get_by_text("Entró otro teléfono")).to_have_count(0)


@pytest.mark.long
def test_a_paper_card_brings_her_back(server: Server, new_phone: Callable[..., Phone]) -> None:
    server.cli("cards", "abierta", "--count", "1")
    sheet = (server.data / "tarjetas-abierta.html").read_text(encoding="utf-8")
    number = re.search(r"Tarjeta <b>(\d{4} \d{4})</b>", sheet)
    pictures = re.findall(r"<li>([^<]+)</li>", sheet)
    assert number
    assert len(pictures) == 4
    old = new_phone("old").open()
    sending(old, server)
    go(old, "#/telefonos", PHONES)
    learner.button(old, "Tengo una tarjeta").click()
    old.get_by_label("El número de tu tarjeta").fill(number[1])
    for name in pictures:
        learner.button(old, name).click()
    expect(old.get_by_text("La tarjeta ya es tuya")).to_be_visible()

    new = new_phone("new").open()
    new.goto(f"{server.url}/#/tarjeta")
    new.get_by_label("El número de tu tarjeta").fill(number[1].replace(" ", ""))
    for name in reversed(pictures):
        learner.button(new, name).click()
    expect(new.get_by_text("No es esa tarjeta con esos dibujos")).to_be_visible()
    for name in pictures:
        learner.button(new, name).click()
    expect(new.get_by_role("heading", name="Lo que hice")).to_be_visible(timeout=30_000)
    done(new)
