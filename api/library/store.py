"""Bundles on disk, found by id and hash, and the index the compiler wrote beside them."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypedDict, cast

from api.errors import NotFound, Unavailable
from api.library.asked import Asking, Recipient, asking

BUNDLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")
EDITION = "edition-"
SUFFIXES = {"": ".json", "br": ".json.br", "gzip": ".json.gz"}


class Entry(TypedDict):
    """One bundle in a catalogue (docs/lesson-format.md)."""

    id: str
    title: str
    url: str
    sha256: str
    transfer_bytes: int
    stored_bytes: int
    locale: str
    rev: int


class Catalog(TypedDict):
    """What one edition offers."""

    version: str
    edition: str
    entries: list[Entry]


@dataclass(frozen=True)
class Store:
    """The folder of built bundles, and to whom an edition may ask to send on what was studied."""

    folder: Path
    recipient: Recipient | None = None

    def stamp(self) -> int:
        """Return a number that changes when the index does; 0 without an index."""
        try:
            return (self.folder / "index.json").stat().st_mtime_ns
        except OSError:
            return 0

    def catalog(self, edition: str) -> Catalog:
        """Return an edition's catalogue; raises Unavailable before the lessons are built."""
        found = self._index()["editions"]
        if edition not in found:
            raise NotFound("edition.unknown")
        asks = self._asks(edition)
        return _asking_in(found[edition], asks) if asks else cast(Catalog, found[edition])

    def _index(self) -> dict[str, Any]:
        try:
            index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
            return {"editions": dict(index["editions"]), "about": index.get("about", {})}
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise Unavailable("content.missing", 60) from fault

    def _asks(self, edition: str) -> Asking | None:
        """Return the edition's bundle that asks for the LRS, None when it does not."""
        return _made(self, edition, self.stamp()) if self.recipient else None

    def bundle(self, bundle_id: str, sha256: str) -> dict[str, bytes]:
        """Return a bundle's bytes by encoding; raises NotFound."""
        if not BUNDLE_ID.fullmatch(bundle_id) or not SHA256.fullmatch(sha256):
            raise NotFound("bundle.unknown")
        asks = self._asks(bundle_id[len(EDITION) :]) if bundle_id.startswith(EDITION) else None
        if asks and asks.sha256 == sha256:
            return asks.bodies
        return self._on_disk(bundle_id, sha256)

    def _on_disk(self, bundle_id: str, sha256: str) -> dict[str, bytes]:
        base = self.folder / bundle_id / sha256
        found = {
            encoding: path.read_bytes()
            for encoding, suffix in SUFFIXES.items()
            if (path := base.with_name(base.name + suffix)).is_file()
        }
        if "" not in found:
            raise NotFound("bundle.unknown")
        return found


@lru_cache(maxsize=32)
def _made(store: Store, edition: str, _: int) -> Asking | None:
    """Make it once for each build of the lessons."""
    try:
        index = store._index()
    except Unavailable:
        return None
    words = index["about"].get(edition, {}).get("lrs")
    entries = index["editions"].get(edition, {}).get("entries", ())
    entry = next((one for one in entries if one["id"] == f"{EDITION}{edition}"), None)
    if not (words and entry and store.recipient):
        return None
    return asking(store._on_disk(entry["id"], entry["sha256"])[""], words, store.recipient)


def _asking_in(catalog: Catalog, asks: Asking) -> Catalog:
    """Return the catalogue with the bundle that asks in the place of the one that does not."""
    name = f"{EDITION}{catalog['edition']}"
    told = {
        "url": f"/api/v1/bundles/{name}/{asks.sha256}",
        "sha256": asks.sha256,
        "transfer_bytes": len(asks.bodies["br"]),
        "stored_bytes": len(asks.bodies[""]),
    }
    entries = [cast(Entry, one | told) if one["id"] == name else one for one in catalog["entries"]]
    version = hashlib.sha256(f"{catalog['version']}{asks.sha256}".encode()).hexdigest()[:8]
    return {"version": version, "edition": catalog["edition"], "entries": entries}
