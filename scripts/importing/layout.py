"""Lay the text of others out on cards: a card for each heading, none longer than a screen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.content.card_checks import BODY_CHARS, TITLE_CHARS
from scripts.importing.items import Card
from scripts.importing.rich import Piece, blocks_of, title_of
from scripts.new_lesson import PENDING

IDEA_CHARS = BODY_CHARS["idea"]
SENTENCE = re.compile(r"(?<=[.!?…])\s+")
CAPTION = f"{PENDING}: escribe el pie del dibujo."


def idea_cards(title: str, pieces: Iterable[Piece]) -> Iterator[Card]:
    """Make cards of a text, in its order."""
    for heading, group in _sections(title, pieces):
        screens = list(_screens(group))
        for number, screen in enumerate(screens, 1):
            tail = f" ({number})" if len(screens) > 1 else ""
            yield _card(title_of(heading, TITLE_CHARS - len(tail)) + tail, screen)


def _sections(title: str, pieces: Iterable[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Cut at headings; one that nothing follows is told as a paragraph."""
    heading, group = title, list[Piece]()
    for piece in pieces:
        if piece.kind != "h":
            group.append(piece)
            continue
        if group:
            yield heading, group
        elif heading != title:
            yield title, [Piece("p", (("", heading),))]
        heading, group = piece.words(), []
    if group:
        yield heading, group
    elif heading != title:
        yield title, [Piece("p", (("", heading),))]


def _screens(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Cut where a screen is full, and before a second picture."""
    screen: list[Piece] = []
    for piece in (part for one in pieces for part in _shortened(one)):
        size = sum(len(one.words()) for one in screen if one.kind != "f")
        full = piece.kind != "f" and size and size + len(piece.words()) > IDEA_CHARS
        second = piece.kind == "f" and any(one.kind == "f" for one in screen)
        if full or second:
            yield screen
            screen = []
        screen.append(piece)
    if screen:
        yield screen


def _shortened(piece: Piece) -> Iterator[Piece]:
    """Cut a paragraph that fills more than a screen between its sentences; marks go."""
    if piece.kind == "f" or len(piece.words()) <= IDEA_CHARS:
        yield piece
        return
    part = ""
    for sentence in SENTENCE.split(piece.words()):
        if part and len(part) + len(sentence) + 1 > IDEA_CHARS:
            yield replace(piece, spans=(("", part),))
            part = ""
        part = f"{part} {sentence}".strip()
    yield replace(piece, spans=(("", part),))


def _card(title: str, screen: list[Piece]) -> Card:
    blocks = blocks_of(screen)
    if all(piece.kind == "f" for piece in screen):
        return Card("picture", title, (*blocks, CAPTION))
    return Card("idea", title, blocks)
