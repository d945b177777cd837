"""Compile what people tell each other: stories of how it went, and tricks of each trade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from api.content.bundle import Bundle, block_json, dumps, extra_json, inline_json
from api.content.card_checks import (
    ALT_CHARS,
    ALT_LEAST_CHARS,
    TITLE_CHARS,
    Page,
    check_ease,
)
from api.content.markdown import Complain, Section, joined, plain
from api.content.model import BUNDLE_FORMAT, TRADES, Card, Figure, Inline, Json, Story, Text
from api.content.prose import WORD, card_texts

STORIES = "stories"
STORIES_BYTES = 14_000  # brotli, words and drawings
TALE_WORDS = (60, 120)
TRICK_CHARS = 300
_MEND = "Mira un truco en docs/guia-autores.md"


@dataclass(frozen=True, slots=True)
class Tale:
    """How it went for somebody, well or badly: composed by the authors, and said to be."""

    id: str
    trade: str
    place: str
    went: str
    card: Card
    reviewed: date
    review_by: date
    file: str
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Trick:
    """A rule of thumb of a trade, in one breath."""

    id: int
    trade: str
    avatar: str
    name: str
    title: str
    text: Inline
    line: int


@dataclass(frozen=True, slots=True)
class Community:
    """The stories and tricks of a language."""

    locale: str
    tales: tuple[Tale, ...]
    tricks: tuple[Trick, ...]
    file: str


def trick_of(section: Section, complain: Complain) -> Trick:
    """Make a trick of a heading and its one paragraph."""
    heading, pieces = section
    attributes = dict(heading.attributes)
    who, name = attributes.pop("who", ""), attributes.pop("name", "")
    if not (heading.ident and who and name and heading.title) or attributes:
        complain(heading.line, "las llaves llevan {#1 .comida who=y1 name=Yuleisy}", _MEND)
    if heading.kind not in TRADES:
        mend = f"Usa uno de estos: {', '.join(TRADES)}"
        complain(heading.line, f"no existe el oficio «{heading.kind}»", mend)
    if [piece.kind for piece in pieces] != ["p"]:
        complain(heading.line, "un truco es un solo párrafo", _MEND)
    text = joined(pieces[0].items[0].lines) if pieces else ()
    ident = int(heading.ident or 0)
    return Trick(ident, heading.kind, who, name, heading.title, text, heading.line)


def tale_texts(tale: Tale) -> Iterator[str]:
    """Give everything a person reads in a story."""
    yield from card_texts(tale.card)


def trick_texts(trick: Trick) -> Iterator[str]:
    """Give everything a person reads in a trick."""
    yield from (trick.name, trick.title, plain(trick.text))


def readable(community: Community) -> int:
    """Count the characters a person reads in all stories and tricks."""
    tales = sum(len(text) for tale in community.tales for text in tale_texts(tale))
    return tales + sum(len(text) for trick in community.tricks for text in trick_texts(trick))


def figures_of(community: Community) -> list[str]:
    """List the drawings that the stories show, sorted."""
    blocks = (block for tale in community.tales for block in tale.card.blocks)
    return sorted({block.picture for block in blocks if isinstance(block, Figure)})


def stories_bundle(community: Community) -> Bundle:
    """Pack the stories and tricks of a language: words alone."""
    record: dict[str, Json] = {
        "f": BUNDLE_FORMAT,
        "k": STORIES,
        "id": STORIES,
        "l": community.locale,
        "ss": [_tale_json(tale) for tale in community.tales],
        "ts": [
            [t.id, t.trade, t.avatar, t.name, t.title, inline_json(t.text)]
            for t in community.tricks
        ],
    }
    rev = sum(tale.card.rev for tale in community.tales) + len(community.tricks)
    return Bundle(STORIES, STORIES, "Historias y trucos", community.locale, rev, dumps(record))


def _tale_json(tale: Tale) -> Json:
    card = tale.card
    teller = extra_json(card.extra) if card.extra else []
    blocks = [block_json(block) for block in card.blocks]
    return [tale.id, tale.trade, tale.place, int(tale.went == "bien"), card.title, teller, blocks]


def check_community(community: Community, page: Page, today: date) -> None:
    """Check stories and tricks as a careful editor would."""
    for tale in community.tales:
        _check_tale(tale, Page(tale.file, page.art, page.notes), today)
    for trick in community.tricks:
        _check_trick(trick, page)
    check_ease([t for trick in community.tricks for t in trick_texts(trick)], page)


def _check_tale(tale: Tale, page: Page, today: date) -> None:
    card = tale.card
    page.long(card.line, "el título", card.title, TITLE_CHARS)
    if not isinstance(card.extra, Story):
        page.fault(card.line, "una historia es una tarjeta .story", "Escribe .story y who=y1")
        return
    page.picture(card.line, card.extra.avatar)
    for block in card.blocks:
        if isinstance(block, Figure):
            page.picture(block.line, block.picture)
            if not ALT_LEAST_CHARS <= len(block.alt) <= ALT_CHARS:
                page.fault(block.line, "al dibujo le falta su descripción", "Di qué se ve")
    words = sum(len(WORD.findall(text)) for text in _told(tale))
    least, most = TALE_WORDS
    if not least <= words <= most:
        fault = f"la historia tiene {words} palabras y van de {least} a {most}"
        page.fault(card.line, fault, "Alárgala o acórtala")
    if tale.review_by < today:
        page.warn(tale.lines["review_by"], f"la revisión venció el {tale.review_by}", "Revísala")
    check_ease(list(tale_texts(tale)), page)


def _told(tale: Tale) -> Iterator[str]:
    for block in tale.card.blocks:
        if isinstance(block, Text):
            yield from (plain(part) for part in block.parts)


def _check_trick(trick: Trick, page: Page) -> None:
    page.picture(trick.line, trick.avatar)
    page.long(trick.line, "el título", trick.title, TITLE_CHARS)
    page.long(trick.line, "el truco", plain(trick.text), TRICK_CHARS)
