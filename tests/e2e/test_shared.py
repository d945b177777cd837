"""One phone, several people, and what a hurried thumb does there: nothing touches another's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import add_person, go, other_faces, person, set_pin, studied, type_pin

SON_PIN = "591826"
PEOPLE = f"""async () => {{ {learner.DONE}
  const db = await done(indexedDB.open('creando'));
  const all = await done(db.transaction('profiles').objectStore('profiles').getAll());
  db.close(); return all.map(({{ avatar, lock }}) => avatar + (lock ? ' con clave' : '')) }}"""
TWICE = "one => { one.click(); one.click() }"


def faces(page: Page) -> list[str]:
    """Who is on this phone, as it stands on its disk."""
    return sorted(page.evaluate(PEOPLE))


def newcomer(page: Page, face: int) -> None:
    """One more person, from wherever this phone is."""
    go(page, "#/quien", "¿Quién eres?")
    add_person(page, face)


def erase(page: Page) -> None:
    """Erase who is here."""
    go(page, "#/yo", "Lo que hice")
    learner.button(page, "Borrar todo lo mío").click()
    learner.button(page, "Sí, borrar todo").evaluate(TWICE)
    expect(page.get_by_role("heading", name="Ya está borrado")).to_be_visible()


def test_who_erases_himself_takes_nobody_else_with_him(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    set_pin(page)
    son, _ = other_faces(mother)
    newcomer(page, son)
    set_pin(page, SON_PIN)
    assert len(faces(page)) == 2
    erase(page)
    assert faces(page) == [f"y{mother} con clave"]
    # Nothing of his is left on the screens he came by, and none of hers is open.
    for place in ("#/yo", "#/hoy", "#/m/precio", "#/l/tanda/1"):
        go(page, place, "¿Quién eres?")
        expect(page.get_by_text("Guardado en tu teléfono")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    assert faces(page) == [f"y{mother} con clave"]
    type_pin(page)
    expect(page.get_by_text("Hecho").or_(page.get_by_text("Hoy · ")).first).to_be_visible()


@pytest.mark.long
def test_after_an_erasure_nobody_is_taken_for_granted(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    son, _ = other_faces(mother)
    newcomer(page, son)
    erase(page)
    page.get_by_role("link", name="Ir a tu ruta").click()
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    person(page, mother)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


@pytest.mark.long
def test_a_link_of_somebody_who_has_a_key_asks_for_it(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    go(page, "#/afuera", "Pásate a tu navegador")
    expect(page).to_have_url(re.compile("#/traer/"))
    link = page.url
    set_pin(page)
    son, _ = other_faces(mother)
    newcomer(page, son)
    learner.open_lesson(page, "tanda", 1)
    page.goto(link)
    learner.button(page, "Sí, es mío: seguir").click()
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    assert faces(page) == sorted([f"y{mother} con clave", f"y{son}"])
    go(page, "#/yo", "¿Quién eres?")
    expect(page.get_by_text("Tú, ahora")).to_have_count(0)


@pytest.mark.long
def test_eight_people_and_no_ninth_by_any_way(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    set_pin(page)
    for count in range(2, 9):
        go(page, "#/quien", "¿Quién eres?")
        learner.button(page, "Soy otra persona").click()
        # Twice in one blink: one person.
        page.locator("ul.faces button").first.evaluate(TWICE)
        expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
        assert len(faces(page)) == count
    go(page, "#/quien", "¿Quién eres?")
    expect(page.get_by_text("ya hay 8 personas")).to_be_visible()
    person(page, mother)
    learner.button(page, "Olvidé mi clave").click()
    learner.button(page, re.compile("Empezar de nuevo")).click()
    expect(page.get_by_text("ya hay 8 personas")).to_be_visible()
    expect(page.locator("ul.faces button")).to_have_count(0)
    assert len(faces(page)) == 8
    assert f"y{mother} con clave" in faces(page)


@pytest.mark.long
def test_a_key_is_forgotten_in_every_tab(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)
    assert phone.context
    other = phone.context.new_page()
    other.goto(server.url)
    type_pin(other)
    expect(other.get_by_role("heading", name="Tu ruta")).to_be_visible()
    page.bring_to_front()
    page.get_by_role("button", name="Cerrar").click()
    expect(other.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    expect(other.get_by_role("heading", name="Tu ruta")).to_have_count(0)


@pytest.mark.long
def test_what_she_writes_is_kept_while_she_writes(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    page.goto(f"{server.url}/#/l/tiempo/1")
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    page.locator("textarea").press_sequentially("gano 40 soles, casi")
    page.wait_for_timeout(1_000)
    phone.kill()
    page = phone.open()
    page.goto(f"{server.url}/#/l/tiempo/1")
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    expect(page.locator("textarea")).to_have_value("gano 40 soles, casi")
    where = page.url
    page.locator("textarea").fill("gano 40 soles")
    learner.pass_card(page)
    page.goto(where)
    expect(page.locator("textarea")).to_have_value("gano 40 soles")


@pytest.mark.long
def test_each_step_of_a_key_is_where_the_keys_go_on(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    go(page, "#/clave", "Mi clave")
    for name in ("Poner una clave", "6 números"):
        learner.button(page, name).press("Enter")
        expect(page.locator("main")).to_be_focused()
