"""Hold lessons as frozen values; docs/lesson-format.md says what each part means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

BUNDLE_FORMAT = 1

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json]"
Span: TypeAlias = "str | tuple[str, str]"  # plain text, or ("b" | "i", text)
Inline: TypeAlias = tuple[Span, ...]
TextKind = Literal["p", "r", "u", "o", "s"]

KINDS = frozenset(
    {"idea", "picture", "story", "one", "many", "order", "match", "number", "think", "do"}
)
# What may press her today (pwa/src/domain/needs.ts).
NEEDS = frozenset(
    "sin-clientes precio plata deudas celular cobrar "
    "papeles calidad caro sola cansada crecer".split()
)
WHEN = frozenset({"now", "closing", "tomorrow", "weekend"})
WHERE = frozenset({"stall", "home", "market", "phone", "street"})
UNITS = frozenset({"centimos", "unidades"})
ASKED = "pedido:"  # before the id of a drawing that nobody drew yet
# Who tells a story or a trick.
TRADES = (
    *("comida", "puesto", "belleza", "costura", "tejido"),
    *("arreglos", "cuidado", "salud", "ensenar", "arte"),
)
# What she answers to the picture questions (pwa/src/domain/questions.ts), and what a lesson is for.
# A permission asked only where the operator has an LRS; {lrs} stands for whose it is.
LRS_PURPOSE, LRS_HERE = "lrs.study", "{lrs}"
RUBROS = ("comida", "belleza", "ropa", "cuidado", "salud", "ensenar", "arte", "oficios")
STAGES = ("semilla", "brote", "planta", "arbol")
PLACES = ("casa", "puesto", "caminando", "local", "domicilio", "celular")
# The rows of a table of examples, and what her tab is called.
EXAMPLES = {
    "comida": "Comida",
    "belleza": "Belleza",
    "ropa": "Ropa",
    "cuidado": "Cuidado",
    "salud": "Salud",
    "ensenar": "Enseñar",
    "arte": "Arte",
    "oficios": "Oficios",
    "tejido": "Tejido",
}
# The documents that a card tells apart. Which one is hers is never kept (docs/adr/0030-papers.md).
PAPERS = {
    "dni": "DNI",
    "ce": "Carné de extranjería",
    "residente": "CE especial residente",
    "vencido": "CPP o PTP vencido",
    "asilo": "Solicitante de refugio",
    "tramite": "En trámite",
    "ninguno": "Ninguno por ahora",
}
EXAMPLE = "ejemplo"  # the heading that a table fills in
TOPICS = ("papeles", "impuestos", "salud", "credito", "ley", "seguridad")
# An open fact on one of these keeps its module in review.
GRAVE = frozenset({"papeles", "impuestos", "salud", "credito"})
GROUPS = ("modulo", "ratitos", "mentores")


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, rule or speech (one part), or a list (a part for each item)."""

    kind: TextKind
    parts: tuple[Inline, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture inside a card, with the words for who cannot see it.

    Until it is drawn, `picture` says `pedido:<id>` and the words stand in its place.
    """

    picture: str
    alt: str
    line: int

    @property
    def is_asked(self) -> bool:
        """Say whether it is still to be drawn."""
        return self.picture.startswith(ASKED)


@dataclass(frozen=True, slots=True)
class Variant:
    """What one trade, or who holds one document, reads here."""

    key: str
    title: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Variants:
    """The same place of a card told in several ways: `e` for trades, `v` for documents."""

    kind: Literal["e", "v"]
    choices: tuple[Variant, ...]
    line: int


Block: TypeAlias = Text | Figure | Variants


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and why it is or is not the one."""

    id: str
    text: Inline
    right: bool
    why: Inline
    line: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of a `one` or `many` card."""

    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """Items in the right order, and what is said after a good or an almost good try."""

    items: tuple[tuple[str, Inline], ...]
    good: Inline
    almost: Inline


@dataclass(frozen=True, slots=True)
class Match:
    """Pairs (id, left, right)."""

    pairs: tuple[tuple[str, str, str], ...]
    good: Inline
    almost: Inline


@dataclass(frozen=True, slots=True)
class Number:
    """A sum to work out; `answer` and `near` are whole céntimos or whole things."""

    answer: int
    unit: str
    near: int
    good: Inline
    almost: Inline


@dataclass(frozen=True, slots=True)
class Do:
    """ "Hazlo hoy": steps, when, where, and what may go wrong."""

    steps: tuple[Inline, ...]
    when: tuple[str, ...]
    where: tuple[str, ...]
    risk: Inline


@dataclass(frozen=True, slots=True)
class Story:
    """Who tells it: the id of an avatar and a first name."""

    avatar: str
    name: str


Extra: TypeAlias = Choice | Order | Match | Number | Do | Story


@dataclass(frozen=True, slots=True)
class Card:
    """One screen of a lesson; `rev` rises only when its meaning changes."""

    kind: str
    id: int
    rev: int
    title: str
    blocks: tuple[Block, ...]
    extra: Extra | None
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from and when somebody last looked."""

    name: str
    checked: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A claim on law, papers, tax, health, credit or safety, and whether somebody looked it up.

    An open one, or one past its review, is read with "(confirma en …)" behind it.
    """

    id: str
    says: str
    topic: str
    state: str
    confirm: str
    source: str
    owner: str
    due: date
    source_date: str = ""
    url: str = ""
    read_by: str = ""
    read_on: date | None = None

    def is_open(self, today: date) -> bool:
        """Say whether it is still to be confirmed; what was confirmed lasts until `due`."""
        return self.state == "open" or self.due < today

    def spoken(self, today: date) -> str:
        """Give what stands behind the claim."""
        if self.is_open(today):
            return f"(confirma en {self.confirm})"
        return f"({self.source}, {self.source_date})"


@dataclass(frozen=True, slots=True)
class Lesson:
    """Five minutes with one rule."""

    id: str
    title: str
    minutes: int
    rule: str
    picture: str
    sums: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed: date
    review_by: date
    cards: tuple[Card, ...]
    file: str
    lines: Mapping[str, int]
    habit: str = ""
    facts: tuple[Fact, ...] = ()
    needs: tuple[str, ...] = ()
    trades: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    placement: int = 0
    check: bool = False
    licence: str = ""
    credit: str = ""
    examples: Examples | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """A table of worked examples: a row for each trade; what `money` names is in céntimos."""

    money: tuple[str, ...]
    sums: tuple[str, ...]
    rows: Mapping[str, Mapping[str, str | int]]
    file: str


@dataclass(frozen=True, slots=True)
class Module:
    """A row of lessons that end in something she can do."""

    id: str
    title: str
    outcome: str
    order: int
    picture: str
    needs: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed: date
    review_by: date
    draft: bool
    locale: str
    lessons: tuple[Lesson, ...]
    file: str
    lines: Mapping[str, int]
    kind: str = "modulo"
    licence: str = ""
    credit: str = ""
    unsigned: bool = False  # a translation that nobody answers for

    def in_review(self, today: date) -> bool:
        """Say whether a grave claim of it is still to be confirmed."""
        facts = (fact for lesson in self.lessons for fact in lesson.facts)
        return any(fact.topic in GRAVE and fact.is_open(today) for fact in facts)


@dataclass(frozen=True, slots=True)
class Translation:
    """The words of a module in another language: (Spanish, translation) by key, and who signs."""

    module: str
    lang: str
    words: Mapping[str, tuple[str, str]]
    file: str
    lines: Mapping[str, int]
    by: str = ""
    on: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A closed question of a survey: its answers are (id, words, drawing)."""

    id: str
    text: str
    options: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """A few picture questions, each of which can be skipped."""

    id: str
    title: str
    why: str
    questions: tuple[Ask, ...]
    locale: str
    file: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Constant:
    """A dated amount; an open one prints its words instead of a number."""

    id: str
    value: int
    unit: str
    year: int
    source: str
    state: str
    words: str

    def is_open(self, today: date) -> bool:
        """Say whether nobody confirmed it yet, or only for a year that is over."""
        return self.state == "open" or self.year < today.year

    def spoken(self, today: date) -> str:
        """Say it in the text of a lesson."""
        if self.is_open(today):
            return self.words
        if self.unit == "centimos":
            soles, centimos = divmod(self.value, 100)
            return f"S/ {soles}.{centimos:02d}" if centimos else f"S/ {soles}"
        if self.unit == "por-ciento":
            return f"{self.value} %"
        return f"{self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of the edition whom people may ask: a first name, a face, perhaps a number."""

    name: str
    avatar: str
    whatsapp: str = ""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number for a bad moment; shown only once somebody rang it or read it where it is given."""

    name: str
    what: str
    number: str
    state: str
    source: str
    read_by: str = ""
    read_on: date | None = None


@dataclass(frozen=True, slots=True)
class Consent:
    """A text read aloud before anything of hers leaves the phone."""

    purpose: str
    text_version: int
    title: str
    paragraphs: tuple[str, ...]

    @property
    def waits(self) -> bool:
        """Say whether it is asked only where the operator has an LRS (api/library/asked.py)."""
        return self.purpose == LRS_PURPOSE


@dataclass(frozen=True, slots=True)
class Meeting:
    """A date of an edition; `start` is a moment in its own time zone, like 2026-12-05T18:00."""

    id: str
    title: str
    start: str
    minutes: int
    where: str

    def at(self, tz: str) -> int:
        """Return the second at which it begins."""
        return int(datetime.fromisoformat(self.start).replace(tzinfo=ZoneInfo(tz)).timestamp())


@dataclass(frozen=True, slots=True)
class Graduation:
    """What an edition asks to finish; 0 and "" ask nothing. Not `official`: it says so."""

    modules: int = 4
    actions: int = 4
    given: int = 1
    survey: str = "salida"
    official: bool = False

    @classmethod
    def read(cls, said: object) -> Graduation:
        """Read it from an edition's file, which the compiler checked; what lacks is as usual."""
        return cls(**said) if isinstance(said, dict) else cls()


@dataclass(frozen=True, slots=True)
class Edition:
    """Who runs it, which modules, which languages, which channels."""

    slug: str
    title: str
    tz: str
    locales: tuple[str, ...]
    modules: tuple[str, ...]
    drafts: bool
    by: str
    channels: tuple[tuple[str, str], ...]
    consents: tuple[Consent, ...]
    file: str
    moved_to: str = ""
    ends_on: str = ""
    contact: Contact | None = None
    in_review: bool = False
    helplines: tuple[Helpline, ...] = ()
    graduation: Graduation = Graduation()
    dates: tuple[Meeting, ...] = ()


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Everyday words that mean one thing, and the needs that they speak of."""

    words: tuple[str, ...]
    needs: tuple[str, ...]
