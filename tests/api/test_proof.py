"""A certificate over HTTP: asked, refused while something lacks, checked by others, taken back."""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK
from jwcrypto.jws import InvalidJWSSignature
from jwcrypto.jwt import JWT

from api import cli, db, upkeep
from api.editions.models import Edition
from api.proof.models import Proof
from api.proof.shortcode import read_code
from api.sealing.hpke import raw_of, text_of
from api.settings import Settings
from tests.conftest import start
from tests.phone import T0, Phone, row
from tests.team import Clock

NAME = "Yuleisy Rondón Ñañez"
SHA = "cd" * 32
MODULES = {"precio": ["p1", "p2"], "cajones": ["c1"], "bien": ["b1"], "juntos": ["j1"]}


@pytest.fixture
def her(settings: Settings, tmp_path: Path) -> Iterator[Phone]:
    """Somebody who begins, where an edition has four modules and one of short lessons."""
    entries = []
    for name, lessons in {**MODULES, "ratos": ["r1"]}.items():
        (tmp_path / "bundles" / name).mkdir(parents=True)
        module = {"id": name, "ls": [[lesson, "título"] for lesson in lessons]}
        (tmp_path / "bundles" / name / f"{SHA}.json").write_text(json.dumps(module))
        group = {"group": "ratitos"} if name == "ratos" else {}
        entries.append({"id": name, "kind": "module", "sha256": SHA, **group})
    catalog = {"version": "1", "edition": "abierta", "entries": entries}
    index = {"f": 1, "editions": {"abierta": catalog}}
    (tmp_path / "bundles" / "index.json").write_text(json.dumps(index))
    yield Phone(start(replace(settings, bundles=tmp_path / "bundles")).test_client())
    db.dispose()


def finish(phone: Phone, *, without: str = "") -> None:
    """Send all that the edition asks."""
    bodies = [
        *((8, {"lesson": one}) for lessons in MODULES.values() for one in lessons),
        *((20, action(card)) for card in range(4)),
        (12, {"question": "di", "answers": ["regla"]}),
        (32, {"survey": "salida", "version": 1, "question": "contar", "answers": []}),
    ]
    kept = [(t, d) for t, d in bodies if without not in (d.get("lesson"), d.get("survey"))]
    phone.send([row(phone.replica, q, t, d) for q, (t, d) in enumerate(kept, 1)])


def action(card: int) -> dict[str, object]:
    return {"lesson": "p1", "card": card, "taken": T0, "round": 0, "result": "half"}


def hashed(name: str, salt: bytes = b"") -> str:
    return text_of(hashlib.sha256((salt or os.urandom(12)) + name.encode()).digest())


def ask(phone: Phone, name_hash: str) -> dict[str, str]:
    answer = phone.tell("POST", "learner/proof", {"hash": name_hash})
    assert answer.status_code == 200, answer.data
    said: dict[str, str] = answer.get_json()
    return said


def refused(phone: Phone, status: int, key: str, name_hash: object = "A" * 43) -> None:
    answer = phone.tell("POST", "learner/proof", {"hash": name_hash})
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


def key_of(client: FlaskClient) -> JWK:
    """The newest key as others read it: from the raw point, by another library."""
    point = raw_of(client.get("/api/v1/proofs").get_json()["keys"][0]["pub"])
    x, y = text_of(point[1:33]), text_of(point[33:])
    return JWK(kty="EC", crv="P-256", x=x, y=y)


def revoked(client: FlaskClient) -> list[str]:
    said = client.get("/api/v1/proofs").get_json()
    checked = JWT(jwt=said["revoked"], key=key_of(client), algs=["ES256"])
    listed: list[str] = json.loads(checked.claims)["revoked"]
    return listed


def test_another_library_reads_it(her: Phone) -> None:
    finish(her)
    salt = os.urandom(12)
    given = ask(her, hashed(NAME, salt))
    checked = JWT(jwt=given["credential"], key=key_of(her.client), algs=["ES256"])
    header, claims = json.loads(checked.header), json.loads(checked.claims)
    assert JWK(**header["jwk"]).thumbprint() == key_of(her.client).thumbprint()
    assert "OpenBadgeCredential" in claims["type"]
    assert claims["jti"] == claims["id"] == f"urn:creando:proof:{given['id']}"
    (identity,) = claims["credentialSubject"]["identifier"]
    expected = hashlib.sha256(salt + NAME.encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${expected}"
    assert "sin valor oficial" in claims["credentialSubject"]["achievement"]["description"]
    said = read_code(given["code"])[0]
    assert (said.id, said.edition) == (given["id"], "abierta")
    assert said.name_hash.hex() == expected[:32]


def test_a_hundred_changed_credentials_fail(her: Phone) -> None:
    finish(her)
    head, claims, signature = ask(her, hashed(NAME))["credential"].split(".")
    key = key_of(her.client)
    said = json.loads(raw_of(claims))
    for change in range(100):
        said["nbf"] = change
        forged = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
        with pytest.raises((InvalidJWSSignature, JWException)):
            JWT(jwt=f"{head}.{forged}.{signature}", key=key, algs=["ES256"])


@pytest.mark.parametrize("without", ["p2", "salida"])
def test_while_something_lacks_there_is_none(her: Phone, without: str) -> None:
    refused(her, 401, "auth.token")
    finish(her, without=without)
    refused(her, 422, "proof.missing")
    assert Proof.select().count() == 0
    for wrong in (None, "corto", NAME, "A" * 44, 7):
        refused(her, 422, "request.invalid", wrong)


def test_an_edition_may_ask_less_and_be_official(her: Phone) -> None:
    less = {"modules": 0, "actions": 0, "given": 0, "survey": "", "official": True}
    definition = json.dumps({"title": "x", "graduation": less})
    Edition.update(definition=definition).where(Edition.slug == "abierta").execute()
    her.send(her.lesson())
    given = ask(her, hashed(NAME))
    assert "sin valor" not in raw_of(given["credential"].split(".")[1]).decode()
    assert read_code(given["code"])[0].official


def test_the_same_again_is_the_same_and_another_name_takes_its_place(her: Phone) -> None:
    finish(her)
    mine = hashed(NAME)
    first = ask(her, mine)
    assert ask(her, mine)["id"] == first["id"]
    assert revoked(her.client) == []
    second = ask(her, hashed("Otra Persona"))
    assert revoked(her.client) == [first["id"]] != [second["id"]]
    for _ in range(7):
        ask(her, mine)
    refused(her, 429, "try.later")


def test_the_operator_takes_one_back_by_number_or_code(
    her: Phone, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    finish(her)
    one = ask(her, hashed(NAME))
    shown = f"https://x.org/#/v/{one['code']}.c2FsdHNhbHRz"
    for which in (one["id"], shown):
        assert cli.main(["proof", "revoke", which, "--data", str(settings.data)]) == 0
        assert revoked(her.client) == [one["id"]]
    for unknown in ("AAAAAAAAAAA", "nada", "ñandú"):
        assert cli.main(["proof", "revoke", unknown, "--data", str(settings.data)]) == 1
    assert "No conozco esa constancia" in capsys.readouterr().err


def test_a_new_key_signs_and_the_old_one_still_checks(her: Phone, settings: Settings) -> None:
    finish(her)
    old = read_code(ask(her, hashed(NAME))["code"])[0].kid
    assert cli.main(["proof", "rotate", "--data", str(settings.data)]) == 0
    new = read_code(ask(her, hashed(NAME))["code"])[0].kid
    keys = her.client.get("/api/v1/proofs").get_json()["keys"]
    assert [one["kid"] for one in keys] == [new, old]
    assert {*keys[0]} == {"kid", "pub"}
    assert (settings.data / "keys" / "proof.json").stat().st_mode & 0o777 == 0o600


def test_neither_name_nor_salt_is_here_and_who_erases_herself_leaves_no_way_to_her(
    her: Phone, settings: Settings, clock: Clock
) -> None:
    finish(her)
    salt = os.urandom(12)
    one = ask(her, hashed(NAME, salt))
    (held,) = her.held()["proofs"]
    assert (held["id"], held["edition"], held["revoked_at"]) == (one["id"], "abierta", None)
    files = [path for path in settings.data.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    assert one["id"].encode() in written
    for secret in (NAME, "Rondón", "Ñañez", text_of(salt), salt.hex()):
        assert secret.encode() not in written
    assert her.tell("DELETE", "learner").status_code == 204
    row = Proof.get_by_id(one["id"])
    assert (row.subject, row.hash) == ("", "")
    assert upkeep.held_of(her.subject)["proofs"] == []
