"""The simple form: one column, large targets, one way on; hers before her key too."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.camera import PRESSED, TARGETS
from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import go, set_pin, studied, type_pin
from tests.voices import give_voices, said

TOUCH_PX = 72
TEXT_PX = 22
SMALL = """least => [...document.querySelectorAll('main p, main b, main li, main a, main button')]
  .filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest('.sr, svg'))
  .filter((one) => parseFloat(getComputedStyle(one).fontSize) < least)
  .filter((one) => !one.matches('.chip, .chip *'))
  .map((one) => `${getComputedStyle(one).fontSize} ${one.outerHTML.slice(0, 90)}`)"""


def simple(page: Page) -> None:
    """From Yo to the simple form: one tap."""
    go(page, "#/yo", "Lo que hice")
    learner.button(page, "Modo sencillo: dibujos grandes").click()
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()


def is_large(page: Page) -> None:
    """Everything a thumb presses is large, and so are the letters."""
    page.wait_for_timeout(200)
    assert page.evaluate(TARGETS, [PRESSED, TOUCH_PX]) == []
    assert page.evaluate(SMALL, TEXT_PX) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_one_tap_to_it_and_one_back(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    simple(page)
    expect(page.locator("nav")).to_have_count(0)
    first = page.locator("ol.plain li", has_text="Hecho").first
    expect(first).to_contain_text("Cuánto costó la tanda")
    expect(first.locator("svg").first).to_be_visible()
    expect(page.locator("ol.plain .now")).to_contain_text("Ahora")
    assert page.locator("ol.plain li", has_text="En tu celular").count() > 2
    expect(page.get_by_role("link", name="Ayuda")).to_be_visible()
    is_large(page)
    for place, title in {"#/yo": "¿Quién eres?", "#/ayuda": "¿Cómo funciona?"}.items():
        go(page, place, title)
        expect(page.locator("nav")).to_have_count(0)
        is_large(page)
        page.get_by_role("link", name="Mis lecciones").click()
        expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    is_large(page)
    learner.button(page, "Ver todo").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    expect(page.locator("nav")).to_be_visible()
    assert not page.evaluate("document.documentElement.classList.contains('big')")


@pytest.mark.long
def test_beside_each_lesson_a_voice_says_its_title_and_minutes(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    give_voices(page.context, ("en-US", True), ("es-MX", True), ("es-PE", False))
    studied(page, server)
    simple(page)
    lessons = page.locator("ol.plain li")
    speakers = lessons.get_by_role("button", name=re.compile("^Escuchar: "))
    assert speakers.count() == lessons.count() > 5
    is_large(page)
    second = lessons.filter(has_text="¿Y mi tiempo?")
    second.get_by_role("button", name=re.compile("^Escuchar: ")).click()
    page.wait_for_function("() => window.said.filter((one) => one.whole).length === 2")
    title = second.locator("b").inner_text()
    assert [(one["text"], one["voice"]) for one in said(page)] == [
        (title if title.endswith("?") else f"{title}.", "es-MX"),
        ("5 minutos.", "es-MX"),
    ]
    # Nothing else begins: no bar, no lesson.
    expect(page.get_by_role("button", name="Parar")).to_have_count(0)
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()


@pytest.mark.long
def test_without_a_voice_of_the_phone_no_lesson_offers_one(server: Server, phone: Phone) -> None:
    page = phone.open()
    give_voices(page.context, ("en-US", True), ("es-PE", False))
    studied(page, server)
    simple(page)
    expect(page.get_by_role("button", name=re.compile("^Escuchar: "))).to_have_count(0)


def test_one_button_goes_on_through_a_lesson_with_large_targets(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    simple(page)
    learner.button(page, learner.GO).click()
    expect(page.locator("header.lesson")).to_be_visible()
    kinds: set[str] = set()
    for _ in range(30):
        page.wait_for_function(learner.NEXT)
        kind = learner.card_kind(page)
        if kind == "end":
            break
        if kind not in kinds:
            kinds.add(kind)
            is_large(page)
        learner.pass_card(page)
    assert len(kinds) > 2
    page.get_by_role("button", name="Cerrar", exact=True).click()
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    assert page.locator("ol.plain li", has_text="Hecho").count() == 2


@pytest.mark.long
def test_what_is_not_on_the_phone_says_its_size_and_comes_when_touched(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    simple(page)
    away = page.locator("ol.plain button", has_text=re.compile(r"Por bajar · \d+\skB"))
    count = away.count()
    before = page.locator("ol.plain a").count()
    assert count
    server.stop()
    away.first.click()
    expect(page.get_by_text("No se pudo bajar")).to_be_visible()
    server.start()
    away.first.click()
    expect(away).to_have_count(count - 1)
    assert page.locator("ol.plain a").count() > before


@pytest.mark.long
def test_who_listens_has_it_unless_she_asked_for_the_full_app(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    page.evaluate(
        f"""async () => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const people = db.transaction('profiles', 'readwrite').objectStore('profiles');
        const [me] = await done(people.getAll());
        await done(people.put({{ ...me, prefs: {{ listen: true }} }}));
        db.close() }}"""
    )
    page.reload()
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    learner.button(page, "Ver todo").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


@pytest.mark.long
def test_it_is_hers_before_her_key(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)
    simple(page)
    page.reload()
    expect(page.get_by_text("Pon tu clave de 6 números")).to_be_visible()
    expect(page.locator("html.big")).to_be_attached()
    is_large(page)
    type_pin(page)
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    # Somebody else on this phone has the form that is hers.
    page.get_by_role("button", name="Cerrar").click()
    learner.button(page, "No soy yo").click()
    expect(page.locator("html.big")).to_have_count(0)
