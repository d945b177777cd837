"""Pack what a lesson sounds like: one bundle of Opus clips, fetched only when it is asked for."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.content.bundle import Bundle, dumps
from api.content.model import BUNDLE_FORMAT, Json, Lesson
from api.content.notes import Notes

BYTES_A_MINUTE = 90_000
RATE = 48_000  # Opus counts its samples at this rate, whatever was recorded
PAGE = struct.Struct("<4sBBqIIIB")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The clips of a lesson by their key: "3" is card 3, "3-a" and "3-casi" answer her."""

    by: str  # "persona" or "voz": who reads, somebody or a program
    clips: Mapping[str, bytes]


# From a lesson, its locale and its script (api/content/spoken.py); nothing when there is no audio.
Recorder = Callable[[Lesson, str, Mapping[str, list[str]], Notes], Recorded | None]


@dataclass(frozen=True, slots=True)
class Opus:
    """What an Ogg Opus file says of itself."""

    channels: int
    ms: int


def read_opus(body: bytes) -> Opus:
    """Read the first header and the last page of an Ogg Opus file. Raises ValueError."""
    at, head, end = 0, b"", 0
    while at < len(body):
        if body[at : at + 4] != b"OggS" or at + PAGE.size > len(body):
            raise ValueError("no es Ogg")
        _, _, _, granule, _, _, _, segments = PAGE.unpack_from(body, at)
        data = at + PAGE.size + segments
        size = sum(body[at + PAGE.size : data])
        head = head or body[data : data + size]
        end = max(end, granule)
        at = data + size
    if len(head) < 19 or not head.startswith(b"OpusHead"):
        raise ValueError("no es Opus")
    skipped = int.from_bytes(head[10:12], "little")
    return Opus(head[9], max(0, end - skipped) * 1000 // RATE)


def recording_bundle(lesson: Lesson, locale: str, recorded: Recorded) -> Bundle:
    """Pack a lesson's clips; text, because everything else of the library is."""
    clips = {key: base64.b64encode(body).decode() for key, body in recorded.clips.items()}
    rev = sum(card.rev for card in lesson.cards)
    ident = f"audio-{lesson.id}"
    record: Json = {
        "f": BUNDLE_FORMAT,
        "k": "audio",
        "id": ident,
        "l": locale,
        "r": rev,
        "by": recorded.by,
        "cs": clips,
    }
    return Bundle(ident, "audio", "Grabación", locale, rev, dumps(record))


def length_ms(recorded: Recorded) -> int:
    """Tell how long a lesson sounds. Raises ValueError."""
    return sum(read_opus(body).ms for body in recorded.clips.values())


def check_weight(lesson: Lesson, recorded: Recorded, bundle: Bundle, notes: Notes) -> None:
    """Hold a lesson's sound to its bytes a minute, as it was recorded and on the wire."""
    size = max(len(bundle.brotli), sum(map(len, recorded.clips.values())))
    minute = size * 60_000 // max(length_ms(recorded), 1)
    if minute > BYTES_A_MINUTE:
        fault = f"la grabación pesa {minute} bytes por minuto y caben {BYTES_A_MINUTE}"
        notes.fault(lesson.file, 1, fault, "Deja el .wav o .flac: se convierte solo")
