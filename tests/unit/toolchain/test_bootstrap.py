"""What stands between a blank machine and the first line that helps."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from scripts.bootstrap import __main__ as bootstrap
from scripts.bootstrap import node, say, serve, shell, stamps
from scripts.check import verdict

ROOT = Path(__file__).resolve().parents[3]
LOCKS = sorted((ROOT / "scripts" / "locks").glob("*.txt"))


@pytest.fixture
def taken():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        s.listen()
        yield s.getsockname()[1]


def test_a_taken_port_is_one_sentence_that_names_another(taken, tmp_path):
    with pytest.raises(say.Trouble, match=rf"{taken}.*PORT={taken + 1}"):
        serve.check_port(serve.Place("127.0.0.1", taken, tmp_path))


@pytest.mark.parametrize("port", ["0", "65536", "ocho", "-1", "80.5", "²", "8" * 5000, " 8001"])
def test_a_senseless_port_is_refused(port, monkeypatch):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(say.Trouble, match="PORT"):
        serve.place()


@pytest.mark.parametrize("host", ["999.1.1.1", "no existe", "192.0.2.7", "a" * 80])
def test_a_host_that_is_not_here_is_one_spanish_sentence(host, tmp_path):
    with pytest.raises(say.Trouble, match=r"no es una dirección de esta máquina.*HOST=0\.0\.0\.0"):
        serve.check_port(serve.Place(host, 8001, tmp_path))


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://localhost:8001"),
        ("::", "http://localhost:8001"),
        ("::1", "http://localhost:8001"),
        ("192.0.2.7", "http://192.0.2.7:8001"),
        ("fe80::7", "http://[fe80::7]:8001"),
    ],
)
def test_the_address_said_can_be_opened_and_trusted(host, url, tmp_path):
    assert serve.Place(host, 8001, tmp_path).url == url


def test_what_the_system_refuses_is_said_in_spanish(tmp_path):
    (tmp_path / "uno").write_text("")
    with pytest.raises(OSError, match="File exists") as caught:
        (tmp_path / "uno").mkdir()
    assert f"{tmp_path}/uno: ya hay un archivo" in say.sentence_for(caught.value)


def test_other_pythons_settings_do_not_reach_ours():
    told = {**os.environ, "PYTHONHOME": "/no", "PYTHONPATH": "/no", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        ["sh", "scripts/bootstrap/start.sh", "run"],
        cwd=ROOT,
        env={**told, "PORT": "ocho"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "PORT debe ser un número" in done.stdout
    assert done.stderr == ""


def test_too_little_room_is_said_before_anything_is_written(tmp_path):
    with pytest.raises(say.Trouble, match="disco está lleno"):
        shell.room(tmp_path / "not" / "made" / "yet", 10**9)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("OSError: [Errno 28] No space left on device", "disco"),
        ("npm error code ENOSPC", "disco"),
        ("peewee.OperationalError: database or disk is full", "disco"),
        ("getaddrinfo EAI_AGAIN", "conexión"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES ... do not match the hashes", "no es lo esperado"),
        ("npm error EACCES: mkdir", "permiso"),
        ("/x/.venv/bin/python: No module named granian", "make clean"),
        ("No se pudo leer o escribir var/x: el disco está lleno.", "disco"),
    ],
)
def test_known_causes_become_sentences(printed, word):
    assert word in (say.cause_of(printed) or "")


def test_an_unknown_failure_quotes_the_last_line_and_never_a_traceback():
    with pytest.raises(say.Trouble) as caught:
        shell.run("Prueba", ["sh", "-c", "echo uno; echo el motivo >&2; exit 3"])
    assert "el motivo" in str(caught.value)
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("printed", "line"),
    [
        (
            "uno\nerror during build:\n\n[MISSING_EXPORT] a is not exported\n  at f (x:1)",
            "[MISSING",
        ),
        ("Error: Failed to resolve /src/main.tsx\n    at async Promise.all (index 0)", "Error: Fa"),
        ("ValueError: nada", "ValueError: nada"),
        ("solo esto", "solo esto"),
        ("", ""),
    ],
)
def test_the_line_that_tells_is_found(printed, line):
    assert shell.telling_line(printed).startswith(line)


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("v20.20.2", True),
        ("v20.18.0", False),
        ("v18.20.4", False),
        ("v21.7.3", False),
        ("v22.12.0", True),
        ("v24.19.0", True),
        ("", False),
    ],
)
def test_only_a_node_that_builds_the_app_is_used(version, good):
    assert node._good(version) is good


def test_the_apps_needs_are_met_beside_the_others_and_the_path_is_whole(tmp_path, monkeypatch):
    here, there = threading.Event(), threading.Event()

    def meet(mine, other, found=None):
        mine.set()
        assert other.wait(10), "one line waited for the other"
        return found

    needs = {
        "test": lambda _: meet(here, there),
        "pwa": lambda _: meet(there, here, {"PATH": "node"}),
        "browser": lambda _: {"CHROMIUM": "x"},
        "postgres": lambda env: {"PATH": f"{env['PATH']}:pg"},
    }
    monkeypatch.setattr(bootstrap, "VAR", tmp_path)
    monkeypatch.setattr(bootstrap, "NEEDS", needs)
    assert bootstrap.ready(["test", "pwa", "browser", "postgres"]) == {
        "PATH": "node:pg",
        "CHROMIUM": "x",
    }

    def fails(_):
        raise say.Trouble("sin red")

    monkeypatch.setitem(needs, "pwa", fails)
    there.set()
    with pytest.raises(say.Trouble, match="sin red"):
        bootstrap.ready(["test", "pwa", "postgres"])


def test_a_step_is_done_again_when_what_it_reads_or_made_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(stamps, "ROOT", tmp_path)
    source, made = tmp_path / "in" / "a.md", tmp_path / "out"
    source.parent.mkdir()
    source.write_text("uno")

    def stamp():
        return stamps.Stamp(tmp_path / "stamp", stamps.digest(["in"]), made)

    assert not stamp().fresh()
    made.touch()
    stamp().keep()
    assert stamp().fresh()
    source.write_text("dos")
    assert not stamp().fresh()
    source.write_text("uno")
    assert stamp().fresh()
    source.rename(tmp_path / "in" / "b.md")
    assert not stamp().fresh()
    (tmp_path / "in" / "b.md").rename(source)
    made.unlink()
    assert not stamp().fresh()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_locks_are_exact_hashed_and_name_no_place(lock):
    text = lock.read_text()
    assert "://" not in text
    assert "file:" not in text
    pins = re.findall(r"^[A-Za-z0-9][^\n]*", text, re.MULTILINE)
    assert pins
    for pin in pins:
        assert re.match(r"[\w.-]+(\[\w+\])?==[\w.]+ ", pin), pin
    assert text.count("--hash=sha256:") >= len(pins)


def test_the_app_lock_names_no_host():
    assert '"resolved"' not in (ROOT / "pwa" / "package-lock.json").read_text()


@pytest.mark.parametrize(
    ("code", "output", "passes"),
    [
        (0, "....\n38 passed in 0.51s", True),
        (0, "38 passed, 4 deselected in 0.51s", True),
        (0, "37 passed, 1 skipped in 0.51s", False),
        (0, "1 skipped in 0.01s", False),
        (0, "      Tests  38 passed | 1 todo (39)", False),
        (0, "      Tests  39 passed (39)", True),
        (0, "37 passed, 1 xfailed in 0.5s", False),
        (5, "no tests ran in 0.00s", False),
        (1, "1 failed, 37 passed in 0.51s", False),
        (0, "All checks passed!", True),
    ],
)
def test_a_skipped_test_fails_the_check(code, output, passes):
    assert (verdict(code, output)[1] == "") is passes


@pytest.mark.parametrize("name", ['con "comillas"', "a#1", "a:b", "a?", "a\\b"])
def test_a_folder_whose_name_cannot_be_built_in_is_refused(name, tmp_path):
    with pytest.raises(say.Trouble, match="nombre de la carpeta"):
        bootstrap.check_folder(tmp_path / name)


@pytest.mark.long
def test_the_app_is_built_in_a_folder_with_spaces_and_accents(tmp_path):
    here = tmp_path / "-mi carpeta, señora l'eau" / "pwa"
    shutil.copytree(ROOT / "pwa", here, ignore=shutil.ignore_patterns("node_modules", "tests"))
    (here / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    bootstrap.check_folder(here)
    built = subprocess.run(["npm", "run", "build"], cwd=here, capture_output=True, text=True)
    assert built.returncode == 0, built.stdout + built.stderr
    assert (here.parent / "var" / "pwa" / "sw.js").is_file()


def test_lighthouse_is_locked_by_hash_and_its_lock_names_no_registry():
    lock = json.loads((ROOT / "scripts/locks/lighthouse/package-lock.json").read_text())
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 50
    assert [name for name, one in packages.items() if "integrity" not in one] == []
    assert [name for name, one in packages.items() if "resolved" in one] == []
