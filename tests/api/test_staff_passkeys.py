"""Passkeys over HTTP: bound to this site, to this moment and to this person."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.staff import accounts, factors, tries
from api.staff.models import Passkey
from tests.authenticator import PRESENT, Authenticator
from tests.team import PASSWORD, Clock, Member, admin, refused

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def app(each_client: FlaskClient) -> Flask:
    return each_client.application


def with_passkey(app: Flask, name: str = "rosa") -> tuple[Member, Authenticator]:
    """An account whose only second factor is a passkey."""
    member, key = Member(app, name), Authenticator()
    link = accounts.first_admin(name, "servidor")
    assert member.post("/links/use", {"code": link, "password": PASSWORD}).status_code == 200
    made = key.make(member.post("/passkeys/options").get_json())
    said = member.post("/passkeys", {"passkey": made})
    assert said.status_code == 200, said.data
    member.recovery = said.get_json()["recovery"]
    return member, key


def half(member: Member) -> dict[str, Any]:
    answer = member.first()
    assert answer.status_code == 200
    options: dict[str, Any] = answer.get_json()["passkey"]
    return options


def test_a_passkey_is_enough_to_enrol_and_to_come_back(app: Flask) -> None:
    rosa, key = with_passkey(app)
    assert len(rosa.recovery) == 10
    assert rosa.get("/me").get_json()["factors"] == {"totp": False, "passkeys": 1, "recovery": 10}
    options = half(rosa)
    assert options["rpId"] == "localhost"
    assert options["userVerification"] == "required"
    assert rosa.second(passkey=key.show(options)).get_json()["stage"] == "full"


def test_options_ask_for_what_is_needed(app: Flask) -> None:
    rosa = admin(app)
    options = rosa.post("/passkeys/options").get_json()
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"] == {"name": "CREANDO", "id": "localhost"}
    assert options["user"]["name"] == "rosa"
    assert options["attestation"] == "none"


def test_a_signature_opens_once(app: Flask) -> None:
    rosa, key = with_passkey(app)
    shown = key.show(half(rosa))
    assert rosa.second(passkey=shown).status_code == 200
    half(rosa)
    refused(rosa.second(passkey=shown), 403, "staff.factor")
    fresh = half(rosa)
    refused(rosa.second(passkey={"id": "x"}), 403, "staff.factor")
    refused(rosa.second(passkey=key.show(fresh)), 403, "staff.factor")  # the challenge is spent


@pytest.mark.parametrize("how", ["elsewhere", "another site", "nobody looked", "another key"])
def test_what_a_passkey_may_not_be(app: Flask, how: str) -> None:
    rosa, key = with_passkey(app)
    options = half(rosa)
    if how == "elsewhere":
        key.origin = "https://malo.ejemplo"
    elif how == "another site":
        key.rp_id = "malo.ejemplo"
    elif how == "nobody looked":
        key.flags = PRESENT
    else:
        key.key = Authenticator().key
    refused(rosa.second(passkey=key.show(options)), 403, "staff.factor")


@pytest.mark.parametrize("how", ["elsewhere", "nobody looked", "an old challenge"])
def test_what_may_not_be_enrolled(app: Flask, how: str) -> None:
    rosa, key = admin(app), Authenticator()
    options = rosa.post("/passkeys/options").get_json()
    if how == "elsewhere":
        key.origin = "https://malo.ejemplo"
    elif how == "nobody looked":
        key.flags = PRESENT
    else:
        rosa.post("/passkeys/options")
    refused(rosa.post("/passkeys", {"passkey": key.make(options)}), 403, "staff.factor")
    assert Passkey.select().count() == 0


def test_a_copied_passkey_is_noticed_by_its_count(app: Flask) -> None:
    rosa, key = with_passkey(app)
    assert rosa.second(passkey=key.show(half(rosa))).status_code == 200
    key.count = 0
    refused(rosa.second(passkey=key.show(half(rosa))), 403, "staff.factor")


def test_somebody_elses_passkey_is_nobodys(app: Flask) -> None:
    rosa, _ = with_passkey(app)
    _, hers = with_passkey(app, "sara")
    refused(rosa.second(passkey=hers.show(half(rosa))), 403, "staff.factor")
    rosa.second(recovery=rosa.recovery[0])
    options = rosa.post("/passkeys/options").get_json()
    refused(rosa.post("/passkeys", {"passkey": hers.make(options)}), 403, "staff.factor")


def test_a_second_factor_more_brings_no_new_recovery_codes(app: Flask, clock: Clock) -> None:
    rosa, key = admin(app), Authenticator()
    made = key.make(rosa.post("/passkeys/options").get_json())
    assert rosa.post("/passkeys", {"passkey": made}).get_json() == {"recovery": []}
    clock.pass_s(700)
    options = rosa.post("/step-up/options").get_json()["passkey"]
    assert rosa.post("/step-up", {"passkey": key.show(options)}).status_code == 204
    assert rosa.get("/me").get_json()["step_up_s"] == 600


def test_ten_passkeys_are_enough(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factors, "MOST_PASSKEYS", 1)
    rosa, _ = with_passkey(app)
    made = Authenticator().make(rosa.post("/passkeys/options").get_json())
    refused(rosa.post("/passkeys", {"passkey": made}), 422, "staff.passkeys")


def test_made_up_passkeys_wait_like_codes(app: Flask, clock: Clock) -> None:
    rosa, key = with_passkey(app)
    for _ in range(tries.FREE):
        half(rosa)
        refused(rosa.second(passkey={"id": "x"}), 403, "staff.factor")
    refused(rosa.second(passkey=key.show(half(rosa))), 429, "staff.wait")
    clock.pass_s(tries.FIRST_WAIT_S)
    assert rosa.second(passkey=key.show(half(rosa))).status_code == 200
