"""Mother, son and aunt on one phone: whose work it is, word by word."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

PIN = "804731"
AUNT = ("llama", "sol", "olla", "tijera")


def type_pin(page: Page, pin: str = PIN) -> None:
    """Touch the digits of a key."""
    for digit in pin:
        learner.button(page, digit).click()


def touch_pictures(page: Page, names: tuple[str, ...] = AUNT) -> None:
    """Touch the pictures of a key."""
    for name in names:
        learner.button(page, name).click()


def go(page: Page, hash_: str, title: str) -> None:
    """Go to a place of the app by its address."""
    page.evaluate("h => { location.hash = h }", hash_)
    expect(page.get_by_role("heading", name=title).first).to_be_visible()


def set_pin(page: Page, pin: str = PIN) -> None:
    """From Yo to a key of six digits."""
    go(page, "#/yo", "Mi clave")
    page.get_by_role("link", name="Poner una clave").click()
    expect(page.get_by_text("Lo que una clave no hace")).to_be_visible()
    learner.button(page, "Poner una clave").click()
    learner.button(page, "6 números").click()
    type_pin(page, pin)
    expect(page.get_by_text("Otra vez, para estar seguros")).to_be_visible()
    type_pin(page, pin)
    expect(page.get_by_text("Tu clave está puesta")).to_be_visible(timeout=15_000)


def person(page: Page, face: int) -> None:
    """Touch a face on "¿Quién eres?"."""
    page.get_by_role("button", name=re.compile(rf"^Dibujo {face}\.")).click()


def add_person(page: Page, face: int) -> None:
    """One more person on this phone."""
    learner.button(page, "Soy otra persona").click()
    learner.button(page, f"Dibujo {face}").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


def studied(page: Page, server: Server) -> int:
    """A first lesson, nothing sent; the number of her face."""
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    face = page.evaluate("document.querySelector('.face use').getAttribute('href')")
    return int(str(face).removeprefix("#y"))


def other_faces(mine: int) -> tuple[int, int]:
    """Two faces that are not hers."""
    first, second = (n for n in (5, 6, 7) if n != mine) if mine in {5, 6, 7} else (5, 6)
    return first, second


def test_mother_son_and_aunt_share_one_phone(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    son, aunt = other_faces(mother)
    set_pin(page)
    page.get_by_role("button", name="Cerrar").click()
    expect(page.get_by_text("Pon tu clave de 6 números")).to_be_visible()
    learner.button(page, "No soy yo").click()
    expect(page.get_by_text("Con clave")).to_be_visible()

    add_person(page, son)
    expect(page.get_by_text("Hecho")).to_have_count(0)
    page.get_by_role("button", name="Cambiar").click()
    add_person(page, aunt)
    go(page, "#/clave", "Mi clave")
    learner.button(page, "Poner una clave").click()
    learner.button(page, "4 dibujos, en orden").click()
    touch_pictures(page)
    touch_pictures(page)
    expect(page.get_by_text("Tu clave está puesta")).to_be_visible(timeout=15_000)

    # Each opening of the app asks who it is: three touches, and six digits for who has them.
    phone.close()
    page = phone.open()
    server.stop()
    page.goto(server.url)
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    for words in ("Con clave", "Sin clave", "Con dibujos"):
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    person(page, son)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()

    page.get_by_role("button", name="Cambiar").click()
    person(page, mother)
    expect(page.get_by_text("Pon tu clave de 6 números")).to_be_visible()
    for digit in PIN:
        page.keyboard.press(digit)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(1)

    page.get_by_role("button", name="Cerrar").click()
    person(page, aunt)
    touch_pictures(page)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(0)
    # A place of somebody else's is behind her key, whatever address is asked for.
    page.get_by_role("button", name="Cerrar").click()
    page.evaluate("location.hash = '#/l/tanda/1'")
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    server.start()


def test_wrong_keys_are_counted_in_words_and_then_have_to_wait(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)
    page.get_by_role("button", name="Cerrar").click()
    for left in ("4 intentos", "3 intentos", "2 intentos", "1 intento"):
        type_pin(page, "111119")
        expect(page.get_by_text(f"{left} antes de esperar")).to_be_visible()
    type_pin(page, "111119")
    expect(page.get_by_text("Espera 30 segundos, con la app abierta.")).to_be_visible()
    # It counts down, and closing the app does not make it shorter.
    expect(page.get_by_text(re.compile("Espera 2[0-8] segundos"))).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile("Espera 2[0-9] segundos"))).to_be_visible()
    # The right one has to wait as well.
    for digit in PIN:
        page.keyboard.press(digit)
    page.wait_for_timeout(1_500)
    expect(page.get_by_text(re.compile("Espera 2[0-9] segundos"))).to_be_visible()
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()


def test_easy_keys_are_refused_and_a_key_can_be_changed_and_taken_off(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    go(page, "#/clave", "Mi clave")
    learner.button(page, "Poner una clave").click()
    learner.button(page, "6 números").click()
    type_pin(page, "123456")
    expect(page.get_by_text("Esa la adivinan rápido. Elige otra.")).to_be_visible()
    type_pin(page)
    type_pin(page, "804732")
    expect(page.get_by_text("No fue la misma. Empieza otra vez.")).to_be_visible()
    type_pin(page)
    type_pin(page)
    expect(page.get_by_text("Tu clave está puesta")).to_be_visible(timeout=15_000)

    learner.button(page, "Cambiar mi clave").click()
    type_pin(page)
    learner.button(page, "4 dibujos, en orden").click()
    touch_pictures(page)
    touch_pictures(page)
    expect(page.get_by_text("Tu clave está puesta")).to_be_visible(timeout=15_000)
    learner.button(page, "Quitar mi clave").click()
    touch_pictures(page)
    expect(page.get_by_text("Ya no hay clave. Cualquiera")).to_be_visible(timeout=15_000)
    page.reload()
    expect(page.get_by_role("heading", name="Mi clave")).to_be_visible()
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(1)
