"""Contact sheets: the pictures of a variant, twelve on a page, to be looked at together."""

from __future__ import annotations

import os
from collections.abc import Iterable
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scripts.rig.phone import chromium

PER_SHEET, COLUMNS, WIDE_PX, TALL_PX = 12, 6, 300, 700
STYLE = f"""body {{ margin: 12px; background: #666; color: #fff; font: 13px sans-serif;
  display: grid; grid-template-columns: repeat({COLUMNS}, {WIDE_PX}px); gap: 12px }}
figure {{ margin: 0 }}
img {{ display: block; width: 100%; max-height: {TALL_PX}px; object-fit: cover;
  object-position: top }}"""


def lay_out(shots: Path, variants: Iterable[str], sheets: Path) -> list[Path]:
    """Write `<variant>-<n>.png` of every twelve pictures of each variant; return their paths."""
    sheets.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), chromium_sandbox=os.geteuid() != 0)
        page = browser.new_page(viewport={"width": COLUMNS * (WIDE_PX + 12) + 12, "height": 800})
        for name in variants:
            for old in sheets.glob(f"{name}-[0-9][0-9].png"):
                old.unlink()
            pictures = sorted(shots.glob(f"{name}-[0-9][0-9][0-9]-[a-z]*.png"))
            for first in range(0, len(pictures), PER_SHEET):
                path = sheets / f"{name}-{first // PER_SHEET + 1:02}.png"
                lay_one_out(page, pictures[first : first + PER_SHEET], path)
                made.append(path)
        browser.close()
    return made


def lay_one_out(page: Page, pictures: list[Path], path: Path) -> None:
    """Show some pictures with their names, and photograph them."""
    figures = "".join(
        f'<figure><img src="{one.resolve().as_uri()}"><figcaption>{escape(one.stem)}</figcaption>'
        "</figure>"
        for one in pictures
    )
    source = path.with_suffix(".html")
    source.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{figures}")
    page.goto(source.resolve().as_uri(), wait_until="load")
    page.screenshot(path=path, full_page=True)
    source.unlink()
