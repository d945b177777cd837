"""What a lesson sounds like: authors' files, the system's reader, and neither of them."""

import base64
import io
import json
import math
import shutil
import struct
import wave

import pytest

from api.content.compiler import compile_library
from api.content.recordings import BYTES_A_MINUTE, Recorded, read_opus, recording_bundle
from scripts import build_lessons, recordings
from scripts.recordings import PACKER, READER, recorder

CARDS = [str(n) for n in range(1, 11)]
both = pytest.mark.usefixtures("programs")


@pytest.fixture
def programs():
    assert shutil.which(READER[0]) and shutil.which(PACKER[0]), "apt: espeak-ng opus-tools"


def tone(seconds=2.0, channels=1):
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(16_000)
        waves = (int(9000 * math.sin(n / 6)) for n in range(int(seconds * 16_000)))
        file.writeframes(b"".join(struct.pack("<h", one) * channels for one in waves))
    return out.getvalue()


def opus(seconds=2.0, *, stereo=False, rate="10"):
    words = [word for word in PACKER if word != "--downmix-mono"]
    words[words.index("--bitrate") + 1] = rate
    return recordings._run(words, tone(seconds, 2 if stereo else 1))


@pytest.fixture
def put(folder):
    def write(key, body, ending="wav"):
        folder.lesson.with_name(f"01-tanda.{key}.{ending}").write_bytes(body)

    return write


@pytest.fixture
def compiled(folder, tmp_path):
    return lambda: compile_library(
        folder.root, folder.today, record=recorder(folder.root, tmp_path / "voice", reads=True)
    )


def said(library):
    return "\n".join(str(note) for note in library.notes.in_order())


def heard(library):
    return [json.loads(bundle.body) for bundle in library.bundles if bundle.kind == "audio"]


@both
def test_the_system_reads_every_card_and_every_answer_within_its_bytes(compiled):
    library = compiled()
    (bundle,) = [bundle for bundle in library.bundles if bundle.kind == "audio"]
    record = json.loads(bundle.body)
    assert (bundle.id, record["by"], record["l"]) == ("audio-tanda", "voz", "es")
    answers = ["3-a", "3-b", "4-a", "4-b", "4-c", "5-bien", "5-casi", "6-bien", "6-casi"]
    assert sorted(record["cs"]) == sorted([*CARDS, *answers, "7-bien", "7-casi"])
    clips = [read_opus(base64.b64decode(clip)) for clip in record["cs"].values()]
    assert {clip.channels for clip in clips} == {1}
    assert min(clip.ms for clip in clips) > 500
    (weight,) = [weight for weight in library.weights if weight.ms]
    assert weight.ms == sum(clip.ms for clip in clips)
    assert 0 < weight.bytes * 60_000 / weight.ms <= BYTES_A_MINUTE
    (entry,) = [e for e in library.index["editions"]["demo"]["entries"] if e["kind"] == "audio"]
    assert entry["transfer_bytes"] == len(bundle.brotli)


@both
def test_the_same_text_is_read_once_and_gives_the_same_bytes(compiled, monkeypatch):
    first = heard(compiled())
    monkeypatch.setattr(recordings, "_run", None)
    assert heard(compiled()) == first


@both
def test_who_recorded_is_heard_instead_and_mono(compiled, put):
    read = tone(6, channels=2)
    for key in CARDS[1:]:
        put(key, read)
    put("1", opus(6), "opus")
    put("3-a", read)
    (record,) = heard(compiled())
    assert record["by"] == "persona"
    assert sorted(record["cs"]) == sorted([*CARDS, "3-a"])
    assert {read_opus(base64.b64decode(c)).channels for c in record["cs"].values()} == {1}


def test_without_the_programs_lessons_are_built_with_no_audio(compiled, monkeypatch):
    monkeypatch.setattr(recordings, "has", lambda program: False)
    library = compiled()
    assert heard(library) == []
    assert not library.notes.broken and library.bundles


def test_a_wav_that_cannot_be_converted_here_is_a_warning(compiled, put, monkeypatch):
    monkeypatch.setattr(recordings, "has", lambda program: False)
    put("1", tone())
    library = compiled()
    assert heard(library) == [] and not library.notes.broken
    assert "01-tanda.1.wav no se publica: falta el programa opusenc" in said(library)


@both
@pytest.mark.parametrize(
    ("key", "body", "ending", "fault"),
    [
        ("99", tone, "wav", "no hay tarjeta ni respuesta «99»"),
        ("1", lambda: b"nada", "wav", "no se pudo convertir"),
        ("1", lambda: b"nada", "opus", "no es Ogg"),
        ("1", lambda: opus(stereo=True), "opus", "tiene dos canales"),
        ("1", tone, "wav", "faltan grabaciones de las tarjetas 2, 3, 4, 5, 6, 7, 8, 9, 10"),
    ],
)
def test_what_cannot_be_heard_whole_is_not_published(compiled, put, key, body, ending, fault):
    put(key, body(), ending)
    library = compiled()
    assert fault in said(library)
    assert library.notes.broken and not library.bundles


@both
def test_a_card_recorded_twice_is_not_guessed(compiled, put):
    put("1", tone(), "wav")
    put("1", opus(), "opus")
    assert "01-tanda.1.wav: está dos veces" in said(compiled())


@both
def test_more_than_ninety_kilobytes_a_minute_stop_the_build(compiled, put):
    for key in CARDS:
        put(key, opus(rate="64"), "opus")
    library = compiled()
    assert f"caben {BYTES_A_MINUTE}" in said(library)
    assert library.notes.broken


@both
def test_the_script_writes_the_recording_and_its_report(folder, tmp_path):
    out = tmp_path / "var" / "bundles"
    words = ["--voice", "--report", "--lessons", str(folder.root), "--out", str(out)]
    assert build_lessons.main([*words, "--today", "2026-11-22"]) == 0
    (row,) = json.loads((tmp_path / "var/reports/lessons.json").read_text())["audio"]
    assert row["id"] == "audio-tanda" and row["ms"] > 10_000
    assert list((out / "audio-tanda").glob("*.json.br"))


def test_a_recording_says_which_meaning_it_was_made_of(folder):
    (lesson,) = folder.lessons()
    record = json.loads(recording_bundle(lesson, "es", Recorded("persona", {"1": b"x"})).body)
    assert record["r"] == sum(card.rev for card in lesson.cards)


@pytest.mark.parametrize("body", [b"", b"OggS", b"RIFF" + b"\0" * 40, b"OggS" + b"\0" * 40])
def test_what_is_not_opus_is_refused(body):
    with pytest.raises(ValueError, match="no es"):
        read_opus(body)
