"""Write events as xAPI 1.0.3 statements. Pure; mirrored by pwa/src/domain/xapi.ts.

Only what is listed here becomes a statement: a lesson opened or finished, a question answered
(that it was, not what), an action done. Nothing of the module of papers, of surveys or of tools.
tests/vectors/xapi.json holds the cases that both languages run.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid5

from api.sync.fact import Fact
from api.sync.registry import CODES, Body, current_body

Statement = dict[str, Any]

NEVER = frozenset({"papeles"})
APPLIED = frozenset({"worked", "half", "no"})
NAME_BYTES = 16
END_OF_TIME_S = 253_402_300_800  # the year 10000: no timestamp is written so
VERBS = {"experienced": "vio", "completed": "terminó", "answered": "respondió"}
VERB_IRI, TYPE_IRI = "http://adlnet.gov/expapi/verbs/", "http://adlnet.gov/expapi/activities/"
GIVEN, WITHDRAWN = CODES["consent.given"], CODES["consent.withdrawn"]
OPENED, FINISHED = CODES["lesson.opened"], CODES["lesson.finished"]
ANSWERED, DONE = CODES["answer.given"], CODES["action.done"]


@dataclass(frozen=True)
class Reader:
    """Who will read the statements: where ids point to, the name given to her, and a namespace."""

    home: str  # this server's origin
    name: str
    namespace: UUID


def reader_for(key: bytes, endpoint: str, home: str, subject: str) -> Reader:
    """Return her name for one store, and its ids: two stores cannot tell that she is the same."""

    def secret(*words: str) -> bytes:
        return hmac.new(key, "\n".join(words).encode(), hashlib.sha256).digest()

    name = secret("lrs name", endpoint, subject)[:NAME_BYTES]
    space = secret("lrs ids", endpoint)[:NAME_BYTES]
    written = base64.urlsafe_b64encode(name).decode("ascii").rstrip("=")
    return Reader(home, written, UUID(bytes=space, version=5))


def statement(fact: Fact, reader: Reader, lessons: Mapping[str, str]) -> Statement | None:
    """Return an event's statement, None when it has none; `lessons` gives each lesson's module."""
    body = current_body(fact.t, fact.v, fact.d)
    if body is None or not 0 <= fact.at < END_OF_TIME_S:
        return None
    said = _said(fact.t, body)
    lesson = cast(str, body.get("lesson", ""))
    if said is None or lessons.get(lesson, "papeles") in NEVER:
        return None
    verb, kind, path, result = said
    made: Statement = {
        "id": str(uuid5(reader.namespace, f"{fact.origin[0]},{fact.origin[1]},{fact.h}")),
        "actor": {
            "objectType": "Agent",
            "account": {"homePage": reader.home, "name": reader.name},
        },
        "verb": {"id": f"{VERB_IRI}{verb}", "display": {"es": VERBS[verb]}},
        "object": {
            "objectType": "Activity",
            "id": f"{reader.home}/xapi/lecciones/{lesson}{path}",
            "definition": {"type": f"{TYPE_IRI}{kind}"},
        },
        "timestamp": datetime.fromtimestamp(fact.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return made | ({"result": result} if result else {})


def _said(code: int, body: Body) -> tuple[str, str, str, Statement] | None:
    """Return verb, kind and place of the activity, and result."""
    if code == OPENED:
        return "experienced", "lesson", "", {}
    if code == FINISHED:
        return "completed", "lesson", "", {"completion": True}
    if code == ANSWERED:
        return "answered", "question", f"/preguntas/{body['card']}", {}
    if code == DONE and body["result"] in APPLIED:
        return "completed", "performance", f"/acciones/{body['card']}", {"completion": True}
    return None


def agreed(facts: Sequence[Fact], purpose: str) -> Sequence[Fact] | None:
    """Return what she did since she last allowed this purpose, None when she does not allow it.

    `facts` are in the order in which they came. What came before her permission is not in it, even
    if it claims to be later: the clock of a phone may have run ahead until that day.
    """
    latest: tuple[tuple[int, int, str], int] | None = None
    for place, fact in enumerate(facts):
        body = current_body(fact.t, fact.v, fact.d)
        if fact.t not in (GIVEN, WITHDRAWN) or body is None or body["purpose"] != purpose:
            continue
        order = (fact.at, int(fact.t == WITHDRAWN), fact.h)
        if latest is None or order > latest[0]:
            latest = (order, place)
    if latest is None or facts[latest[1]].t == WITHDRAWN:
        return None
    (at, _, _), place = latest
    return [fact for fact in facts[place:] if fact.at >= at]
