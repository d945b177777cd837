"""Read Moodle's GIFT into our cards; how it is written: https://docs.moodle.org/en/GIFT_format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt

from scripts.importing.items import Answer, Card, Found
from scripts.importing.layout import idea_cards
from scripts.importing.package import check_size
from scripts.importing.rich import GAP, tidy
from scripts.new_lesson import Refused

GIFT_BYTES = 1_000_000
NO_GIFT = "no hay preguntas en formato GIFT"
# Escaped signs stand aside as letters of the private use area while the others are looked for.
SIGNS = ":#={}~\\n"
ASIDE = {sign: chr(0xE000 + place) for place, sign in enumerate(SIGNS)}
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]")
NAME = re.compile(r"::(.*?)::", re.DOTALL)
WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d+)?)%")
TRUE, FALSE = ("T", "TRUE"), ("F", "FALSE")
WHOLE = re.compile(r"\d{1,9}(?:\.0+)?")
ANSWER = re.compile(r"[=~]")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, its text with a gap where the answers stood, and what was in braces."""

    where: str
    name: str
    text: str
    form: str
    answers: str | None
    general: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is written: its sign, its part of the marks in hundreds, words, comment."""

    sign: str
    percent: float
    text: str
    comment: str


def read_gift(file: Path) -> Found:
    """Read a file of questions. Raises Refused."""
    check_size(file, GIFT_BYTES)
    raw = file.read_bytes()
    if b"\0" in raw:
        raise Refused(f"{file.name} no es un texto en UTF-8. Guárdalo como texto UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(f"{file.name} no está en UTF-8. Guárdalo como texto UTF-8.") from fault
    found = Found()
    for number, question in enumerate(questions(text, found), 1):
        take(question, number, found)
    if not found.cards and not found.losses:
        raise Refused(f"En {file.name} {NO_GIFT}.")
    return found


def questions(text: str, found: Found) -> Iterator[Question]:
    """Cut a file at its empty lines; comments and categories are passed over."""
    lines: list[str] = []
    start = 1
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if line.strip().startswith("//"):
            continue
        if line.strip():
            start = start if lines else number
            lines.append(line)
        elif lines:
            question = _question("\n".join(lines), f"Línea {start}", found)
            if question:
                yield question
            lines = []


def _question(raw: str, where: str, found: Found) -> Question | None:
    text = re.sub(r"\\([:#={}~\\n])", lambda sign: ASIDE[sign[1]], raw).strip()
    if text.startswith("$CATEGORY:"):
        return None
    name = NAME.match(text)
    if name:
        text = text[name.end() :].strip()
    form = FORMAT.match(text)
    text = text[form.end() :] if form else text
    before, opened, rest = text.partition("{")
    inside, closed, after = rest.partition("}")
    if bool(opened) != bool(closed) or (not opened and "}" in text):
        found.lose(where, "le falta una llave { o }", "Corrígela y trae el archivo otra vez")
        return None
    gap = GAP if after.strip() else ""
    answers, _, general = inside.partition("####")
    return Question(
        where,
        tidy(_back(name[1])) if name else "",
        f"{before}{gap}{after}" if opened else text,
        form[1] if form else "moodle",
        answers.strip() if opened else None,
        general.strip(),
    )


def _back(text: str) -> str:
    """Put the escaped signs in their places."""
    for sign, aside in ASIDE.items():
        text = text.replace(aside, "\n" if sign == "n" else sign)
    return text.strip()


def html_of(text: str, form: str) -> str:
    """Give the HTML of a text in the format it says."""
    found = FORMAT.match(text.strip())
    if found:
        text, form = text.strip()[found.end() :], found[1]
    text = _back(text)
    if form == "markdown":
        return str(MarkdownIt("commonmark", {"html": False}).render(text))
    if form == "plain":
        return escape(text).replace("\n", "<br>")
    return text if form == "html" else text.replace("\n\n", "<br>")


def given(answers: str) -> list[Given]:
    """Cut the braces into answers."""
    starts = [found.start() for found in ANSWER.finditer(answers)]
    cut = [answers[a:b] for a, b in pairwise([*starts, len(answers)])]
    return [_given(one[0], one[1:].strip()) for one in cut]


def _given(sign: str, text: str) -> Given:
    weight = WEIGHT.match(text)
    percent = float(weight[1]) if weight else 100.0 if sign == "=" else 0.0
    words, _, comment = text[weight.end() if weight else 0 :].partition("#")
    return Given(sign, percent, words.strip(), comment.strip())


def take(question: Question, number: int, found: Found) -> None:
    """Make a card of a question."""
    blocks = found.prompt(html_of(question.text, question.form), question.where)
    title = question.name or f"Pregunta {number}"
    answers = question.answers
    if answers is None:
        pieces = found.read(html_of(question.text, question.form), question.where)
        found.add(*idea_cards(question.name or f"Texto {number}", pieces))
    elif not answers:
        _general(question, found)
        found.think(title, blocks)
    elif answers[0] == "#":
        _number(question, title, blocks, found)
    elif "~" in answers:
        _choice(question, title, blocks, found)
    elif answers.startswith("=") and "->" in answers:
        _match(question, title, blocks, found)
    elif answers.partition("#")[0].strip().upper() in (*TRUE, *FALSE):
        _true_false(question, title, blocks, found)
    else:
        _short(question, title, blocks, found)


def _line(text: str, question: Question, found: Found) -> str:
    return found.line(html_of(text, question.form), question.where)


def _choice(question: Question, title: str, blocks: tuple[str, ...], found: Found) -> None:
    """Take a choice; as in Moodle, weights alone, without any =, mean several right answers."""
    options = given(question.answers or "")
    one_right = any(option.sign == "=" for option in options)
    answers = []
    for option in options:
        right = option.sign == "=" if one_right else option.percent > 0
        if option.percent not in (0, 100) and (one_right or option.percent < 0):
            found.lose(
                question.where,
                f"«{tidy(_back(option.text))[:60]}» valía {option.percent:g} %",
                "Aquí una respuesta es buena o no lo es: di por qué en su explicación",
            )
        why = _line(option.comment, question, found)
        answers.append(Answer(_line(option.text, question, found), right, why))
    _general(question, found)
    found.choice(title, blocks, answers, question.where)


def _general(question: Question, found: Found) -> None:
    if question.general:
        said = tidy(_back(question.general))[:200]
        found.lose(question.where, f"decía al final: «{said}»", "Ponlo en las explicaciones")


def _true_false(question: Question, title: str, blocks: tuple[str, ...], found: Found) -> None:
    """Take a true or false; the first comment is for who is wrong, the second for who is right."""
    word, *comments = (part.strip() for part in (question.answers or "").split("#"))
    wrong, right, *_ = [*(_line(one, question, found) for one in comments), "", ""]
    is_true = word.upper() in TRUE
    _general(question, found)
    answers = [
        Answer("Verdadero", is_true, right if is_true else wrong),
        Answer("Falso", not is_true, wrong if is_true else right),
    ]
    found.choice(title, blocks, answers, question.where)


def _match(question: Question, title: str, blocks: tuple[str, ...], found: Found) -> None:
    halves = [one.text.partition("->") for one in given(question.answers or "")]
    pairs = [
        (_line(left, question, found), _line(right, question, found)) for left, _, right in halves
    ]
    if len(pairs) < 2 or not all(left and right for left, right in pairs):
        found.lose(
            question.where,
            "le falta un lado a una pareja, o es una sola",
            "Escríbela a mano como «unir»",
        )
        return
    bare = [(left.replace("*", ""), right.replace("*", "")) for left, right in pairs]
    good = _line(question.general, question, found)
    asked = blocks or ("Une cada cosa con su par.",)
    found.add(Card("match", title, asked, pairs=tuple(bare), good=good))


def _number(question: Question, title: str, blocks: tuple[str, ...], found: Found) -> None:
    body = (question.answers or "")[1:].strip()
    body, _, wrong = body.partition("~")
    options = given(body) if body.startswith("=") else [_given("=", body)]
    best = max(options, key=lambda option: option.percent)
    answer, near = _span(best.text)
    if not (WHOLE.fullmatch(answer) and WHOLE.fullmatch(near)):
        found.lose(
            question.where,
            f"la respuesta «{_back(best.text)[:40]}» no es un número entero",
            "Si son soles, escríbela en céntimos: {#1 .number rev=1 answer=250 unit=centimos}",
        )
        return
    for option in options:
        if option is not best:
            what = f"«{_back(option.text)[:40]}» valía {option.percent:g} %"
            found.lose(question.where, what, "Usa near= para aceptar números cercanos")
    found.lose(
        question.where,
        "quedó como número de cosas (unit=unidades)",
        "Si son soles, pon unit=centimos y la respuesta en céntimos",
    )
    if best.comment:
        _general(question, found)
    good = _line(best.comment or question.general, question, found)
    almost = _line(wrong.partition("#")[2], question, found)
    whole = [int(float(one)) for one in (answer, near)]
    card = Card("number", title, blocks, number=whole[0], near=whole[1], good=good, almost=almost)
    found.add(card)


def _span(text: str) -> tuple[str, str]:
    """Read `answer`, `answer:near` or `least..most`."""
    least, dots, most = text.partition("..")
    if dots and WHOLE.fullmatch(least.strip()) and WHOLE.fullmatch(most.strip()):
        low, high = int(float(least)), int(float(most))
        half, odd = divmod(high - low, 2)
        return ("", "") if odd or half < 0 else (str(low + half), str(half))
    answer, _, near = text.partition(":")
    return answer.strip(), near.strip() or "0"


def _short(question: Question, title: str, blocks: tuple[str, ...], found: Found) -> None:
    # Without a sign, what stands in the braces is the one answer.
    body = f"={(question.answers or '').removeprefix('=')}"
    options = given(body)
    words = [tidy(_back(option.text)) for option in options]
    said = [tidy(_back(option.comment)) for option in options if option.comment]
    if said:
        what = f"decía de las respuestas: «{' / '.join(said)[:200]}»"
        found.lose(question.where, what, "Ponlo en el texto si hace falta")
    _general(question, found)
    found.lose(
        question.where,
        f"la app no revisa palabras escritas: se volvió «piensa». Iba: {', '.join(words)[:200]}",
        "Si quieres que se revise, cámbiala por «una respuesta»",
    )
    found.think(title, blocks)
