"""She began afresh on her phone: what she did before and what she does now, together and apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_phones import sending
from tests.e2e.test_whose import (
    add_person,
    go,
    other_faces,
    person,
    set_pin,
    type_pin,
)

PHONES = "Mis teléfonos y mi llave"


def face_of(page: Page) -> int:
    """The number of the drawing of who is here."""
    shown = page.evaluate("document.querySelector('.face use').getAttribute('href')")
    return int(str(shown).removeprefix("#y"))


def finished(page: Page, count: int) -> None:
    """So many lessons of the first module are done, as she sees it."""
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(count)


def begin_afresh(page: Page, face: int) -> None:
    """One more person, who says yes to a copy and sends what little there is."""
    go(page, "#/quien", "¿Quién eres?")
    add_person(page, face)
    go(page, "#/yo/permisos", "Lo que permites")
    page.get_by_role("switch", name="Guardamos una copia").click()
    expect(page.get_by_text("Listo: lo permites.")).to_be_visible()
    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)


def be(page: Page, face: int, with_key: bool = False) -> None:
    """Another one takes the phone."""
    go(page, "#/quien", "¿Quién eres?")
    person(page, face)
    if with_key:
        type_pin(page)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


def again(page: Page, face: int, with_key: bool) -> None:
    """Open the app once more; who has a key says who she is."""
    page.reload()
    if with_key:
        person(page, face)
        type_pin(page)
    expect(page.get_by_role("heading", name="¿Cuánto cobro?")).to_be_visible()


@pytest.mark.parametrize(
    "with_key",
    [
        pytest.param(False, id="open"),
        pytest.param(True, id="with a key", marks=pytest.mark.long),
    ],
)
def test_two_lives_are_seen_together_and_parted_again(
    server: Server, phone: Phone, with_key: bool
) -> None:
    page = phone.open()
    sending(page, server)
    old = face_of(page)
    new, _ = other_faces(old)
    begin_afresh(page, new)
    if with_key:
        set_pin(page)
    finished(page, 0)

    go(page, "#/telefonos", PHONES)
    expect(page.get_by_text("Si empezaste de nuevo, junta lo de antes y lo")).to_be_visible()
    learner.button(page, f"Juntar con Dibujo {old}").click()
    expect(page.get_by_text("Listo: lo de las dos se ve junto.")).to_be_visible()
    finished(page, 1)
    again(page, new, with_key)
    finished(page, 1)
    # The other life sees it too.
    be(page, old)
    finished(page, 1)

    be(page, new, with_key)
    go(page, "#/telefonos", PHONES)
    page.get_by_role("button", name="Separarlas (hasta el").click()
    expect(page.get_by_text("Listo: cada una tiene otra vez solo lo suyo.")).to_be_visible()
    expect(learner.button(page, f"Juntar con Dibujo {old}")).to_be_visible()
    finished(page, 0)
    again(page, new, with_key)
    finished(page, 0)
    be(page, old)
    finished(page, 1)
