"""Bundles on disk, found by id and hash, and the index the compiler wrote beside them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from api.errors import NotFound, Unavailable

BUNDLE_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
SHA256 = re.compile(r"[0-9a-f]{64}")
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
    """The folder of built bundles."""

    folder: Path

    def stamp(self) -> int:
        """Return a number that changes when the index does; 0 without an index."""
        try:
            return (self.folder / "index.json").stat().st_mtime_ns
        except OSError:
            return 0

    def catalog(self, edition: str) -> Catalog:
        """Return an edition's catalogue; raises Unavailable before the lessons are built."""
        try:
            index = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
            editions = cast("dict[str, Catalog]", index["editions"])
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise Unavailable("content.missing", 60) from fault
        if edition not in editions:
            raise NotFound("edition.unknown")
        return editions[edition]

    def bundle(self, bundle_id: str, sha256: str) -> dict[str, bytes]:
        """Return a bundle's bytes by encoding; raises NotFound."""
        if not BUNDLE_ID.fullmatch(bundle_id) or not SHA256.fullmatch(sha256):
            raise NotFound("bundle.unknown")
        base = self.folder / bundle_id / sha256
        found = {
            encoding: path.read_bytes()
            for encoding, suffix in SUFFIXES.items()
            if (path := base.with_name(base.name + suffix)).is_file()
        }
        if "" not in found:
            raise NotFound("bundle.unknown")
        return found
