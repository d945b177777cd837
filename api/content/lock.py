"""Keep lessons/ids.lock: every id ever given, for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from api.content.bundle import dumps
from api.content.community import Community
from api.content.model import Card, Choice, Json, Match, Module, Number, Order
from api.content.notes import Notes
from api.content.source import Sources

LINE = re.compile(
    r"(?P<gone>- )?(?P<id>(module|lesson|option|constant|card|story|trick) [a-z0-9.-]+)"
    r"( rev (?P<rev>\d+) (?P<mark>[0-9a-f]{8}))?\s*"
)
TOTAL = re.compile(r"total (\d+)\s*")
LOCK = "ids.lock"


@dataclass(frozen=True, slots=True)
class Entry:
    """An id; cards also have their rev and the mark of their meaning."""

    id: str
    rev: int = 0
    mark: str = ""
    gone: bool = False
    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        """Write the line of the lock."""
        tail = f" rev {self.rev} {self.mark}" if self.mark else ""
        return f"{'- ' if self.gone else ''}{self.id}{tail}"


def meaning(card: Card) -> str:
    """Mark what an answer means: kind, options, right ones, answer; never their words."""
    extra = card.extra
    what: Json = []
    match extra:
        case Choice():
            what = [f"{o.id}{int(o.right)}" for o in sorted(extra.options, key=lambda o: o.id)]
        case Order():
            what = [ident for ident, _ in extra.items]
        case Match():
            what = sorted(ident for ident, _, _ in extra.pairs)
        case Number():
            what = [extra.answer, extra.unit]
    return hashlib.sha256(dumps([card.kind, what])).hexdigest()[:8]


def ids_of(sources: Sources, notes: Notes) -> dict[str, Entry]:
    """List every id in the sources; complains of one given twice."""
    found: dict[str, Entry] = {}
    languages: dict[str, set[str]] = {}

    def add(entry: Entry, locale: str) -> None:
        known = found.setdefault(entry.id, entry)
        if locale in languages.setdefault(entry.id, set()):
            fault = f"«{entry.id}» ya está en {known.file}:{known.line}"
            notes.fault(entry.file, entry.line, fault, "Dale un id nuevo, nunca usado")
        elif (known.rev, known.mark) != (entry.rev, entry.mark):
            fault = f"«{entry.id}» no es igual en todos los idiomas"
            notes.fault(entry.file, entry.line, fault, f"Compárala con {known.file}")
        languages[entry.id].add(locale)

    for entry, locale in _all_entries(sources):
        add(entry, locale)
    return found


def _all_entries(sources: Sources) -> Iterator[tuple[Entry, str]]:
    for module in sources.modules:
        yield from ((entry, module.locale) for entry in _module_entries(module))
    for community in sources.communities:
        yield from ((entry, community.locale) for entry in _community_entries(community))
    for ident in sources.constants:
        yield Entry(f"constant {ident}", file=f"{sources.root.name}/constants.json", line=1), ""


def _module_entries(module: Module) -> Iterator[Entry]:
    yield Entry(f"module {module.id}", file=module.file, line=module.lines.get("id", 1))
    for lesson in module.lessons:
        yield Entry(f"lesson {lesson.id}", file=lesson.file, line=lesson.lines.get("id", 1))
        for card in lesson.cards:
            yield from _card_entries(lesson.id, card, lesson.file)


def _community_entries(community: Community) -> Iterator[Entry]:
    for tale in community.tales:
        yield Entry(f"story {tale.id}", file=tale.file, line=tale.lines["id"])
    for trick in community.tricks:
        yield Entry(f"trick {trick.id}", file=community.file, line=trick.line)


def _card_entries(lesson: str, card: Card, file: str) -> list[Entry]:
    name = f"{lesson}.{card.id}"
    entries = [Entry(f"card {name}", card.rev, meaning(card), file=file, line=card.line)]
    idents: list[tuple[str, int]] = []
    match card.extra:
        case Choice():
            idents = [(option.id, option.line) for option in card.extra.options]
        case Order():
            idents = [(ident, card.line) for ident, _ in card.extra.items]
        case Match():
            idents = [(ident, card.line) for ident, _, _ in card.extra.pairs]
    for ident, line in idents:
        entries.append(Entry(f"option {name}.{ident}", file=file, line=line))
    return entries


def read_lock(text: str, name: str, notes: Notes) -> dict[str, Entry]:
    """Read the lock; complains of lines that are not its own."""
    entries: dict[str, Entry] = {}
    total, number = 0, 1
    for number, raw in enumerate(text.splitlines(), 1):
        counted = TOTAL.fullmatch(raw)
        if counted or not raw.strip():
            total = int(counted[1]) if counted else total
            continue
        found = LINE.fullmatch(raw)
        if found is None or found["id"] in entries:
            fault = "esta línea no se entiende o está dos veces"
            notes.fault(name, number, fault, "Deja una línea por id, como «lesson tanda»")
            continue
        rev, mark = int(found["rev"] or 0), found["mark"] or ""
        gone = found["gone"] is not None
        entries[found["id"]] = Entry(found["id"], rev, mark, gone, name, number)
    if len(entries) < total:
        fault = f"se borraron {total - len(entries)} líneas: dice {total} y hay {len(entries)}"
        notes.fault(name, number, fault, "Devuélvelas; para quitar un id, pon «- » al inicio")
    return _with_implied(entries)


def _with_implied(entries: dict[str, Entry]) -> dict[str, Entry]:
    """Take what belonged to a removed lesson or card for removed too."""
    gone = {entry.id.partition(" ")[2] for entry in entries.values() if entry.gone}
    result = {}
    for ident, entry in entries.items():
        kind, _, name = ident.partition(" ")
        pieces = name.split(".")
        parents = {".".join(pieces[:size]) for size in range(1, len(pieces))}
        implied = kind in ("card", "option") and bool(parents & gone)
        result[ident] = Entry(ident, entry.rev, entry.mark, entry.gone or implied, *_at(entry))
    return result


def _at(entry: Entry) -> tuple[str, int]:
    return entry.file, entry.line


def check_lock(
    lock: Mapping[str, Entry], found: Mapping[str, Entry], notes: Notes, *, whole: bool
) -> None:
    """Refuse reuse, silent removal, a rev that falls, and a changed meaning under one rev."""
    missing = {ident for ident, old in lock.items() if ident not in found and not old.gone}
    for ident, old in lock.items():
        now = found.get(ident)
        if ident in missing and not missing.isdisjoint(_above(ident)):
            continue  # said of the lesson or card it belongs to
        if ident in missing and whole:
            mend = "Devuélvelo, o quítalo a sabiendas con «- » al inicio de esa línea"
            notes.fault(old.file, old.line, f"«{ident}» ya no está en las lecciones", mend)
        elif now is not None and old.gone:
            fault = f"«{ident}» se quitó antes y no puede volver"
            notes.fault(now.file, now.line, fault, "Dale un id nuevo, nunca usado")
        elif now is not None and now.rev < old.rev:
            fault = f"rev bajó de {old.rev} a {now.rev} en «{ident}»"
            notes.fault(now.file, now.line, fault, f"Escribe rev={old.rev} o más")
        elif now is not None and now.rev == old.rev and now.mark != old.mark:
            fault = f"cambió lo que «{ident}» pregunta y su rev sigue en {old.rev}"
            notes.fault(now.file, now.line, fault, f"Escribe rev={old.rev + 1}")


def _above(ident: str) -> list[str]:
    """Name the lesson, and the card, that a card or an option belongs to."""
    kind, _, name = ident.partition(" ")
    lesson, *rest = name.split(".")
    above = [f"lesson {lesson}"] if kind in ("card", "option") else []
    return above + ([f"card {lesson}.{rest[0]}"] if kind == "option" else [])


def check_listed(lock: Mapping[str, Entry], found: Mapping[str, Entry], notes: Notes) -> None:
    """Ask, once a file, for the ids and revs that the lock does not have yet."""
    mend = "Corre: .venv/bin/python -m scripts.build_lessons --lock"
    fresh: dict[str, list[Entry]] = {}
    for ident, now in found.items():
        old = lock.get(ident)
        if old is None or (now.rev > old.rev and not old.gone):
            fresh.setdefault(now.file, []).append(now)
    for file, entries in fresh.items():
        names = ", ".join(entry.id for entry in entries[:3]) + (" …" if len(entries) > 3 else "")
        fault = f"{LOCK} todavía no sabe de {names} ({len(entries)} en total)"
        notes.fault(file, entries[0].line, fault, mend)


def grown(lock: Mapping[str, Entry], found: Mapping[str, Entry]) -> str:
    """Write the lock with all that is new; nothing ever leaves it."""
    entries = {**lock}
    entries.update({ident: now for ident, now in found.items() if ident not in lock or now.mark})
    lines = [str(entries[ident]) for ident in sorted(entries, key=_sort_key)]
    return "".join(f"{line}\n" for line in [*lines, f"total {len(lines)}"])


def _sort_key(ident: str) -> tuple[str, list[tuple[int, str]]]:
    kind, _, name = ident.partition(" ")
    pieces = [(int(piece) if piece.isdigit() else 0, piece) for piece in name.split(".")]
    return kind, pieces
