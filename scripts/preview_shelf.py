"""Keep the lessons of the working tree as the player may show them: of each, the last good one.

Nothing of the working tree is changed; the copy and its bundles live in a room of their own.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
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
FEW = 9  # lessons read by themselves; more are read with all others
Json: TypeAlias = dict[str, Any]
Files: TypeAlias = dict[str, bytes]  # a lesson and its table, by what their names end in


@dataclass(slots=True)
class Shelf:
    """What the panel tells and the player shows, made anew when a file changes."""

    lessons: Path
    room: Path
    today: Callable[[], date]
    state: Json = field(default_factory=dict)
    _good: dict[str, Files] = field(default_factory=dict)
    _told: dict[str, tuple[Files, Lesson | None]] = field(default_factory=dict)
    _weights: Json = field(default_factory=dict)
    _stamp: str = ""
    _shown: str = ""
    _builds: int = 0

    @property
    def bundles(self) -> Path:
        """Give the folder that the player is served from."""
        return self.room / "bundles"

    @property
    def copy(self) -> Path:
        """Give the copy that is compiled."""
        return self.room / self.lessons.name

    def look(self) -> bool:
        """Build anew if a file changed; tell whether it did."""
        stamp = stamp_of(self.lessons)
        if stamp == self._stamp:
            return False
        self._build()
        self._stamp = stamp  # not before: what failed is tried again
        return True

    def _build(self) -> None:
        """Check the tree as it stands; show it, or a copy in which each lesson is a good one."""
        today = self.today()
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.lessons, self.copy)
        one_edition(self.copy)
        library = compile_library(self.copy, today, adding_ids=True)
        found = library.notes.in_order()
        bad = faulty(library)
        self._read(today)
        if library.bundles:
            self._show(library, bad)
        elif bad:
            self._show_others(set(bad), today)
        self._builds += 1
        rows = [self._row(name, found, bad, today) for name in sorted(self._told)]
        self.state = {
            "build": self._builds,
            "fresh": bool(self._shown),
            "lessons": rows,
            "modules": self._weights,
            "others": [note_row(note) for note in found if beside(note.file) not in self._told],
        }

    def _show_others(self, bad: set[str], today: date) -> None:
        """Put the last good lessons in the places of the bad ones, and compile what is new then."""
        for _ in range(TRIES):
            (self.copy / LOCK).unlink(missing_ok=True)  # what is put back may be older than it
            for name in bad:
                put_back(self.room / name, self._good.get(name, {}))
            without_empty_modules(self.copy)
            if digest_of(self.copy) == self._shown:
                return
            library = compile_library(self.copy, today, adding_ids=True)
            worse = faulty(library) - bad
            if library.bundles:
                self._show(library, bad)
            if library.bundles or not worse:
                return
            bad |= worse

    def _show(self, library: Library, bad: set[str]) -> None:
        publish(library, self.bundles)
        self._weights = weights(library)
        for name, files in lesson_files(self.room, self.copy):
            if name not in bad:
                self._good[name] = files
        (self.copy / LOCK).unlink(missing_ok=True)
        self._shown = digest_of(self.copy)

    def _read(self, today: date) -> None:
        """Read the lessons that changed, for what the panel tells of them."""
        now = dict(lesson_files(self.room, self.copy))
        told = {name: one for name, one in self._told.items() if one[0] == now.get(name)}
        fresh = {name: files for name, files in now.items() if name not in told}
        few = self.room / "few" / self.lessons.name
        if len(fresh) > FEW:
            few = self.copy
        else:
            shutil.rmtree(few, ignore_errors=True)
            for name, files in fresh.items():
                module = (self.room / name).parent
                there = few.parent / name
                there.parent.mkdir(parents=True, exist_ok=True)
                put_back(there, files)
                for file in (module / "module.md", self.copy / "constants.json"):
                    if file.is_file():
                        shutil.copy(file, few / file.relative_to(self.copy))
        modules = SourceReader(few, Notes(), today).read().modules
        read = {beside(one.file): one for module in modules for one in module.lessons}
        told |= {name: (files, read.get(name)) for name, files in fresh.items()}
        self._told = told

    def _row(self, name: str, found: Iterable[Note], bad: set[str], today: date) -> Json:
        """Tell of a lesson what its author wants to know; of one that is unreadable, its faults."""
        files, lesson = self._told[name]
        file = self.lessons.parent / f"{name}.md"
        row: Json = {
            "file": f"{name}.md",
            "id": lesson.id if lesson else ident_of(files, self._good.get(name, {}), file.stem),
            "title": lesson.title if lesson else file.stem,
            "module": file.parent.name,
            "changed": file.stat().st_mtime_ns // 1_000_000 if file.exists() else 0,
            "notes": [note_row(note) for note in found if beside(note.file) == name],
            "shown": name in self._good,
            "stale": name in bad,
        }
        return row | (figures(lesson, today) if lesson else {})


def figures(lesson: Lesson, today: date) -> Json:
    """Measure a lesson."""
    measured = ease(lesson_texts(lesson))
    return {
        "minutes": lesson.minutes,
        "cards": [[card.id, card.title] for card in lesson.cards],
        "bytes": len(squeezed(dumps(lesson_json(lesson)))),
        "ease": round(measured.score),
        "words": round(measured.words_per_sentence, 1),
        "facts": [fact_row(fact) for fact in lesson.facts if fact.is_open(today)],
    }


def ident_of(files: Files, good: Files, name: str) -> str:
    """Find the id of a lesson whose head cannot be read now."""
    for one in (files, good):
        found = ID_LINE.search(one.get("md", b"").decode("utf-8", "replace"))
        if found:
            return found[1]
    return name


def lesson_files(room: Path, copy: Path) -> Iterator[tuple[str, Files]]:
    """Give the files of each lesson of a copy by its name."""
    for file in sorted(copy.glob("*/*/[0-9][0-9]-*.md")):
        beside_it = {tail: file.with_name(f"{file.stem}.{tail}") for tail in LESSON_FILES}
        files = {tail: one.read_bytes() for tail, one in beside_it.items() if one.is_file()}
        yield file.relative_to(room).as_posix().removesuffix(".md"), files


def faulty(library: Library) -> set[str]:
    """Name the lessons that keep a library from being published."""
    return lessons_in(note.file for note in library.notes.in_order() if not note.warning)


def digest_of(folder: Path) -> str:
    """Sum up what all files of a folder hold."""
    total = hashlib.sha256()
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        total.update(f"{file}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


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


def put_back(name: Path, good: Files) -> None:
    """Set the last good files of a lesson in the place of those that stand there."""
    for tail in LESSON_FILES:
        file = name.with_name(f"{name.name}.{tail}")
        if tail in good:
            file.write_bytes(good[tail])
        else:
            file.unlink(missing_ok=True)


def without_empty_modules(copy: Path) -> None:
    """Take out the modules that have no lesson left."""
    for file in copy.glob("*/*/module.md"):
        if not any(file.parent.glob("[0-9][0-9]-*.md")):
            shutil.rmtree(file.parent)
    one_edition(copy)


def one_edition(copy: Path) -> None:
    """Leave the edition that the app opens, with all modules, drafts and those in review."""
    own = copy / "editions" / f"{EDITION}.json"
    files = sorted(own.parent.glob("*.json"), key=lambda file: file != own)
    edition = json.loads(files[0].read_text("utf-8-sig")) if files else {}
    for file in files:
        file.unlink()
    modules = sorted({file.parent.name for file in copy.glob("*/*/module.md")})
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
