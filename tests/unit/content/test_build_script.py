"""The script: atomic, honest exit codes, old bundles kept, one sentence for a full disk."""

import errno
import json
from pathlib import Path

import pytest

from scripts import build_lessons

ROOT = Path(__file__).parents[3]


@pytest.fixture
def build(folder, tmp_path):
    def run(*arguments):
        out = tmp_path / "var" / "bundles"
        where = ["--lessons", str(folder.root), "--out", str(out), "--today", "2026-11-22"]
        return build_lessons.main([*arguments, *where])

    return run


def files_of(tmp_path):
    out = tmp_path / "var" / "bundles"
    return {
        file.relative_to(out).as_posix(): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file()
    }


def test_a_build_writes_every_file_the_index_names_and_nothing_half(folder, build, tmp_path):
    assert build() == 0
    files = files_of(tmp_path)
    index = json.loads(files["index.json"])
    named = {
        f"{entry['id']}/{entry['sha256']}.json{tail}"
        for entry in index["editions"]["demo"]["entries"]
        for tail in ("", ".br", ".gz")
    }
    assert set(files) == named | {"index.json"}
    assert index["about"]["demo"]["channels"] == [["radio", "Radio"]]


def test_a_second_build_changes_no_byte_and_no_date(folder, build, tmp_path):
    build()
    index = tmp_path / "var/bundles/index.json"
    before, when = files_of(tmp_path), index.stat().st_mtime_ns
    assert build() == 0
    assert files_of(tmp_path) == before
    assert index.stat().st_mtime_ns == when


def test_a_broken_lesson_leaves_the_good_bundles_and_says_so(folder, build, tmp_path, capsys):
    build()
    before = files_of(tmp_path)
    folder.spoil("answer=90", "answer=nada")
    assert build() == 1
    assert files_of(tmp_path) == before
    said = capsys.readouterr().err
    assert "01-tanda.md:" in said and "Traceback" not in said and "faltas en las lecciones" in said


def test_a_new_version_keeps_the_old_one_for_phones_that_ask(folder, build, tmp_path):
    build()
    before = set(files_of(tmp_path))
    folder.spoil("La mesa de hoy.", "La mesa de ayer.")
    assert build() == 0
    assert before < set(files_of(tmp_path))


def test_a_damaged_bundle_is_written_again(folder, build, tmp_path):
    build()
    before = files_of(tmp_path)
    name = next(name for name in before if name.endswith(".json.br"))
    (tmp_path / "var/bundles" / name).write_bytes(b"half")
    build()
    assert files_of(tmp_path) == before


def test_check_writes_nothing(folder, build, tmp_path):
    assert build("--check") == 0
    assert not (tmp_path / "var").exists()


def test_lock_writes_new_ids_and_nothing_when_a_lesson_is_broken(folder, build):
    folder.spoil("## Piensa", "## Otra {#11 .think rev=1}\n\n¿Y hoy?\n\n## Piensa")
    assert build("--check") == 1
    lock = folder.root / "ids.lock"
    before = lock.read_bytes()
    folder.spoil("answer=90", "answer=nada")
    assert build("--lock") == 1
    assert lock.read_bytes() == before
    folder.spoil("answer=nada", "answer=90")
    assert build("--lock") == 0
    assert build("--check") == 0


def test_a_full_disk_is_one_sentence(folder, build, tmp_path, monkeypatch, capsys):
    def full(self, data):
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert build() == 1
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1 and "No space left on device" in said[0]
    assert not list((tmp_path / "var").rglob("*.json"))


def test_an_empty_folder_publishes_nothing(tmp_path, capsys):
    (tmp_path / "nada").mkdir()
    assert build_lessons.main(["--lessons", str(tmp_path / "nada"), "--out", str(tmp_path)]) == 1
    assert "no hay módulos" in capsys.readouterr().err


def test_files_that_are_not_utf8_are_named(folder, build, capsys):
    for name in ("es/precio/01-tanda.md", "art/scenes/mesa.svg", "art/app.txt", "ids.lock"):
        (folder.root / name).write_bytes(b"<\xff\xfe>")
    assert build() == 1
    said = capsys.readouterr().err
    assert "01-tanda.md:1: falta: no es texto UTF-8" in said
    assert "mesa.svg:1: falta" in said and "app.txt:1: falta" in said and "ids.lock:1" in said


def test_report_weighs_modules_and_pack(folder, build, tmp_path):
    assert build("--report") == 0
    rows = json.loads((tmp_path / "var/reports/lessons.json").read_text("utf-8"))
    assert [row["id"] for row in rows] == ["precio", "pack-es"]
    for row in rows:
        assert row["text_bytes"] < row["bytes"]
        assert row["text_bytes_per_1000"] == -(-row["text_bytes"] * 1000 // row["readable_chars"])


def test_the_real_lessons_are_whole_and_within_their_budgets(capsys):
    code = build_lessons.main(["--check"])
    said = capsys.readouterr().err
    assert code == 0, said
    assert "bytes por 1000 letras" not in said, said
