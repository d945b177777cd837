"""A camera for the app's screens: it photographs, and checks what it sees."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from scripts.rig.server import ROOT

SHOTS = ROOT / "var" / "reports" / "shots"
AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Variant:
    """One way to hold the phone; `text` is the size of letters in percent."""

    name: str
    width: int = 360
    height: int = 740
    scheme: str = "light"
    text: int = 100


class Camera:
    """Takes pictures of one variant and checks what it sees."""

    def __init__(self, page: Page, variant: Variant) -> None:
        """Begin at picture 1."""
        self.page = page
        self.variant = variant
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
        label = f"{variant.name}-{self.count:02}-{name}"
        # As tall as the page, so that what sticks to the foot of the screen is at its foot.
        tall = max(variant.height, page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": variant.width, "height": tall})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if wide > 0:
            self.faults.append(f"{label}: {wide} px too wide")
        found = page.evaluate(
            "rules => axe.run({ runOnly: rules }).then(r => r.violations.map(v =>"
            " `${v.id} ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`))",
            RULES,
        )
        self.faults += [f"{label}: {one}" for one in found]
        page.screenshot(path=SHOTS / f"{label}.png")
        page.set_viewport_size({"width": variant.width, "height": variant.height})
