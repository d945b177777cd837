"""What an importer finds: cards of ours, and what could not become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from scripts.importing.rich import Piece, blocks_of, rich
from scripts.new_lesson import Refused

MOST_CARDS = 200  # a book is no lesson
MOST_LOSSES = 500  # nobody reads a longer report
TEXT_CHARS = 20_000  # of HTML, in one place
MOST_ANSWERS = 26  # their letters go from a to z


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to choose: Markdown of one line, and why it is or is not the one."""

    text: str
    right: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card to write; `title` is plain, all other words are Markdown."""

    kind: str
    title: str
    blocks: tuple[str, ...]
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    number: int = 0
    near: int = 0
    good: str = ""
    almost: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """What did not come along, why, and what the author may do."""

    where: str
    what: str
    mend: str


@dataclass(slots=True)
class Found:
    """All that a file gave."""

    title: str = ""
    licence: str = ""
    credit: str = ""
    cards: list[Card] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)

    def add(self, *cards: Card) -> None:
        """Take cards. Raises Refused when there are too many."""
        self.cards.extend(cards)
        if len(self.cards) > MOST_CARDS:
            raise Refused(f"El archivo trae más de {MOST_CARDS} tarjetas. Pártelo y tráelo en dos.")

    def lose(self, where: str, what: str, mend: str) -> None:
        """Note what did not come along, once."""
        loss = Loss(where, what, mend)
        if loss not in self.losses:
            self.losses.append(loss)
        if len(self.losses) > MOST_LOSSES:
            raise Refused(f"El archivo trae más de {MOST_LOSSES} cosas que no se pueden traer.")

    def read(self, html: str, where: str) -> list[Piece]:
        """Read HTML into pieces, and note what had to stay behind. Raises Refused."""
        if len(html) > TEXT_CHARS:
            raise Refused(f"{where}: un solo texto tiene más de {TEXT_CHARS} letras. Pártelo.")
        pieces, lost = rich(html)
        for what, mend in lost:
            self.lose(where, what, mend)
        return pieces

    def line(self, html: str, where: str) -> str:
        """Read HTML into one line of Markdown; pictures are no part of it."""
        return " ".join(piece.line() for piece in self.read(html, where) if piece.kind != "f")

    def prompt(self, html: str, where: str) -> tuple[str, ...]:
        """Read HTML into the blocks of a question; its answers alone are a list there."""
        return blocks_of(map(_unlisted, self.read(html, where)))

    def choice(
        self, title: str, blocks: tuple[str, ...], answers: Iterable[Answer], where: str
    ) -> None:
        """Take a question with answers to choose; one that is right makes it a `one`."""
        chosen = tuple(answers)
        if not 1 < len(chosen) <= MOST_ANSWERS or not any(one.right for one in chosen):
            what = f"tiene {len(chosen)} opciones, o ninguna es la buena"
            self.lose(where, what, "Escríbela a mano como «una respuesta», con 2 a 5 opciones")
            return
        kind = "one" if sum(one.right for one in chosen) == 1 else "many"
        self.add(Card(kind, title, blocks, chosen))

    def think(self, title: str, blocks: tuple[str, ...]) -> None:
        """Take a question that nobody marks."""
        self.add(Card("think", title, blocks))


def _unlisted(piece: Piece) -> Piece:
    if piece.kind not in ("u", "o"):
        return piece
    return replace(piece, kind="p", spans=(("", "• "), *piece.spans))


def fits(pairs: Iterable[tuple[str, str]], most: int) -> bool:
    """Tell whether pairs can be joined: two or more, all different, short on both sides."""
    sides = list(zip(*pairs, strict=True))
    if not sides or len(sides[0]) < 2:
        return False
    return all(
        len(set(side)) == len(side) and all(0 < len(one) <= most for one in side) for side in sides
    )
