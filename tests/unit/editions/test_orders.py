"""The operator's orders about keys, cards, help and contacts."""

import json
import re
import stat
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api import cli, upkeep
from api.learners.service import session
from api.recovery import cards
from api.recovery.pictures import PICTURES
from api.sealing.hpke import CONTACT, raw_of, seal, text_of
from api.settings import Settings
from tests.phone import Phone, fresh_token, hashed

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREANDO_DATA", str(settings.data))


def order(*words: str) -> int:
    return cli.main(words)


def test_thirty_pictures_each_named() -> None:
    assert sorted(PICTURES) == [f"p{n:02}" for n in range(1, 31)]
    assert len(set(PICTURES.values())) == 30


def test_a_mentors_code_is_typed_on_the_new_phone(client: FlaskClient, capsys: Said) -> None:
    her = Phone(client)
    her.send(her.lesson())
    assert order("recover", her.subject, "--by", "Rosa", "--second", "Elena") == 0
    (code,) = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", capsys.readouterr().out)
    body = {"code": code, "session": hashed(fresh_token())}
    assert client.post("/api/v1/links/claim", json=body).get_json() == {"subject": her.subject}
    assert her.tell("GET", "learner/phones").get_json()[1]["by"] == "Rosa + Elena"
    cards.bind(lambda: session(f"Bearer {her.token}"), "12345678", ["p01"] * 4)
    assert order("recover", "12345678", "--by", "Rosa") == 0


@pytest.mark.parametrize("who", ["A" * 22, "87654321", "nadie"])
def test_nobody_is_helped_who_is_not_known(client: FlaskClient, capsys: Said, who: str) -> None:
    assert order("recover", who, "--by", "Rosa") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert order("recover", who, "--by", " ") == 1


def test_cards_are_printed_and_forgotten(
    client: FlaskClient, settings: Settings, capsys: Said
) -> None:
    assert order("cards", "abierta", "--count", "3") == 0
    sheet = settings.data / "tarjetas-abierta.html"
    text = sheet.read_text(encoding="utf-8")
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert text.count("<section>") == text.count("<svg") == 3
    numbers = re.findall(r"<b>(\d{4}) (\d{4})</b>", text)
    llaves = re.findall(r"<code>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</code>", text)
    assert len(set(numbers)) == len(set(llaves)) == 3
    words = re.findall(r"<li>([^<]+)</li>", text)
    assert len(words) == 12 and set(words) <= set(PICTURES.values())
    assert "://" not in text.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert cards.owner("".join(numbers[0])) is None
    assert order("cards", "otra") == 1 and order("cards", "abierta", "--count", "0") == 1


def test_keys_rotate_while_the_server_runs(client: FlaskClient, capsys: Said) -> None:
    before = client.get("/api/v1/keys").get_json()["seal"]
    assert order("keys", "rotate") == 0
    after = client.get("/api/v1/keys").get_json()["seal"]
    assert after[1:] == before and after[0]["kid"] in capsys.readouterr().out


def test_the_data_officer_reads_contacts_and_nobody_else(
    client: FlaskClient, settings: Settings, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "oficial.key"
    assert order("contact-key", "abierta", str(settings.data / "x.key")) == 1
    assert order("contact-key", "otra", str(path)) == 1
    assert order("contact-key", "abierta", str(path)) == 0
    assert order("contact-key", "abierta", str(path)) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    secret = json.loads(path.read_text())["secret"]
    held = [one.read_bytes() for one in settings.data.rglob("*") if one.is_file()]
    assert all(secret.encode() not in one for one in held)
    (key,) = upkeep.keyring(settings).contacts()["abierta"]
    her, him = Phone(client), Phone(client)
    for phone, plain in ((her, b'{"number": "999 111 222"}'), (him, b"no es un contacto")):
        phone.send()
        body = {"edition": "abierta", "kid": key.kid, "text_version": 1}
        body["ct"] = text_of(seal(plain.ljust(60), key.point, CONTACT))
        assert phone.tell("PUT", "learner/contact", body).status_code == 204
    capsys.readouterr()
    assert order("contacts", "abierta", "--key", str(path)) == 0
    assert capsys.readouterr().out.splitlines() == [
        f'{her.subject}\t{{"number": "999 111 222"}}',
        "Sin leer: 1. Son de otra clave, o no son un contacto.",
    ]
    assert order("contacts", "demo", "--key", str(path)) == 1
    (tmp_path / "mala.key").write_text("{}")
    assert order("contacts", "abierta", "--key", str(tmp_path / "mala.key")) == 1
    assert raw_of(secret) != key.point


def test_tidy_says_what_it_removed(client: FlaskClient, capsys: Said) -> None:
    assert order("tidy") == 0
    assert (
        capsys.readouterr().out == "Borrados: 0 códigos y cuentas viejas, 0 contactos vencidos.\n"
    )
