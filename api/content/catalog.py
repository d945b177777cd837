"""Make the catalogue of an edition from its bundles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from api.content.bundle import Bundle, dumps
from api.content.model import Json


def entry(bundle: Bundle) -> dict[str, Json]:
    """Describe a bundle; modules also say what the route needs before they are fetched."""
    common: dict[str, Json] = {
        "id": bundle.id,
        "kind": bundle.kind,
        "title": bundle.title,
        "url": f"/api/v1/bundles/{bundle.id}/{bundle.sha256}",
        "sha256": bundle.sha256,
        "transfer_bytes": len(bundle.brotli),
        "stored_bytes": len(bundle.body),
        "locale": bundle.locale,
        "rev": bundle.rev,
    }
    if bundle.kind != "module":
        return common
    return {
        **common,
        "order": bundle.order,
        "minutes": bundle.minutes,
        "lessons": bundle.lessons,
        "needs": list(bundle.needs),
        **({"group": bundle.group} if bundle.group else {}),
        **({"review": 1} if bundle.review else {}),
    }


def catalog(slug: str, bundles: Iterable[Bundle]) -> dict[str, Json]:
    """Give the catalogue, named by the first 8 hex digits of its own hash."""
    rest: dict[str, Json] = {"edition": slug, "entries": [entry(bundle) for bundle in bundles]}
    return {"version": hashlib.sha256(dumps(rest)).hexdigest()[:8], **rest}
