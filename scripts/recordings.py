"""Find the recordings beside the lessons; without them let a program of the system read Spanish.

Neither program is needed: without them the lessons are built with no audio.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from api.content.model import Lesson
from api.content.notes import Notes
from api.content.recordings import Recorded, Recorder, read_opus

SOUNDS = (".opus", ".flac", ".wav")
READER = ("espeak-ng", "-v", "es-419", "-s", "145", "--stdout")
PACKER = (
    *("opusenc", "--quiet", "--ignorelength", "--speech", "--downmix-mono", "--framesize", "60"),
    *("--cvbr", "--bitrate", "10", "--comp", "4", "--padding", "0", "--serial", "1"),
    *("--discard-comments", "--discard-pictures", "-", "-"),
)
PATIENCE_S = 60
GUIDE = "Mira «Grabaciones» en docs/guia-autores.md"
Script = Mapping[str, list[str]]


def has(program: Sequence[str]) -> bool:
    """Tell whether the system has a program."""
    return shutil.which(program[0]) is not None


def _run(words: Sequence[str], given: bytes) -> bytes:
    """Raise OSError or subprocess.SubprocessError."""
    done = subprocess.run(words, input=given, capture_output=True, check=True, timeout=PATIENCE_S)
    return done.stdout


def recorder(root: Path, cache: Path | None, *, reads: bool) -> Recorder:
    """Make what gives a lesson its sound; what a program made is kept in `cache`.

    Without a cache nothing is written. `reads`: a program reads aloud what nobody recorded.
    """

    def record(lesson: Lesson, locale: str, script: Script, notes: Notes) -> Recorded | None:
        files = beside(root.parent / lesson.file)
        if files:
            return _persons(lesson, files, script, notes, cache)
        if reads and cache and locale == "es" and has(READER) and has(PACKER):
            return _programs(script, cache)
        return None

    return record


def beside(lesson: Path) -> list[Path]:
    """List the sound files of a lesson: 01-tanda.3.wav is its card 3."""
    found = lesson.parent.glob(f"{lesson.stem}.*")
    return sorted(file for file in found if file.suffix.lower() in SOUNDS)


def _persons(
    lesson: Lesson, files: list[Path], script: Script, notes: Notes, cache: Path | None
) -> Recorded | None:
    """Take what somebody read, all cards or none: half a lesson aloud is a dead end."""
    clips: dict[str, bytes] = {}
    before = len(notes.in_order())
    for file in files:
        key = file.stem.rpartition(".")[2]
        if key not in script or key in clips:
            fault = "está dos veces" if key in clips else f"no hay tarjeta ni respuesta «{key}»"
            notes.fault(lesson.file, 1, f"la grabación {file.name}: {fault}", GUIDE)
            continue
        if file.suffix.lower() != ".opus" and not has(PACKER):
            fault = f"la grabación {file.name} no se publica: falta el programa opusenc"
            notes.warn(lesson.file, 1, fault, "Instala opus-tools, o guárdala como .opus")
            return None
        try:
            clips[key] = _opus(file, cache)
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            why = str(error) if isinstance(error, ValueError) else "no se pudo convertir"
            notes.fault(lesson.file, 1, f"la grabación {file.name}: {why}", GUIDE)
    missing = [str(card.id) for card in lesson.cards if str(card.id) not in clips]
    if missing and len(notes.in_order()) == before:
        fault = f"faltan grabaciones de las tarjetas {', '.join(missing)}"
        notes.fault(lesson.file, 1, fault, GUIDE)
    return Recorded("persona", clips) if len(notes.in_order()) == before else None


def _opus(file: Path, cache: Path | None) -> bytes:
    body = file.read_bytes()
    if file.suffix.lower() != ".opus":
        return _kept(cache, body, lambda: _run(PACKER, body))
    if read_opus(body).channels != 1:
        raise ValueError("tiene dos canales y se pide uno")
    return body


def _programs(script: Script, cache: Path) -> Recorded:
    def read(said: list[str]) -> bytes:
        text = "\n\n".join(said).encode()
        return _kept(cache, text, lambda: _run(PACKER, _run(READER, text)))

    with ThreadPoolExecutor(max_workers=2) as pool:
        return Recorded("voz", dict(zip(script, pool.map(read, script.values()), strict=True)))


def _kept(cache: Path | None, given: bytes, make: Callable[[], bytes]) -> bytes:
    """Make the same sound once: another machine's program may give other bytes."""
    name = hashlib.sha256("\0".join((*READER, *PACKER)).encode() + given).hexdigest()
    file = cache / f"{name}.opus" if cache else None
    if file and file.exists():
        return file.read_bytes()
    made = make()
    read_opus(made)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        waiting = file.with_suffix(".part")
        waiting.write_bytes(made)
        waiting.replace(file)
    return made
