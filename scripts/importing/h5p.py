"""Read an H5P package into our cards.

What each content type holds is told by its own semantics.json, in github.com/h5p: h5p-multi-choice,
h5p-true-false, h5p-blanks, h5p-drag-text, h5p-question-set, h5p-course-presentation, h5p-image.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from api.content.card_checks import PAIR_CHARS
from scripts.importing.items import Answer, Card, Found, fits
from scripts.importing.layout import idea_cards
from scripts.importing.package import Fields, read_package
from scripts.importing.rich import GAP, Piece, blocks_of, name_of, tidy
from scripts.new_lesson import Refused

# The codes of H5P that let others change a work, and how people write them.
FREE = {
    "CC BY": "CC BY",
    "CC BY-SA": "CC BY-SA",
    "CC BY-NC": "CC BY-NC",
    "CC BY-NC-SA": "CC BY-NC-SA",
    "CC0 1.0": "CC0",
    "CC PDM": "dominio público",
    "PD": "dominio público",
    "ODC PDDL": "PDDL",
    "GNU GPL": "GPL",
}
MOST_ROWS = 500
UNTITLED = re.compile(r"\s*(untitled|sin título|sin nombre)\b|\s*\Z", re.IGNORECASE)
MISSING_WORD = re.compile(r"\*([^*]+)\*")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
TIP = re.compile(r":|\\[+-]")
FILL = "La app no revisa palabras escritas: se volvió «piensa»"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the package something stands, and what it may be called."""

    where: str
    title: str
    found: Found

    def lose(self, what: str, mend: str) -> None:
        """Note what did not come along from here."""
        self.found.lose(self.where, what, mend)


Handler: TypeAlias = Callable[[Fields, Spot], None]


def text(fields: Fields, name: str) -> str:
    """Give a text of the package, '' for whatever else stands there."""
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def box(fields: Fields, name: str) -> Fields:
    """Give a box of the package, an empty one for whatever else stands there."""
    value = fields.get(name)
    return value if isinstance(value, dict) else {}


def rows(fields: Fields, name: str) -> list[Any]:
    """Give a list of the package, an empty one for whatever else stands there. Raises Refused."""
    value = fields.get(name)
    if isinstance(value, list) and len(value) > MOST_ROWS:
        raise Refused(f"El paquete trae una lista de más de {MOST_ROWS} partes. Pártelo.")
    return value if isinstance(value, list) else []


def boxes(fields: Fields, name: str) -> list[Fields]:
    """Give the boxes of a list."""
    return [one for one in rows(fields, name) if isinstance(one, dict)]


def machine(library: str) -> str:
    """Give the name of a library without its version."""
    return library.partition(" ")[0]


def read_h5p(file: Path) -> Found:
    """Read a package. Raises Refused."""
    package = read_package(file)
    library = text(package.about, "mainLibrary")
    if library not in HANDLERS:
        known = ", ".join(sorted(HANDLERS))
        raise Refused(f"CREANDO no sabe traer «{library[:60]}». Trae: {known}.")
    found = Found(title=tidy(text(package.about, "title")))
    found.licence, found.credit = licence_of(package.about), credit_of(package.about)
    title = "" if UNTITLED.match(found.title) else found.title
    HANDLERS[library](package.content, Spot(library, title or "Texto", found))
    return found


def licence_of(about: Fields) -> str:
    """Give the licence in words, '' when it lets nobody change the work or tells nothing."""
    known = FREE.get(text(about, "license"), "")
    version = text(about, "licenseVersion")
    return f"{known} {version}".strip() if known.startswith("CC BY") else known


def credit_of(about: Fields) -> str:
    """Name the authors, each once."""
    names = (tidy(text(author, "name")) for author in boxes(about, "authors"))
    return ", ".join(dict.fromkeys(name for name in names if name))


def visit(content: Fields, where: str, title: str, found: Found) -> None:
    """Take a piece of content inside another."""
    library = machine(text(content, "library"))
    own = tidy(text(box(content, "metadata"), "title"))
    spot = Spot(f"{where} ({library or 'vacío'})", title if UNTITLED.match(own) else own, found)
    handler = HANDLERS.get(library)
    if handler is None:
        spot.lose("la app no tiene este tipo", "Cuéntalo con una tarjeta de las nuestras")
        return
    said = text(box(content, "metadata"), "license")
    if said not in ("", "U", *FREE):
        spot.lose(f"dice licencia «{said[:30]}»", "Pide permiso a quien lo hizo, o quítalo")
    handler(box(content, "params"), spot)


def _media(params: Fields, spot: Spot) -> tuple[str, ...]:
    """Ask for the drawing that stands over a question."""
    media = box(box(params, "media"), "type")
    if not text(media, "library"):
        return ()
    if machine(text(media, "library")) != "H5P.Image":
        spot.lose("traía un video o un audio", "Cuéntalo con palabras o pide un dibujo")
        return ()
    return blocks_of(_picture(box(media, "params"), spot))


def _picture(params: Fields, spot: Spot) -> Iterator[Piece]:
    titled = tidy(text(params, "title"))
    alt = tidy(text(params, "alt")) or ("" if UNTITLED.match(titled) else titled)
    spot.lose(
        "las fotos no vienen: quedó pedido un dibujo",
        "Dibújalo, o usa uno de los que hay (make lessons los muestra)",
    )
    yield Piece("f", (("", alt),), name_of(alt or spot.title))


def _question(params: Fields, name: str, spot: Spot) -> tuple[str, ...]:
    for said in boxes(params, "overallFeedback"):
        _lose_words("decía al final", text(said, "feedback"), spot)
    return (*_media(params, spot), *spot.found.prompt(text(params, name), spot.where))


def _lose_words(what: str, html: str, spot: Spot) -> None:
    """Note words that have no place on our cards."""
    said = spot.found.line(html, spot.where)
    if said:
        spot.lose(f"{what}: «{said[:200]}»", "Ponlo en las explicaciones")


def multi_choice(params: Fields, spot: Spot) -> None:
    """H5P.MultiChoice."""
    found, where = spot.found, spot.where
    answers = []
    for answer in boxes(params, "answers"):
        said = box(answer, "tipsAndFeedback")
        _lose_words("traía una pista", text(said, "tip"), spot)
        _lose_words("decía a quien no la elige", text(said, "notChosenFeedback"), spot)
        why = found.line(text(said, "chosenFeedback"), where)
        right = answer.get("correct") is True
        answers.append(Answer(found.line(text(answer, "text"), where), right, why))
    found.choice(spot.title, _question(params, "question", spot), answers, where)


def true_false(params: Fields, spot: Spot) -> None:
    """H5P.TrueFalse."""
    found, where = spot.found, spot.where
    behaviour = box(params, "behaviour")
    right = str(params.get("correct")).lower() == "true"
    said = {
        True: found.line(text(behaviour, "feedbackOnCorrect"), where),
        False: found.line(text(behaviour, "feedbackOnWrong"), where),
    }
    answers = [Answer("Verdadero", right, said[right]), Answer("Falso", not right, said[not right])]
    found.choice(spot.title, _question(params, "question", spot), answers, where)


def single_choice_set(params: Fields, spot: Spot) -> None:
    """H5P.SingleChoiceSet: the first answer of each is the right one."""
    for number, choice in enumerate(boxes(params, "choices"), 1):
        where = f"{spot.where}, pregunta {number}"
        lines = [spot.found.line(one, where) for one in rows(choice, "answers") if _is_text(one)]
        answers = [Answer(line, place == 0) for place, line in enumerate(lines)]
        blocks = spot.found.prompt(text(choice, "question"), where)
        spot.found.choice(f"Pregunta {number}", blocks, answers, where)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def blanks(params: Fields, spot: Spot) -> None:
    """H5P.Blanks: missing words that somebody writes."""
    lines = [one for one in rows(params, "questions") if _is_text(one)]
    _missing(params, "text", "\n".join(f"<p>{line}</p>" for line in lines), spot, [])


def drag_text(params: Fields, spot: Spot) -> None:
    """H5P.DragText: missing words to drag into place."""
    lines = text(params, "textField").splitlines()
    wrong = [tidy(TIP.split(one)[0]) for one in MISSING_WORD.findall(text(params, "distractors"))]
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    _missing(params, "taskDescription", body, spot, wrong)


def _missing(params: Fields, task: str, body: str, spot: Spot, wrong: list[str]) -> None:
    """Make pairs of sentences and words, or a choice of words, or leave it to her to think."""
    found, words = spot.found, list[str]()

    def hide(hidden: re.Match[str]) -> str:
        words.append(tidy(re.sub(r"<[^>]*>", "", TIP.split(hidden[1])[0].partition("/")[0])))
        return GAP

    pieces = found.read(MISSING_WORD.sub(hide, body), spot.where)
    prompt = _question(params, task, spot)
    sentences = [one for piece in pieces for one in SENTENCE.split(piece.words())]
    holed = [one for one in sentences if GAP in one]
    pairs = list(zip(holed, words, strict=False))
    if len(holed) == len(words) and fits(pairs, PAIR_CHARS):
        rest = [Piece("p", (("", one),)) for one in sentences if GAP not in one]
        _lose_wrong(wrong, spot)
        lines = [(_line(left), _line(right)) for left, right in pairs]
        asked = (*prompt, *blocks_of(rest)) or ("Une cada frase con su palabra.",)
        found.add(Card("match", spot.title, asked, pairs=tuple(lines)))
    elif len(words) == 1 and wrong:
        answers = [Answer(_line(one), place == 0) for place, one in enumerate([*words, *wrong])]
        found.choice(spot.title, (*prompt, *blocks_of(pieces)), answers, spot.where)
    else:
        _lose_wrong(wrong, spot)
        spot.lose(
            f"{FILL}. Iba: {', '.join(words)[:200] or 'nada'}",
            "Si quieres que se revise, cámbiala por «una respuesta» o «unir»",
        )
        found.think(spot.title, (*prompt, *blocks_of(pieces)))


def _lose_wrong(wrong: list[str], spot: Spot) -> None:
    if wrong:
        spot.lose(f"sobraban estas palabras: {', '.join(wrong)[:200]}", "No hace falta nada")


def _line(words: str) -> str:
    return Piece("p", (("", words),)).line()


def plain_text(params: Fields, spot: Spot) -> None:
    """H5P.AdvancedText and H5P.Text."""
    pieces = spot.found.read(text(params, "text"), spot.where)
    spot.found.add(*idea_cards(spot.title, pieces))


def image(params: Fields, spot: Spot) -> None:
    """H5P.Image."""
    spot.found.add(*idea_cards(spot.title, _picture(params, spot)))


def essay(params: Fields, spot: Spot) -> None:
    """H5P.Essay: what nobody marks."""
    blocks = _question(params, "taskDescription", spot)
    spot.lose("la app no califica textos: se volvió «piensa»", "No hace falta nada")
    spot.found.think(spot.title, blocks)


def question_set(params: Fields, spot: Spot) -> None:
    """H5P.QuestionSet."""
    intro = box(params, "introPage")
    pieces = spot.found.read(text(intro, "introduction"), f"{spot.where}, entrada")
    title = tidy(text(intro, "title"))
    spot.found.add(*idea_cards(spot.title if UNTITLED.match(title) else title, pieces))
    for number, question in enumerate(boxes(params, "questions"), 1):
        visit(question, f"Pregunta {number}", f"Pregunta {number}", spot.found)


def column(params: Fields, spot: Spot) -> None:
    """H5P.Column."""
    for number, row in enumerate(boxes(params, "content"), 1):
        visit(box(row, "content"), f"Parte {number}", f"Parte {number}", spot.found)


def presentation(params: Fields, spot: Spot) -> None:
    """H5P.CoursePresentation: the texts and pictures of a slide first, then what it asks."""
    for number, slide in enumerate(boxes(box(params, "presentation"), "slides"), 1):
        where = f"Lámina {number}"
        words = [tidy(text(one, "main")) for one in boxes(slide, "keywords")]
        title = next((one for one in words if not UNTITLED.match(one)), where)
        elements = sorted(boxes(slide, "elements"), key=_reading_order)
        actions = [box(element, "action") for element in elements if box(element, "action")]
        for element in elements:
            beside = Spot(where, title, spot.found)
            _lose_words("traía un comentario", text(element, "solution"), beside)
        spot.found.add(*idea_cards(title, _told(actions, where, spot.found)))
        for action in actions:
            if machine(text(action, "library")) not in TOLD:
                visit(action, where, title, spot.found)


def _reading_order(element: Fields) -> tuple[float, float]:
    """Order the elements of a slide as eyes go: they stand where they were drawn, in any order."""
    place = [element.get("y"), element.get("x")]
    top, left = (float(one) if isinstance(one, int | float) else 0.0 for one in place)
    return top, left


def _told(actions: list[Fields], where: str, found: Found) -> Iterator[Piece]:
    for action in actions:
        library, params = machine(text(action, "library")), box(action, "params")
        spot = Spot(f"{where} ({library})", where, found)
        if library == "H5P.Image":
            yield from _picture(params, spot)
        elif library in TOLD:
            yield from found.read(text(params, "text"), spot.where)


TOLD = ("H5P.AdvancedText", "H5P.Text", "H5P.Image")
HANDLERS: dict[str, Handler] = {
    "H5P.AdvancedText": plain_text,
    "H5P.Blanks": blanks,
    "H5P.Column": column,
    "H5P.CoursePresentation": presentation,
    "H5P.DragText": drag_text,
    "H5P.Essay": essay,
    "H5P.Image": image,
    "H5P.MultiChoice": multi_choice,
    "H5P.QuestionSet": question_set,
    "H5P.SingleChoiceSet": single_choice_set,
    "H5P.Text": plain_text,
    "H5P.TrueFalse": true_false,
}
