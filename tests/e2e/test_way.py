"""Her route with the server gone: six questions, its order, a stop moved, a battery dead."""

import re

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

pytestmark = pytest.mark.long
MODULES = ".way .about > b"
# What stands where when her route is first drawn, and how much moves from then on.
FIRST = """(() => { window.moved = 0;
const stands = () => { const way = document.querySelector('.way');
  return way && JSON.stringify([way.innerText, way.getBoundingClientRect().top + scrollY]) };
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.moved += one.value }))
  .observe({ type: 'layout-shift', buffered: true });
const look = () => { const first = stands();
  if (first) Object.assign(window, { stands, first }); else requestAnimationFrame(look) };
look() })()"""
# Longer than the app lets her breathe before it fetches what comes later (screens/state/settle.ts).
SETTLED_MS = 4_000


def titles(page: Page) -> list[str]:
    return page.locator(MODULES).all_inner_texts()


def go(page: Page, address: str, title: str) -> None:
    page.evaluate("h => { location.hash = h }", address)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()


def test_with_the_server_gone_she_answers_is_advised_and_orders_by_hand(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function("() => !!navigator.serviceWorker.controller")
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)
    expect(page.locator(".way")).to_contain_text("Porque dijiste que no sabes cuánto cobrar.")
    assert titles(page)[0] == "¿Cuánto cobro?"
    before = titles(page)
    server.stop()

    page.get_by_role("link", name="¿Qué haces ya en tu negocio?").click()
    week = page.get_by_role("group", name="¿Sabes cuánto ganaste la semana pasada?")
    week.get_by_role("button", name="Todavía no").click()
    expect(week.get_by_role("button", name="Todavía no")).to_have_attribute("aria-pressed", "true")
    learner.button(page, "Listo: ver mi ruta").click()
    expect(page.locator(".way")).to_contain_text("Porque aún no sabes bien cuánto ganaste")
    placed = titles(page)
    assert placed != before and sorted(placed) == sorted(before), "nothing is lost or locked"

    page.get_by_role("link", name="Cambiar el orden").click()
    down = page.get_by_role("button", name="Bajar: ¿Cuánto cobro?")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"ahora es la parada 2 de"))).to_be_visible()
    expect(down).to_be_focused()
    learner.button(page, "Listo").click()
    expect(page.locator(MODULES).first).not_to_have_text("¿Cuánto cobro?")
    mine = titles(page)
    assert mine == [placed[1], placed[0], *placed[2:]]

    phone.kill()
    page = phone.open()
    page.add_init_script(FIRST)
    page.goto(f"{server.url}/#/")
    expect(page.locator(MODULES).first).to_have_text(mine[0])
    page.wait_for_timeout(SETTLED_MS)
    assert titles(page) == mine
    assert "En el orden que elegiste." in page.evaluate("first"), "her reasons too"
    assert page.evaluate("first === stands() && !moved"), "her route is drawn once"
    go(page, "#/pregunta/orden", "El orden de mi ruta")
    learner.button(page, "Volver al orden aconsejado").click()
    expect(learner.button(page, "Deshacer")).to_be_visible()
    learner.button(page, "Listo").click()
    expect(page.locator(MODULES).first).to_have_text(placed[0])
    assert titles(page) == placed
