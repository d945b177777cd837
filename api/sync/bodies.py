"""Check the body of an event against its type. Pure."""

import re
from collections.abc import Callable

from api.sync.registry import Body, EventType, Json

MAX_INT = 2**53 - 1
MAX_TEXT = 280
MAX_IDS = 64
ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
CODE = re.compile(r"[A-Za-z0-9._-]{1,160}")
OPTIONS = re.compile(r"[a-z]{0,26}")


def body_fits(kind: EventType, body: Body) -> bool:
    """Tell whether a body has exactly the fields of its type, each of its kind."""
    for name, rule in kind.fields.items():
        if name not in body:
            if not rule.endswith("?"):
                return False
        elif not CHECKS[rule.rstrip("?")](body[name]):
            return False
    return set(body) <= set(kind.fields)


def _matches(pattern: re.Pattern[str]) -> Callable[[Json], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_int(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_INT


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= MAX_TEXT


def _is_ids(value: Json) -> bool:
    return isinstance(value, list) and len(value) <= MAX_IDS and all(map(_matches(ID), value))


def _is_option(value: Json) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return abs(value) <= MAX_INT
    return _matches(OPTIONS)(value)


CHECKS: dict[str, Callable[[Json], bool]] = {
    "id": _matches(ID),
    "ids": _is_ids,
    "int": _is_int,
    "text": _is_text,
    "code": _matches(CODE),
    "option": _is_option,
}
