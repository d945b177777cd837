"""Find what waits for its author: `make lesson` and `make import` leave it as PENDIENTE."""

from __future__ import annotations

from api.content.notes import Notes
from api.content.source import Sources

PENDING = "PENDIENTE"


def check_pending(sources: Sources, notes: Notes) -> None:
    """Complain of each line of a lesson that nobody wrote yet."""
    for module in sources.modules:
        for lesson in module.lessons:
            text = (sources.root.parent / lesson.file).read_text("utf-8-sig")
            for number, line in enumerate(text.splitlines(), 1):
                _, found, said = line.partition(PENDING)
                if found:
                    words = said.partition("{")[0].strip(' ":') or "esto"
                    fault = f"falta escribir ({PENDING}): {words.rstrip('.')}"
                    mend = f"Escríbelo en lugar de «{PENDING}: …»"
                    notes.fault(lesson.file, number, fault, mend)
