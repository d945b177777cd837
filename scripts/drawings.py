"""Write the page where authors find a drawing and see which are asked for: `make lessons`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from api.content.asked import Asked
from api.content.bundle import drawing_bytes
from api.content.notes import Notes
from api.content.pictures import Art, Tree, read_art
from api.content.tags import read_tags

ROOT = Path(__file__).resolve().parent.parent
STYLES = ("tokens.css", "art.css")
PAGE = Path(__file__).with_name("drawings.html")
AVATAR = re.compile(r"y\d+")
FRAME = 'x="0" y="0" width="{2}" height="{3}"'


def pages(lessons: Path, asked: Sequence[Asked]) -> dict[str, bytes]:
    """Give the page of all drawings and the list of those asked for, by file name."""
    notes = Notes()  # they were said when the lessons were compiled
    art = read_art(lessons, notes)
    tags = read_tags(lessons, art, notes)
    styles = ROOT / "pwa" / "src" / "styles"
    holes = {
        "styles": "".join((styles / name).read_text(encoding="utf-8") for name in STYLES),
        "parts": "".join(svg(art.symbol(ident)) for ident in sorted(art.parts)),
        "asked": "".join(asked_row(one) for one in asked) or NOTHING_ASKED,
        "drawings": "".join(cards(art, {i: " · ".join(words) for i, words in tags.items()})),
    }
    page = re.sub(
        r"<!-- (\w+) -->|/\* (styles) \*/",
        lambda found: holes[found[1] or found[2]],
        PAGE.read_text(encoding="utf-8"),
    )
    rows = json.dumps([asdict(one) for one in asked], ensure_ascii=False, indent=2)
    return {"dibujos.html": page.encode(), "dibujos-pedidos.json": f"{rows}\n".encode()}


def svg(tree: Tree) -> str:
    """Write a tree as markup."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in tree.attributes.items())
    return f"<{tree.tag}{attributes}>{''.join(map(svg, tree.children))}</{tree.tag}>"


def line_for(ident: str, art: Art) -> str:
    """Give what an author pastes: into a card, into its braces, or into another drawing."""
    if ident in art.scenes:
        return f"![qué se ve]({ident})"
    if AVATAR.fullmatch(ident):
        return f"who={ident}"
    if art.parts[ident].tag == "pattern":
        return f'fill="url(#{ident})"'
    box = art.parts[ident].attributes["viewBox"].split()
    return f'<use href="#{ident}" {FRAME.format(*box)}/>'


def cards(art: Art, tags: dict[str, str]) -> Iterator[str]:
    """Show every drawing: scenes first, then people, then parts."""
    people = sorted(filter(AVATAR.fullmatch, art.parts), key=lambda ident: int(ident[1:]))
    rest = sorted(art.parts.keys() - set(people))
    for ident in (*sorted(art.scenes), *people, *rest):
        kind = "escena" if ident in art.scenes else "persona" if ident in people else "parte"
        yield CARD.format(
            id=ident,
            kind=kind,
            picture=shown(ident, art),
            tags=escape(tags.get(ident, "")),
            bytes=drawing_bytes(ident, art),
            line=escape(line_for(ident, art)),
        )


def shown(ident: str, art: Art) -> str:
    """Draw it inside a frame of its own shape; people's parts in somebody's colours."""
    tree = art.symbol(ident)
    if tree.tag == "pattern":
        box, inside = "0 0 96 48", f'<path class="z" fill="url(#{ident})" d="M0 0h96v48H0z"/>'
    else:
        box, inside = tree.attributes["viewBox"], "".join(map(svg, tree.children))
    return (
        f'<svg class="d" viewBox="{box}" aria-hidden="true"><g class="p3 h1 q2">{inside}</g></svg>'
    )


def asked_row(one: Asked) -> str:
    """Say one drawing asked for: its words, and where they stand in its place."""
    cells = (one.words, f"pedido:{one.id}", f"{one.lesson}, tarjeta {one.card}")
    place = f"{one.file}:{one.line}"
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (*cells, place))}</tr>"


NOTHING_ASKED = '<tr><td colspan="4">Nadie pidió ninguno.</td></tr>'
CARD = """
<li data-words="{id} {kind} {tags}">{picture}
<b>{id}</b> <span>{kind} · {bytes} bytes</span><p>{tags}</p>
<input readonly value="{line}" aria-label="Línea para pegar: {id}"></li>"""
