"""List the drawings that authors asked for: what the cards say of them is what to draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.content.model import ASKED, Figure
from api.content.source import Sources


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A drawing to make, where it is missing, and the words that stand in its place."""

    id: str
    lesson: str
    card: int
    file: str
    line: int
    words: str


def asked_of(sources: Sources) -> Iterator[Asked]:
    """Give every drawing asked for, as often as it is."""
    for module in sources.modules:
        for lesson in module.lessons:
            for card in lesson.cards:
                for block in card.blocks:
                    if isinstance(block, Figure) and block.is_asked:
                        ident = block.picture.removeprefix(ASKED)
                        place = (lesson.id, card.id, lesson.file, block.line)
                        yield Asked(ident, *place, block.alt)
