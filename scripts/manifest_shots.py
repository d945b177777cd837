"""Make the pictures that the install dialog shows: `python -m scripts.manifest_shots`.

Writes pwa/public/shots/*.webp; the manifest names them. Small, because a phone may fetch them.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server

SHOTS = ROOT / "pwa" / "public" / "shots"
QUALITY = 0.2
TO_WEBP = """async ([png, quality]) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'),
    { width: image.width, height: image.height });
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""


def shoot(context: BrowserContext, page: Page, name: str) -> None:
    """Write what is on the screen as one small picture."""
    page.wait_for_timeout(300)
    png = base64.b64encode(page.screenshot()).decode()
    blank = context.new_page()
    webp = base64.b64decode(blank.evaluate(TO_WEBP, [png, QUALITY]))
    blank.close()
    path = SHOTS / f"{name}.webp"
    path.write_bytes(webp)
    sys.stdout.write(f"{path.relative_to(ROOT)} {len(webp)} bytes\n")


def main() -> None:
    """Study the first lesson, then photograph a card and the route."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as p:
        server = Server(Path(folder) / "data")
        with server:
            phone = Phone(p, Path(folder) / "phone")
            page = phone.open()
            page.goto(server.url)
            learner.begin(page)
            expect(page.locator(".frame .scene")).to_be_visible()
            shoot(page.context, page, "tarjeta")
            learner.finish_lesson(page)
            learner.leave_ending(page, consent=False)
            page.get_by_role("button", name="Guardar todo").click()
            expect(page.get_by_text("Todo está guardado")).to_be_visible()
            shoot(page.context, page, "ruta")
            phone.close()


if __name__ == "__main__":
    main()
