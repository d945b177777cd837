"""Check modules and lessons as a careful editor would: sources, sums, words, last card."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api.content.bundle import avatars_of, drawing_bytes
from api.content.card_checks import (
    PAIR_CHARS,
    RULE_CHARS,
    TITLE_CHARS,
    CardCheck,
    Page,
    check_ease,
)
from api.content.community import check_community
from api.content.examples import check_examples
from api.content.facts import check_facts
from api.content.model import LRS_HERE, Edition, Graduation, Lesson, Module, Number, Survey
from api.content.notes import Notes
from api.content.pending import check_pending
from api.content.pictures import Art
from api.content.prose import lesson_texts
from api.content.source import Sources
from api.content.sums import sum_fault

SCENE_BYTES = 2048  # brotli, with its own parts
HABIT_CHARS = 80
SURVEY_QUESTIONS = 9
RESERVED = ("art", "audio", "pack", "edition", "stories", "comunidad", "words", "surveys")


def check_sources(sources: Sources, art: Art, today: date, notes: Notes) -> None:
    """Check everything; `today` decides what is past its review."""
    for module in sources.modules:
        _check_module(module, Page(module.file, art, notes), today)
        for lesson in module.lessons:
            _check_lesson(lesson, Page(lesson.file, art, notes), today)
    for community in sources.communities:
        check_community(community, Page(community.file, art, notes), today)
    for survey in sources.surveys:
        _check_survey(survey, Page(survey.file, art, notes))
    check_facts(sources, notes)
    check_pending(sources, notes)
    _check_editions(sources, notes)
    _check_scenes(art, sources.root.name, notes)


def _check_editions(sources: Sources, notes: Notes) -> None:
    """Complain of a module that no edition has, and of one that an edition asks for in vain."""
    known = {module.id for module in sources.modules}
    shown = {ident for edition in sources.editions for ident in edition.modules}
    for module in sources.modules:
        if module.id not in shown and not module.draft:
            fault = f"ninguna edición lleva el módulo «{module.id}»: nadie lo verá"
            notes.warn(module.file, 1, fault, "Ponlo en modules de lessons/editions/demo.json")
    for edition in sources.editions:
        for ident in sorted(set(edition.modules) - known):
            fault = f"la edición pide el módulo «{ident}», que no existe"
            notes.fault(edition.file, 1, fault, "Quítalo de modules o escríbelo")
        survey = edition.graduation.survey
        if survey not in {"", Graduation().survey, *(one.id for one in sources.surveys)}:
            fault = f"para terminar pide la encuesta «{survey}», que no existe"
            notes.fault(edition.file, 1, fault, "Cambia graduation.survey o escríbela")
        _check_asked(edition, notes)


def _check_asked(edition: Edition, notes: Notes) -> None:
    """Complain of dates that cannot be told, and of a permission that does not say whose LRS."""
    try:
        ZoneInfo(edition.tz)
    except ZoneInfoNotFoundError:
        fault = f"«{edition.tz}» no es una zona horaria"
        notes.fault(edition.file, 1, fault, "Pon America/Lima")
    ids = [one.id for one in edition.dates]
    if len(set(ids)) < len(ids):
        notes.fault(edition.file, 1, "dos fechas (dates) llevan el mismo id", "Cambia uno")
    for consent in edition.consents:
        if consent.waits and LRS_HERE not in "".join(consent.paragraphs):
            fault = f"el permiso «{consent.purpose}» no dice a quién va"
            notes.fault(edition.file, 1, fault, f"Pon {LRS_HERE} donde va el nombre del LRS")


def _check_scenes(art: Art, folder: str, notes: Notes) -> None:
    """Weigh each scene with its parts, every part counted once."""
    for ident in art.scenes:
        size = drawing_bytes(ident, art)
        if size > SCENE_BYTES:
            fault = f"el dibujo pesa {size} bytes y caben {SCENE_BYTES}"
            name = f"{folder}/art/scenes/{ident}.svg"
            notes.fault(name, 1, fault, "Quita trazos o repite partes")


def _check_survey(survey: Survey, page: Page) -> None:
    if len(survey.questions) > SURVEY_QUESTIONS:
        fault = f"la encuesta tiene {len(survey.questions)} preguntas y caben {SURVEY_QUESTIONS}"
        page.fault(1, fault, "Quita las que no cambian nada")
    ids = [ask.id for ask in survey.questions]
    if len(set(ids)) < len(ids):
        page.fault(1, "dos preguntas llevan el mismo id", "Cambia uno")
    texts = [survey.title, survey.why]
    for ask in survey.questions:
        answers = [ident for ident, _, _ in ask.options]
        if len(set(answers)) < len(answers) or not 2 <= len(answers) <= 4:
            fault = f"«{ask.id}» lleva de 2 a 4 respuestas, cada una con su id"
            page.fault(1, fault, "Corrige sus options")
        texts += [ask.text, *(text for _, text, _ in ask.options)]
        for _, text, picture in ask.options:
            page.picture(1, picture)
            page.long(1, f"una respuesta de «{ask.id}»", text, PAIR_CHARS)
    check_ease(texts, page)


def _check_module(module: Module, page: Page, today: date) -> None:
    if module.id.split("-")[0] in RESERVED or module.id in page.art.sets:
        page.fault(module.lines["id"], f"«{module.id}» está reservado", "Usa otro id")
    if not module.lessons:
        page.fault(1, "el módulo no tiene lecciones", "Escribe 01-mi-leccion.md a su lado")
    page.picture(module.lines["picture"], module.picture)
    page.long(module.lines["title"], "el título", module.title, TITLE_CHARS)
    page.long(module.lines["outcome"], "lo que se logra", module.outcome, RULE_CHARS)
    _review(module, page, today)
    for avatar in sorted(avatars_of(module) - page.art.parts.keys()):
        page.picture(1, avatar)


def _review(what: Module | Lesson, page: Page, today: date) -> None:
    if what.reviewed > today:
        page.fault(what.lines["reviewed"], "la revisión tiene fecha futura", "Pon el día real")
    if what.review_by < today:
        fault = f"la revisión venció el {what.review_by}"
        page.warn(what.lines["review_by"], fault, "Revisa los datos y pon fechas nuevas")


def _check_lesson(lesson: Lesson, page: Page, today: date) -> None:
    if lesson.picture:
        page.picture(lesson.lines["picture"], lesson.picture)
    page.long(lesson.lines["rule"], "la regla", lesson.rule, RULE_CHARS)
    page.long(lesson.lines["title"], "el título", lesson.title, TITLE_CHARS)
    _review(lesson, page, today)
    page.long(lesson.lines["habit"], "la pregunta de la semana", lesson.habit, HABIT_CHARS)
    _check_sums(lesson, page)
    if lesson.examples:
        check_examples(lesson.examples, Page(lesson.examples.file, page.art, page.notes))
    check_ease(lesson_texts(lesson), page)
    kinds = [card.kind for card in lesson.cards]
    if kinds.count("do") != 1 or "do" not in kinds[-2:]:
        line = next((card.line for card in lesson.cards if card.kind == "do"), 1)
        mend = "Deja una sola tarjeta .do, última o penúltima"
        page.fault(line, f"hay {kinds.count('do')} «Hazlo hoy», o no está al final", mend)
    for card in lesson.cards:
        CardCheck(card, page).run()


def _check_sums(lesson: Lesson, page: Page) -> None:
    """Work the sums out again, and ask for the sum behind each number card."""
    for written in lesson.sums:
        fault = sum_fault(written)
        if fault:
            page.fault(lesson.lines["sums"], f"«{written}» {fault}", "Rehaz la cuenta en céntimos")
    results = {written.rpartition("=")[2].strip() for written in lesson.sums}
    for card in lesson.cards:
        if isinstance(card.extra, Number) and str(card.extra.answer) not in results:
            fault = f"ninguna cuenta de sums da {card.extra.answer}"
            page.fault(card.line, fault, "Agrega a sums la cuenta de esta tarjeta, en céntimos")
