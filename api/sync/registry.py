"""Read the one registry of event types, shared by the server and the phone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Body: TypeAlias = dict[str, Json]
Upcaster: TypeAlias = Callable[[Body], Body]

REGISTRY_PATH = Path(__file__).with_name("event_types.json")


@dataclass(frozen=True)
class EventType:
    """One type: its code for ever, its newest version and the fields of its body."""

    code: int
    name: str
    version: int
    by: str
    fields: Mapping[str, str]


def read_registry(path: Path = REGISTRY_PATH) -> dict[int, EventType]:
    """Return the event types by code."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {
        one["code"]: EventType(one["code"], one["name"], one["tv"], one["by"], one["fields"])
        for one in raw["types"]
    }


TYPES = read_registry()
CODES: dict[str, int] = {one.name: code for code, one in TYPES.items()}

# (code, version it reads) -> the body of the next version. Grows when a type gets a second version.
UPCASTERS: dict[tuple[int, int], Upcaster] = {}


def current_body(
    code: int,
    version: int,
    body: Body | None,
    types: Mapping[int, EventType] = TYPES,
    upcasters: Mapping[tuple[int, int], Upcaster] = UPCASTERS,
) -> Body | None:
    """Return the body in the newest version of its type, None when this code cannot read it yet."""
    known = types.get(code)
    if known is None or body is None or version > known.version:
        return None
    for step in range(version, known.version):
        body = upcasters[code, step](body)
    return body
