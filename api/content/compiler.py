"""Compile a lessons folder: sources, checks, bundles and the index of all editions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from api.content.asked import Asked, asked_of
from api.content.bundle import (
    NO_WORDS,
    Bundle,
    art_bundle,
    card_json,
    consent_json,
    drawn_by,
    edition_bundle,
    module_bundle,
    pack_bundle,
    parts_of,
    pictures_of,
    scenes_bundle,
    set_bundle,
    shared_parts,
)
from api.content.catalog import catalog
from api.content.checks import check_sources
from api.content.community import (
    STORIES,
    STORIES_BYTES,
    Community,
    figures_of,
    readable,
    stories_bundle,
)
from api.content.counts import counts
from api.content.facts import facts_json
from api.content.lock import LOCK, check_listed, check_lock, grown, ids_of, read_lock
from api.content.model import BUNDLE_FORMAT, Edition, Json, Module
from api.content.notes import Notes
from api.content.pictures import Art, read_art
from api.content.prose import readable_characters
from api.content.recordings import Recorder, check_weight, length_ms, recording_bundle
from api.content.route_rules import ROUTE_BYTES, read_route
from api.content.source import SourceReader, Sources
from api.content.spoken import lesson_script
from api.content.surveys import surveys_bundle, surveys_of
from api.content.tags import read_tags
from api.content.translations import is_offered, with_translations
from api.content.words import INDEX_BYTES, amounts_json, words_bundle

# Brotli bytes. Text is held by its ratio; this stops one module from eating the data plan.
MODULE_BYTES = 14_000  # text and drawings
TEXT_BYTES_PER_1000 = 430
PACK_BYTES_PER_1000 = 330
TEXT_LEAST_CHARS = 6_000  # shorter texts cannot reach the ratio: compression needs material


# The recordings of a module, by its locale and id.
Sounds: TypeAlias = Mapping[tuple[str, str], Sequence[Bundle]]


@dataclass(frozen=True, slots=True)
class Weight:
    """What a bundle costs in brotli bytes, and how many characters it lets her read."""

    id: str
    kind: str
    bytes: int
    readable_chars: int = 0
    ms: int = 0  # how long it sounds

    @property
    def bytes_per_1000(self) -> int:
        """Give the bytes per 1,000 readable characters, rounded up."""
        return -(-self.bytes * 1000 // max(self.readable_chars, 1))


@dataclass(frozen=True, slots=True)
class Library:
    """The outcome: bundles and index are for publishing only when nothing is broken."""

    notes: Notes
    bundles: tuple[Bundle, ...]
    index: dict[str, Json]
    weights: tuple[Weight, ...]
    lock_text: str
    asked: tuple[Asked, ...] = ()
    facts: Mapping[str, Json] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def compile_library(
    root: Path, today: date, *, adding_ids: bool = False, record: Recorder | None = None
) -> Library:
    """Compile the folder; `adding_ids` takes new ids as they come, to write them to the lock.

    `record` gives lessons their sound; without it they have none.
    """
    notes = Notes()
    sources = SourceReader(root, notes, today).read()
    art = read_art(root, notes)
    lock_file = root / LOCK
    name = f"{root.name}/{LOCK}"
    lock_text = lock_file.read_text("utf-8-sig", errors="replace") if lock_file.exists() else ""
    if not sources.modules or not sources.editions:
        notes.fault(name, 1, "no hay módulos o no hay ediciones", "Mira si esta es la carpeta")
    whole = not notes.broken  # a file that could not be read has not lost its ids
    found = ids_of(sources, notes)
    lock = read_lock(lock_text, name, notes)
    check_lock(lock, found, notes, whole=whole)
    if not adding_ids:
        check_listed(lock, found, notes)
    check_sources(sources, art, today, notes)
    read_tags(root, art, notes)
    sources = replace(sources, route=read_route(root, sources.modules, notes))
    sounds, loudness = _record(sources, record, notes) if record and not notes.broken else ({}, [])
    told = sources if notes.broken else with_translations(sources, art, today, notes)
    if notes.broken:
        return Library(notes, (), {}, (), lock_text)
    bundles, index = _publish(told, art, sounds, today)
    kept = replace(told, modules=tuple(one for one in told.modules if not one.unsigned))
    weights = (*_weights(kept, art, today), *loudness)
    _check_weights(weights, kept, notes)
    asked = tuple(sorted(asked_of(sources)))
    facts = facts_json(sources, today)
    count = counts(sources)
    return Library(notes, bundles, index, weights, grown(lock, found), asked, facts, count)


def modules_of(edition: Edition, sources: Sources, today: date) -> list[Module]:
    """List an edition's modules in route order, each in the first language that has it.

    What is in review goes only where the edition takes it on, and so does an unsigned translation:
    elsewhere the next language has the module.
    """
    chosen: list[Module] = []
    able = [one for one in sources.modules if edition.drafts or not one.unsigned]
    for ident in edition.modules:
        ranked = [m for loc in edition.locales for m in able if _is(m, ident, loc)]
        chosen += [
            module
            for module in ranked[:1]
            if (edition.drafts or not module.draft)
            and (edition.in_review or not module.in_review(today))
        ]
    return sorted(chosen, key=lambda module: (module.order, module.id))


def community_of(locales: Iterable[str], sources: Sources) -> Community | None:
    """Give the stories and tricks of the first language that has them."""
    by_locale = {one.locale: one for one in sources.communities}
    return next((by_locale[locale] for locale in locales if locale in by_locale), None)


def _is(module: Module, ident: str, locale: str) -> bool:
    return module.id == ident and module.locale == locale


def _record(sources: Sources, record: Recorder, notes: Notes) -> tuple[Sounds, list[Weight]]:
    sounds: dict[tuple[str, str], list[Bundle]] = {}
    weights: list[Weight] = []
    for module in sources.modules:
        for lesson in module.lessons:
            script = lesson_script(lesson.id, [card_json(card) for card in lesson.cards])
            recorded = record(lesson, module.locale, script, notes)
            if recorded:
                bundle = recording_bundle(lesson, module.locale, recorded)
                ms = length_ms(recorded)
                check_weight(lesson, recorded, bundle, notes)
                sounds.setdefault((module.locale, module.id), []).append(bundle)
                weights.append(Weight(bundle.id, bundle.kind, len(bundle.brotli), ms=ms))
    return sounds, weights


def _publish(
    sources: Sources, art: Art, sounds: Sounds, today: date
) -> tuple[tuple[Bundle, ...], dict[str, Json]]:
    everything: dict[str, Bundle] = {}
    catalogs: dict[str, Json] = {}
    about: dict[str, Json] = {}
    for edition in (one for one in sources.editions if is_offered(one, sources)):
        modules = modules_of(edition, sources, today)
        tell = community_of(edition.locales, sources)
        bundles = [edition_bundle(edition), *_texts(edition.locales[0], modules, tell, today)]
        bundles += [*_drawings(modules, tell, art), _words(edition.locales[0], modules, sources)]
        if asked := surveys_of(edition.locales, sources.surveys):
            bundles.append(surveys_bundle(asked))
        for module in modules:
            bundles += sounds.get((module.locale, module.id), ())
        everything.update((bundle.sha256, bundle) for bundle in bundles)
        catalogs[edition.slug] = catalog(edition.slug, bundles)
        about[edition.slug] = _about(edition)
    index: dict[str, Json] = {"f": BUNDLE_FORMAT, "editions": catalogs, "about": about}
    return tuple(everything.values()), index


def _texts(
    locale: str, modules: Iterable[Module], tell: Community | None, today: date
) -> list[Bundle]:
    """Give the modules, their pack, then the stories: words of another kind, packed apart."""
    texts = [module_bundle(module, today) for module in modules]
    pack = pack_bundle(locale, "Todas las lecciones", texts)
    return [*texts, pack, *([stories_bundle(tell)] if tell else [])]


def _words(locale: str, modules: Sequence[Module], sources: Sources) -> Bundle:
    groups = sources.words.get(locale, ())
    amounts = amounts_json(sources.constants.values())
    return words_bundle(locale, modules, groups, sources.route, amounts)


def _drawings(modules: Sequence[Module], tell: Community | None, art: Art) -> list[Bundle]:
    """Give the shared parts, the scenes of modules and stories, what is asked later, their pack."""
    shown = figures_of(tell) if tell else []
    told = {part for ident in shown for part in parts_of(ident, art)}
    asked = [
        {part for ident in members for part in parts_of(ident, art)}
        for members in art.sets.values()
    ]
    shared = shared_parts([*(drawn_by(module, art) for module in modules), told, *asked], art)
    drawn = [art_bundle(shared, art)]
    for module in modules:
        drawn.append(
            scenes_bundle(module.id, pictures_of(module), drawn_by(module, art), shared, art)
        )
    drawn += [scenes_bundle(STORIES, shown, told, shared, art)] if shown else []
    drawn += [set_bundle(name, shared, art) for name in art.sets]
    return [*drawn, pack_bundle(NO_WORDS, "Todos los dibujos", drawn)]


def _about(edition: Edition) -> Json:
    waits = next((one for one in edition.consents if one.waits), None)
    return {
        "title": edition.title,
        "tz": edition.tz,
        "locales": list(edition.locales),
        "channels": [list(channel) for channel in edition.channels],
        **({"lrs": consent_json(waits)} if waits else {}),
    }


def _weights(sources: Sources, art: Art, today: date) -> Iterator[Weight]:
    modules = sorted(sources.modules, key=lambda module: (module.order, module.id))
    for locale in sorted({module.locale for module in modules}):
        own = [module for module in modules if module.locale == locale]
        chars = {module.id: readable_characters(module) for module in own}
        tell = community_of([locale], sources)
        told = {STORIES: readable(tell)} if tell else {}
        for bundle in _texts(locale, own, tell, today):
            read = (chars | told).get(bundle.id, sum(chars.values()))
            yield Weight(bundle.id, bundle.kind, len(bundle.brotli), read)
        words = _words(locale, own, sources)
        yield Weight(words.id, words.kind, len(words.brotli))
    once = list({module.id: module for module in modules}.values())
    for bundle in _drawings(once, next(iter(sources.communities), None), art):
        yield Weight(bundle.id, bundle.kind, len(bundle.brotli))


def _check_weights(weights: Sequence[Weight], sources: Sources, notes: Notes) -> None:
    files = {module.id: module.file for module in sources.modules}
    drawn = {weight.id: weight.bytes for weight in weights}
    for weight in weights:
        file = files.get(weight.id, sources.root.name)
        most = TEXT_BYTES_PER_1000 if weight.kind == "module" else PACK_BYTES_PER_1000
        ratio = weight.bytes_per_1000
        if weight.kind == STORIES:
            _check_stories(weight.bytes + drawn.get(f"art-{STORIES}", 0), file, notes)
            continue
        if ratio > most and weight.readable_chars >= TEXT_LEAST_CHARS:
            fault = f"«{weight.id}» gasta {ratio} bytes por 1000 letras y caben {most}"
            notes.warn(file, 1, fault, "Repite palabras y frases; evita adornos y marcas")
        room = INDEX_BYTES + (ROUTE_BYTES if sources.route else 0)
        if weight.kind == "words" and weight.bytes > room:
            fault = f"las palabras para buscar pesan {weight.bytes} bytes y caben {room}"
            notes.fault(file, 1, fault, "Quita palabras de palabras.json o acorta reglas")
        whole = weight.bytes + drawn.get(f"art-{weight.id}", 0)
        if weight.kind == "module" and whole > MODULE_BYTES:
            fault = f"el módulo pesa {whole} bytes con dibujos y caben {MODULE_BYTES}"
            notes.fault(file, 1, fault, "Quita dibujos o pártelo en dos módulos")


def _check_stories(whole: int, file: str, notes: Notes) -> None:
    if whole > STORIES_BYTES:
        fault = f"historias y trucos pesan {whole} bytes con dibujos y caben {STORIES_BYTES}"
        notes.fault(file, 1, fault, "Quita historias, trucos o dibujos")
