"""What a learner does with her thumb, by the words on the buttons; no test ids."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Error, Locator, Page, expect

# Her clock runs on while she reads: a main button moves Date by 2 to 20 s, any other tap by 1 to
# 4 s, seeded, so that a played lesson has the times of a studied one without waiting for them.
CLOCK = """(() => { let skew = 0, s = 7; const now = Date.now;
Date.now = () => now() + skew;
addEventListener('click', (e) => { s = (s * 48271) % 2147483647;
  skew += e.target.closest('.btn') ? 2000 + s % 18000 : 1000 + s % 3000 }, true)
})()"""

# A request of IndexedDB as a promise.
DONE = """const done = (r) => new Promise((ok, no) => {
  r.onsuccess = () => ok(r.result); r.onerror = no });"""

# A card or the ending, and not the one that was just passed. The document has words of its own,
# a heading among them, until the app draws.
NEXT = """() => document.querySelector('header.lesson, .party')
  && document.querySelector('main h1') && !document.querySelector('[data-passed]')"""

PRICE = "No sé cuánto cobrar"
GO = re.compile(r"^Seguir$")
YES = "Sí, guardar también una copia"
ONLY_HERE = "Solo en mi teléfono"


def until(page: Page, script: str, within_s: float = 30) -> None:
    """Wait until what a script promises is true; raise TimeoutError after so many seconds.

    `wait_for_function` takes any promise for true. The page may load itself anew meanwhile.
    """
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            if page.evaluate(script):
                return
        except Error as error:
            if "context was destroyed" not in error.message:
                raise
        page.wait_for_timeout(50)
    raise TimeoutError(script)


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    """Find a button by what it says."""
    return page.get_by_role("button", name=name, exact=isinstance(name, str))


def begin(page: Page, *needs: str, skip: bool = False) -> None:
    """From the first screen to the first card's text; what presses her is said, or skipped.

    Who says nothing else wants to know what to charge: her first module is `precio`.
    """
    needs = needs or (() if skip else (PRICE,))
    button(page, "Empezar").click()
    question = page.get_by_role("heading", name="¿Qué te aprieta hoy?")
    card = page.locator("header.lesson")
    # A client from before the question goes straight to the card.
    expect(question.or_(card).first).to_be_visible()
    if question.count():
        for need in needs:
            button(page, need).click()
        button(page, GO if needs else "Saltar").click()
    expect(card).to_be_visible()
    expect(page.locator("main h1")).to_be_visible()


def card_kind(page: Page) -> str:
    """Tell what is on the screen: end, do, options, match, order, number, think or text."""
    return str(
        page.evaluate(
            """() => document.querySelector('.party') ? 'end'
            : !document.querySelector('footer, .foot') ? 'wait'
            : document.querySelector('.steps') ? 'do'
            : document.querySelector('.keys') ? 'number'
            : document.querySelector('.below') ? 'match'
            : document.querySelector('ol.options') ? 'order'
            : document.querySelector('ul.options') ? 'options'
            : document.querySelector('textarea') ? 'think' : 'text'"""
        )
    )


def answer(page: Page, kind: str) -> None:
    """Give some answer to the question on the screen; right or not, the lesson goes on."""
    ready = button(page, "Listo")
    if kind == "options":
        if not page.locator("ul.options button[aria-pressed=true]").count():
            page.locator("ul.options button").first.click()
        if ready.count():
            ready.click()
        return
    if kind == "number" and not ready.count():
        page.locator(".keys button", has_text="1").first.click()
    if kind == "match":
        # Those with a number are paired already.
        free = page.locator(".below button:not(:has(.num))")
        page.locator(".below").wait_for()
        while free.count():
            free.first.click()
            page.wait_for_timeout(30)
    ready.click()


def again(page: Page) -> bool:
    """Press "Probar otra vez" if it is offered; tell whether it was."""
    button(page, GO).wait_for()
    offered = button(page, "Probar otra vez")
    if not offered.count():
        return False
    offered.click()
    return True


def pass_card(page: Page, tries: int = 0) -> str:
    """Do what the card asks and go on to the next; return the card's kind.

    A question not yet right is tried again up to `tries` times.
    """
    # The address changes before the screen does: the heading of the card that goes is marked.
    page.wait_for_function(NEXT)
    kind = card_kind(page)
    page.evaluate("() => { document.querySelector('main h1').dataset.passed = '' }")
    if kind == "do":
        for group in page.locator("[role=group]").all():
            group.locator("button").first.click()
        button(page, "Me comprometo").click()
    else:
        if kind in {"options", "match", "order", "number"} and not button(page, GO).count():
            answer(page, kind)
        for _ in range(tries):
            if again(page):
                page.locator("button", has_text="Probar otra vez").wait_for(state="hidden")
                answer(page, card_kind(page))
        button(page, GO).click()
    page.wait_for_function(NEXT)
    return kind


def finish_lesson(page: Page) -> list[str]:
    """Go through the rest of the open lesson; return the kinds of the cards passed."""
    kinds: list[str] = []
    for _ in range(40):
        if card_kind(page) == "end":
            return kinds
        kinds.append(pass_card(page))
    raise AssertionError(f"the lesson did not end: {kinds}")


def leave_ending(page: Page, consent: bool | None = None) -> None:
    """Close the ending; answer the question about sending when it comes."""
    page.get_by_role("button", name="Cerrar", exact=True).click()
    if consent is not None:
        button(page, YES if consent else ONLY_HERE).click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


def open_lesson(page: Page, lesson: str, card: int = 1) -> None:
    """Open a lesson by its address."""
    page.goto(page.url.split("#")[0] + f"#/l/{lesson}/{card}")
    expect(page.locator("main h1")).to_be_visible()


def logs(page: Page) -> list[dict[str, object]]:
    """Read every event of every profile straight from the phone's storage."""
    rows: list[dict[str, object]] = page.evaluate(
        f"""async () => {{ const out = []; {DONE}"""
        + """
        for (const { name } of await indexedDB.databases()) {
          if (!name.startsWith('creando-')) continue;
          const db = await done(indexedDB.open(name));
          out.push(...await done(db.transaction('events').objectStore('events').getAll()));
          db.close();
        }
        return out }"""
    )
    return rows
