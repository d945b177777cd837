"""A niece helps: what she does is marked, and what is only her aunt's waits for her."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import go, set_pin, studied, type_pin

HER_WORDS = "mi hora vale lo de dos almuerzos"
ALONE = "Esto es para ella, a solas"
WAITS = "Esto espera por ti"
SHUT = {
    "#/clave": "Aquí están tu clave",
    "#/telefonos": "Aquí están tu clave",
    "#/llave": "Aquí están tu clave",
    "#/mudanza": "Aquí están tu clave",
    "#/contacto": "Aquí están tu número",
    "#/yo/permisos": "Aquí están tu número",
    "#/yo/comparto": "Aquí están tu número",
    "#/pregunta": "Aquí está lo que contaste",
    "#/pregunta/rubro": "Aquí está lo que contaste",
    "#/esperan": "Aquí está lo que contaste",
    "#/negocio": "Aquí están tus cuentas",
    "#/negocio/precio": "Aquí están tus cuentas",
}
LESSON = "tiempo"
END = "Terminar"
LATER = """() => { const now = Date.now; Date.now = () => now() + 31 * 60_000 }"""


def band(page: Page) -> None:
    expect(page.get_by_role("complementary", name="Te ayuda alguien")).to_be_visible()


def no_band(page: Page, within_ms: float = 15_000) -> None:
    expect(page.get_by_role("complementary", name="Te ayuda alguien")).to_have_count(
        0, timeout=within_ms
    )


def begin_help(page: Page) -> None:
    """From help to a niece beside her: two touches."""
    go(page, "#/ayuda", "¿Cómo funciona?")
    page.get_by_role("link", name="Alguien me ayuda con el teléfono").click()
    learner.button(page, "Me ayuda alguien ahora").click()
    band(page)


def question(page: Page) -> int:
    """The number of the card of the lesson that is hers alone."""
    number: int = page.evaluate(
        f"""async (id) => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const all = await done(db.transaction('modules').objectStore('modules').getAll());
        db.close();
        const lessons = all.flatMap(({{ value }}) => value.ls ?? []);
        const cards = lessons.find(([one]) => one === id)[5];
        return cards.findIndex(([kind]) => kind === 'think') + 1 }}""",
        LESSON,
    )
    assert number
    return number


def study_together(page: Page) -> list[str]:
    """Go through the lesson with the niece; return the hints she was given."""
    learner.open_lesson(page, LESSON)
    hints: list[str] = []
    for _ in range(30):
        page.wait_for_function("() => document.querySelector('.foot, .party')")
        if page.locator(".party").count():
            return hints
        hints.append(page.locator(".hint").inner_text())
        if page.get_by_role("heading", name=ALONE).count():
            expect(page.locator("textarea")).to_have_count(0)
            learner.button(page, "Dejarla para ella").click()
            expect(page.get_by_role("heading", name=ALONE)).to_have_count(0)
        else:
            learner.pass_card(page)
    raise AssertionError("the lesson did not end")


def sent(server: Server) -> list[dict[str, object]]:
    """Every event on the server, in order."""
    path = server.data / "creando.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT plain FROM event ORDER BY rowid").fetchall()
    return [json.loads(plain) for (plain,) in rows if plain]


def send_all(page: Page) -> None:
    go(page, "#/yo", "Lo que hice")
    learner.button(page, "Enviar ahora").click()
    expect(page.get_by_text("El servidor tiene todo lo tuyo")).to_be_visible(timeout=30_000)


def about(events: list[dict[str, object]], lesson: str) -> list[dict[str, object]]:
    return [one for one in events if (one.get("d") or {}).get("lesson") == lesson]  # type: ignore[attr-defined]


def test_what_a_niece_does_is_marked_and_the_private_question_waits(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    begin_help(page)
    number = question(page)
    hints = study_together(page)
    assert all(one.startswith("Para quien ayuda:") for one in hints)
    assert len(set(hints)) > 2

    page.evaluate("location.hash = '#/'")
    learner.button(page, END).click()
    expect(page.get_by_role("heading", name="Te espera 1 pregunta")).to_be_visible()
    no_band(page)
    page.locator("main .btn").first.click()
    expect(page).to_have_url(re.compile(rf"#/l/{LESSON}/{number}$"))
    page.locator("textarea").fill(HER_WORDS)
    learner.button(page, learner.GO).click()
    expect(page).to_have_url(re.compile(rf"#/l/{LESSON}/{number + 1}$"))
    send_all(page)

    events = sent(server)
    assert all("via" not in one for one in about(events, "tanda"))
    together = about(events, LESSON)
    hers = [one for one in together if (one["d"] or {}).get("card") == question_id(page, number)]  # type: ignore[attr-defined]
    assert [one.get("via") for one in hers] == [None]
    helped = [one for one in together if one not in hers]
    assert helped
    assert {one.get("via") for one in helped} == {"helper"}
    for file in server.data.rglob("*"):
        if file.is_file():
            assert HER_WORDS.encode() not in file.read_bytes(), file
    go(page, "#/yo", "Lo que hice")
    expect(page.get_by_text("Te espera 1 pregunta")).to_have_count(0)


@pytest.mark.long
def test_from_a_place_of_hers_the_help_ends_with_a_touch(server: Server, phone: Phone) -> None:
    page = phone.open()
    studied(page, server)
    begin_help(page)
    page.get_by_role("link", name="Mi negocio").click()
    expect(page.get_by_role("heading", name=WAITS)).to_be_visible()
    learner.button(page, "Terminar la ayuda").click()
    expect(page.get_by_role("heading", name="Ya no te ayuda nadie")).to_be_visible()
    no_band(page)
    go(page, "#/negocio", "Lo que decidí hacer")


def question_id(page: Page, number: int) -> int:
    """The id of a card by its number in the lesson."""
    found: int = page.evaluate(
        f"""async ([id, number]) => {{ {learner.DONE}
        const db = await done(indexedDB.open('creando'));
        const all = await done(db.transaction('modules').objectStore('modules').getAll());
        db.close();
        const lessons = all.flatMap(({{ value }}) => value.ls ?? []);
        return lessons.find(([one]) => one === id)[5][number - 1][1] }}""",
        [LESSON, number],
    )
    return found


@pytest.mark.long
def test_with_a_key_what_she_wrote_cannot_be_read_until_her_key(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)
    number = question(page)
    learner.open_lesson(page, LESSON, number)
    page.locator("textarea").fill(HER_WORDS)
    learner.button(page, learner.GO).click()
    expect(page).to_have_url(re.compile(rf"#/l/{LESSON}/{number + 1}$"))

    begin_help(page)
    for place, holds in SHUT.items():
        go(page, place, WAITS)
        expect(page.get_by_text(holds)).to_be_visible()
        expect(page.locator("main input, main textarea, main .cloth")).to_have_count(0)
    # Nothing of hers stands on her route either, and what answers a need stays open.
    go(page, "#/", "Tu ruta")
    expect(page.get_by_text("¿Qué necesitas hoy?")).to_have_count(0)
    expect(page.get_by_text("Una pregunta")).to_have_count(0)
    go(page, "#/pregunta/n-precio", "No sé cuánto cobrar")
    go(page, "#/yo", "Lo que hice")
    for words in ("Mi clave", "Copia fuera del teléfono", "Sacar una copia", "Borrar todo lo mío"):
        expect(page.get_by_text(words, exact=True)).to_have_count(0)
    learner.open_lesson(page, LESSON, number)
    expect(page.get_by_role("heading", name=ALONE)).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    assert HER_WORDS not in page.content()

    # Without her key it does not end, whatever is touched.
    learner.button(page, END).click()
    expect(page.get_by_text("Primero, tu clave de ahora")).to_be_visible()
    type_pin(page, "111119")
    expect(page.get_by_text("4 intentos antes de esperar")).to_be_visible()
    band(page)
    type_pin(page)
    expect(page.get_by_role("heading", name="Ya no te ayuda nadie")).to_be_visible()
    no_band(page)
    learner.open_lesson(page, LESSON, number)
    expect(page.locator("textarea")).to_have_value(HER_WORDS)


@pytest.mark.long
def test_a_helper_who_opens_it_with_her_sees_nothing_of_hers_alone(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    set_pin(page)
    page.get_by_role("button", name="Cerrar").click()
    learner.button(page, "Me ayuda alguien: esconder lo mío").click()
    type_pin(page)
    band(page)
    go(page, "#/clave", WAITS)
    # Closing what is hers ends it; the next opening is her own.
    page.get_by_role("button", name="Cerrar").click()
    expect(page.get_by_text("Pon tu clave de 6 números")).to_be_visible()
    no_band(page)
    type_pin(page)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    no_band(page)


@pytest.mark.long
@pytest.mark.parametrize(
    "with_key",
    [pytest.param(False, id="open"), pytest.param(True, id="with a key", marks=pytest.mark.long)],
)
def test_help_ends_by_itself_after_half_an_hour(
    server: Server, phone: Phone, with_key: bool
) -> None:
    page = phone.open()
    studied(page, server)
    if with_key:
        set_pin(page)
    begin_help(page)
    if not with_key:
        # Who has no key is still helped when the app was closed in between.
        page.reload()
        band(page)
    page.evaluate(LATER)
    if with_key:
        # Nobody touched it, nor looked the app at its watch: hers stays shut.
        page.evaluate("location.hash = '#/clave'")
        hers = page.get_by_text(WAITS)
        asked = page.get_by_text("Pon tu clave de 6 números")
        expect(hers.or_(asked)).to_be_visible()
        expect(asked).to_be_visible(timeout=20_000)
        no_band(page)
    else:
        no_band(page, 20_000)
        go(page, "#/clave", "Mi clave")
