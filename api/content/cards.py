"""Turn the pieces under a heading into a card."""

from __future__ import annotations

from dataclasses import replace

from api.content.exercises import EXTRAS, TASK, Draft
from api.content.markdown import Complain, Item, Piece, Section, cut_start, joined, plain
from api.content.model import (
    EXAMPLE,
    EXAMPLES,
    KINDS,
    PAPERS,
    Block,
    Card,
    Figure,
    Inline,
    Text,
    Variant,
    Variants,
)

LABELS = ("Bien", "Casi", "Riesgo")


def card_of(section: Section, complain: Complain) -> Card:
    """Make a card; complains of whatever its kind needs and does not find."""
    heading = section.heading
    labels: dict[str, Inline] = {}
    draft = Draft(heading, complain, _without_labels(section.pieces, labels), labels)
    if heading.kind not in KINDS:
        mend = f"Usa uno de estos: {', '.join(sorted(KINDS))}"
        draft.fault(f"no existe el tipo de tarjeta «.{heading.kind}»", mend)
    extra = EXTRAS[heading.kind](draft) if heading.kind in EXTRAS else None
    rev = draft.attribute("rev")
    if not rev.isdecimal() or int(rev) < 1:
        draft.fault("falta rev en la tarjeta", "Escribe rev=1 en sus llaves")
    if not heading.ident:
        draft.fault("falta el número de la tarjeta", "Escribe {#1 …} con un número sin usar")
    blocks = _blocks(draft)
    for name in heading.attributes:
        draft.fault(f"no se usa «{name}» en esta tarjeta", "Quítalo de las llaves")
    for label in draft.labels:
        draft.fault(f"«{label}:» no va en esta tarjeta", "Quita ese párrafo")
    number = int(heading.ident or 0)
    revision = int(rev) if rev.isdecimal() else 0
    return Card(heading.kind, number, revision, heading.title, blocks, extra, heading.line)


def _without_labels(pieces: tuple[Piece, ...], found: dict[str, Inline]) -> list[Piece]:
    rest: list[Piece] = []
    for piece in pieces:
        if piece.kind != "p":
            rest.append(piece)
            continue
        groups: list[tuple[str, list[Inline]]] = [("", [])]
        for line in piece.items[0].lines:
            label = next((name for name in LABELS if plain(line).startswith(f"{name}:")), "")
            if label and isinstance(line[0], str):
                groups.append((label, [cut_start(line, len(label) + 1)]))
            else:
                groups[-1][1].append(line)
        for label, lines in groups[1:]:
            found[label] = joined(lines)
        if groups[0][1]:
            rest.append(Piece("p", (Item(tuple(groups[0][1]), piece.line),), piece.line))
    return rest


def _blocks(draft: Draft) -> tuple[Block, ...]:
    """Give what all read, then the ways in which the rest is told."""
    headings = [i for i, piece in enumerate(draft.rest) if piece.kind == "h"]
    first = headings[0] if headings else len(draft.rest)
    blocks = [_block(piece, draft) for piece in draft.rest[:first]]
    if headings:
        ends = [*headings[1:], len(draft.rest)]
        told = [
            (draft.rest[i], draft.rest[i + 1 : end]) for i, end in zip(headings, ends, strict=True)
        ]
        blocks.append(_variants(told, draft))
    return tuple(blocks)


def _variants(told: list[tuple[Piece, list[Piece]]], draft: Draft) -> Variants:
    keys = [heading.key for heading, _ in told]
    line = told[0][0].line
    known = {EXAMPLE: EXAMPLES["comida"]} if EXAMPLE in keys else PAPERS
    for key in keys:
        if key not in known:
            mend = f"Después de ### va {EXAMPLE}, o uno de: {', '.join(PAPERS)}"
            draft.fault(f"no existe la variante «{key}»", mend, line)
    if sorted(keys) != sorted(known):
        missing = ", ".join(key for key in known if key not in keys) or "ninguna dos veces"
        draft.fault("faltan variantes o sobran", f"Aquí van todas, una vez: {missing}", line)
    choices: list[Variant] = []
    for heading, pieces in told:
        texts = [_block(piece, draft) for piece in pieces]
        if not texts or not all(isinstance(text, Text) for text in texts):
            draft.fault(
                "una variante lleva solo texto", "Pon el dibujo antes del ###", heading.line
            )
        words = tuple(text for text in texts if isinstance(text, Text))
        choices.append(Variant(heading.key, known.get(heading.key, ""), words))
    return Variants("e" if EXAMPLE in keys else "v", tuple(choices), line)


def with_examples(rows: list[tuple[str, Card]]) -> Card:
    """Make one card of the same card read with each row of a table: (trade, card)."""
    first = rows[0][1]
    blocks: list[Block] = []
    for i, block in enumerate(first.blocks):
        if isinstance(block, Variants) and block.kind == "e":
            told = [(trade, card.blocks[i]) for trade, card in rows]
            choices = tuple(
                Variant(trade, EXAMPLES[trade], variants.choices[0].texts)
                for trade, variants in told
                if isinstance(variants, Variants)
            )
            block = Variants("e", choices, block.line)
        blocks.append(block)
    return replace(first, blocks=tuple(blocks))


def _block(piece: Piece, draft: Draft) -> Block:
    if piece.kind == "f":
        return Figure(piece.picture, plain(piece.items[0].lines[0]), piece.line)
    parts = tuple(joined(item.lines) for item in piece.items)
    for part, item in zip(parts, piece.items, strict=True):
        _check_leftovers(part, draft, item.line)
    if piece.kind in ("r", "u", "o"):
        return Text(piece.kind, parts, piece.line)
    if len(parts[0]) > 1 and parts[0][0] in ("r", "u", "o", "f", "s", "e", "v"):
        mend = "Empieza el párrafo con otra palabra o quita la **marca**"
        draft.fault("una letra suelta pegada a una marca", mend, piece.line)
    speech = draft.heading.kind == "story" and plain(parts[0]).startswith("—")
    return Text("s" if speech else "p", parts, piece.line)


def _check_leftovers(part: Inline, draft: Draft, line: int) -> None:
    words = plain(part)
    if not words.strip():
        draft.fault("hay un párrafo vacío", "Escribe el texto o quítalo", line)
    if "{" in words or "}" in words:
        draft.fault("hay llaves en el texto", "Los {#ids} van al final de una opción", line)
    if TASK.match(words) or "=>" in words:
        mend = "Solo las preguntas y «Hazlo hoy» llevan casillas; solo .match lleva =>"
        draft.fault("hay una opción fuera de su lugar", mend, line)
