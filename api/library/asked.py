"""An edition's bundle with one more permission: that the operator's LRS may have what was studied.

Its words are the edition's; whose store it is, only the operator knows. So the bundle is made
here, and named by its own hash like every other. Without an LRS nobody is asked.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from api.library.pwa import compressed

HERE = "{lrs}"


@dataclass(frozen=True)
class Recipient:
    """Who would have it: the purpose that people allow, and the name they read."""

    purpose: str
    name: str


@dataclass(frozen=True)
class Asking:
    """The bundle that asks: its bytes by encoding, and their hash."""

    bodies: dict[str, bytes]
    sha256: str


def asking(edition: bytes, words: list[Any], recipient: Recipient) -> Asking:
    """Return an edition's bundle with the words of this permission behind its own ones."""
    version, title, paragraphs = words
    whole = json.loads(edition)
    named = [one.replace(HERE, recipient.name) for one in (title, *paragraphs)]
    whole["cs"].append([recipient.purpose, version, named[0], named[1:]])
    plain = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return Asking(compressed(plain), hashlib.sha256(plain).hexdigest())
