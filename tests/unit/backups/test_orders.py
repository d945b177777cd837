"""The operator's orders: what they say, and with which code they end."""

import os
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api import cli, db
from api.backups import doctor, keys, service
from api.backups.doctor import GOOD, WARN, WRONG, Finding
from api.clock import now_s
from api.settings import Settings
from api.sync.models import EventRow, Parked
from tests.phone import row
from tests.unit.backups.conftest import boot, good

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Say]:
    """Give an order to this test's server."""
    monkeypatch.setenv("CREANDO_DATA", str(settings.data))
    monkeypatch.setenv("CREANDO_LOCK_WAIT_S", "1")
    mask = os.umask(0o077)
    os.umask(mask)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.main(words)
        db.dispose()
        said = capsys.readouterr()
        return code, said.out, said.err

    yield run
    os.umask(mask)


def test_from_a_backup_to_its_restore(settings: Settings, say: Say) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    code, out, err = say("backup")
    assert (code, err) == (0, "")
    assert "Guárdala también en otro lugar" in out
    assert "Copia hecha y comprobada" in out
    assert "Clave nueva" not in say("backup")[1], "only once"
    code, out, _ = say("backups")
    assert code == 0
    assert out.count("vale\n") == 2
    assert out.endswith("Copias que valen: 2.\n")
    (oldest, _) = service.restorable(settings)
    code, out, err = say("restore", str(service.path_of(settings, oldest)), "--by", "Ana")
    assert (code, err) == (0, "")
    assert "Restaurada la copia del" in out
    assert "quedó aparte" in out
    assert boot(settings, phone).send([])["ep"] != phone.epoch


def test_what_goes_wrong_is_one_sentence(settings: Settings, say: Say, tmp_path: Path) -> None:
    boot(settings)
    db.dispose()
    (tmp_path / "foto.age").write_bytes(b"\xff\xd8" * 900)
    say("backup")
    for words, sentence in (
        (("restore",), "Falta el archivo"),
        (("restore", str(tmp_path / "nada.age")), "No existe"),
        (("restore", str(tmp_path / "foto.age")), "no es una copia entera"),
        (("restore", str(tmp_path / "foto.age"), "--key", str(tmp_path / "no")), "Falta la clave"),
    ):
        code, out, err = say(*words)
        assert (code, out) == (1, "")
        assert sentence in err
        assert err.count("\n") == 1


def test_a_backup_that_fails_its_drill_says_so(
    settings: Settings, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot(settings)
    db.dispose()
    monkeypatch.setattr(service, "fault_in", lambda _: "fold")
    code, _, err = say("backup")
    assert code == 1
    assert "no pasó la prueba (fold): no cuenta" in err
    assert "no vale: fold" in say("backups")[1]


def test_on_a_folder_that_is_not_ready(tmp_path: Path, say: Say) -> None:
    empty = str(tmp_path / "nada")
    assert "Corre primero" in say("backup", "--data", empty)[2]
    code, out, _ = say("doctor", "--data", empty)
    assert code == 1
    assert "Corre primero" in out


def test_the_order_to_make_it_fit(settings: Settings, say: Say) -> None:
    phone = boot(settings)
    phone.send([row(phone.replica, 1)])
    db.dispose()
    code, out, _ = say("restore", "--here")
    assert code == 0
    assert "vida nueva" in out
    again = boot(settings, phone)
    assert again.send([])["ep"] != phone.epoch
    assert again.verdicts([row(phone.replica, 1)]) == ["duplicate"]


def levels(settings: Settings) -> dict[str, str]:
    """The worst level of each thing that was examined."""
    rank = [GOOD, WARN, WRONG]
    worst: dict[str, str] = {}
    for one in doctor.examine(settings):
        name = one.text.split(":")[0].split(" de ")[0]
        worst[name] = max(one.level, worst.get(name, GOOD), key=rank.index)
    return worst


def test_the_doctor_is_content(settings: Settings, say: Say) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    good(settings)
    assert levels(settings) | {"reloj": GOOD} == {
        "disco": GOOD,
        "certificado": GOOD,
        "copias": WARN,  # none outside this machine
        "reloj": GOOD,
        "cola": GOOD,
        "versiones": GOOD,
    }
    code, out, _ = say("doctor")
    assert code == 0
    assert out.endswith("Todo bien.\n")


def test_the_doctor_sees_old_backups(
    settings: Settings, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot(settings)
    assert levels(settings)["copias"] == WRONG, "none at all"
    taken = good(settings)
    monkeypatch.setattr(doctor, "now_s", lambda: taken.at + 37 * doctor.HOUR_S)
    assert Finding(WRONG, "copias: 1 valen, la última de hace 37 h") in doctor.examine(settings)
    monkeypatch.undo()
    service.path_of(settings, taken).unlink()
    assert levels(settings)["copias"] == WRONG, "its file is gone"
    code, out, _ = say("doctor", "--data", str(settings.data))
    assert code == 1
    assert "Por arreglar: 1." in out


def test_the_doctor_sees_a_drill_that_failed(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot(settings)
    good(settings)
    assert levels(settings)["copias"] == WARN
    monkeypatch.setattr(service, "fault_in", lambda _: "fold")
    assert not service.verify(settings, service.take(settings).id)
    assert levels(settings)["copias"] == WRONG


def test_the_doctor_sees_queue_clock_disk_and_door(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = boot(settings)
    phone.send(phone.lesson())
    Parked.insert(projection="progress", stream="l:x", n=1, key="ValueError").execute()
    EventRow.update(received_at=now_s() + 3600).execute()
    found = levels(settings)
    assert (found["cola"], found["reloj"]) == (WRONG, WRONG)
    monkeypatch.setattr(doctor, "FREE_BYTES", 10**18)
    assert levels(settings)["disco"] == WRONG
    db.dispose()
    (settings.data / "restoring.json").write_text("{}")
    assert any("a medias" in one.text and one.level == WRONG for one in doctor.examine(settings))


def test_the_doctor_asks_the_machine_for_its_clock(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    boot(settings)
    program = tmp_path / "timedatectl"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    for said, level in (("yes", GOOD), ("no", WARN)):
        program.write_text(f"#!/bin/sh\necho {said}\n")
        program.chmod(0o755)
        assert any(
            one.level == level and "se ajusta solo" in one.text for one in doctor.examine(settings)
        )


@pytest.fixture
def https(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int], str]]:
    """A host with a certificate that has so many days left; trusted by the test."""
    stop: list[socket.socket] = []

    def serve(days: int) -> str:
        pem = certificate(tmp_path, days)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        listener = socket.create_server(("127.0.0.1", 0))
        stop.append(listener)

        def answer() -> None:
            try:
                link, _ = listener.accept()
                context.wrap_socket(link, server_side=True).close()
            except OSError:
                pass  # the client did not like it, or the test is over

        threading.Thread(target=answer, daemon=True).start()
        trusting = ssl.create_default_context(cafile=str(pem))
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        return f"https://localhost:{listener.getsockname()[1]}"

    yield serve
    for listener in stop:
        listener.close()


def certificate(folder: Path, days: int) -> Path:
    pem = folder / "both.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
    files = ["-subj", "/CN=localhost"]
    files += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(folder / "k")]
    made = [*words.split(), *files, "-out", str(folder / "c"), "-days", str(days)]
    subprocess.run(made, check=True, capture_output=True)
    pem.write_text((folder / "k").read_text() + (folder / "c").read_text())
    return pem


@pytest.mark.parametrize(("days", "level"), [(60, GOOD), (5, WRONG)])
def test_the_doctor_looks_at_the_certificate(
    settings: Settings, https: Callable[[int], str], days: int, level: str
) -> None:
    boot(settings)
    (settings.data / "origin").write_text(f"{https(days)}\n")
    (said,) = [one for one in doctor.examine(settings) if one.text.startswith("certificado")]
    assert said.level == level
    assert f"le quedan {days - 1} días" in said.text or f"le quedan {days} días" in said.text


def test_the_doctor_says_when_nobody_answers(settings: Settings) -> None:
    boot(settings)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (settings.data / "origin").write_text(f"https://localhost:{port}\n")
    (said,) = [one for one in doctor.examine(settings) if one.text.startswith("certificado")]
    assert said.level == WRONG


def test_the_key_is_for_its_owner_alone(settings: Settings, say: Say) -> None:
    boot(settings)
    db.dispose()
    say("backup")
    assert (settings.data / keys.BACKUP_KEY).stat().st_mode & 0o77 == 0
    for path in (settings.data / "backups").iterdir():
        assert path.stat().st_mode & 0o77 == 0, path
