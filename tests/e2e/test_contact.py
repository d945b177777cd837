"""How to find her, what she allows, who sees what: given, shown, taken back, word by word."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import dump, learner
from scripts.rig.events import append
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_phones import code_of, enter_code, sending
from tests.e2e.test_whose import go

# Numbers that nobody has, and a name that stands nowhere else: what is looked for afterwards.
NUMBER = "987 302 621"
PLAIN = "987302621"
SISTER = "Zoraidavirtudcandelariapastora"
OTHER = "+58 412 7770 118"
NUMBERS = [NUMBER, PLAIN, OTHER, "+584127770118", "4127770118"]


@pytest.fixture
def officer(server: Server, tmp_path: Path) -> Callable[[], list[dict[str, object]]]:
    """The edition has a key from now on; read its contacts as the data officer does."""
    key = tmp_path / "contactos.key"
    server.cli("contact-key", "abierta", str(key))

    def read() -> list[dict[str, object]]:
        lines = server.cli("contacts", "abierta", "--key", str(key)).splitlines()
        return [json.loads(line.partition("\t")[2]) for line in lines]

    return read


def fill(page: Page) -> None:
    """Type a number, a good hour, and the sister who always finds her."""
    page.get_by_label("Tu número de WhatsApp").fill(NUMBER)
    learner.button(page, "En la tarde").click()
    page.get_by_label("Su primer nombre").fill(SISTER)
    page.get_by_label("Su número").fill(OTHER)


def planted(found_in: dump.Dump) -> list[tuple[str, str]]:
    """Where the name stands in whatever disguise, or a number as it is written."""
    content = list(found_in)
    numbers = [
        (one, place)
        for place, data in content
        for one in NUMBERS
        if one.encode() in data or one.encode("utf-16-le") in data
    ]
    return numbers + dump.found([SISTER], content)


def contact_codes(server: Server) -> list[tuple[int, str]]:
    """What the server's log says of contacts: type and body."""
    path = server.data / "creando.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        asked = "SELECT t, plain FROM event WHERE t = 22 OR instr(plain, 'contact.') ORDER BY t"
        return [(t, plain) for t, plain in db.execute(asked)]


def test_she_gives_her_number_and_takes_it_back_and_nobody_else_reads_it(
    server: Server, officer: Callable[[], list[dict[str, object]]], phone: Phone
) -> None:
    page = phone.open()
    sending(page, server)
    go(page, "#/yo", "Lo mío y los demás")
    page.get_by_role("link", name="Cómo encontrarte").click()
    # What it is for comes before the first question.
    expect(page.get_by_text("Solo si quieres. Si dices que no, todo")).to_be_visible()
    expect(page.get_by_text("Solo las personas de tu edición que tienen su")).to_be_visible()
    expect(page.get_by_text("Se borra 12 meses después")).to_be_visible()
    expect(page.get_by_text("Aquí mismo, con «Quitar mi contacto»")).to_be_visible()
    assert not page.locator("[aria-pressed=true]").count()

    page.get_by_label("Tu número de WhatsApp").fill("12345678")
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("A tu número le faltan o le sobran cifras")).to_be_visible()
    expect(page.get_by_label("Tu número de WhatsApp")).to_be_focused()
    fill(page)
    server.stop()
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("No salió: puede ser la señal. Lo que escribiste")).to_be_visible()
    expect(page.get_by_label("Tu número de WhatsApp")).to_have_value(NUMBER)
    expect(page.get_by_label("Su primer nombre")).to_have_value(SISTER)
    # A search that never finds anything proves nothing: here it stands on the screen.
    assert {one for one, _ in planted(dump.pages(page.context))} == {NUMBER, SISTER, OTHER}

    server.start()
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("Listo: tu edición ya tiene cómo encontrarte")).to_be_visible()
    expect(page.get_by_text("Tu número termina en 21.")).to_be_visible()
    person = {"name": SISTER, "number": "+584127770118"}
    assert officer() == [{"number": PLAIN, "hour": "afternoon", "person": person}]

    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert [t for t, _ in contact_codes(server)] == [22]
    nowhere = [*dump.storage(page), *dump.files(server.log), *dump.files(server.data)]
    assert planted(nowhere) == []
    assert any("creando.sqlite3" in place for place, _ in nowhere)

    go(page, "#/contacto", "Cómo encontrarte")
    learner.button(page, "Quitar mi contacto").click()
    expect(page.get_by_text("Listo: tu contacto ya no está en el servidor")).to_be_visible()
    expect(page.get_by_label("Tu número de WhatsApp")).to_have_value("")
    assert officer() == []
    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert sorted(t for t, _ in contact_codes(server)) == [4, 22]
    phone.close()
    assert planted(dump.files(phone.profile)) == []


@pytest.mark.long
def test_taken_back_without_signal_it_goes_when_the_signal_comes(
    server: Server, officer: Callable[[], list[dict[str, object]]], new_phone: Callable[..., Phone]
) -> None:
    page = new_phone("first").open()
    sending(page, server)
    go(page, "#/contacto", "Cómo encontrarte")
    fill(page)
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("Tu número termina en 21.")).to_be_visible()
    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    # Her other phone knows that there is one, and not which.
    other = new_phone("second").open()
    code = code_of(page)
    other.goto(f"{server.url}/#/otro")
    enter_code(other, code)
    go(other, "#/contacto", "Cómo encontrarte")
    expect(other.get_by_text("Tu contacto está guardado.")).to_be_visible()
    expect(other.get_by_text("termina en")).to_have_count(0)

    server.stop()
    go(page, "#/yo/permisos", "Lo que permites")
    page.get_by_role("switch", name="Lo permito Tu contacto").click()
    expect(page.get_by_text("Del servidor se borra solo, cuando haya señal")).to_be_visible()
    # Read before the signal comes: her phone may be quicker than the officer.
    assert len(officer()) == 1
    server.start()
    page.reload()
    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    go(page, "#/contacto", "Cómo encontrarte")
    expect(learner.button(page, "Dar mi contacto")).to_be_visible()
    learner.until(
        page,
        "async () => { const { name } = (await indexedDB.databases())"
        ".find((one) => one.name.startsWith('creando-')); return new Promise((ok) => {"
        "const open = indexedDB.open(name); open.onsuccess = () => {"
        "const notes = open.result.transaction('notes').objectStore('notes');"
        "const got = notes.get('#contact-gone'); got.onsuccess = () => {"
        "open.result.close(); ok(got.result !== 'later') } } }) }",
    )
    assert officer() == []


@pytest.mark.long
def test_an_edition_without_a_key_asks_nothing_and_without_signal_it_says_so(
    server: Server, phone: Phone, tmp_path: Path
) -> None:
    page = phone.open()
    sending(page, server)
    go(page, "#/contacto", "Cómo encontrarte")
    expect(page.get_by_text("Tu edición no pide contactos. No tienes que")).to_be_visible()
    assert not page.locator("input").count()
    assert not page.get_by_role("button", name="Dar mi contacto").count()
    server.cli("contact-key", "abierta", str(tmp_path / "tarde.key"))
    server.stop()
    go(page, "#/yo", "Lo mío y los demás")
    go(page, "#/contacto", "Cómo encontrarte")
    expect(page.get_by_text("No hay señal. Para dar tu contacto hace falta")).to_be_visible()
    server.start()
    # The answer of a moment ago is not believed for a day.
    learner.button(page, "Probar ahora").click()
    expect(page.get_by_label("Tu número de WhatsApp")).to_be_visible()


@pytest.mark.long
def test_who_has_just_said_yes_to_a_copy_gives_it_at_once(
    server: Server, officer: Callable[[], list[dict[str, object]]], phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    go(page, "#/contacto", "Cómo encontrarte")
    expect(page.get_by_text("Para dar tu contacto tiene que haber una copia")).to_be_visible()
    assert not page.locator("input").count()
    page.get_by_role("link", name="Lo que permites").click()
    page.get_by_role("switch", name="Guardamos una copia").click()
    expect(page.get_by_text("Listo: lo permites.")).to_be_visible()
    page.get_by_role("link", name="Cómo encontrarte").click()
    page.get_by_label("Tu número de WhatsApp").fill(NUMBER)
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("Tu número termina en 21.")).to_be_visible()
    assert officer() == [{"number": PLAIN}]


@pytest.mark.long
def test_nothing_is_allowed_beforehand_and_each_permission_is_taken_back(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    go(page, "#/yo/permisos", "Lo que permites")
    copy = page.get_by_role("switch", name="Lo permito ¿Guardamos una copia de tu avance?")
    expect(copy).to_have_attribute("aria-checked", "false")
    expect(page.get_by_role("switch")).to_have_count(1)
    expect(page.get_by_text("Qué no se envía: tu nombre, tu número")).to_be_visible()
    expect(page.get_by_text("Este es el texto 1. Todavía no dijiste que sí.").first).to_be_visible()
    copy.focus()
    page.keyboard.press("Space")
    expect(copy).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("Listo: lo permites.")).to_be_visible()
    expect(page.get_by_text("con el texto 2.")).to_be_visible()
    go(page, "#/yo/comparto", "Quién ve qué")
    expect(page.get_by_text("Quien dirige tu edición. Hasta que tú lo borres.")).to_be_visible()

    go(page, "#/yo/permisos", "Lo que permites")
    copy.click()
    expect(page.get_by_text("Desde ahora no se envía nada.")).to_be_visible()
    expect(page.get_by_text("Dijiste que no el")).to_be_visible()
    page.reload()
    expect(copy).to_have_attribute("aria-checked", "false")
    go(page, "#/yo", "Copia fuera del teléfono")
    expect(page.get_by_text("Apagada. Todo se queda solo en tu teléfono.")).to_be_visible()


@pytest.mark.long
def test_what_somebody_sees_is_listed_and_taken_back(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    go(page, "#/yo/comparto", "Quién ve qué")
    expect(page.get_by_text("No le muestras nada a otra persona")).to_be_visible()
    expect(page.get_by_text("Nada. Todo está solo en este teléfono.")).to_be_visible()
    now = int(time.time())
    append(page, 23, {"scope": "avance", "to": "mentora", "until": now + 40 * 86_400})
    append(page, 23, {"scope": "viejo", "to": "mentora", "until": now - 60})
    page.reload()
    expect(page.get_by_text("Lo ve mentora, hasta el")).to_be_visible()
    expect(page.get_by_text("viejo")).to_have_count(0)
    learner.button(page, "Dejar de mostrarlo avance").click()
    expect(page.get_by_text("Listo: ya no se muestra.")).to_be_visible()
    expect(page.get_by_text("No le muestras nada a otra persona")).to_be_visible()
    learner.button(page, "Deshacer").click()
    expect(page.get_by_text("Lo ve mentora, hasta el")).to_be_visible()
    learner.button(page, "Dejar de mostrarlo avance").click()
    expect(page.get_by_text("No le muestras nada a otra persona")).to_be_visible()
    page.reload()
    expect(page.get_by_text("No le muestras nada a otra persona")).to_be_visible()
