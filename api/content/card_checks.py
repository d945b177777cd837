"""Check that a card is whole and fits a screen of 360 x 740."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from api.content.markdown import plain
from api.content.model import (
    ASKED,
    Card,
    Choice,
    Do,
    Figure,
    Inline,
    Match,
    Number,
    Option,
    Order,
    Text,
    Variants,
)
from api.content.notes import Notes
from api.content.pictures import Art
from api.content.prose import ease
from api.content.schema import SLUG

RULE_CHARS = 90  # said in one breath
TITLE_CHARS = 60  # two lines of a sign
BODY_CHARS = {"idea": 320, "picture": 220, "story": 420, "think": 260, "do": 220}
VARIANT_CHARS = 260
VARIED = ("idea", "picture", "story")
PROMPT_CHARS = 240  # leaves room for four options
OPTION_CHARS = 90
WHY_CHARS = 220
STEP_CHARS = 120
PAIR_CHARS = 40
ALT_CHARS = 140
ALT_LEAST_CHARS = 5
MANY_OPTIONS = 5
FEW = 2
EASE_SCORE = 70
SENTENCE_WORDS = 20


@dataclass(frozen=True, slots=True)
class Page:
    """The file under check, and what may be said of it."""

    file: str
    art: Art
    notes: Notes

    def fault(self, line: int, fault: str, mend: str) -> None:
        """Note a fault in this file."""
        self.notes.fault(self.file, line, fault, mend)

    def warn(self, line: int, fault: str, mend: str) -> None:
        """Note a warning in this file."""
        self.notes.warn(self.file, line, fault, mend)

    def long(self, line: int, what: str, text: str, most: int) -> None:
        """Complain of a text that does not fit."""
        if len(text) > most:
            fault = f"{what} tiene {len(text)} letras y caben {most}"
            self.fault(line, fault, "Acorta el texto o pártelo en dos tarjetas")

    def picture(self, line: int, ident: str) -> None:
        """Complain of a drawing that nobody drew."""
        if ident not in self.art.scenes and ident not in self.art.parts:
            mend = "Usa el nombre de un archivo de lessons/art/scenes o lessons/art/parts"
            self.fault(line, f"no existe el dibujo «{ident}»", mend)


def check_ease(texts: Iterable[str], page: Page) -> None:
    """Complain of texts, each of which ends a sentence, that are hard to read."""
    measured = ease(texts)
    if measured.score < EASE_SCORE:
        fault = f"la facilidad de lectura es {measured.score:.0f} y se pide {EASE_SCORE}"
        page.fault(1, fault, "Usa palabras cortas y frases cortas")
    if measured.words_per_sentence > SENTENCE_WORDS:
        fault = f"las frases llevan {measured.words_per_sentence:.0f} palabras en promedio"
        page.fault(1, fault, f"Pártelas: {SENTENCE_WORDS} o menos")


class CardCheck:
    """The checks of one card."""

    def __init__(self, card: Card, page: Page) -> None:
        self.card = card
        self.page = page
        self.figures = [block for block in card.blocks if isinstance(block, Figure)]
        self.texts = [block for block in card.blocks if isinstance(block, Text)]

    def run(self) -> None:
        """Run them all."""
        self._title()
        self._body()
        self._variants()
        self._rules_and_figures()
        self._extra()

    def _extra(self) -> None:
        match self.card.extra:
            case Choice(options=options):
                self._choice(options)
            case Order(items=items, good=good, almost=almost):
                self._count(len(items), 3, MANY_OPTIONS, "pasos")
                self._answers([(ident, plain(text)) for ident, text in items], OPTION_CHARS)
                self._replies(good, almost)
            case Match(pairs=pairs, good=good, almost=almost):
                self._count(len(pairs), FEW, MANY_OPTIONS, "parejas")
                for side in (1, 2):
                    self._answers([(pair[0], pair[side]) for pair in pairs], PAIR_CHARS)
                self._replies(good, almost)
            case Number(good=good, almost=almost):
                self._replies(good, almost)
            case Do(steps=steps, risk=risk):
                self._count(len(steps), 1, 4, "pasos")
                for step in steps:
                    self.page.long(self.card.line, "un paso", plain(step), STEP_CHARS)
                self.page.long(self.card.line, "«Riesgo:»", plain(risk), WHY_CHARS)

    def _fault(self, fault: str, mend: str) -> None:
        self.page.fault(self.card.line, fault, mend)

    def _title(self) -> None:
        title = self.card.title
        if not title:
            self._fault("la tarjeta no tiene título", "Escríbelo después de ##")
        if "*" in title:
            self._fault("el título lleva marcas", "Deja solo texto")
        self.page.long(self.card.line, "el título", title, TITLE_CHARS)

    def _body(self) -> None:
        if not self.texts and not any(isinstance(block, Variants) for block in self.card.blocks):
            self._fault("la tarjeta no tiene texto", "Escribe al menos un párrafo")
        if self.card.kind == "picture" and len(self.figures) != 1:
            self._fault("la tarjeta pide un dibujo y un pie", "Deja un solo ![…](id)")
        if len(self.figures) > 1:
            self._fault("la tarjeta tiene más de un dibujo", "Deja uno solo")
        size = sum(len(plain(part)) for text in self.texts for part in text.parts)
        most = BODY_CHARS.get(self.card.kind, PROMPT_CHARS)
        if size > most:
            fault = f"el texto de la tarjeta tiene {size} letras y caben {most}"
            self._fault(fault, "Acórtalo o pártelo en dos tarjetas")

    def _variants(self) -> None:
        for block in self.card.blocks:
            if not isinstance(block, Variants):
                continue
            if self.card.kind not in VARIED:
                self.page.fault(block.line, "aquí no van variantes", f"Usa {', '.join(VARIED)}")
            for one in block.choices:
                words = "".join(plain(part) for text in one.texts for part in text.parts)
                self.page.long(block.line, f"la variante «{one.key}»", words, VARIANT_CHARS)

    def _rules_and_figures(self) -> None:
        for figure in self.figures:
            self._figure(figure)
        rules = [text for text in self.texts if text.kind == "r"]
        if len(rules) > (self.card.kind == "idea"):
            mend = "Deja una sola regla con >, y solo en tarjetas .idea"
            self.page.fault(rules[-1].line, "sobra una regla", mend)
        for rule in rules:
            self.page.long(rule.line, "la regla", plain(rule.parts[0]), RULE_CHARS)

    def _figure(self, figure: Figure) -> None:
        if figure.is_asked:
            self._asked(figure)
        else:
            self.page.picture(figure.line, figure.picture)
        if len(figure.alt.strip()) < ALT_LEAST_CHARS:
            mend = "Di entre los corchetes qué se ve"
            self.page.fault(figure.line, f"«{figure.picture}» no tiene descripción", mend)
        self.page.long(figure.line, "la descripción", figure.alt, ALT_CHARS)

    def _asked(self, figure: Figure) -> None:
        """Complain of an asked drawing whose name is none, or that somebody drew meanwhile."""
        ident = figure.picture.removeprefix(ASKED)
        if not SLUG.fullmatch(ident):
            mend = "Después de pedido: van minúsculas sin tilde, números y guiones"
            self.page.fault(figure.line, f"«{ident}» no sirve de nombre para un dibujo", mend)
        if ident in self.page.art.scenes:
            mend = f"Quita «{ASKED}» y deja ({ident})"
            self.page.warn(figure.line, f"el dibujo «{ident}» ya existe", mend)

    def _choice(self, options: tuple[Option, ...]) -> None:
        self._count(len(options), FEW, MANY_OPTIONS, "opciones")
        right = sum(option.right for option in options)
        if self.card.kind == "one" and right != 1:
            self._fault(f"hay {right} respuestas buenas", "Marca una sola con [x]")
        if self.card.kind == "many" and not 1 <= right < len(options):
            self._fault(f"hay {right} respuestas buenas", "Marca algunas con [x], no todas")
        self._answers([(option.id, plain(option.text)) for option in options], OPTION_CHARS)
        for option in options:
            self.page.long(option.line, "la explicación", plain(option.why), WHY_CHARS)

    def _answers(self, answers: list[tuple[str, str]], most: int) -> None:
        """Complain of answers that are empty, alike or too long."""
        words = [text for _, text in answers]
        if len(set(words)) < len(words) or not all(word.strip() for word in words):
            self._fault("hay dos respuestas iguales o una vacía", "Cambia sus palabras")
        for ident, text in answers:
            self.page.long(self.card.line, f"la respuesta «{ident}»", text, most)

    def _replies(self, good: Inline, almost: Inline) -> None:
        self.page.long(self.card.line, "«Bien:»", plain(good), WHY_CHARS)
        self.page.long(self.card.line, "«Casi:»", plain(almost), WHY_CHARS)

    def _count(self, number: int, least: int, most: int, what: str) -> None:
        if not least <= number <= most:
            self._fault(f"hay {number} {what}", f"Deja de {least} a {most}")
