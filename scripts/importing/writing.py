"""Write cards as lessons of ours; what only an author can say stands there as PENDIENTE."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from string import ascii_lowercase

from api.content.card_checks import TITLE_CHARS
from scripts.importing.items import Card, Found
from scripts.importing.rich import title_of
from scripts.new_lesson import PENDING, Place, in_a_year

CARDS = 8  # and one to do: a lesson of five minutes
WHY_RIGHT = f"{PENDING}: di por qué es esta."
WHY_WRONG = f"{PENDING}: di con cariño por qué no es esta."
GOOD = f"{PENDING}: di por qué sale así."
ALMOST = f"{PENDING}: di en qué fijarse."
WAITS = re.compile(rf"{PENDING}[^\"{{]*")
PROMPT = f"{PENDING}: escribe la pregunta."
DO = f"""when={PENDING} where={PENDING}}}

{PENDING}: di qué va a hacer hoy.

- [ ] {PENDING}: el primer paso

Riesgo: {PENDING}: di qué no se muestra ni se cuenta.
"""


def parts_of(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """Cut cards into lessons of about the same size, none longer than five minutes."""
    many = max(1, -(-len(cards) // CARDS))
    cuts = [len(cards) * step // many for step in range(many + 1)]
    return [cards[a:b] for a, b in pairwise(cuts)]


def part_title(title: str, number: int, many: int) -> str:
    """Tell the lessons of one file apart."""
    tail = f" ({number} de {many})" if many > 1 else ""
    return title_of(title, TITLE_CHARS - len(tail)) + tail


def lesson_text(place: Place, title: str, cards: Sequence[Card], found: Found, today: date) -> str:
    """Write a whole lesson."""
    head = {
        "id": place.id,
        "title": title,
        "minutes": 5,
        "rule": f"{PENDING}: di la regla en un respiro",
        "habit": f"{PENDING}: ¿lo hiciste esta semana?",
        "licence": found.licence,
        "credit": found.credit,
    }
    # A string of JSON is one of YAML too, whatever stands in it.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
    lines += [f"reviewed: {today}", f"review_by: {in_a_year(today)}"]
    body = "".join(card_text(card, number) for number, card in enumerate(cards, 1))
    end = f"\n## Hazlo hoy: {PENDING} {{#{len(cards) + 1} .do rev=1 {DO}"
    return "---\n" + "\n".join(lines) + f"\n---\n{body}{end}"


def card_text(card: Card, number: int) -> str:
    """Write one card."""
    extra = f" answer={card.number} unit=unidades" if card.kind == "number" else ""
    extra += f" near={card.near}" if card.near else ""
    title = title_of(card.title, TITLE_CHARS) or f"Tarjeta {number}"
    heading = f"## {title} {{#{number} .{card.kind} rev=1{extra}}}"
    told = any(not block.startswith("![") for block in card.blocks)
    blocks = [*card.blocks, *([] if told else [PROMPT])]
    return "\n" + "\n\n".join([heading, *blocks, *_asked(card)]) + "\n"


def _asked(card: Card) -> Iterator[str]:
    letters = iter(ascii_lowercase)
    if card.answers:
        yield "\n".join(
            f"- [{'x' if one.right else ' '}] {one.text or PENDING} {{#{next(letters)}}}\n"
            f"  {one.why or (WHY_RIGHT if one.right else WHY_WRONG)}"
            for one in card.answers
        )
    if card.pairs:
        yield "\n".join(f"- {left} => {right} {{#{next(letters)}}}" for left, right in card.pairs)
    if card.pairs or card.kind == "number":
        yield f"Bien: {card.good or GOOD}"
        yield f"Casi: {card.almost or ALMOST}"


def pending_lines(text: str) -> list[tuple[int, str]]:
    """Tell each line that waits for its author."""
    return [
        (number, found[0].strip())
        for number, line in enumerate(text.splitlines(), 1)
        if (found := WAITS.search(line))
    ]
