"""Read the rules of the route: what each answer adds to each module and each short lesson."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from api.content.model import Json, Module
from api.content.notes import Notes
from api.content.schema import Strict, flat_errors

ROUTE = "route.json"
ROUTE_BYTES = 1_000  # brotli, beside the words for searching
# All that may move a stop. Origin, papers, income, sex and family are none of it.
QUESTIONS = ("needs", "rubro", "donde", "hace", "modo", *(f"p-{n}" for n in range(1, 7)))
MOST = 999
_MEND = "Mira docs/lesson-format.md, «The route»"
_REASON = re.compile(r"w-[a-z*-]+\Z")


def _whole(least: int = 0) -> fields.Integer:
    span = validate.Range(least, MOST, error=f"debe ser un número de {least} a {MOST}")
    return fields.Integer(required=True, strict=True, validate=span)


def _reason() -> fields.String:
    return fields.String(
        required=True, validate=validate.Regexp(_REASON, error="no es una razón: w-…")
    )


class GroupSchema(Strict):
    """What the answers to one question do, and the reasons for and against."""

    question = fields.String(
        required=True,
        validate=validate.OneOf(QUESTIONS, error="esa pregunta no puede ordenar la ruta"),
    )
    why = _reason()
    against = _reason()
    answers = fields.Dict(
        keys=fields.String(),
        values=fields.Dict(keys=fields.String(), values=_whole(-MOST)),
        required=True,
    )


class RouteSchema(Strict):
    """The whole of lessons/route.json."""

    about = fields.String(required=True)
    step = _whole()
    short = _whole(-MOST)
    first = _whole()
    started = _whole()
    quiet = fields.List(fields.String(), required=True)
    groups = fields.List(fields.Nested(GroupSchema), required=True)


def read_route(root: Path, modules: Iterable[Module], notes: Notes) -> dict[str, Json]:
    """Give the rules as the phone reads them, empty where a folder has none.

    Notes a question that may not order the route (a fault), and a stop that no module and no lesson
    is (a warning: the phone passes it over).
    """
    file = root / ROUTE
    if not file.exists():
        return {}
    name, text = f"{root.name}/{ROUTE}", file.read_text("utf-8-sig", errors="replace")
    try:
        rules = RouteSchema().load(json.loads(text))
    except json.JSONDecodeError as error:
        notes.fault(name, error.lineno, f"no es JSON: {error.msg}", _MEND)
        return {}
    except ValidationError as error:
        for path, message in flat_errors(error.messages):
            notes.fault(name, 1, f"«{path}» {message}", _MEND)
        return {}
    known = {ident for one in modules for ident in (one.id, *(row.id for row in one.lessons))}
    for stop in sorted({*_stops(rules)} - known):
        line = text.count("\n", 0, text.find(f'"{stop}"')) + 1
        notes.warn(name, line, f"no existe «{stop}»", "Usa el id de un módulo o de una lección")
    return compact(rules)


def compact(rules: dict[str, Any]) -> dict[str, Json]:
    """Write the groups as rows; what explains the file stays in it."""
    rows = [
        [one[key] for key in ("question", "why", "against", "answers")] for one in rules["groups"]
    ]
    head = {key: rules[key] for key in ("step", "short", "first", "started", "quiet")}
    return {**head, "groups": rows}


def _stops(rules: dict[str, Any]) -> Iterator[str]:
    yield from rules["quiet"]
    for group in rules["groups"]:
        for weights in group["answers"].values():
            yield from weights
