"""Editions: read from their files once, then asked by everyone."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.editions.invites import is_genuine
from api.editions.models import Edition
from api.errors import NotFound, SetupError

DEFAULT = "abierta"
DEMO = "demo"


@dataclass(frozen=True)
class Channel:
    """A way into an edition: a partner, a market, a radio programme."""

    slug: str
    title: str


def load(folder: Path) -> list[str]:
    """Take every definition of the folder into the database; raises SetupError."""
    files = sorted(folder.glob("*.json"))
    slugs = [file.stem for file in files]
    if DEFAULT not in slugs:
        raise SetupError(f"Falta la edición abierta: no está {folder / DEFAULT}.json.")
    for file in files:
        text = file.read_text(encoding="utf-8")
        try:
            definition = json.loads(text)
            title = str(definition["title"])
            hidden = _is_draft(definition)
        except (ValueError, KeyError, TypeError) as fault:
            raise SetupError(f"No se entiende la edición {file}: revísala.") from fault
        if hidden:
            slugs.remove(file.stem)
        else:
            _put({"slug": file.stem, "title": title, "definition": text})
    return slugs


def _is_draft(definition: Mapping[str, object]) -> bool:
    """Tell whether an edition is a draft in another language, for a look alone (ADR 22)."""
    locales = definition.get("locales")
    other = isinstance(locales, list) and locales[:1] != ["es"]
    return bool(other and definition.get("drafts")) and os.environ.get("DRAFT_LOCALES") != "1"


def _put(row: Mapping[str, str]) -> None:
    """Insert or overwrite one edition, in words both databases know."""
    Edition.insert(row).on_conflict(
        conflict_target=[Edition.slug], preserve=[Edition.title, Edition.definition]
    ).execute()


def channels(slug: str) -> list[Channel]:
    """Return the channels of an edition; raises SetupError when it is unknown."""
    edition = Edition.get_or_none(Edition.slug == slug)
    if edition is None:
        raise SetupError(f"No hay ninguna edición «{slug}».")
    given = json.loads(edition.definition).get("channels", [])
    return [Channel(one["slug"], one["title"]) for one in given]


def title(slug: str) -> str:
    """Return an edition's title."""
    return str(Edition.get_by_id(slug).title)


def slugs() -> list[str]:
    """Return every edition, in order."""
    return [one.slug for one in Edition.select(Edition.slug).order_by(Edition.slug)]


def definition(slug: str) -> dict[str, Any]:
    """Return an edition's definition; raises NotFound."""
    edition = Edition.get_or_none(Edition.slug == slug)
    if edition is None:
        raise NotFound("edition.unknown")
    return dict(json.loads(edition.definition))


def ends_on(slug: str) -> date | None:
    """Return the last day of an edition, None for one that goes on or is not known."""
    edition = Edition.get_or_none(Edition.slug == slug)
    said = json.loads(edition.definition).get("ends_on") if edition else None
    return date.fromisoformat(said) if said else None


def exists(slug: str) -> bool:
    """Tell whether there is such an edition."""
    return bool(Edition.select().where(Edition.slug == slug).exists())


def may_join(key: bytes, body: Mapping[str, object]) -> bool:
    """Tell whether an `edition.joined` stands: the default edition, or a genuine invite.

    A channel counts for whoever runs it, so nobody claims one without its invite.
    """
    edition, channel, invite = body["edition"], body.get("channel"), body.get("invite")
    if not isinstance(invite, str):
        return edition == DEFAULT and channel is None
    through = str(channel) if channel is not None else None
    return is_genuine(key, invite, str(edition), through)
