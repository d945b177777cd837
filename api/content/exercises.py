"""Read what a card asks to do: options, order, pairs, a number, steps, a voice."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from api.content.markdown import (
    Complain,
    Heading,
    Item,
    Piece,
    cut_option_id,
    cut_start,
    joined,
    plain,
)
from api.content.model import (
    UNITS,
    WHEN,
    WHERE,
    Choice,
    Do,
    Extra,
    Inline,
    Match,
    Number,
    Option,
    Order,
    Story,
)

TASK = re.compile(r"\[([ xX])\]\s+")
BLANK_LINE = "Deja una línea vacía antes de «Bien:», «Casi:» o «Riesgo:»"


@dataclass(slots=True)
class Draft:
    """A section on its way to a card."""

    heading: Heading
    complain: Complain
    rest: list[Piece]
    labels: dict[str, Inline]

    def fault(self, fault: str, mend: str, line: int = 0) -> None:
        """Complain at a line, by default at the heading."""
        self.complain(line or self.heading.line, fault, mend)

    def attribute(self, name: str, default: str = "") -> str:
        """Take an attribute of the heading, once."""
        return self.heading.attributes.pop(name, default)

    def take_list(self, kind: str, like: Callable[[Item], bool]) -> Piece | None:
        """Take the list of the exercise out of the pieces."""
        for piece in self.rest:
            if piece.kind == kind and any(like(item) for item in piece.items):
                self.rest.remove(piece)
                return piece
        return None

    def take_label(self, label: str) -> Inline:
        """Take the paragraph that begins with a label; complain when there is none."""
        if label not in self.labels:
            mend = f"Agrega un párrafo que empiece con «{label}:»"
            self.fault(f"falta «{label}:»", f"{mend}. {BLANK_LINE}")
        return self.labels.pop(label, ())


def _is_task(item: Item) -> bool:
    return bool(item.lines) and TASK.match(plain(item.lines[0])) is not None


def _has_id(item: Item) -> bool:
    return any(cut_option_id(line)[1] for line in item.lines)


def _choice(draft: Draft) -> Choice:
    piece = draft.take_list("u", _is_task)
    if piece is None:
        draft.fault("faltan las opciones", "Escribe, por ejemplo: - [x] 10 céntimos {#b}")
    return Choice(tuple(_option(item, draft) for item in (piece.items if piece else ())))


def _option(item: Item, draft: Draft) -> Option:
    first = plain(item.lines[0]) if item.lines else ""
    task = TASK.match(first)
    if task is None:
        draft.fault("a la opción le falta su casilla", "Escribe - [ ] o - [x]", item.line)
    text: list[Inline] = []
    ident = ""
    lines = list(item.lines)
    while lines and not ident:
        line, ident = cut_option_id(lines.pop(0))
        text.append(cut_start(line, task.end()) if task and not text else line)
    ident = _option_id(ident, draft, item.line)
    why = joined(lines)
    if not why:
        mend = "En la línea de abajo, con dos espacios al inicio, di por qué"
        draft.fault(f"la opción «{ident}» no tiene explicación", mend, item.line)
    for words in (joined(text), why):
        if "{" in plain(words):
            draft.fault("hay llaves en el texto", "El {#id} cierra la opción", item.line)
    right = task is not None and task[1] != " "
    return Option(ident, joined(text), right, why, item.line)


def _option_id(ident: str, draft: Draft, line: int) -> str:
    if not re.fullmatch(r"[a-z]", ident):
        mend = "Ciérrala con una letra: {#a}"
        draft.fault("a la opción le falta su letra", mend, line)
    return ident


def _single_lines(piece: Piece | None, draft: Draft) -> list[tuple[str, Inline, int]]:
    rows = []
    for item in piece.items if piece else ():
        text, ident = cut_option_id(joined(item.lines))
        if "{" in plain(text) or not ident:
            draft.fault("cada línea termina en su letra, como {#a}", BLANK_LINE, item.line)
        rows.append((_option_id(ident, draft, item.line), text, item.line))
    return rows


def _order(draft: Draft) -> Order:
    piece = draft.take_list("o", _has_id)
    if piece is None:
        draft.fault("falta la lista numerada", "Escribe, por ejemplo: 1. Cuento lo que gasté {#a}")
    items = tuple((ident, text) for ident, text, _ in _single_lines(piece, draft))
    return Order(items, draft.take_label("Bien"), draft.take_label("Casi"))


def _match(draft: Draft) -> Match:
    piece = draft.take_list("u", _has_id)
    if piece is None:
        draft.fault(
            "faltan las parejas", "Escribe, por ejemplo: - Harina => Cajón del negocio {#a}"
        )
    pairs = []
    for ident, text, line in _single_lines(piece, draft):
        left, arrow, right = (part.strip() for part in plain(text).partition("=>"))
        if not (left and arrow and right):
            draft.fault("a la pareja le falta un lado", "Escribe: uno => otro {#a}", line)
        if any(not isinstance(span, str) for span in text):
            draft.fault("las parejas van sin **marcas**", "Deja solo texto", line)
        pairs.append((ident, left, right))
    return Match(tuple(pairs), draft.take_label("Bien"), draft.take_label("Casi"))


def _number(draft: Draft) -> Number:
    answer, unit = draft.attribute("answer"), draft.attribute("unit")
    near = draft.attribute("near", "0")
    if not answer.isdecimal() or not near.isdecimal():
        draft.fault("falta la respuesta", "Escribe answer=90 en sus llaves, en céntimos enteros")
    if unit not in UNITS:
        draft.fault("falta la unidad", "Escribe unit=centimos o unit=unidades")
    whole = [int(text) if text.isdecimal() else 0 for text in (answer, near)]
    return Number(whole[0], unit, whole[1], draft.take_label("Bien"), draft.take_label("Casi"))


def _do(draft: Draft) -> Do:
    piece = draft.take_list("u", _is_task)
    if piece is None:
        draft.fault("faltan los pasos", "Escribe cada paso así: - [ ] Busca dos latas")
    steps = []
    for item in piece.items if piece else ():
        text = joined(item.lines)
        task = TASK.match(plain(text))
        if task is None or "{" in plain(text) or "Riesgo:" in plain(text):
            mend = f"Escribe - [ ] y el paso, sin {{#a}}. {BLANK_LINE}"
            draft.fault("este paso no se entiende", mend, item.line)
        steps.append(cut_start(text, task.end() if task else 0))
    when = _codes(draft, "when", WHEN)
    where = _codes(draft, "where", WHERE)
    return Do(tuple(steps), when, where, draft.take_label("Riesgo"))


def _codes(draft: Draft, name: str, allowed: frozenset[str]) -> tuple[str, ...]:
    codes = tuple(code for code in draft.attribute(name).split(",") if code)
    for code in codes:
        if code not in allowed:
            draft.fault(f"{name} no conoce «{code}»", f"Usa {', '.join(sorted(allowed))}")
    return codes


def _story(draft: Draft) -> Story:
    avatar, name = draft.attribute("who"), draft.attribute("name")
    if not avatar or not name:
        draft.fault("falta quién cuenta", "Escribe who=y1 name=Yuleisy en sus llaves")
    return Story(avatar, name)


EXTRAS: dict[str, Callable[[Draft], Extra]] = {
    "one": _choice,
    "many": _choice,
    "order": _order,
    "match": _match,
    "number": _number,
    "do": _do,
    "story": _story,
}
