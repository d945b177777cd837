"""Mother, son and aunt on one phone: whose work it is, word by word."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.server_log import identities

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


@pytest.mark.long
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


@pytest.mark.long
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


@pytest.mark.long
@pytest.mark.parametrize(
    "with_key",
    [pytest.param(False, id="open"), pytest.param(True, id="with a key", marks=pytest.mark.long)],
)
def test_what_she_did_today_can_be_taken_back_until_it_is_sent(
    server: Server, phone: Phone, with_key: bool
) -> None:
    page = phone.open()
    studied(page, server)
    if with_key:
        set_pin(page)
    go(page, "#/hoy", "Borrar lo de hoy")
    expect(page.get_by_text(re.compile(r"Hoy hiciste \d+ cosas que todavía no"))).to_be_visible()
    learner.button(page, "Borrar lo de hoy").click()
    expect(page.get_by_text(re.compile("Se borra en [789] segundos")).last).to_be_visible()
    learner.button(page, "No, déjalo como está").click()
    page.wait_for_timeout(1_500)
    expect(page.get_by_text("Se borra en")).to_have_count(0)
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(1)

    go(page, "#/hoy", "Borrar lo de hoy")
    learner.button(page, "Borrar lo de hoy").click()
    expect(page.get_by_text(re.compile(r"Listo: se borraron \d+ cosas"))).to_be_visible(
        timeout=20_000
    )
    go(page, "#/m/precio", "¿Cuánto cobro?")
    expect(page.get_by_text("Hecho")).to_have_count(0)
    page.reload()
    if with_key:
        type_pin(page)
    expect(page.get_by_text("Hecho")).to_have_count(0)
    expect(page.get_by_role("heading", name="¿Cuánto cobro?")).to_be_visible()
    # What is sent afterwards has no hole in its numbers, and says nothing of what was erased.
    go(page, "#/yo", "Lo que hice")
    learner.button(page, "Quiero guardar una copia").click()
    learner.button(page, learner.YES).click()
    learner.button(page, "Enviar ahora").click()
    expect(page.get_by_text("El servidor tiene todo lo tuyo")).to_be_visible(timeout=30_000)
    numbers = sorted(q for _, q, _ in identities(server.data))
    assert numbers == list(range(1, len(numbers) + 1))
    assert not bodies_about(server, "tanda")


def bodies_about(server: Server, word: str) -> list[str]:
    """Bodies on the server that hold this word."""
    with closing(
        sqlite3.connect(f"file:{server.data / 'creando.sqlite3'}?mode=ro", uri=True)
    ) as db:
        rows = db.execute("SELECT plain FROM event WHERE instr(plain, ?)", (word,))
        return [plain for (plain,) in rows]


@pytest.mark.long
def test_ticks_tell_the_phone_the_server_and_a_backup_apart(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    go(page, "#/yo", "Lo que hice")
    expect(page.get_by_text("Por eso ves dos marcas y no tres")).to_be_visible()
    sent = len(identities(server.data))
    server.cli("backup")
    # The server says so with its next answer.
    page.get_by_role("link", name="Ruta").click()
    page.get_by_role("link", name=re.compile("^Seguir")).first.click()
    learner.pass_card(page)
    go(page, "#/yo", "Lo que hice")
    expect(page.get_by_text(f"En una copia segura: {sent}")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Las demás esperan la próxima copia")).to_be_visible()
    expect(page.get_by_text("dos marcas")).to_have_count(0)
