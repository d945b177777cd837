"""At a desk with keys alone: from the link to the end of a lesson, and out again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

# Where the keys are now: what it says, and whether one sees it. A title hears and shows nothing.
HERE = """() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 3;
  return [one.tagName, one.textContent.trim(), seen || one.tabIndex < 0] }"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the keys are on what says so; all on the way shows where they are."""
    for _ in range(40):
        page.keyboard.press("Tab")
        _, text, seen = page.evaluate(HERE)
        assert seen, text
        if text == name:
            return
    raise AssertionError(f"Tab never comes to {name}")


def choose(page: Page) -> None:
    page.keyboard.press("1")
    expect(page.locator("ul.options [aria-pressed=true]")).to_have_count(1)
    if learner.button(page, "Listo").count():
        tab_to(page, "Listo")
        page.keyboard.press("Enter")


def number(page: Page) -> None:
    for key in ("2", "7", "Backspace"):
        page.keyboard.press(key)
    expect(page.locator(".display output").first).to_have_text("2")
    page.keyboard.press("Enter")


def match(page: Page) -> None:
    free = "() => !!document.activeElement.closest('.below button:not(:has(.num))')"
    while not learner.button(page, "Listo").count():
        while not page.evaluate(free):
            page.keyboard.press("Tab")
        page.keyboard.press(" ")
    tab_to(page, "Listo")
    page.keyboard.press("Enter")


def order(page: Page) -> None:
    page.keyboard.press("Enter")


def do(page: Page) -> None:
    for word in ("Ahora mismo", "En mi puesto"):
        tab_to(page, word)
        page.keyboard.press(" ")
    tab_to(page, "Me comprometo")


ACTS = {"options": choose, "number": number, "match": match, "order": order, "do": do}


def pass_card(page: Page) -> str:
    """Do with keys what the card asks; return its kind."""
    page.wait_for_function(learner.NEXT)
    kind = learner.card_kind(page)
    page.evaluate("() => { document.querySelector('main h1').dataset.passed = '' }")
    if kind in ACTS:
        ACTS[kind](page)
    if kind in ACTS and kind != "do":
        expect(page.locator(".says h2")).to_be_focused()
        # Where she was wrong, Enter offers to try again; what goes on stands beside it.
        if learner.button(page, "Probar otra vez").count():
            tab_to(page, "Seguir")
    page.keyboard.press("Enter")
    page.wait_for_function(learner.NEXT)
    return kind


def test_from_the_link_to_the_end_of_a_lesson_with_keys_alone(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = new_phone(width=1280, height=800).open()
    page.goto(server.url)
    expect(learner.button(page, "Empezar")).to_be_visible()
    tab_to(page, "Empezar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="¿Qué te aprieta hoy?")).to_be_focused()
    tab_to(page, "No sé cuánto cobrar")
    page.keyboard.press("Enter")
    tab_to(page, "Seguir")
    page.keyboard.press("Enter")
    expect(page.locator("header.lesson")).to_be_visible()
    # The rest of the app comes while she reads the first card, and the keys with it.
    page.wait_for_function("() => document.adoptedStyleSheets.length")
    kinds = set()
    for _ in range(40):
        if learner.card_kind(page) == "end":
            break
        kinds.add(pass_card(page))
    assert {"text", "options", "number", "do"} <= kinds
    expect(page.get_by_role("heading", name="¡Tejiste una banda!")).to_be_focused()
    page.keyboard.press("Escape")
    # The keys begin at a screen's title, which takes them once it is painted.
    expect(page.get_by_role("heading", name="¿Guardamos una copia")).to_be_focused()
    tab_to(page, learner.ONLY_HERE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_focused()
    # Enter goes on: from the next lesson's title too, and Escape comes back from it.
    tab_to(page, "Seguir")
    page.keyboard.press("Enter")
    expect(page.locator("header.lesson")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("header.lesson")).to_have_count(0)


@pytest.mark.long
def test_arrows_go_through_the_answers_and_no_key_answers_by_itself(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = new_phone(width=1280, height=800).open()
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    options = page.locator("ul.options button")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(options.nth(0)).to_be_focused()
    # With Control, or with a number that no answer has, nothing is chosen.
    page.keyboard.press("Control+2")
    page.keyboard.press("9")
    assert not page.locator("ul.options button[aria-pressed=true]").count()
    page.keyboard.press("2")
    expect(page.locator("ul.options button[aria-pressed=true]")).to_have_count(1)
    expect(options.nth(1)).to_have_attribute("aria-pressed", "true")


@pytest.mark.long
def test_the_column_is_calm_on_a_wide_screen(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = new_phone(width=1280, height=800).open()
    page.goto(server.url)
    learner.begin(page)
    box = page.locator("main.sheet").bounding_box()
    assert box
    assert box["width"] <= 560
    assert abs(box["x"] + box["width"] / 2 - 640) < 10
