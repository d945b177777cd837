"""Write lessons as compact JSON records and pack them; the same input gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import brotli

from api.content.model import (
    BUNDLE_FORMAT,
    Block,
    Card,
    Choice,
    Consent,
    Do,
    Edition,
    Extra,
    Figure,
    Graduation,
    Inline,
    Json,
    Lesson,
    Match,
    Meeting,
    Module,
    Number,
    Order,
    Story,
    Variants,
)
from api.content.pictures import Art

NO_WORDS = "zxx"  # the language code of what has no language: drawings, for every locale


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file of the library: its JSON bytes and what the catalogue says of it."""

    id: str
    kind: str
    title: str
    locale: str
    rev: int
    body: bytes
    order: int = 0
    minutes: int = 0
    lessons: int = 0
    needs: tuple[str, ...] = ()
    group: str = ""
    review: bool = False

    @property
    def sha256(self) -> str:
        """Name the bundle by its bytes."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def brotli(self) -> bytes:
        """Compress for the browsers of today."""
        return squeezed(self.body, 9 if self.kind == "audio" else 11)

    @property
    def gzip(self) -> bytes:
        """Compress for all others."""
        return gzip.compress(self.body, 9, mtime=0)


@cache
def squeezed(body: bytes, quality: int = 11) -> bytes:
    """Compress text; sound gains nothing from the slow best."""
    return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality))


def dumps(value: Json) -> bytes:
    """Write compact JSON, UTF-8, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def inline_json(inline: Inline) -> Json:
    """Give one string when the words carry no mark."""
    if all(isinstance(span, str) for span in inline):
        return "".join(str(span) for span in inline)
    return [span if isinstance(span, str) else list(span) for span in inline]


def block_json(block: Block) -> Json:
    """Give a block of a card."""
    if isinstance(block, Figure):
        return ["f", 0 if block.is_asked else block.picture, block.alt]
    if isinstance(block, Variants):
        told: list[Json] = [
            [one.key, one.title, *(block_json(text) for text in one.texts)] for one in block.choices
        ]
        return [block.kind, *told]
    parts = [inline_json(part) for part in block.parts]
    return parts[0] if block.kind == "p" else [block.kind, *parts]


def extra_json(extra: Extra) -> Json:
    """Give what only this kind of card has."""
    match extra:
        case Choice():
            return [
                [o.id, inline_json(o.text), int(o.right), inline_json(o.why)] for o in extra.options
            ]
        case Order():
            items = [[ident, inline_json(text)] for ident, text in extra.items]
            return [items, inline_json(extra.good), inline_json(extra.almost)]
        case Match():
            pairs = [list(pair) for pair in extra.pairs]
            return [pairs, inline_json(extra.good), inline_json(extra.almost)]
        case Number():
            words = [inline_json(extra.good), inline_json(extra.almost)]
            return [extra.answer, extra.unit, extra.near, *words]
        case Do():
            steps = [inline_json(step) for step in extra.steps]
            return [steps, list(extra.when), list(extra.where), inline_json(extra.risk)]
        case Story():
            return [extra.avatar, extra.name]


def card_json(card: Card) -> Json:
    """Give a card."""
    blocks = [block_json(block) for block in card.blocks]
    head: list[Json] = [card.kind, card.id, card.rev, card.title, blocks]
    return head if card.extra is None else [*head, extra_json(card.extra)]


def lesson_json(lesson: Lesson) -> Json:
    """Give a lesson."""
    cards: list[Json] = [card_json(card) for card in lesson.cards]
    about: list[Json] = [lesson.id, lesson.title, lesson.minutes, lesson.rule]
    head: list[Json] = [*about, lesson.picture or 0, cards]
    more: dict[str, Json] = {
        **({"h": lesson.habit} if lesson.habit else {}),
        **({"c": 1} if lesson.check else {}),
        **({"t": list(lesson.trades)} if lesson.trades else {}),
        **({"n": list(lesson.needs)} if lesson.needs else {}),
        **({"by": [lesson.credit, lesson.licence]} if lesson.credit else {}),
    }
    return [*head, more] if more else head


def pictures_of(module: Module) -> list[str]:
    """List the drawings that a module shows, sorted."""
    figures = (
        block.picture
        for lesson in module.lessons
        for card in lesson.cards
        for block in card.blocks
        if isinstance(block, Figure) and not block.is_asked
    )
    own = (lesson.picture for lesson in module.lessons if lesson.picture)
    return sorted({module.picture, *own, *figures})


def avatars_of(module: Module) -> set[str]:
    """List the people who tell a module's stories."""
    extras = (card.extra for lesson in module.lessons for card in lesson.cards)
    return {extra.avatar for extra in extras if isinstance(extra, Story)}


def module_json(module: Module) -> dict[str, Json]:
    """Give a module: words alone, its drawings travel apart."""
    return {
        "f": BUNDLE_FORMAT,
        "k": "module",
        "id": module.id,
        "l": module.locale,
        "t": module.title,
        "o": module.outcome,
        "p": module.picture,
        **({"by": [module.credit, module.licence]} if module.credit else {}),
        "ls": [lesson_json(lesson) for lesson in module.lessons],
    }


def module_bundle(module: Module, today: date) -> Bundle:
    """Pack a module's words; `today` decides whether it is in review."""
    return Bundle(
        module.id,
        "module",
        module.title,
        module.locale,
        sum(card.rev for lesson in module.lessons for card in lesson.cards),
        dumps(module_json(module)),
        module.order,
        sum(lesson.minutes for lesson in module.lessons),
        len(module.lessons),
        module.needs,
        "" if module.kind == "modulo" else module.kind,
        module.in_review(today),
    )


def pack_bundle(locale: str, title: str, bundles: Iterable[Bundle]) -> Bundle:
    """Pack all bundles of a locale; each record keeps the bytes of its own bundle."""
    parts = list(bundles)
    ident = f"pack-{locale}"
    head = dumps({"f": BUNDLE_FORMAT, "k": "pack", "id": ident, "l": locale, "ms": []})
    body = head[:-2] + b",".join(part.body for part in parts) + b"]}"
    rev = sum(part.rev for part in parts)
    return Bundle(ident, "pack", title, locale, rev, body)


def parts_of(ident: str, art: Art) -> set[str]:
    """Give the parts that a drawing is made of, or the part that it is."""
    return set(art.scenes[ident].refers_to()) if ident in art.scenes else {ident}


def _refers_to(pictures: Iterable[str], art: Art) -> set[str]:
    return {part for ident in pictures for part in parts_of(ident, art)}


def _late(art: Art) -> set[str]:
    """Give the parts of the sets: they travel with what shows them, or when they are asked for."""
    return {ident for members in art.sets.values() for ident in members if ident in art.parts}


def drawn_by(module: Module, art: Art) -> set[str]:
    """Give the parts that a module's drawings and story tellers are made of."""
    return avatars_of(module) | _refers_to(pictures_of(module), art)


def shared_parts(drawn: Iterable[set[str]], art: Art) -> list[str]:
    """List the parts of everybody: what the app draws, and what two bundles or more show.

    `drawn` has the parts of each bundle; what one alone shows travels with it.
    """
    late = _late(art)
    shown = Counter(part for one in drawn for part in art.closure(one - late))
    twice = {part for part, times in shown.items() if times > 1}
    return art.closure((set(art.wanted) | twice) - late)


def art_bundle(shared: Iterable[str], art: Art) -> Bundle:
    """Pack the shared parts, and no others."""
    return _drawings("art", {"defs": _symbols(shared, art)})


def set_bundle(name: str, shared: Collection[str], art: Art) -> Bundle:
    """Pack what the app asks for by name, without the parts that everybody has by then."""
    members = art.sets[name]
    return scenes_bundle(name, members, [one for one in members if one in art.parts], shared, art)


def scenes_bundle(
    ident: str,
    pictures: Iterable[str],
    parts: Iterable[str],
    shared: Collection[str],
    art: Art,
) -> Bundle:
    """Pack scenes, and of the parts they need those that not everybody has.

    `parts` are shown too; translations that show the same drawings share the bytes.
    """
    scenes = {one: art.scenes[one] for one in pictures if one in art.scenes}
    used = _refers_to(scenes, art) | set(parts)
    own = [one for one in art.closure(used) if one not in shared]
    defs = {"defs": _symbols(own, art)} if own else {}
    px = {one: scene.json() for one, scene in scenes.items()}
    return _drawings(f"art-{ident}", {**defs, **({"px": px} if px or not own else {})})


def drawing_bytes(ident: str, art: Art) -> int:
    """Weigh a drawing alone on a phone: brotli, with its parts, each once."""
    return len(squeezed(dumps(_symbols(art.closure([ident]), art))))


def _symbols(ids: Iterable[str], art: Art) -> list[Json]:
    return [art.symbol(ident).json() for ident in ids]


def _drawings(ident: str, trees: Mapping[str, Json]) -> Bundle:
    body = dumps({"f": BUNDLE_FORMAT, "k": "art", "id": ident, **trees})
    return Bundle(ident, "art", "Dibujos", NO_WORDS, 1, body)


def _asked(one: Graduation) -> list[Json]:
    return [one.modules, one.actions, one.given, one.survey]


def _date(one: Meeting, tz: str) -> list[Json]:
    return [one.id, one.title, one.at(tz), one.minutes, one.where]


def consent_json(one: Consent) -> list[Json]:
    """Give a consent's version, title and paragraphs."""
    return [one.text_version, one.title, list(one.paragraphs)]


def edition_bundle(edition: Edition) -> Bundle:
    """Pack what the phone must know of an edition."""
    asked = [one for one in edition.consents if not one.waits]
    record: dict[str, Json] = {
        "f": BUNDLE_FORMAT,
        "k": "edition",
        "id": f"edition-{edition.slug}",
        "t": edition.title,
        "tz": edition.tz,
        "ls": list(edition.locales),
        "ch": [list(channel) for channel in edition.channels],
        "by": edition.by,
        "cs": [[one.purpose, *consent_json(one)] for one in asked],
        **({"mv": edition.moved_to} if edition.moved_to else {}),
        **({"ct": [who.name, who.avatar, who.whatsapp]} if (who := edition.contact) else {}),
    }
    confirmed = [one for one in edition.helplines if one.state == "confirmed"]
    if confirmed:
        record |= {"hp": [[one.name, one.what, one.number] for one in confirmed]}
    if (finish := _asked(edition.graduation)) != _asked(Graduation()):
        record |= {"gr": finish}
    if edition.ends_on:
        record |= {"en": edition.ends_on}
    if edition.dates:
        record |= {"dt": [_date(one, edition.tz) for one in edition.dates]}
    rev = sum(consent.text_version for consent in asked)
    ident = f"edition-{edition.slug}"
    return Bundle(ident, "edition", edition.title, edition.locales[0], rev, dumps(record))
