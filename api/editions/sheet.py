"""A printable page of invites: one QR code for each channel, Spanish, nothing from outside."""

import html
from collections.abc import Sequence

import segno

STYLE = (
    "body{font:18px/1.4 system-ui,sans-serif;margin:1cm;color:#000;background:#fff}"
    "section{break-inside:avoid;border:1px solid #999;border-radius:.5cm;padding:.8cm;"
    "margin-block:.6cm;display:flex;gap:1cm;align-items:center;flex-wrap:wrap}"
    "svg{inline-size:5.5cm;block-size:5.5cm}p{margin:.2cm 0;overflow-wrap:anywhere}"
    "small{font-size:.75rem}"
)


def render_sheet(edition: str, links: Sequence[tuple[str, str]]) -> str:
    """Write the page for (channel, link) pairs."""
    cards = "".join(
        f"<section>{_qr(link)}<div><h2>{html.escape(channel)}</h2>"
        "<p>Apunta la cámara de tu teléfono al cuadro.</p>"
        f"<p><small>{html.escape(link)}</small></p></div></section>"
        for channel, link in links
    )
    name = html.escape(edition)
    return (
        '<!doctype html><html lang="es-PE"><meta charset="utf-8">'
        f"<title>Invitaciones: {name}</title><style>{STYLE}</style>"
        f"<h1>{name}</h1><p>Lecciones cortas para tu negocio, en tu teléfono. Gratis.</p>"
        f"{cards}</html>\n"
    )


def _qr(link: str) -> str:
    """Draw a QR code with its quiet border; error correction M survives a crease."""
    return str(segno.make(link, error="m", micro=False).svg_inline(border=4, omitsize=True))
