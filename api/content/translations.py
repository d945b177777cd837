"""Lay the words of another language over a Spanish module: its texts change and nothing else."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from api.content.card_checks import RULE_CHARS, TITLE_CHARS, CardCheck, Page
from api.content.checks import HABIT_CHARS
from api.content.markdown import SLOT, STRAY, plain
from api.content.model import (
    Block,
    Card,
    Choice,
    Do,
    Edition,
    Extra,
    Figure,
    Inline,
    Lesson,
    Match,
    Module,
    Number,
    Option,
    Order,
    Span,
    Text,
    Translation,
    Variants,
)
from api.content.notes import Notes
from api.content.pictures import Art
from api.content.source import SPANISH, SourceReader, Sources

SWITCH = "DRAFT_LOCALES"  # as the app's words have it (pwa/locales.config.ts)
HOLE = re.compile(r"\{\{[^{}]*\}\}")
MARK = re.compile(r"\*\*([^*]+)\*\*|\*([^*]+)\*")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
# Control characters and what breaks a line.
BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
HEAD = re.compile(r"[^.]+\.(title|outcome|rule|habit)")
HEAD_CHARS = {
    "title": TITLE_CHARS,
    "outcome": RULE_CHARS,
    "rule": RULE_CHARS,
    "habit": HABIT_CHARS,
}
# A text that began with one of these and a mark would pass for a block (docs/lesson-format.md).
BLOCKS = ("r", "u", "o", "f", "s", "e", "v")
FORMULA = ("=", "+", "-", "@")
SPANISH_SHOWN = "Ahí se lee español hasta que se traduzca otra vez"

Say = Callable[[str, str], str]


def wants_drafts() -> bool:
    """Tell whether this build may carry what nobody has signed."""
    return os.environ.get(SWITCH) == "1"


def written(inline: Inline) -> str:
    """Write a text with its marks, as a translator sees it."""
    marks = {"b": "**", "i": "*"}
    return "".join(
        span if isinstance(span, str) else f"{marks[span[0]]}{span[1]}{marks[span[0]]}"
        for span in inline
    )


def marked(text: str) -> Inline:
    """Read a text with its marks."""
    spans: list[Span] = []
    end = 0
    for found in MARK.finditer(text):
        spans.append(text[end : found.start()])
        spans.append(("b", found[1]) if found[1] else ("i", found[2]))
        end = found.end()
    return tuple(span for span in (*spans, text[end:]) if span)


def _as_it_was(_: str, line: int) -> int:
    return line


@dataclass(frozen=True, slots=True)
class Walk:
    """Go through a module, text by text: `say(key, text)` gives what shall stand there.

    `at(key, line)` gives the line that a fault of it is told at.
    """

    tell: Say
    at: Callable[[str, int], int] = _as_it_was

    def say(self, key: str, text: str) -> str:
        """Give the text of a key; where there is none in Spanish there is none."""
        return self.tell(key, text) if text else text

    def inline(self, key: str, inline: Inline) -> Inline:
        """Give a text that may have marks."""
        return marked(self.say(key, written(inline)))

    def module(self, one: Module) -> Module:
        """Give a module."""
        title = self.say("module.title", one.title)
        outcome = self.say("module.outcome", one.outcome)
        lessons = tuple(self.lesson(lesson) for lesson in one.lessons)
        return replace(one, title=title, outcome=outcome, lessons=lessons)

    def lesson(self, one: Lesson) -> Lesson:
        """Give a lesson."""
        title = self.say(f"{one.id}.title", one.title)
        rule = self.say(f"{one.id}.rule", one.rule)
        habit = self.say(f"{one.id}.habit", one.habit)
        cards = tuple(self.card(f"{one.id}.{card.id}", card) for card in one.cards)
        return replace(one, title=title, rule=rule, habit=habit, cards=cards)

    def card(self, key: str, one: Card) -> Card:
        """Give a card."""
        title = self.say(f"{key}.title", one.title)
        blocks = tuple(self.blocks(key, one.blocks))
        extra = self.own(key, one.extra) if one.extra else None
        line = self.at(f"{key}.title", one.line)
        return replace(one, title=title, blocks=blocks, extra=extra, line=line)

    def blocks(self, key: str, blocks: Iterable[Block]) -> Iterator[Block]:
        """Give the blocks of a card, or of one of its variants."""
        seen: Counter[str] = Counter()
        for block in blocks:
            match block:
                case Figure():
                    alt = self.say(f"{key}.alt", block.alt)
                    yield replace(block, alt=alt, line=self.at(f"{key}.alt", block.line))
                case Text():
                    seen[block.kind] += 1
                    yield self.text(f"{key}.{block.kind}{seen[block.kind]}", block)
                case Variants():
                    yield self.variants(key, block)

    def variants(self, key: str, one: Variants) -> Variants:
        """Give a place told in several ways; the names of its tabs are the module's."""
        choices = tuple(
            replace(
                choice,
                title=self.say(f"module.tab.{choice.key}", choice.title),
                texts=tuple(
                    block
                    for block in self.blocks(f"{key}.{choice.key}", choice.texts)
                    if isinstance(block, Text)
                ),
            )
            for choice in one.choices
        )
        return replace(one, choices=choices, line=self.at(f"{key}.title", one.line))

    def text(self, key: str, one: Text) -> Text:
        """Give a paragraph, or a list: a key for each of its items."""
        keys = [f"{key}.{n}" for n in range(1, len(one.parts) + 1)] if one.kind in "uo" else [key]
        pairs = zip(keys, one.parts, strict=True)
        parts = tuple(self.inline(name, part) for name, part in pairs)
        return replace(one, parts=parts, line=self.at(keys[0], one.line))

    def own(self, key: str, extra: Extra) -> Extra:
        """Give what only this kind of card has; who tells a story keeps her name."""
        match extra:
            case Choice():
                return Choice(tuple(self.option(f"{key}.{one.id}", one) for one in extra.options))
            case Order():
                items = tuple((one, self.inline(f"{key}.{one}", text)) for one, text in extra.items)
                return Order(items, *self.replies(key, extra))
            case Match():
                pairs = tuple(self.pair(key, pair) for pair in extra.pairs)
                return Match(pairs, *self.replies(key, extra))
            case Number():
                good, almost = self.replies(key, extra)
                return replace(extra, good=good, almost=almost)
            case Do():
                steps = enumerate(extra.steps, 1)
                told = tuple(self.inline(f"{key}.step{n}", step) for n, step in steps)
                return replace(extra, steps=told, risk=self.inline(f"{key}.risk", extra.risk))
        return extra

    def option(self, key: str, one: Option) -> Option:
        """Give an answer to choose, and why."""
        text, why = self.inline(key, one.text), self.inline(f"{key}.why", one.why)
        return replace(one, text=text, why=why, line=self.at(f"{key}.why", one.line))

    def pair(self, key: str, pair: tuple[str, str, str]) -> tuple[str, str, str]:
        """Give both sides of a pair."""
        one, left, right = pair
        return (
            one,
            self.say(f"{key}.{one}.left", left),
            self.say(f"{key}.{one}.right", right),
        )

    def replies(self, key: str, extra: Order | Match | Number) -> tuple[Inline, Inline]:
        """Give what is said after a good and an almost good try."""
        return self.inline(f"{key}.good", extra.good), self.inline(f"{key}.almost", extra.almost)


@dataclass(frozen=True, slots=True)
class Original:
    """A Spanish module with the places of claims and amounts unfilled, and what stands in them."""

    module: Module
    said: Mapping[str, str]
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        def note(key: str, text: str) -> str:
            self.texts[key] = text
            lesson = key.partition(".")[0]
            for slot in SLOT.findall(text):
                self.texts[f"{lesson}.{slot}"] = self.said.get(slot, "")
            return text

        Walk(note).module(self.module)

    def told(self, words: Mapping[str, str], at: Callable[[str, int], int] = _as_it_was) -> Module:
        """Give the module in these words; where one lacks, in Spanish."""

        def tell(key: str, text: str) -> str:
            lesson = key.partition(".")[0]

            def fill(found: re.Match[str]) -> str:
                return words.get(f"{lesson}.{found[1]}", self.said.get(found[1], ""))

            return SLOT.sub(fill, words.get(key, text))

        return Walk(tell, at).module(self.module)


def original(sources: Sources, ident: str, today: date) -> Original | None:
    """Read a Spanish module as translators see it; what is wrong with it was said before."""
    reader = SourceReader(sources.root, Notes(), today, holes=True)
    known = {module.id for module in sources.modules if module.locale == SPANISH}
    module = reader.read_module(ident) if ident in known else None
    if module is None:
        return None
    facts = {f"fact.{one.id}": one.spoken(today) for les in module.lessons for one in les.facts}
    amounts = {f"constant.{one.id}": one.spoken(today) for one in sources.constants.values()}
    return Original(module, {**facts, **amounts})


def _marks(text: str) -> list[str]:
    return sorted(span[0] for span in marked(text) if not isinstance(span, str))


def _numbers(text: str) -> list[str]:
    return sorted(NUMBER.findall(HOLE.sub("", text)))


def _listed(found: Iterable[str], none: str) -> str:
    return " y ".join(found) or none


def text_faults(key: str, es: str, to: str) -> Iterator[str]:
    """Tell what keeps a translation from standing where the Spanish does."""
    if BREAK.search(to):
        yield "escribe la traducción en una sola línea"
    bare = HOLE.sub("", to)
    if sorted(HOLE.findall(es)) != sorted(HOLE.findall(to)) or "{" in bare or "}" in bare:
        holes = _listed(HOLE.findall(es), "ninguna marca con llaves")
        yield f"la traducción tiene que llevar {holes}, tal cual"
    if _numbers(es) != _numbers(to):
        yield f"los números tienen que ser {_listed(_numbers(es), 'ninguno')}, en cifras"
    if _marks(es) != _marks(to):
        yield "lleva las mismas **marcas** que el español, o ninguna si no tiene"
    yield from _signs(es, to)
    head = HEAD.fullmatch(key)
    if head and len(to) > HEAD_CHARS[head[1]]:
        yield f"tiene {len(to)} letras y caben {HEAD_CHARS[head[1]]}"


def _signs(es: str, to: str) -> Iterator[str]:
    """Complain of signs that no text has."""
    spans = marked(to)
    stray = STRAY.search(plain(spans)) or (None if "<" in es else re.search("[<>]", to))
    if stray:
        yield f"sobra «{stray[0]}»"
    if to.startswith(FORMULA) and not es.startswith(FORMULA):
        yield f"no puede empezar con «{to[0]}»: la hoja lo tomaría por una cuenta"
    if len(spans) > 1 and spans[0] in BLOCKS:
        yield "una letra suelta pegada a una marca"


def card_faults(module: Module, art: Art, file: str) -> Notes:
    """Check each card as the compiler checks Spanish ones, all but how easy it is to read."""
    notes = Notes()
    for lesson in module.lessons:
        for card in lesson.cards:
            CardCheck(card, Page(file, art, notes)).run()
    return notes


def digest(words: Mapping[str, tuple[str, str]]) -> str:
    """Mark exactly these words, Spanish and translation."""
    pairs = {key: {"es": es, "to": to} for key, (es, to) in words.items()}
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(many: int) -> str:
    return f"{many} texto{'s' * (many != 1)}"


@dataclass(frozen=True, slots=True)
class Overlay:
    """A translation over its module."""

    of: Translation
    over: Original
    art: Art
    notes: Notes

    def module(self) -> Module:
        """Give the module in the other language; a text or a card that does not hold is Spanish."""
        words = dict(self._words())
        self._tell_stale()
        told = self.over.told(words, self._at)
        spanish = self.over.told({})
        lessons = zip(told.lessons, spanish.lessons, strict=True)
        return replace(
            told,
            lessons=tuple(self._lesson(one, plain) for one, plain in lessons),
            locale=self.of.lang,
            file=self.of.file,
            unsigned=self.is_draft(),
        )

    def is_draft(self) -> bool:
        """Tell whether nobody by name answers for exactly these words, or some are missing."""
        if not (self.of.by and self.of.on and self.of.digest):
            return True
        if digest(self.of.words) != self.of.digest:
            mend = "Quien la habla la revisa y firma otra vez: scripts.worksheet lessons-in"
            self.notes.warn(self.of.file, 1, "cambió después de firmarse y es un borrador", mend)
            return True
        missing = [key for key in self.over.texts if key not in self.of.words]
        if missing:
            fault = (
                f"textos que le faltan: {len(missing)} (el primero «{missing[0]}»); es un borrador"
            )
            self.notes.warn(self.of.file, 1, fault, "Saca su hoja y tradúcelo")
        return bool(missing)

    def stale(self) -> list[str]:
        """Name the texts translated from words that Spanish no longer says."""
        return [key for key, (es, _) in self.of.words.items() if self.over.texts.get(key) != es]

    def _tell_stale(self) -> None:
        """Say in one line how much has to be done again; the sheet tells text by text."""
        stale = self.stale()
        if not stale:
            return
        again = sum(key in self.over.texts for key in stale)
        gone = len(stale) - again
        said = [
            *([f"{_texts(again)} por traducir otra vez"] if again else []),
            *([f"{_texts(gone)} que ya no existe{'n' * (gone > 1)} en español"] if gone else []),
        ]
        sheet = f"python -m scripts.worksheet lessons-out {self.of.lang} {self.of.module} hoja.csv"
        mend = "Mientras tanto se lee español" if again else "Vuelve a meter la hoja y se va"
        self.notes.warn(self.of.file, self._at(stale[0], 1), f"{' y '.join(said)}: {sheet}", mend)

    def _at(self, key: str, _: int) -> int:
        return self.of.lines.get(key, 1)

    def _words(self) -> Iterator[tuple[str, str]]:
        for key, (es, to) in self.of.words.items():
            if self.over.texts.get(key) != es:
                continue
            if fault := next(text_faults(key, es, to), None):
                line = self._at(key, 1)
                self.notes.warn(self.of.file, line, f"«{key}»: {fault}", SPANISH_SHOWN)
            else:
                yield key, to

    def _lesson(self, one: Lesson, spanish: Lesson) -> Lesson:
        pairs = zip(one.cards, spanish.cards, strict=True)
        return replace(one, cards=tuple(self._card(one.id, card, plain) for card, plain in pairs))

    def _card(self, lesson: str, card: Card, spanish: Card) -> Card:
        """Give the card; one that does not fit a screen is Spanish as a whole."""
        notes = Notes()
        CardCheck(card, Page(self.of.file, self.art, notes)).run()
        # Half in Spanish for now: that line is told already.
        half = any(key.startswith(f"{lesson}.{card.id}.") for key in self.stale())
        for note in notes.in_order():
            if not (note.warning or half):
                fault = f"«{lesson}.{card.id}»: {note.fault}"
                self.notes.warn(note.file, note.line, fault, SPANISH_SHOWN)
        return spanish if notes.broken else card


def with_translations(sources: Sources, art: Art, today: date, notes: Notes) -> Sources:
    """Add what is translated to what was written; drafts only where this build wants them."""
    written_already = {(module.locale, module.id) for module in sources.modules}
    added: list[Module] = []
    for one in sources.translations:
        over = original(sources, one.module, today)
        if over is None:
            fault = f"traduce el módulo «{one.module}», que no existe en español"
            notes.fault(one.file, 1, fault, "Borra el archivo o cambia su nombre")
        elif (one.lang, one.module) in written_already:
            fault = f"el módulo «{one.module}» ya está escrito en esa lengua"
            notes.fault(one.file, 1, fault, "Deja uno de los dos")
        else:
            module = Overlay(one, over, art, notes).module()
            added += [module] if wants_drafts() or not module.unsigned else []
    return replace(sources, modules=(*added, *sources.modules))


def is_offered(edition: Edition, sources: Sources) -> bool:
    """Tell whether an edition's own language is more than a draft, or drafts may be seen."""
    first = edition.locales[0]
    if first not in {one.lang for one in sources.translations}:
        return True
    own = (module for module in sources.modules if module.locale == first)
    return any(edition.drafts or not module.unsigned for module in own)
