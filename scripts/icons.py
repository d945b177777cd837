"""Render the icons of pwa/public/icons from icon.svg: `python -m scripts.icons`."""

from __future__ import annotations

import base64
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.rig.phone import chromium

ICONS = Path(__file__).resolve().parents[1] / "pwa" / "public" / "icons"
# Five dyes and three blends for their edges: each further blend costs 80 bytes at 192 pixels.
COLOURS = 8
# A mask may cut all but the middle circle of 0.8: there the letter is smaller, the band is not.
SMALLER = 'transform="translate(8 9)scale(.82)"'
# (file, pixels, transform of the letter).
WANTED = (
    ("icon-192.png", 192, ""),
    ("icon-512.png", 512, ""),
    ("apple-180.png", 180, ""),
    ("maskable-512.png", 512, SMALLER),
)
# The ways in that a long press on the icon offers, in the strokes of pwa/src/ui/icons-more.ts.
SHORTCUT = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 -6 36 36">
<path fill="#1F0F0B" d="M-6-6h36v36H-6z"/><g stroke="#FFF6E6" stroke-width="2"
stroke-linejoin="round" stroke-linecap="round"><path fill="#E8175D" d="{filled}"/>
<path fill="none" d="{open}"/></g></svg>"""
SHORTCUTS = {
    "seguir": ("M3 18h6v5H3zM15 2h6v5h-6z", "M6 18q12 0 6-6t6-5"),
    "negocio": (
        "M3 4h18l1 6q-2 3-5 0-2 3-5 0-3 3-5 0-3 3-5 0z",
        "M4 12v9h16v-9M9 21v-5h6v5",
    ),
    "comunidad": (
        "M9 4a4 4 0 1 0 .1 0zM2 21q0-8 7-8t7 8z",
        "M17 6a3 3 0 0 1 0 6M18 14q4 1 4 7",
    ),
}
DRAW = """async ([svg, px]) => {
  const image = new Image();
  image.src = 'data:image/svg+xml;base64,' + btoa(svg);
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {width: px, height: px});
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0, px, px);
  let text = '';
  for (const byte of pen.getImageData(0, 0, px, px).data) text += String.fromCharCode(byte);
  return btoa(text);
}"""
Colour = tuple[int, int, int]


def distance(one: Colour, other: Colour) -> int:
    """Return the squared distance of two colours."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def palette(pixels: list[Colour], most: int) -> list[Colour]:
    """Choose the colours that serve most pixels: often seen and far from those chosen."""
    seen = Counter(pixels)
    chosen: list[Colour] = []
    nearest = dict.fromkeys(seen, 3 * 255**2)
    while len(chosen) < min(most, len(seen)):
        best = max(seen, key=lambda colour: seen[colour] * nearest[colour])
        chosen.append(best)
        nearest = {c: min(far, distance(c, best)) for c, far in nearest.items()}
    return chosen


def chunk(kind: bytes, data: bytes) -> bytes:
    """Frame one PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def squeezed(data: bytes) -> bytes:
    """Deflate with each strategy and keep the shortest."""

    def one(level: int, strategy: int) -> bytes:
        packer = zlib.compressobj(level, zlib.DEFLATED, 15, 9, strategy)
        return packer.compress(data) + packer.flush()

    return min((one(level, way) for level in (6, 8, 9) for way in range(4)), key=len)


def rows(indices: list[int], px: int) -> Iterator[bytes]:
    """Give the rows unfiltered, two pixels a byte; px is even."""
    for start in range(0, len(indices), px):
        row = indices[start : start + px]
        yield b"\0" + bytes(a << 4 | b for a, b in zip(row[::2], row[1::2], strict=True))


def png(pixels: list[Colour], px: int, most: int = COLOURS) -> bytes:
    """Write a 4-bit palette PNG, `px` wide."""
    colours = palette(pixels, most)
    nearest = {
        c: min(range(len(colours)), key=lambda i: distance(c, colours[i])) for c in {*pixels}
    }
    body = squeezed(b"".join(rows([nearest[c] for c in pixels], px)))
    head = struct.pack(">IIBBBBB", px, len(pixels) // px, 4, 3, 0, 0, 0)
    table = b"".join(bytes(colour) for colour in colours)
    parts = chunk(b"IHDR", head) + chunk(b"PLTE", table) + chunk(b"IDAT", body)
    return b"\x89PNG\r\n\x1a\n" + parts + chunk(b"IEND", b"")


def drawn(page: Page, svg: str, px: int) -> list[Colour]:
    """Draw the SVG on a canvas and return its opaque pixels."""
    raw = base64.b64decode(page.evaluate(DRAW, [svg, px]))
    return [(raw[i], raw[i + 1], raw[i + 2]) for i in range(0, len(raw), 4)]


def write(name: str, data: bytes) -> None:
    """Put one picture beside icon.svg."""
    (ICONS / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


def main() -> int:
    """Write every PNG beside icon.svg."""
    svg = (ICONS / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        for name, px, transform in WANTED:
            write(name, png(drawn(page, svg.replace("<g ", f"<g {transform} ", 1), px), px))
        for name, (filled, strokes) in SHORTCUTS.items():
            drawing = SHORTCUT.format(filled=filled, open=strokes)
            write(f"{name}-96.png", png(drawn(page, drawing, 96), 96))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
