"""A finger on the glass: real touches, each counted, on nothing that cannot be seen.

What it answers is right, by the built bundles; what it presses it finds by the words it shows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from scripts.rig import learner
from scripts.rig.server import ROOT

Card = list[Any]

# Where a finger would land on something, and whether it would land on that and on nothing over it.
REACH = """el => { const { x, y, width, height } = el.getBoundingClientRect();
  const at = [x + width / 2, y + height / 2];
  const hit = document.elementFromPoint(...at);
  return { at, y: at[1], isThere: !!hit && el.contains(hit) } }"""
FITS = "() => document.documentElement.scrollHeight <= innerHeight"
# Taps that were touches, keys that were pressed, and fields that would have called the keyboard.
WITNESS = """(() => { const seen = globalThis.thumb = { touches: 0, others: 0, keys: 0, fields: 0 };
  const on = (name, what) => addEventListener(name, what, true);
  on('click', (e) => { seen[e.pointerType === 'touch' ? 'touches' : 'others']++ });
  for (const name of ['keydown', 'beforeinput']) on(name, () => { seen.keys++ });
  on('focusin', (e) => {
    if (e.target.matches('input, textarea, select, [contenteditable]')) seen.fields++ }) })()"""
CHANGED = """([title, chosen, choice]) => document.querySelector('header.lesson')
  || document.querySelector('main h1, header h1')?.textContent !== title
  || document.querySelectorAll(choice).length !== chosen"""
CHOSEN = "main [aria-pressed=true], main [aria-checked=true]"
RESTS = """() => new Promise((ok) => { let was = -1, still = 0; const look = () => {
  still = scrollY === was ? still + 1 : 0; was = scrollY;
  still > 9 ? ok(true) : requestAnimationFrame(look) }; look() })"""
MOVES = 12
NEED = "No sé cuánto cobrar"
FURTHER = re.compile("^(Empezar|Seguir)$")


class Unseen(AssertionError):
    """What was to be tapped is not on the glass, though its screen fits."""


@dataclass
class Thumb:
    """One finger on one page; `taps` and `swipes` are what it did, `pause_ms` how it waits."""

    page: Page
    pause_ms: int = 0
    taps: int = 0
    swipes: int = 0

    def tap(self, target: Locator) -> None:
        """Touch it. Moves the screen only where the screen is longer than the glass."""
        target.wait_for()
        at = target.evaluate(REACH)
        for _ in range(8):
            if at["isThere"]:
                break
            if self.page.evaluate(FITS):
                raise Unseen(target.inner_text())
            self.swipe(at["y"])
            at = target.evaluate(REACH)
        else:
            raise Unseen(target.inner_text())
        self.page.touchscreen.tap(*at["at"])
        self.taps += 1
        if self.pause_ms:
            self.page.wait_for_timeout(self.pause_ms)

    def swipe(self, towards_y: float) -> None:
        """Move the screen with the finger, to bring that height towards its middle."""
        size = self.page.viewport_size or {"width": 360, "height": 740}
        x, middle = size["width"] / 2, size["height"] / 2
        way = max(-middle * 0.7, min(middle * 0.7, middle - towards_y))
        cdp = self.page.context.new_cdp_session(self.page)

        def touch(kind: str, *at: float) -> None:
            points = [{"x": x, "y": y} for y in at]
            cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        start = middle - way / 2
        touch("touchStart", start)
        for step in range(1, MOVES + 1):
            touch("touchMove", start + way * step / MOVES)
        touch("touchEnd")
        cdp.detach()
        # A finger on a screen that still moves stops it and presses nothing.
        self.page.evaluate(RESTS)
        self.swipes += 1

    def witness(self) -> dict[str, int]:
        """Return what the page itself saw; `WITNESS` must be an init script."""
        seen: dict[str, int] = self.page.evaluate("() => globalThis.thumb")
        return seen


def named(page: Page, name: str) -> Locator:
    """Find a button by the whole of what it says."""
    return page.get_by_role("button", name=name, exact=True)


def way_in(thumb: Thumb) -> int:
    """Tap from the first screen to the first card, whatever is asked between; return the taps."""
    page, before = thumb.page, thumb.taps
    while not page.locator("header.lesson").count():
        if thumb.taps - before == 5:
            raise AssertionError("five taps and no card yet")
        title = page.locator("main h1, header h1").first.text_content()
        further = page.locator("footer").get_by_role("button", name=FURTHER)
        picture = page.locator("main").get_by_role("button", name=NEED)
        chosen = page.locator(CHOSEN).count()
        asks = picture.count() and not chosen
        thumb.tap(picture.first if asks else further.first)
        page.wait_for_function(CHANGED, arg=[title, chosen, CHOSEN])
    expect(page.locator("main h1")).to_be_visible()
    return thumb.taps - before


def cards_of(lesson: str) -> list[Card]:
    """Read a lesson's cards from the built bundles. Raises LookupError."""
    for path in sorted((ROOT / "var" / "bundles").glob("*/*.json")):
        module = json.loads(path.read_text())
        if module.get("k") != "module":
            continue
        for one in module["ls"]:
            if one[0] == lesson:
                cards: list[Card] = one[5]
                return cards
    raise LookupError(lesson)


def plain(words: Any) -> str:
    """Return the words of a line without their marks."""
    return (
        words
        if isinstance(words, str)
        else "".join(x if isinstance(x, str) else x[1] for x in words)
    )


def put_in_order(thumb: Thumb, items: list[Card]) -> None:
    """Move each line up to its place."""
    lines = thumb.page.locator("main ol.options > li")
    for place, (_, words) in enumerate(items):
        while plain(words) not in lines.nth(place).inner_text():
            thumb.tap(named(thumb.page, f"Subir: {plain(words)}"))


def key_in(thumb: Thumb, answer: int, unit: str) -> None:
    """Press the app's own keys: soles and céntimos, or units."""
    digits = [str(answer)]
    if unit == "centimos":
        digits = [str(answer // 100), f"{answer % 100:02}" if answer % 100 else ""]
    for box, text in enumerate(digits):
        if box and text:
            thumb.tap(thumb.page.get_by_role("button", name=re.compile("céntimos$")).first)
        for digit in text:
            thumb.tap(named(thumb.page, digit))


def mark(thumb: Thumb, options: list[Card]) -> None:
    """Tap each right option."""
    for _, words, right, _ in options:
        if right:
            thumb.tap(named(thumb.page, plain(words)))


def pair(thumb: Thumb, pairs: list[Card]) -> None:
    """Tap the mates of what stands above, one after the other."""
    below = thumb.page.locator("main .below")
    for _, _, words in pairs:
        thumb.tap(below.get_by_role("button", name=words, exact=True))


def promise(thumb: Thumb) -> None:
    """Choose when and where."""
    for group in thumb.page.get_by_role("group").all():
        thumb.tap(group.get_by_role("button").first)


BUILD: dict[str, Callable[[Thumb, Card], None]] = {
    "many": lambda thumb, card: mark(thumb, card[5]),
    "order": lambda thumb, card: put_in_order(thumb, card[5][0]),
    "match": lambda thumb, card: pair(thumb, card[5][0]),
    "number": lambda thumb, card: key_in(thumb, card[5][0], card[5][1]),
    "do": lambda thumb, card: promise(thumb),
}


@dataclass
class Passed:
    """One card behind her: taps of going on, and those that built an answer of several parts."""

    kind: str
    steps: int
    built: int
    swipes: int


def pass_card(thumb: Thumb, card: Card) -> Passed:
    """Read it or answer it rightly, and go on."""
    page, kind = thumb.page, card[0]
    page.wait_for_function(learner.NEXT)
    expect(page.locator("main h1")).to_have_text(card[3])
    page.evaluate("() => { document.querySelector('main h1').dataset.passed = '' }")
    taps, swipes = thumb.taps, thumb.swipes
    if kind in BUILD:
        BUILD[kind](thumb, card)
    built = thumb.taps - taps
    if kind == "one":
        thumb.tap(named(page, next(plain(o[1]) for o in card[5] if o[2])))
    elif kind in {"many", "order", "match", "number"}:
        thumb.tap(named(page, "Listo"))
    go = page.locator("footer").get_by_role("button", name="Seguir", exact=True)
    thumb.tap(named(page, "Me comprometo") if kind == "do" else go)
    page.wait_for_function(learner.NEXT)
    return Passed(kind, thumb.taps - taps - built, built, thumb.swipes - swipes)


def walk(thumb: Thumb) -> list[Passed]:
    """Go through the open lesson to its ending, each question answered rightly, nothing typed."""
    found = re.search(r"#/l/([^/]+)", thumb.page.url)
    if not found:
        raise LookupError(f"no lesson is open: {thumb.page.url}")
    passed = [pass_card(thumb, card) for card in cards_of(found[1])]
    expect(thumb.page.locator(".party")).to_be_visible()
    return passed
