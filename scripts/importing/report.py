"""Tell the author what came, what did not and why, and what is left to write."""

from __future__ import annotations

from collections.abc import Mapping

from scripts.importing.items import Found
from scripts.importing.writing import pending_lines

NON_COMMERCIAL = (
    "La licencia no permite usos comerciales: pregunta a la coordinación antes de publicarla."
)
NEXT = "Para verla y corregirla: make preview"


def report(source: str, found: Found, texts: Mapping[str, str]) -> str:
    """Write the report; `texts` are the new lessons by their names."""
    lines = [f"De {source} salieron {_count(len(found.cards), 'tarjeta', 'tarjetas')}:"]
    lines += [f"  {name}" for name in texts]
    lines += [f"Licencia: {found.licence}. Crédito: {found.credit}."]
    lines += [NON_COMMERCIAL] if "NC" in found.licence else []
    lines += ["", "Lo que no vino igual:"]
    for loss in found.losses:
        lines += [f"  {loss.where}: {loss.what}.", f"    Qué hacer: {loss.mend}."]
    lines += [] if found.losses else ["  Nada: todo vino."]
    lines += ["", "Lo que falta que escribas (la revisión también lo dice):"]
    for name, text in texts.items():
        lines += [f"  {name}:{number}: {said}" for number, said in pending_lines(text)]
    return "\n".join([*lines, "", NEXT, ""])


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
