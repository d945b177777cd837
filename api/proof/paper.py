"""A certificate as a PDF, set by typst on the computer of whoever holds it: no server has the name.

What it says is what the phone's screen says (pwa/src/i18n/es-proof.ts). `typst` is an extra
(`print` in setup.cfg): a server goes without it.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from api.errors import SetupError
from api.proof.name import neat_name
from api.proof.shortcode import Short

TEMPLATE = Path(__file__).with_name("paper.typ")
MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre"
).split()
FINISHED = "terminó"
WITHOUT_VALUE = "Sin valor oficial."
CHECK = "Para comprobarla: lee el cuadro con la cámara y escribe el nombre. También sin señal."
QR = "Código QR para comprobar la constancia"
NO_TYPST = (
    "Falta typst, que arma el PDF. En tu computadora, no en el servidor, que no debe saber el "
    "nombre: make proof"
)


def words(said: Short, name: str, title: str, issuer: str, address: str) -> dict[str, str]:
    """Write what the page says; `title` is the edition's, `address` what the QR opens."""
    year, month = said.month.split("-")
    return {
        "name": neat_name(name),
        "finished": FINISHED,
        "title": title,
        "month": f"{MONTHS[int(month) - 1]} de {year}",
        "value": "" if said.official else WITHOUT_VALUE,
        "check": CHECK,
        "by": f"Firma: {issuer}. Número {said.id}.",
        "place": address.partition("/#/")[0].partition("://")[2],
        "qr": _qr(address),
        "qr_alt": QR,
    }


def render(said: Mapping[str, str], form: Literal["pdf", "png"] = "pdf") -> bytes:
    """Set the page as a file, "pdf" or "png"; raises SetupError without typst.

    What is said goes in as values: no letter of a name is read as typst's own language.
    """
    try:
        import typst
    except ImportError:
        raise SetupError(NO_TYPST) from None
    made = typst.compile(TEMPLATE.read_bytes(), sys_inputs=dict(said), format=form)
    assert isinstance(made, bytes)  # noqa: S101  one page, nowhere to write it
    return made


def _qr(address: str) -> str:
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=4, light="#fff")
    return drawn.getvalue().decode()
