"""Keep account of claims: which were looked up, which are open, and who confirms them by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from api.content.model import Json, Lesson
from api.content.notes import Notes
from api.content.source import Sources

USED = re.compile(r"\{\{\s*fact\.([a-z0-9-]+)\s*\}\}")


def check_facts(sources: Sources, notes: Notes) -> None:
    """Complain of a claim that stands in no card, and of two claims of one name."""
    seen: dict[str, str] = {}
    for lesson in _lessons(sources):
        text = (sources.root.parent / lesson.file).read_text("utf-8-sig")
        used = set(USED.findall(text))
        for fact in lesson.facts:
            line = lesson.lines["facts"]
            if fact.id not in used:
                mend = f"Escribe {{{{fact.{fact.id}}}}} detrás de lo que afirma, o quítalo de facts"
                notes.fault(
                    lesson.file, line, f"el dato «{fact.id}» no está en ninguna tarjeta", mend
                )
            if seen.setdefault(fact.id, lesson.file) != lesson.file:
                fault = f"el dato «{fact.id}» ya está en {seen[fact.id]}"
                notes.fault(lesson.file, line, fault, "Ponle otro id")


def _lessons(sources: Sources) -> Iterator[Lesson]:
    for module in sources.modules:
        yield from module.lessons


def facts_json(sources: Sources, today: date) -> dict[str, Json]:
    """Give the account of all claims and dated amounts: var/reports/facts.json."""
    rows: list[dict[str, Json]] = [
        {
            "id": fact.id,
            "lesson": lesson.id,
            "says": fact.says,
            "topic": fact.topic,
            "state": "open" if fact.is_open(today) else "checked",
            "confirm": fact.confirm,
            "source": fact.source,
            "source_date": fact.source_date,
            "url": fact.url,
            "read_by": fact.read_by,
            "read_on": fact.read_on.isoformat() if fact.read_on else "",
            "owner": fact.owner,
            "due": fact.due.isoformat(),
        }
        for lesson in _lessons(sources)
        for fact in lesson.facts
    ]
    amounts: list[dict[str, Json]] = [
        {
            "id": one.id,
            "year": one.year,
            "state": "open" if one.is_open(today) else "confirmed",
            "source": one.source,
            "words": one.words,
        }
        for one in sources.constants.values()
    ]
    return {
        "on": today.isoformat(),
        "open": sum(row["state"] == "open" for row in rows),
        "checked": sum(row["state"] == "checked" for row in rows),
        "facts": rows,
        "constants": amounts,
    }
