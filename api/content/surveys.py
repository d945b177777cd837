"""Compile the surveys of a language: one small bundle, fetched when a survey is first asked for."""

from __future__ import annotations

from collections.abc import Sequence

from api.content.bundle import Bundle, dumps
from api.content.model import BUNDLE_FORMAT, Ask, Json, Survey

SURVEYS = "surveys"


def surveys_of(locales: Sequence[str], surveys: Sequence[Survey]) -> list[Survey]:
    """Give those of the first language that has any."""
    for locale in locales:
        if mine := [one for one in surveys if one.locale == locale]:
            return mine
    return []


def surveys_bundle(surveys: Sequence[Survey]) -> Bundle:
    """Pack surveys of one language."""
    record: dict[str, Json] = {
        "f": BUNDLE_FORMAT,
        "k": SURVEYS,
        "id": SURVEYS,
        "l": surveys[0].locale,
        "ss": [[s.id, s.version, s.title, s.why, [_ask(a) for a in s.questions]] for s in surveys],
    }
    rev = sum(survey.version for survey in surveys)
    return Bundle(SURVEYS, SURVEYS, "Encuestas", surveys[0].locale, rev, dumps(record))


def _ask(ask: Ask) -> Json:
    return [ask.id, ask.text, [list(option) for option in ask.options]]
