"""Build the lessons: python -m scripts.build_lessons [--check | --lock | --report]."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from api.content.bundle import Bundle, dumps
from api.content.compiler import Library, Weight, compile_library
from api.content.counts import said
from api.content.lock import LOCK
from api.errors import why
from scripts import drawings
from scripts.recordings import recorder

ROOT = Path(__file__).resolve().parent.parent


def write_atomically(file: Path, body: bytes) -> None:
    """Put a whole file in place at once, or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    waiting = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        waiting.write_bytes(body)
        waiting.replace(file)
    finally:
        waiting.unlink(missing_ok=True)


def write_bundle(bundle: Bundle, out: Path) -> None:
    """Write what is not there yet; older bundles stay for phones that still ask for them."""
    file = out / bundle.id / f"{bundle.sha256}.json"
    write_missing(file.with_name(f"{file.name}.br"), bundle.brotli)
    write_missing(file.with_name(f"{file.name}.gz"), bundle.gzip)
    write_missing(file, bundle.body)


def write_missing(file: Path, body: bytes) -> None:
    """Write a file unless it already holds these bytes."""
    if not file.exists() or file.read_bytes() != body:
        write_atomically(file, body)


def publish(library: Library, out: Path) -> None:
    """Write the bundles, and the index last: a phone never sees a name without its file."""
    for bundle in library.bundles:
        write_bundle(bundle, out)
    write_missing(out / "index.json", dumps(library.index))


def report(weights: Sequence[Weight], out: Path) -> None:
    """Print and keep what bundles cost: brotli bytes and, of texts, bytes per 1,000 characters."""
    print(f"{'':14}{'bytes':>8}{'letras':>8}{'B/1000':>8}")
    for weight in weights:
        ratio = f"{weight.readable_chars:8}{weight.bytes_per_1000:8}"
        print(f"{weight.id:14}{weight.bytes:8}{ratio if weight.readable_chars else ''}")
    texts = [weight for weight in weights if weight.readable_chars]
    silent = [weight for weight in weights if not weight.readable_chars and not weight.ms]
    packs = [text for text in texts if text.kind == "pack"]
    kept = {
        "modules": [_row(text) for text in texts if text.kind == "module"],
        "pack": _row(max(packs, key=lambda pack: pack.bytes_per_1000)),
        "audio": [{"id": w.id, "bytes": w.bytes, "ms": w.ms} for w in weights if w.ms],
        "art": [_plain(w) for w in silent if w.kind != "words"],
        "words": [_plain(w) for w in weights if w.kind == "words"],
    }
    write_atomically(out, (json.dumps(kept, indent=2) + "\n").encode())


def _plain(weight: Weight) -> dict[str, str | int]:
    return {"id": weight.id, "bytes": weight.bytes}


def _row(text: Weight) -> dict[str, str | int]:
    return {
        "id": text.id,
        "readable_chars": text.readable_chars,
        "bytes": text.bytes,
        "bytes_per_1000": text.bytes_per_1000,
    }


def options(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Arma las lecciones.")
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--check", action="store_true", help="solo revisa; no escribe nada")
    action.add_argument("--lock", action="store_true", help="anota los ids nuevos en ids.lock")
    action.add_argument("--report", action="store_true", help="arma y dice cuánto pesa cada módulo")
    parser.add_argument("--lessons", type=Path, default=ROOT / "lessons")
    parser.add_argument("--out", type=Path, default=ROOT / "var" / "bundles")
    parser.add_argument(
        "--voice",
        action="store_true",
        default=bool(os.environ.get("LESSON_VOICE")),
        help="lo que nadie grabó lo lee un programa (espeak-ng y opusenc); también LESSON_VOICE=1",
    )
    parser.add_argument("--today", help="fecha para la revisión, AAAA-MM-DD; hoy si falta")
    return parser.parse_args(arguments)


def run(chosen: argparse.Namespace) -> int:
    """Do what was asked; 1 when something keeps the lessons from being published."""
    now = datetime.now(ZoneInfo("America/Lima"))
    today = (datetime.fromisoformat(chosen.today) if chosen.today else now).date()
    cache = None if chosen.check else chosen.out.parent / "voice"
    record = recorder(chosen.lessons, cache, reads=chosen.voice)
    library = compile_library(
        chosen.lessons, today, adding_ids=chosen.lock, record=None if chosen.lock else record
    )
    for note in library.notes.in_order():
        print(note, file=sys.stderr)
    faults = sum(not note.warning for note in library.notes.in_order())
    if faults:
        count = "una falta" if faults == 1 else f"{faults} faltas"
        print(f"Hay {count} en las lecciones. No se cambió nada.", file=sys.stderr)
        return 1
    if chosen.lock:
        write_missing(chosen.lessons / LOCK, library.lock_text.encode())
        print(f"{LOCK} está al día.")
    if not (chosen.check or chosen.lock):
        publish(library, chosen.out)
    if chosen.report:
        reports = chosen.out.parent / "reports"
        report(library.weights, reports / "lessons.json")
        write_atomically(reports / "facts.json", dumps(library.facts) + b"\n")
        for name, body in drawings.pages(chosen.lessons, library.asked).items():
            write_atomically(reports / name, body)
    print(f"Lecciones en orden: {said(library.counts)}.")
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and turn a full disk or a closed folder into one sentence."""
    try:
        return run(options(arguments))
    except OSError as error:
        said = f"No se pudo leer o escribir {why(error)}. Lo publicado antes sigue intacto."
        print(said, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
