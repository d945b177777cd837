"""Paper cards: drawn at random and forgotten once printed. Pure but for the dice."""

import html
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import segno

from api.codes import letters
from api.recovery.pictures import PICTURES

LLAVE_LETTERS = 12  # 60 bits
STYLE = (
    "body{font:16px/1.4 system-ui,sans-serif;margin:1cm;color:#000;background:#fff}"
    "main{display:grid;grid-template-columns:1fr 1fr;gap:.6cm}"
    "section{break-inside:avoid;border:1px dashed #999;border-radius:.4cm;padding:.5cm}"
    "svg{inline-size:3.4cm;block-size:3.4cm;float:right}p{margin:.15cm 0}"
    "b{font-size:1.25rem;letter-spacing:.05em}ol{margin:.2cm 0;padding-inline-start:1.2em}"
    "code{font-size:1.1rem}"
)


@dataclass(frozen=True)
class Drawn:
    """A card: its number, its four pictures in order, its twelve characters."""

    number: str
    pictures: tuple[str, ...]
    llave: str


def draw() -> Drawn:
    """Draw a card; four different pictures are easier to say."""
    left = sorted(PICTURES)
    chosen = [left.pop(secrets.randbelow(len(left))) for _ in range(4)]
    number = f"{secrets.randbelow(10**8):08}"
    return Drawn(number, tuple(chosen), letters(LLAVE_LETTERS))


def render_cards(edition: str, address: str, cards: Sequence[Drawn]) -> str:
    """Write a page of cards, Spanish, nothing from outside."""
    name = html.escape(edition)
    return (
        '<!doctype html><html lang="es-PE"><meta charset="utf-8">'
        f"<title>Tarjetas: {name}</title><style>{STYLE}</style><main>"
        f"{''.join(_card(name, address, one) for one in cards)}</main></html>\n"
    )


def _card(name: str, address: str, card: Drawn) -> str:
    code = segno.make(f"{address}/#/llave/{card.llave}", error="m", micro=False)
    pictures = "".join(f"<li>{html.escape(PICTURES[one])}</li>" for one in card.pictures)
    llave = "-".join(card.llave[at : at + 4] for at in range(0, LLAVE_LETTERS, 4))
    return (
        f"<section>{code.svg_inline(border=4, omitsize=True)}<p>{name}</p>"
        f"<p>Tarjeta <b>{card.number[:4]} {card.number[4:]}</b></p>"
        f"<p>Tus cuatro dibujos, en este orden:</p><ol>{pictures}</ol>"
        f"<p>Mi llave: <code>{llave}</code></p>"
        "<p>Guárdala como tu dinero. Si pierdes tu teléfono, con ella recuperas tu avance.</p>"
        "</section>"
    )
