"""She comes back: the home screen, one line about her promise, the badge, what it cost her."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from tests.e2e.test_whose import go

CONTROLLED = "() => navigator.serviceWorker.controller !== null"
INVITED = "Poner en la pantalla de inicio"
# A phone that a thumb touches, in a browser that shows a badge, kept here for the test.
BADGE = """(() => { window.badges = [];
navigator.setAppBadge = async (count) => { window.badges.push(count) } })()"""
# A browser that leaves it to its menu.
NO_OFFER = "addEventListener('beforeinstallprompt', (e) => e.stopImmediatePropagation())"
OFFER = """() => dispatchEvent(Object.assign(new Event('beforeinstallprompt', { cancelable: true }),
  { prompt: async () => { window.prompted = (window.prompted ?? 0) + 1; return {} } }))"""


def on_route(phone: Phone, server: Server) -> Page:
    """Finish the first lesson, promise kept nowhere but here, and stand on the route."""
    page = phone.page if phone.context else phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    return page


def test_she_is_invited_once_after_her_first_lesson_and_never_again(
    server: Server, phone: Phone
) -> None:
    phone.open().context.add_init_script(NO_OFFER)
    page = phone.page
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    # A lesson begun is not one finished.
    go(page, "#/", "Tu ruta")
    page.wait_for_timeout(500)
    expect(page.get_by_role("complementary", name=INVITED)).to_have_count(0)
    learner.open_lesson(page, "tanda")
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    aside = page.get_by_role("complementary", name=INVITED)
    expect(aside).to_be_visible()
    aside.get_by_role("button", name="Ver cómo se pone").click()
    expect(aside.get_by_text("Toca los tres puntos, arriba a la derecha.")).to_be_visible()
    aside.get_by_role("button", name="Samsung Internet").click()
    expect(aside.get_by_text("Toca las tres rayas")).to_be_visible()
    assert aside.locator("svg.shot").count() == 3
    aside.get_by_role("button", name="Ahora no").click()
    expect(aside).to_have_count(0)
    expect(page.get_by_text("Si después lo quieres, está en «Yo».")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    page.wait_for_timeout(500)
    expect(aside).to_have_count(0)
    go(page, "#/yo", INVITED)
    expect(learner.button(page, "Ver cómo se pone")).to_be_visible()


@pytest.mark.long
def test_where_the_browser_installs_one_button_does_it(server: Server, phone: Phone) -> None:
    page = on_route(phone, server)
    page.evaluate(OFFER)
    aside = page.get_by_role("complementary", name=INVITED)
    expect(aside.get_by_role("button", name="Ver cómo")).to_have_count(0)
    aside.get_by_role("button", name=INVITED).click()
    assert page.evaluate("() => prompted") == 1


def test_one_line_asks_about_yesterdays_promise_and_goes_by_a_touch(
    server: Server, phone: Phone
) -> None:
    page = on_route(phone, server)
    line = page.locator("aside", has_text="¿Cómo te fue?")
    expect(page.get_by_role("complementary", name=INVITED)).to_be_visible()
    expect(line).to_have_count(0)
    page = another_day(phone, server, 1)
    line = page.locator("aside", has_text="¿Cómo te fue?")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("». Dijiste que lo harías ")
    # Never two things at once.
    expect(page.locator("main aside")).to_have_count(1)
    question = page.get_by_text("Una pregunta")
    expect(question).to_have_count(0)
    card = line.get_by_role("link", name="Marcar lo que hice")
    assert (card.get_attribute("href") or "").startswith("#/l/tanda/")
    line.get_by_role("button", name="Quitar este aviso").click()
    expect(line).to_have_count(0)
    expect(question).to_have_count(1)
    page = another_day(phone, server, 2)
    page.wait_for_timeout(500)
    expect(page.locator("main aside")).to_have_count(0)


@pytest.mark.long
def test_the_line_leads_to_the_promise(server: Server, phone: Phone) -> None:
    page = on_route(phone, server)
    expect(page.get_by_role("complementary", name=INVITED)).to_be_visible()
    page = another_day(phone, server, 3)
    page.get_by_role("link", name="Marcar lo que hice").click()
    expect(page.get_by_text("¡Hazlo hoy!")).to_be_visible()
    go(page, "#/", "Tu ruta")
    expect(page.locator("main aside")).to_have_count(0)


def another_day(phone: Phone, server: Server, days: int) -> Page:
    """Open the app so many days later."""
    phone.close()
    page = phone.open()
    page.context.add_init_script(
        f"(() => {{ const now = Date.now; Date.now = () => now() + {days * 86_400_000} }})()"
    )
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    return page


@pytest.mark.long
def test_the_badge_counts_what_waits_and_goes_at_nothing(server: Server, phone: Phone) -> None:
    phone.open().context.add_init_script(BADGE)
    page = on_route(phone, server)
    go(page, "#/yo", "Tus datos este mes")
    server.stop()
    page.reload()
    learner.button(page, "Quiero guardar una copia").click()
    learner.button(page, learner.YES).click()
    waiting = len(learner.logs(page))
    learner.until(page, f"() => badges.at(-1) === {waiting}")
    server.start()
    learner.button(page, "Enviar ahora").click()
    learner.until(page, "() => badges.at(-1) === 0")


# The names of the files that the worker keeps.
ON_THE_PHONE = """async () => {
  const names = [];
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) names.push(url.split('/').pop());
  return names;
}"""


@pytest.mark.long
def test_what_this_app_fetched_this_month_is_counted_and_then_nothing_more(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    phone = new_phone()
    page = on_route(phone, server)
    page.wait_for_load_state("networkidle")
    go(page, "#/yo", "Tus datos este mes")
    section = page.locator("section", has_text="Tus datos este mes")
    page.reload()
    first = kilobytes(section.locator(".shown").inner_text())
    # All that lies on the phone came over the wire; and no more than a little beside it.
    built = ROOT / "var" / "pwa"
    here = page.evaluate(ON_THE_PHONE)
    sizes = {one.name[:-3]: one.stat().st_size for one in (built / "assets").glob("*.js.br")}
    code = sum(size for name, size in sizes.items() if name in here) / 1000
    assert 60 < code < sum(sizes.values()) / 1000, "what she never opened was not fetched"
    page_kb = (built / "index.html.br").stat().st_size / 1000
    lessons = kilobytes_of_lessons(server)
    assert code + page_kb < first < code + page_kb + lessons + 15
    server.stop()
    page.reload()
    page.goto(server.url + "/#/l/tanda/1")
    page.goto(server.url + "/#/yo")
    expect(section.locator(".shown")).to_have_text(f"{first} kB")
    # Another day: nothing yet.
    page = another_day(phone, server, 1)
    page.goto(server.url + "/#/yo")
    expect(page.get_by_text("0 kB hoy.")).to_be_visible()


def kilobytes(text: str) -> int:
    number, unit = text.split()
    assert unit == "kB"
    return int(number)


def kilobytes_of_lessons(server: Server) -> float:
    with urllib.request.urlopen(f"{server.url}/api/v1/editions/abierta/catalog") as answer:
        entries = json.load(answer)["entries"]
    return sum(one["transfer_bytes"] for one in entries) / 1000


@pytest.mark.long
def test_the_home_screen_icon_has_three_ways_in(server: Server) -> None:
    manifest = json.loads((ROOT / "var" / "pwa" / "manifest.webmanifest").read_text())
    ways = [(one["short_name"], one["url"]) for one in manifest["shortcuts"]]
    assert ways == [
        ("Seguir", "/#/"),
        ("Mi negocio", "/#/negocio"),
        ("Comunidad", "/#/comunidad"),
    ]
    icons = [icon for one in manifest["shortcuts"] for icon in one["icons"]]
    assert len(icons) >= 3
    for icon in icons:
        with urllib.request.urlopen(server.url + icon["src"]) as answer:
            assert answer.headers["Content-Type"] == icon["type"]
