"""Keep the lessons of the working tree as the player may show them: of each, the last good one.

Nothing of the working tree is changed; the copy and its bundles live in a room of their own.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from api.content.bundle import dumps, lesson_json, squeezed
from api.content.compiler import MODULE_BYTES, Library, compile_library
from api.content.lock import LOCK
from api.content.model import Fact, Lesson
from api.content.notes import Note, Notes
from api.content.prose import ease, lesson_texts
from api.content.source import SourceReader
from scripts.build_lessons import publish
from scripts.new_lesson import ID_LINE

EDITION = "abierta"  # the one that the app opens by itself
LESSON = re.compile(r"(?P<lesson>[^/]+/[^/]+/[^/]+/\d\d-[a-z0-9-]+)\.(md|ejemplos\.yaml)")
TRIES = 3
LESSON_FILES = ("md", "ejemplos.yaml")
Json: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Shelf:
    """What the panel tells and the player shows, made anew when a file changes."""

    lessons: Path
    room: Path
    today: Callable[[], date]
    state: Json = field(default_factory=dict)
    _good: dict[str, dict[str, bytes]] = field(default_factory=dict)
    _stamp: str = ""
    _builds: int = 0

    @property
    def bundles(self) -> Path:
        """Give the folder that the player is served from."""
        return self.room / "bundles"

    def look(self) -> bool:
        """Build anew if a file changed; tell whether it did."""
        stamp = stamp_of(self.lessons)
        if stamp == self._stamp:
            return False
        self._build()
        self._stamp = stamp  # not before: what failed is tried again
        return True

    def _build(self) -> None:
        """Check the tree as it stands, then build a copy in which each lesson is a good one."""
        today, notes = self.today(), Notes()
        checked = compile_library(self.lessons, today, adding_ids=True)
        found = list(checked.notes.in_order())
        stale = lessons_in(note.file for note in found if not note.warning)
        library = self._copied(stale, today)
        if library.bundles:
            publish(library, self.bundles)
        self._builds += 1
        modules = SourceReader(self.lessons, notes, today).read().modules
        rows = [
            self._row(lesson, module.id, found, today, stale)
            for module in modules
            for lesson in module.lessons
        ]
        known = {row["file"] for row in rows}
        rows += [
            self._unread(name, found)
            for name in sorted(f"{one}.md" for one in stale)
            if name not in known and (self.lessons.parent / name).is_file()
        ]
        told = {row["file"].removesuffix(".md") for row in rows}
        self.state = {
            "build": self._builds,
            "fresh": bool(library.bundles),
            "lessons": rows,
            "modules": weights(library),
            "others": [note_row(note) for note in found if beside(note.file) not in told],
        }

    def _copied(self, stale: set[str], today: date) -> Library:
        """Compile the copy; a lesson that only here turns out bad is put back as well."""
        bad = set(stale)
        library = self._attempt(bad, today)
        for _ in range(TRIES):
            faults = [note.file for note in library.notes.in_order() if not note.warning]
            worse = lessons_in(faults) - bad
            if not faults or not worse:
                break
            bad |= worse
            library = self._attempt(bad, today)
        if library.bundles:
            self._remember(bad)
        return library

    def _attempt(self, bad: Iterable[str], today: date) -> Library:
        copy = self.room / self.lessons.name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.lessons, copy)
        (copy / LOCK).unlink(missing_ok=True)
        for name in bad:
            put_back(self.room / name, self._good.get(name, {}))
        modules = []
        for file in sorted(copy.glob("*/*/module.md")):
            if any(file.parent.glob("[0-9][0-9]-*.md")):
                modules.append(file.parent.name)
            else:
                shutil.rmtree(file.parent)
        one_edition(copy / "editions", sorted(set(modules)))
        return compile_library(copy, today, adding_ids=True)

    def _remember(self, bad: set[str]) -> None:
        for file in sorted((self.room / self.lessons.name).glob("*/*/[0-9][0-9]-*.md")):
            name = file.relative_to(self.room).as_posix().removesuffix(".md")
            if name not in bad:
                self._good[name] = {
                    tail: other.read_bytes()
                    for tail in LESSON_FILES
                    if (other := file.with_name(f"{file.stem}.{tail}")).is_file()
                }

    def _row(
        self, lesson: Lesson, module: str, found: list[Note], today: date, stale: set[str]
    ) -> Json:
        """Tell of a lesson what its author wants to know."""
        name = beside(lesson.file)
        measured = ease(lesson_texts(lesson))
        return {
            **self._unread(lesson.file, found),
            "id": lesson.id,
            "title": lesson.title,
            "module": module,
            "minutes": lesson.minutes,
            "cards": [[card.id, card.title] for card in lesson.cards],
            "bytes": len(squeezed(dumps(lesson_json(lesson)))),
            "ease": round(measured.score),
            "words": round(measured.words_per_sentence, 1),
            "facts": [fact_row(fact) for fact in lesson.facts if fact.is_open(today)],
            "shown": name in self._good,
            "stale": name in stale,
        }

    def _unread(self, name: str, found: list[Note]) -> Json:
        """Tell of a file, read or not: its faults, and when it was changed."""
        file = self.lessons.parent / name
        text = file.read_text("utf-8-sig", errors="replace")
        lesson = beside(name)
        good = self._good.get(lesson, {}).get("md", b"").decode("utf-8", "replace")
        ident = ID_LINE.search(text) or ID_LINE.search(good)
        return {
            "file": name,
            "id": ident[1] if ident else file.stem,
            "title": file.stem,
            "module": file.parent.name,
            "changed": file.stat().st_mtime_ns // 1_000_000,
            "notes": [note_row(note) for note in found if beside(note.file) == lesson],
            "shown": lesson in self._good,
            "stale": True,
        }


def stamp_of(folder: Path) -> str:
    """Sum up names, dates and sizes of all files of a folder."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        try:
            found = file.stat()
        except OSError:  # gone while we looked: the next look tells
            continue
        total.update(f"{file}\0{found.st_mtime_ns}\0{found.st_size}\0".encode())
    return total.hexdigest()


def beside(name: str) -> str:
    """Name a lesson without its end, which is also how its table begins."""
    return name.partition(".")[0]


def lessons_in(files: Iterable[str]) -> set[str]:
    """Name, without their ends, the lessons among files."""
    return {found["lesson"] for name in files if (found := LESSON.fullmatch(name))}


def put_back(name: Path, good: dict[str, bytes]) -> None:
    """Set the last good files of a lesson in the place of those that stand there."""
    for tail in LESSON_FILES:
        file = name.with_name(f"{name.name}.{tail}")
        if tail in good:
            file.write_bytes(good[tail])
        else:
            file.unlink(missing_ok=True)


def one_edition(folder: Path, modules: list[str]) -> None:
    """Leave the edition that the app opens, with all modules, drafts and those in review."""
    own = folder / f"{EDITION}.json"
    files = sorted(folder.glob("*.json"), key=lambda file: file != own)
    edition = json.loads(files[0].read_text("utf-8-sig")) if files else {}
    for file in files:
        file.unlink()
    edition |= {"modules": modules, "drafts": True, "in_review": True}
    own.write_text(json.dumps(edition, ensure_ascii=False), "utf-8")


def weights(library: Library) -> Json:
    """Give the brotli bytes of each module, words and drawings, and how many it may have."""
    size = {weight.id: weight.bytes for weight in library.weights}
    modules = [weight.id for weight in library.weights if weight.kind == "module"]
    return {
        ident: {"bytes": size[ident] + size.get(f"art-{ident}", 0), "most": MODULE_BYTES}
        for ident in modules
    }


def note_row(note: Note) -> Json:
    """Give a finding."""
    return {
        "file": note.file,
        "line": note.line,
        "fault": note.fault,
        "mend": note.mend,
        "warning": note.warning,
    }


def fact_row(fact: Fact) -> str:
    """Tell an open fact, who confirms it and by when."""
    return f"{fact.says} Se confirma en {fact.confirm}: {fact.owner}, hasta el {fact.due}."
