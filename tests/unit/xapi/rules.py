"""What xAPI 1.0.3, part two, says a statement must be; written from the specification alone."""

import re
from datetime import datetime

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
KEYS = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
IDENTIFIERS = {"mbox", "mbox_sha1sum", "openid", "account"}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
DEFINITION = {"name", "description", "type", "moreInfo", "extensions"}


def faults(one: object) -> list[str]:
    """Return what is wrong with a statement, in words."""
    if not isinstance(one, dict):
        return ["not an object"]
    found = [f"strange key {key}" for key in one.keys() - KEYS]
    found += [f"{key} is missing" for key in {"actor", "verb", "object"} - one.keys()]
    if found:
        return found
    if _nulls(one):
        return ["null"]
    if not UUID.fullmatch(str(one.get("id", ""))):
        found.append("id")
    if "timestamp" in one:
        try:
            datetime.fromisoformat(one["timestamp"])
        except ValueError:
            found.append("timestamp")
    return [
        *found,
        *_actor(one["actor"]),
        *_verb(one["verb"]),
        *_object(one["object"]),
        *_rest(one),
    ]


def _nulls(value: object) -> bool:
    if isinstance(value, dict):
        return any(_nulls(one) for one in value.values())
    return value is None


def _actor(actor: dict) -> list[str]:
    found = [] if actor.get("objectType", "Agent") == "Agent" else ["actor's type"]
    if len(IDENTIFIERS & actor.keys()) != 1 or actor.keys() - IDENTIFIERS - {"objectType", "name"}:
        found.append("actor's identifier")
    account = actor.get("account", {"homePage": "x:y", "name": "x"})
    if account.keys() != {"homePage", "name"} or not IRI.fullmatch(account["homePage"]):
        found.append("account")
    return found


def _verb(verb: dict) -> list[str]:
    shown = verb.get("display", {})
    ok = IRI.fullmatch(verb.get("id", "")) and all(LANGUAGE.fullmatch(one) for one in shown)
    return [] if ok and not verb.keys() - {"id", "display"} else ["verb"]


def _object(activity: dict) -> list[str]:
    meaning = activity.get("definition", {})
    ok = (
        activity.get("objectType", "Activity") == "Activity"
        and IRI.fullmatch(activity.get("id", ""))
        and not activity.keys() - {"objectType", "id", "definition"}
        and not meaning.keys() - DEFINITION
        and IRI.fullmatch(meaning.get("type", "x:y"))
    )
    return [] if ok else ["object"]


def _rest(one: dict) -> list[str]:
    result = one.get("result", {})
    ok = not result.keys() - RESULT and isinstance(result.get("completion", True), bool)
    return [] if ok else ["result"]
