"""Measure how easy Spanish text is to read, with rules alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from api.content.markdown import plain
from api.content.model import (
    Block,
    Card,
    Choice,
    Do,
    Extra,
    Figure,
    Inline,
    Lesson,
    Match,
    Module,
    Number,
    Order,
    Story,
    Text,
    Variants,
)

WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
SENTENCE_END = re.compile(r"[.!?…:]+(?=[\s»”\")]|$)")
VOWELS = re.compile(r"[aeiouáéíóúü]+")
STRONG = re.compile(r"[aeoáéóíú]")  # an accented í or ú is a syllable of its own


@dataclass(frozen=True, slots=True)
class Ease:
    """Fernández-Huerta's score (100 = very easy) and the mean words a sentence."""

    score: float
    words_per_sentence: float


def syllables(word: str) -> int:
    """Count the syllables of a Spanish word; a number counts as two."""
    if word[0].isdigit():
        return 2
    lower = re.sub(r"(?<=q)u|(?<=g)u(?=[eéií])", "", word.lower())
    lower = re.sub(r"y(?![aeiouáéíóú])", "i", lower)
    groups = VOWELS.findall(lower)
    return max(1, sum(max(1, len(STRONG.findall(group))) for group in groups))


def ease(texts: Iterable[str]) -> Ease:
    """Score texts, each of which ends a sentence.

    206.84 - 60 syllables/word - 1.02 words/sentence: J. Fernández Huerta, "Medidas sencillas de
    lecturabilidad", Consigna 214 (1959), read as G. Law showed in 2011 that it was meant.
    """
    sentences = [part for text in texts for part in SENTENCE_END.split(text)]
    counted = [words for part in sentences if (words := WORD.findall(part))]
    total = sum(len(words) for words in counted)
    if not total:
        return Ease(100.0, 0.0)
    spoken = sum(syllables(word) for words in counted for word in words)
    per_sentence = total / len(counted)
    return Ease(206.84 - 60 * spoken / total - 1.02 * per_sentence, per_sentence)


def extra_texts(extra: Extra | None) -> Iterator[Inline]:
    """Give what a person reads in the part that only this kind of card has."""
    match extra:
        case Choice():
            for option in extra.options:
                yield from (option.text, option.why)
        case Order():
            yield from (text for _, text in extra.items)
            yield from (extra.good, extra.almost)
        case Match():
            yield from ((side,) for _, left, right in extra.pairs for side in (left, right))
            yield from (extra.good, extra.almost)
        case Number():
            yield from (extra.good, extra.almost)
        case Do():
            yield from (*extra.steps, extra.risk)
        case Story():
            yield (extra.name,)


def card_texts(card: Card) -> Iterator[str]:
    """Give everything a person reads on a card, alternative texts included."""
    yield card.title
    for block in card.blocks:
        yield from _block_texts(block)
    yield from (plain(inline) for inline in extra_texts(card.extra))


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Figure():
            yield block.alt
        case Variants():
            for one in block.choices:
                yield from (plain(part) for text in one.texts for part in text.parts)
        case Text():
            yield from (plain(part) for part in block.parts)


def lesson_texts(lesson: Lesson) -> Iterator[str]:
    """Give everything a person reads in a lesson."""
    yield from (lesson.title, lesson.rule)
    for card in lesson.cards:
        yield from card_texts(card)


def readable_characters(module: Module) -> int:
    """Count the characters a person reads in a module."""
    own = len(module.title) + len(module.outcome)
    return own + sum(len(text) for lesson in module.lessons for text in lesson_texts(lesson))
