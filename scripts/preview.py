"""Make the picture that stands beside a shared link: `python -m scripts.preview`.

Writes pwa/public/vista.png from the built app's own strokes (make build first). Only who builds a
preview of a link fetches it; the app never does.
"""

from __future__ import annotations

import base64
import re
import sys

from playwright.sync_api import sync_playwright

from scripts.icons import png
from scripts.rig.phone import chromium
from scripts.rig.server import ROOT

OUT = ROOT / "pwa" / "public" / "vista.png"
WIDE, TALL = 1200, 630
PAGE = """<!doctype html><meta charset="utf-8">{style}<style>
body {{ margin: 0; width: 1200px; height: 630px; position: relative; color: var(--crema);
background: var(--noche) repeating-conic-gradient(from 0deg at 50% 38%, var(--noche) 0 9deg,
var(--brasa) 9deg 18deg) }}
.word {{ position: absolute; left: 168px; top: 70px; width: 864px; max-width: none; height: 225px }}
p {{ position: absolute; left: 0; right: 0; text-align: center }}
.motto {{ top: 318px; font-size: 62px; padding: 0 }}
.more {{ top: 408px; font: 700 40px/1.2 var(--texto) }}
.band {{ position: absolute; bottom: 0; left: 0; width: 300px; height: 32px;
transform: scale(4); transform-origin: 0 100% }}
</style>{symbols}<svg class="word" viewBox="0 0 246 64"><use href="#word"/></svg>
<p class="motto">El talento no tiene fronteras</p>
<p class="more">Lecciones de 5 minutos para tu negocio. Gratis.</p>
<svg class="band"><rect width="100%" height="100%" fill="url(#t-rombo)"/></svg>"""
PIXELS = """async (shot) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + shot;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'),
    { width: image.width, height: image.height });
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  let text = '';
  for (const byte of pen.getImageData(0, 0, image.width, image.height).data)
    text += String.fromCharCode(byte);
  return btoa(text);
}"""


def main() -> int:
    """Draw, photograph, and write it in sixteen colours."""
    text = (ROOT / "var" / "pwa" / "index.html").read_text(encoding="utf-8")
    style = "".join(re.findall(r"<style>.*?</style>", text, re.DOTALL))
    symbols = "".join(re.findall(r"<svg class=\"?gone.*?</svg>(?=\s*<div)", text, re.DOTALL))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDE, "height": TALL})
        page.set_content(PAGE.format(style=style, symbols=symbols))
        shot = base64.b64encode(page.screenshot()).decode()
        raw = base64.b64decode(page.evaluate(PIXELS, shot))
        browser.close()
    pixels = [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, len(raw), 4)]
    OUT.write_bytes(png(pixels, WIDE, 16))
    sys.stdout.write(f"{OUT.relative_to(ROOT)} {OUT.stat().st_size} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
