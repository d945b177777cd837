"""Hooks for schemathesis: one learner, one edition, one of the team: it gets past the doors."""

import os
import re
from typing import Any

import schemathesis

SUBJECT = os.environ["FUZZ_SUBJECT"]
GOOD_ID = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Give half of the valid requests the subject of the token."""
    if isinstance(body, dict):
        sub = body.get("sub")
        if isinstance(sub, str) and GOOD_ID.fullmatch(sub) and len(repr(body)) % 2:
            return {**body, "sub": SUBJECT}
    return body


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Get past the staff's door: as our page asks, and signed in; signing out would end that."""
    if "/staff/" not in case.path or case.headers is None:
        return
    case.headers["Origin"] = os.environ["FUZZ_ORIGIN"]
    case.headers["X-Creando"] = "1"
    shown = "__Host-equipo" in (case.cookies or {})  # on purpose it sometimes leaves it out
    if shown and os.environ["FUZZ_COOKIE"] and case.method.upper() != "DELETE":
        case.headers["Cookie"] = f"equipo={os.environ['FUZZ_COOKIE']}"


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: Any) -> Any:
    """Ask for things that exist, every other time."""
    if path_parameters and len(repr(path_parameters)) % 2:
        known = {
            "edition": "abierta",
            "name": "lupe",
            "bundle": os.environ["FUZZ_BUNDLE"],
            "sha256": os.environ["FUZZ_SHA256"],
        }
        return {name: known.get(name, value) for name, value in path_parameters.items()}
    return path_parameters
