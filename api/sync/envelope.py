"""Read one row: an event, or the reason to set it apart. Pure; docs/sync-protocol.md section 2."""

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from api.sync.bodies import body_fits
from api.sync.intake import LONE_SURROGATE, Doubled
from api.sync.registry import TYPES, Body, EventType, Json

MAX_EVENT_BYTES = 16 * 1024
MAX_EVENT_DEPTH = 4
MAX_INT = 2**53 - 1
MAX_BOOT = 2**32 - 1
MAX_TYPE = 2**16 - 1
IDENTITY_KEYS = ("r", "q", "of")
ENC_TO = ("self", "server", "analyst", "edition")
TEXT_ID = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]")

Identity = tuple[str, int]


@dataclass(frozen=True)
class Event:
    """One row as the log keeps it; `reason` set means quarantined."""

    identity: Identity
    of: Identity | None
    h: str
    plain: Body
    reason: str | None

    @property
    def action_key(self) -> tuple[str, int, str]:
        """Return what a fold counts once: the first identity, and the hash."""
        return (*(self.of or self.identity), self.h)


@dataclass(frozen=True)
class Unusable:
    """A row without a usable identity: answered, never stored. `h` is empty without an object."""

    h: str
    reason: str = "event.identity"


def canonical(plain: Mapping[str, Json]) -> str:
    """Return the canonical form of a plain event (RFC 8785 for integers and ASCII keys).

    A lone surrogate is written as its escape, as JSON.stringify does; the event is refused, but
    both sides agree on its hash.
    """
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def hash_of(plain: Mapping[str, Json]) -> str:
    """Return h: SHA-256 of the canonical form, base64url without padding."""
    return text_of(hashlib.sha256(canonical(plain).encode()).digest())


def text_of(raw: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def raw_of(text: str) -> bytes:
    """Read base64url without padding; raises ValueError."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as fault:
        raise ValueError(text) from fault


def sum_of(events: Sequence[Event | Unusable]) -> str:
    """Return the check sum of a request: over its events, identities too, in order of sending."""
    lines = "\n".join(map(_sum_line, events))
    return text_of(hashlib.sha256(lines.encode()).digest())[:8]


def _sum_line(event: Event | Unusable) -> str:
    if isinstance(event, Unusable):
        return event.h
    parts = (*event.identity, event.h, *(event.of or ()))
    return ".".join(map(str, parts))


def is_id(value: Json) -> bool:
    """Tell whether a value is 128 bits written as 22 characters."""
    return isinstance(value, str) and TEXT_ID.fullmatch(value) is not None


def read_row(row: Json, subject: str, types: Mapping[int, EventType] = TYPES) -> Event | Unusable:
    """Read one row sent by `subject`; never raises, whatever the row is."""
    if not isinstance(row, dict):
        return Unusable("")
    plain: Body = {key: value for key, value in row.items() if key not in IDENTITY_KEYS}
    plain.setdefault("s", subject)
    h = hash_of(plain)
    identity = _identity([row.get("r"), row.get("q")])
    if identity is None or isinstance(row, Doubled):
        return Unusable(h)
    of = _identity(row["of"]) if "of" in row else None
    reason = _fault(plain, types)
    if "of" in row and of is None:
        reason = "event.malformed"
    if reason is None and plain["s"] != subject:
        reason = "subject.foreign"
    return Event(identity, of, h, plain, reason)


def _identity(value: Json) -> Identity | None:
    """Read (replica, seq), None when unusable."""
    if not isinstance(value, list) or len(value) != 2 or not is_id(value[0]):
        return None
    if not _is_int(value[1], 1, MAX_INT):
        return None
    return cast(str, value[0]), cast(int, value[1])


def _fault(plain: Body, types: Mapping[int, EventType]) -> str | None:
    """Return why an event must be quarantined, the broadest reason first."""
    values = list(_values(plain))
    strings = [one for one in values if isinstance(one, str)]
    if any(LONE_SURROGATE.search(one) or not _composed(one) for one in strings):
        return "text.malformed"
    if not _well_sized(plain) or not all(map(_is_value, values)) or not _header_fits(plain):
        return "event.malformed"
    kind = types.get(cast(int, plain["t"]))
    if kind is not None and kind.by == "server":
        return "type.server"
    if kind is None or cast(int, plain["v"]) > kind.version:
        return None
    body = plain.get("d")
    if body is not None and plain["v"] == kind.version and not body_fits(kind, cast(Body, body)):
        return "body.invalid"
    return None


def _values(value: Json) -> list[Json]:
    """List a value and everything inside it, keys included; a `Doubled` counts as `None`."""
    if isinstance(value, Doubled):
        return [None]
    if isinstance(value, dict):
        return [*value, *(leaf for one in value.values() for leaf in _values(one))]
    if isinstance(value, list):
        return [leaf for one in value for leaf in _values(one)]
    return [value]


def _is_value(value: Json) -> bool:
    return isinstance(value, str) or _is_int(value, -MAX_INT, MAX_INT)


def _is_int(value: Json, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _composed(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text)


def _well_sized(plain: Body) -> bool:
    return len(canonical(plain).encode()) <= MAX_EVENT_BYTES and _depth(plain) <= MAX_EVENT_DEPTH


def _depth(value: Json) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def _header_fits(plain: Body) -> bool:
    """Check the known header keys; a key from the future is kept and hashed as it is."""
    return (
        _keys_are_ascii(plain)
        and _is_int(plain.get("t"), 1, MAX_TYPE)
        and _is_int(plain.get("v"), 1, MAX_TYPE)
        and _is_int(plain.get("at"), -MAX_INT, MAX_INT)
        and _is_int(plain.get("b"), 0, MAX_BOOT)
        and is_id(plain.get("s"))
        and ("a" not in plain or is_id(plain["a"]))
        and plain.get("via", "helper") == "helper"
        and ("d" in plain) != ("enc" in plain)
        and isinstance(plain.get("d", {}), dict)
        and ("enc" not in plain or _enc_fits(plain["enc"]))
    )


def _keys_are_ascii(value: Json) -> bool:
    if isinstance(value, dict):
        return all(key.isascii() and _keys_are_ascii(one) for key, one in value.items())
    return not isinstance(value, list) or all(map(_keys_are_ascii, value))


def _enc_fits(enc: Json) -> bool:
    return (
        isinstance(enc, dict)
        and set(enc) == {"kid", "to", "ct"}
        and isinstance(enc["kid"], str)
        and isinstance(enc["ct"], str)
        and enc["to"] in ENC_TO
    )
