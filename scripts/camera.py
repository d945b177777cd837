"""A camera for the app's screens: it photographs, and checks what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from scripts.rig.server import ROOT

SHOTS = ROOT / "var" / "reports" / "shots"
AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Reading text has 7:1; these are labels of a word or two, and have 4.5:1.
LABELS = ".go, .next .chip"
# Colours that the person forces are hers: axe reads those of the page. Every point of a text is
# looked at once, for 7:1; what is found tells whether a label falls short of its own measure.
AXE_RUN = """async ([runOnly, labels, isForced]) => {
  const rules = { 'color-contrast-enhanced': { enabled: !isForced },
    'color-contrast': { enabled: false } };
  const resultTypes = ['violations'];
  const { violations } = await axe.run({ runOnly, rules, resultTypes });
  const isEnough = ({ target, any: [{ data }] }) =>
    document.querySelector(target[0])?.matches(labels)
    && data.contrastRatio >= (data.expectedContrastRatio === '7:1' ? 4.5 : 3);
  return violations.flatMap(({ id, nodes }) => {
    const bad = id === 'color-contrast-enhanced' ? nodes.filter((one) => !isEnough(one)) : nodes;
    const where = bad.slice(0, 3).map(({ target }) => target.join(' ')).join(' | ');
    return bad.length ? [`${id} ${where}`] : [] }) }"""
TOUCH_PX = 48
# What a thumb presses: each is at least so wide and high, unless it stands inside a sentence.
PRESSED = "a[href], button, input, select, textarea, summary, [role=switch], [role=tab]"
TARGETS = """([pressed, least]) => [...document.querySelectorAll(pressed)].flatMap((one) => {
    const box = (one.closest('label') ?? one).getBoundingClientRect();
    const isShown = box.width > 1 && box.height > 1 && one.checkVisibility();
    const isInText = one.matches('a') && getComputedStyle(one).display === 'inline'
      && one.closest('p, li')?.textContent.trim() !== one.textContent.trim();
    const isSmall = Math.min(box.width, box.height) < least - 0.5;
    const size = `${Math.round(box.width)}x${Math.round(box.height)} px`;
    return isShown && isSmall && !isInText
      ? [`${size} to press: ${one.outerHTML.slice(0, 90)}`] : [] })"""
# Who walks with keys sees where she is, whatever it is.
FOCUSED = """pressed => {
  const was = document.activeElement;
  was.blur();
  const lost = [...document.querySelectorAll(pressed)].filter((one) => {
    if (one.disabled || one.tabIndex < 0 || !one.checkVisibility()) return false;
    one.focus({ preventScroll: true, focusVisible: true });
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return outlineStyle === 'none' || parseFloat(outlineWidth) < 3 });
  document.activeElement.blur();
  was.focus({ preventScroll: true, focusVisible: false });
  return lost.map((one) => `focus is not seen on ${one.outerHTML.slice(0, 90)}`) }"""
# The camera asks for stillness; and with forced colours no letter may be left without one.
MOVING = """() => document.getAnimations().map(({ animationName, transitionProperty }) =>
  `moves: ${animationName ?? transitionProperty}`)"""
UNPAINTED = """() => [...document.querySelectorAll('h1, h2, h3, p, b, a, button, li, label')]
  .filter((one) => one.checkVisibility() && one.textContent.trim()
    && /^rgba\\(.* 0\\)$/.test(getComputedStyle(one).webkitTextFillColor))
  .map((one) => `no colour of its own: ${one.outerHTML.slice(0, 90)}`)"""


@dataclass(frozen=True)
class Variant:
    """One way to hold the phone; `text` is the size of letters in percent."""

    name: str
    width: int = 360
    height: int = 740
    scheme: str = "light"
    text: int = 100
    forced: bool = False


class Camera:
    """Takes pictures of one variant and checks what it sees.

    One that keeps no pictures takes them only of what is wrong.
    """

    def __init__(self, page: Page, variant: Variant, *, keeps: bool = True) -> None:
        """Begin at picture 1."""
        self.page = page
        self.variant = variant
        self.keeps = keeps
        self.count = 0
        self.faults: list[str] = []

    def turn_to(self, page: Page) -> Camera:
        """Go on with another page, with the same counting."""
        self.page = page
        return self

    def shoot(self, name: str) -> None:
        """Write one picture of the whole page; note what is wrong with it."""
        self.count += 1
        page, variant = self.page, self.variant
        page.wait_for_timeout(150)
        label = f"{variant.name}-{self.count:03}-{name}"
        # As tall as the page, so that what sticks to the foot of the screen is at its foot.
        tall = max(variant.height, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": variant.width, "height": tall})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{label}: {wide} px too wide")
        found = page.evaluate(AXE_RUN, [RULES, LABELS, variant.forced])
        found += page.evaluate(TARGETS, [PRESSED, TOUCH_PX]) + page.evaluate(FOCUSED, PRESSED)
        found += page.evaluate(MOVING) + (page.evaluate(UNPAINTED) if variant.forced else [])
        self.faults += [f"{label}: {one}" for one in found]
        if self.keeps or found or wide > 0:
            page.screenshot(path=SHOTS / f"{label}.png")
        page.set_viewport_size({"width": variant.width, "height": variant.height})
