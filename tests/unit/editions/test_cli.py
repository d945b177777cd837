"""The operator's commands: plain Spanish, one sentence for each fault, never a traceback."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from api import cli, db
from api.editions.invites import KEY_BYTES, make_key
from api.settings import Settings
from tests.conftest import ROOT, start
from tests.phone import Phone, fresh_id


def run(data: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *words],
        cwd=ROOT,
        env={**os.environ, "CREANDO_DATA": str(data), **env},
        capture_output=True,
        text=True,
        check=False,
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_setup_makes_everything_and_can_be_repeated(tmp_path: Path) -> None:
    data = tmp_path / "datos"
    for _ in range(2):
        done = run(data, "setup", "--data", str(data))
        assert done.returncode == 0, done.stderr
        assert "abierta, demo" in done.stdout
    assert stat.S_IMODE((data / "invite.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((data / "creando.sqlite3").stat().st_mode) == 0o600
    key = (data / "invite.key").read_bytes()
    assert run(data, "setup", "--data", str(data)).returncode == 0
    assert (data / "invite.key").read_bytes() == key


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "No se puede escribir" in one_sentence(run(tmp_path / "file" / "datos", "setup"))


def test_an_unready_folder(tmp_path: Path) -> None:
    assert "setup" in one_sentence(run(tmp_path, "rebuild"))


def test_a_broken_edition(tmp_path: Path) -> None:
    (tmp_path / "abierta.json").write_text("{")
    said = one_sentence(run(tmp_path / "d", "setup", CREANDO_EDITIONS=str(tmp_path)))
    assert "abierta.json" in said


def test_no_open_edition(tmp_path: Path) -> None:
    said = one_sentence(run(tmp_path / "d", "setup", CREANDO_EDITIONS=str(tmp_path)))
    assert "Falta la edición abierta" in said


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "base de datos"),
        ({"CREANDO_BUSY_TIMEOUT_MS": "mucho"}, "CREANDO_BUSY_TIMEOUT_MS"),
    ],
)
def test_settings_that_make_no_sense(tmp_path: Path, env: dict[str, str], words: str) -> None:
    assert words in one_sentence(run(tmp_path / "d", "setup", **env))


def test_the_origin_is_for_ever(tmp_path: Path) -> None:
    assert "para siempre" in run(tmp_path, "origin", "https://creando.ejemplo.org/").stdout
    assert run(tmp_path, "origin", "https://creando.ejemplo.org").returncode == 0
    assert "para siempre" in one_sentence(run(tmp_path, "origin", "https://otro.ejemplo.org"))
    assert (tmp_path / "origin").read_text() == "https://creando.ejemplo.org\n"
    for bad in ("creando.ejemplo.org", "http://creando.ejemplo.org", "https://x/y"):
        assert "dirección" in one_sentence(run(tmp_path / "otra", "origin", bad))


def test_invites_are_printed_and_drawn(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.origin(settings, cli.parser().parse_args(["origin", "https://creando.ejemplo.org"]))
    cli.invites(settings, cli.parser().parse_args(["invites", "demo"]))
    links = re.findall(r"https://creando\.ejemplo\.org/#/u/(demo\.\S+)", capsys.readouterr().out)
    assert len(links) == 3
    sheet = (settings.data / "invitaciones-demo.html").read_text(encoding="utf-8")
    assert sheet.count("<svg") == 3
    assert all(link in sheet for link in links)
    assert not re.search(r"""(src|href)=["']http""", sheet)
    client = start(settings).test_client()
    phone = Phone(client)
    joined = [
        {
            "r": phone.replica,
            "q": n,
            "t": 2,
            "v": 1,
            "at": 1795000000,
            "b": 7,
            "d": {"edition": "demo", "channel": link.split(".")[1], "invite": link},
        }
        for n, link in enumerate(links, 1)
    ]
    assert phone.verdicts(joined) == ["accepted"] * 3
    db.dispose()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("invites", "abierta"), "no tiene canales"),
        (("invites", "otra"), "No hay ninguna edición"),
        (("notice", "otra", "--title", "a", "--text", "b"), "No hay ninguna edición"),
        (("notice", "demo", "--title", "a" * 281, "--text", "b"), "280"),
        (("erase", "alguien"), "22"),
    ],
)
def test_wrong_words(settings: Settings, words: tuple[str, ...], said: str) -> None:
    assert said in one_sentence(run(settings.data, *words))


def test_commands_work_beside_a_running_server(settings: Settings) -> None:
    phone = Phone(start(settings).test_client())
    phone.edition = "demo"
    phone.send(phone.lesson())
    sent = run(settings.data, "notice", "demo", "--title", "Feria", "--text", "Mañana a las 9")
    assert sent.returncode == 0, sent.stderr
    assert [one["d"]["title"] for one in phone.send()["news"]] == ["Feria"]
    assert run(settings.data, "rebuild").returncode == 0
    assert [one["lesson"] for one in phone.held()["lessons"]] == ["tanda"]
    assert run(settings.data, "erase", phone.subject).returncode == 0
    assert phone.post(phone.request()).get_json()["message"] == "auth.erased"
    # An id may begin with a hyphen: no option, whatever argparse thinks.
    assert run(settings.data, "erase", f"-{fresh_id()[1:]}").returncode == 0
    db.dispose()


def test_a_second_server_on_the_same_folder_says_so(settings: Settings) -> None:
    start(settings)
    done = subprocess.run(
        [sys.executable, "-c", "from api.app import create_app; create_app()"],
        cwd=ROOT,
        env={**os.environ, "CREANDO_DATA": str(settings.data), "CREANDO_LOCK_WAIT_S": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    db.dispose()
    assert done.returncode == 3
    assert done.stderr.startswith("Otro CREANDO ya está usando la carpeta")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Falta decir: ORDEN"),
        (["nada"], "No hay ninguna orden 'nada'"),
        (["invites"], "Falta decir: edition"),
        (["keys", "no"], "order no puede ser 'no'"),
        (["tidy", "sobra"], "Sobra: sobra"),
        (["restore", "--key"], "Falta el valor de --key"),
        (["cards", "demo", "--count", "x"], "--count tiene que ser un número"),
    ],
)
def test_wrong_words_are_one_spanish_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "--help" in said
    assert said.count("\n") == 1


def _spoilt(settings: Settings) -> Path:
    """Let go of a data folder that is ready, for a test to spoil."""
    db.dispose()
    return settings.data


@pytest.mark.parametrize("name", ["invite.key", "staff.key"])
def test_a_key_that_was_cut_is_never_used(settings: Settings, name: str) -> None:
    (_spoilt(settings) / name).write_bytes(b"")
    for words in (["setup"], ["invites", "demo"]):
        assert "está dañada" in one_sentence(run(settings.data, *words))


def test_a_first_start_that_dies_leaves_no_empty_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_: int) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("api.editions.invites.secrets.token_bytes", die)
    with pytest.raises(KeyboardInterrupt):
        make_key(tmp_path / "invite.key")
    assert not (tmp_path / "invite.key").exists()
    monkeypatch.undo()
    make_key(tmp_path / "invite.key")
    assert (tmp_path / "invite.key").stat().st_size == KEY_BYTES


def test_a_damaged_database_says_what_is_safe_and_what_to_do(settings: Settings) -> None:
    _spoilt(settings)
    for log in settings.data.glob("*.sqlite3-*"):
        log.unlink()
    settings.database_path.write_bytes(os.urandom(30_000))
    for order in ("setup", "tidy", "backup"):
        said = one_sentence(run(settings.data, order))
        assert "dañado" in said
        assert "creando restore ARCHIVO" in said


def test_data_of_a_newer_version_is_left_alone(settings: Settings) -> None:
    _spoilt(settings)
    with closing(sqlite3.connect(settings.database_path)) as link, link:
        link.execute("INSERT INTO schema_migration(name, applied) VALUES ('0999_x', '2030-01-01')")
    for order in ("setup", "tidy"):
        assert "versión más nueva" in one_sentence(run(settings.data, order))


def test_a_file_that_is_no_text_and_a_path_that_is_not_there(settings: Settings) -> None:
    (_spoilt(settings) / "origin").write_bytes(b"\xff\xfe")
    assert "está dañado" in one_sentence(run(settings.data, "invites", "demo"))
    said = one_sentence(run(settings.data, "contacts", "demo", "--key", "/no/hay"))
    assert "/no/hay: no existe" in said


def test_a_setup_that_fails_half_way_changes_no_schema(tmp_path: Path) -> None:
    (tmp_path / "abierta.json").write_text("{")
    data = tmp_path / "datos"
    assert "edición" in one_sentence(run(data, "setup", CREANDO_EDITIONS=str(tmp_path)))
    with closing(sqlite3.connect(data / "creando.sqlite3")) as link:
        assert link.execute("SELECT name FROM sqlite_master").fetchall() == []


def test_databases_that_cannot_be_asked(tmp_path: Path) -> None:
    nobody = "postgresql://nadie@127.0.0.1:1/x"
    (tmp_path / "invite.key").write_bytes(bytes(KEY_BYTES))
    assert "no responde" in one_sentence(run(tmp_path, "tidy", DATABASE_URL=nobody))
    assert "no se entiende" in one_sentence(
        run(tmp_path, "tidy", DATABASE_URL="postgresql://a@[::")
    )
