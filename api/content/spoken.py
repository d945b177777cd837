"""Say a card as people say it: the twin of pwa/src/domain/{spoken,sentences}.ts, same vectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

ONES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve"
).split()
TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
HUNDREDS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()
# What the screen says around a card's own words; the vectors hold both sides to them.
LABELS = {
    "rule": "La regla:",
    "risk": "Ojo:",
    "when": "¿Cuándo?",
    "where": "¿Dónde?",
    "now": "Ahora mismo",
    "closing": "Al cerrar",
    "tomorrow": "Mañana",
    "weekend": "El fin de semana",
    "stall": "En mi puesto",
    "home": "En mi casa",
    "market": "En el mercado",
    "phone": "En mi celular",
    "street": "En la calle",
    "good": "¡Eso es!",
    "almost": "Casi. Mira:",
}
PIECE = re.compile(r"\S.*?(?:[.!?…]+[»”\")]*(?=\s|$)|$)", re.DOTALL)
# "1 arepa" is "una arepa", "1 de 8" stays.
ONE = re.compile(r"(^|[^\d.,:/])1 (?!(?:de|y|o|a|en|por|con|es|más|menos|entre) )([a-záéíóúñ]+)")
ABBREVIATED = re.compile(r"(?:^|\s)(?:Sra?|Dra?|Uds?|p\. ej|aprox)\.$")
Card = Any  # as it stands in a bundle (docs/lesson-format.md)


def in_words(n: int) -> str:
    """Say a whole number below a million; larger ones stay digits."""
    if n < 30:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 3] + (f" y {ONES[n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n >= 1_000_000:
        return str(n)
    if n < 1000:
        count, rest = divmod(n, 100)
        head = HUNDREDS[count - 1]
    else:
        count, rest = divmod(n, 1000)
        head = "mil" if count == 1 else f"{_before(in_words(count))} mil"
    return f"{head} {in_words(rest)}" if rest else head


def _before(words: str) -> str:
    return re.sub(r"uno$", "un", re.sub(r"veintiuno$", "veintiún", words))


def _counted(n: int, unit: str) -> str:
    ending = "" if n == 1 else "es" if unit == "sol" else "s"
    return f"{_before(in_words(n))} {unit}{ending}"


def _amount(found: re.Match[str]) -> str:
    soles, centimos = int(found[1]), int((found[2] or "").ljust(2, "0"))
    if not centimos:
        return _counted(soles, "sol")
    if not soles:
        return _counted(centimos, "céntimo")
    rest = _counted(centimos, "céntimo") if centimos < 10 else in_words(centimos)
    return f"{_counted(soles, 'sol')} con {rest}"


def _decimal(found: re.Match[str]) -> str:
    digits = found[2]
    zero = digits.startswith("0")
    rest = " ".join(ONES[int(one)] for one in digits) if zero else in_words(int(digits))
    return f"{in_words(int(found[1]))} punto {rest}"


def _one(found: re.Match[str]) -> str:
    word = found[2]
    masculine = re.match(r"día|problema|idioma|mapa", word)
    article = "una" if re.search(r"(a|as|ción|dad)$", word) and not masculine else "un"
    return f"{found[1]}{article} {word}"


def spoken(text: str) -> str:
    """Say a text the way a neighbour would read it aloud."""
    text = re.sub(r"[«»“”\"]", "", text)
    text = re.sub(r"^\s*—\s*", "", text)
    text = re.sub(r"\s+[·→]\s+", ", ", text)
    text = re.sub(r"(\d),(?=\d{3}(?!\d))", r"\1", text)
    text = re.sub(r"\s\+\s", " más ", text)
    text = re.sub(r"\s=\s", " es igual a ", text)
    text = re.sub(r"\s[×x]\s(?=\d|S/)", " por ", text)
    text = re.sub(r"\s[÷/]\s(?=\d|S/)", " entre ", text)
    text = re.sub(r"\s[−-]\s(?=\d|S/)", " menos ", text)
    text = re.sub(r"S/ ?(\d+)(?:\.(\d{1,2}))?(?!\d)", _amount, text)
    text = re.sub(r"(\d+) (sol|céntimo)(e?s)?(?![a-zñ])", lambda m: _counted(int(m[1]), m[2]), text)
    text = re.sub(r"(\d) ?%", r"\1 por ciento", text)
    text = re.sub(r"(\d) min(?![a-zñ])", r"\1 minutos", text)
    text = re.sub(r"(\d) kB", r"\1 kilobytes", text)
    text = re.sub(r"(\d) MB", r"\1 megas", text)
    text = re.sub(r"(\d+)\.(\d+)", _decimal, text)
    return re.sub(ONE, _one, text).strip()


def cut(text: str) -> list[str]:
    """Cut a text where a person would breathe."""
    pieces: list[str] = []
    waiting = ""
    for found in PIECE.finditer(text):
        waiting = f"{waiting} {found[0]}" if waiting else found[0]
        if not ABBREVIATED.search(waiting):
            pieces.append(waiting)
            waiting = ""
    return [*pieces, waiting] if waiting else pieces


def sentences(texts: Iterator[str] | Sequence[str]) -> list[str]:
    """Give what is said of some texts; what has no letter and no digit is silent."""
    said = (spoken(piece) for text in texts for piece in cut(text))
    return [one for one in said if re.search(r"[^\W_]", one)]


def shuffled(items: Sequence[Any], seed: str) -> list[Any]:
    """Mix as the phone does (pwa/src/domain/shuffle.ts), so that the voice follows the screen."""
    state = 7
    for letter in seed:
        state = (state * 31 + ord(letter)) % 2**32
    mixed = list(items)
    for i in range(len(mixed) - 1, 0, -1):
        state = (state * 1664525 + 1013904223) % 2**32
        j = (state >> 8) % (i + 1)
        mixed[i], mixed[j] = mixed[j], mixed[i]
    return [*mixed[1:], *mixed[:1]] if mixed == list(items) else mixed


def plain(inline: str | Sequence[Any]) -> str:
    """Give the words of a bundle's inline without their marks."""
    if isinstance(inline, str):
        return inline
    return "".join(part if isinstance(part, str) else part[1] for part in inline)


def card_sentences(card: Card, lesson: str) -> list[str]:
    """Give what is said when a card opens, in the order of the screen."""
    return sentences(_texts(card, lesson))


def _texts(card: Card, lesson: str) -> Iterator[str]:
    kind, ident, _, title, blocks, *extra = card
    yield title
    for block in blocks:
        yield from _block(block, extra[0][1] if kind == "story" else "")
    if extra:
        yield from _extra(kind, extra[0], f"{lesson}/{ident}")


def _block(block: str | Sequence[Any], name: str) -> Iterator[str]:
    if isinstance(block, str):
        yield block
        return
    match block:
        case ["f", *_]:
            return  # pictures are seen, not told
        case ["r", inline]:
            yield f"{LABELS['rule']} {plain(inline)}"
        case ["s", inline]:
            yield from (name, plain(inline))
        case ["u" | "o", *items]:
            yield from (plain(item) for item in items)
        case ["e" | "v", *choices]:
            yield from _variants(choices, name, is_one=block[0] == "e")
        case _:
            yield plain(block)


def _variants(choices: Sequence[Any], name: str, *, is_one: bool) -> Iterator[str]:
    """Tell the first of the trades, but all documents by name: which is hers nobody knows."""
    for _, title, *texts in choices[:1] if is_one else choices:
        if not is_one:
            yield f"{title}."
        for text in texts:
            yield from _block(text, name)


def _extra(kind: str, extra: Sequence[Any], seed: str) -> Iterator[str]:
    if kind in {"one", "many"}:
        yield from (plain(option[1]) for option in extra)
    elif kind == "order":
        yield from (plain(item[1]) for item in shuffled(extra[0], seed))
    elif kind == "match":
        yield from (pair[1] for pair in extra[0])
        yield from (pair[2] for pair in shuffled(extra[0], seed))
    elif kind == "do":
        steps, whens, wheres, risk = extra
        yield from (plain(step) for step in steps)
        for title, codes in (("when", whens), ("where", wheres)):
            yield from (LABELS[code] for code in ([title, *codes] if codes else []))
        yield f"{LABELS['risk']} {plain(risk)}" if plain(risk) else ""


def feedback(card: Card) -> dict[str, list[str]]:
    """Give what may be said of her answer, by the key of its recording: "3-a", "4-bien"."""
    kind, ident, *_ = card
    extra = card[5] if len(card) > 5 else []
    if kind in {"one", "many"}:
        said = {option[0]: (option[2], option[3]) for option in extra}
    elif kind in {"order", "match", "number"}:
        said = {"bien": (1, extra[-2]), "casi": (0, extra[-1])}
    else:
        said = {}
    return {
        f"{ident}-{key}": sentences([LABELS["good" if right else "almost"], plain(why)])
        for key, (right, why) in said.items()
    }


def lesson_script(lesson: str, cards: Sequence[Card]) -> dict[str, list[str]]:
    """Give all that is said in a lesson: each card by its number, and what answers are told."""
    script: dict[str, list[str]] = {}
    for card in cards:
        script[str(card[1])] = card_sentences(card, lesson)
        script |= feedback(card)
    return script
