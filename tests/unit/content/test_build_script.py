"""The script: atomic, honest exit codes, old bundles kept, one sentence for a full disk."""

import errno
import json
from pathlib import Path

import pytest

from api.content import compiler
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
    assert len(said) == 1 and "el disco está lleno" in said[0]
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


def test_report_weighs_texts_by_what_is_read_and_drawings_apart(folder, build, tmp_path, capsys):
    assert build("--report") == 0
    kept = json.loads((tmp_path / "var/reports/lessons.json").read_text("utf-8"))
    texts = [*kept["modules"], kept["pack"]]
    assert [row["id"] for row in texts] == ["precio", "pack-es"]
    assert [row["id"] for row in kept["art"]] == ["art", "art-precio", "pack-zxx"]
    assert [row["id"] for row in kept["words"]] == ["words-es"]
    for row in texts:
        assert row["bytes_per_1000"] == -(-row["bytes"] * 1000 // row["readable_chars"])
    index = json.loads(files_of(tmp_path)["index.json"])
    sizes = {entry["id"]: entry["transfer_bytes"] for entry in index["editions"]["demo"]["entries"]}
    said = capsys.readouterr().out
    for row in [*texts, *kept["art"], *kept["words"]]:
        assert row["bytes"] == sizes[row["id"]]
        assert f"{row['id']:14}{row['bytes']:8}" in said


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("TEXT_BYTES_PER_1000", "«precio» gasta"),
        ("PACK_BYTES_PER_1000", "«pack-es» gasta"),
    ],
)
def test_a_text_over_its_budget_is_told(folder, build, monkeypatch, capsys, limit, words):
    monkeypatch.setattr(compiler, "TEXT_LEAST_CHARS", 1)
    monkeypatch.setattr(compiler, "TEXT_BYTES_PER_1000", 10**6)
    monkeypatch.setattr(compiler, "PACK_BYTES_PER_1000", 10**6)
    assert build("--check") == 0 and "gasta" not in capsys.readouterr().err
    monkeypatch.setattr(compiler, limit, 1)
    assert build("--check") == 0
    [said] = [line for line in capsys.readouterr().err.splitlines() if "gasta" in line]
    assert words in said


def test_a_module_that_is_too_heavy_with_its_drawings_is_refused(
    folder, build, tmp_path, monkeypatch, capsys
):
    assert build("--report") == 0
    kept = json.loads((tmp_path / "var/reports/lessons.json").read_text("utf-8"))
    [drawings] = [row["bytes"] for row in kept["art"] if row["id"] == "art-precio"]
    whole = kept["modules"][0]["bytes"] + drawings
    monkeypatch.setattr(compiler, "MODULE_BYTES", whole)
    assert build("--check") == 0
    monkeypatch.setattr(compiler, "MODULE_BYTES", whole - 1)
    assert build("--check") == 1
    assert f"el módulo pesa {whole} bytes con dibujos" in capsys.readouterr().err


def test_the_real_lessons_are_whole_and_within_their_budgets(capsys):
    code = build_lessons.main(["--check"])
    said = capsys.readouterr().err
    assert code == 0, said
    assert "bytes por 1000 letras" not in said, said
