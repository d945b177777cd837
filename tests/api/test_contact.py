"""A contact over HTTP: sealed to the edition, hers to see and take back, gone in time."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import upkeep
from api.contact import service
from api.contact.models import Contact
from api.editions.models import Edition
from api.sealing.hpke import CONTACT, raw_of, seal, text_of, unseal
from api.sealing.keyring import Pair, make_pair
from api.settings import Settings
from tests.phone import Phone
from tests.team import Clock

NUMBER = "+51 999 888 777"
YEAR_S = 366 * 24 * 3600


@pytest.fixture
def key(each_client: FlaskClient, either: Settings) -> Pair:
    pair = make_pair()
    upkeep.keyring(either).add_contact("abierta", pair)
    return pair


@pytest.fixture
def her(each_client: FlaskClient, key: Pair) -> Phone:
    phone = Phone(each_client)
    phone.send(phone.lesson())
    return phone


def give(phone: Phone, key: Pair, edition: str = "abierta", **more: object) -> TestResponse:
    plain = json.dumps({"number": NUMBER, "hour": "tarde"}).encode()
    body = {"edition": edition, "kid": key.kid, "text_version": 1}
    body["ct"] = text_of(seal(plain, key.point, CONTACT))
    return phone.tell("PUT", "learner/contact", body | more)


def refused(answer: TestResponse, status: int, key: str) -> None:
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


def test_it_is_given_with_the_key_that_is_shown(her: Phone, key: Pair) -> None:
    shown = her.client.get("/api/v1/keys").get_json()["editions"]
    assert shown == {"abierta": {"kid": key.kid, "pub": text_of(key.point)}}
    for _ in range(2):
        assert give(her, key).status_code == 204
    (held,) = her.held()["contacts"]
    assert (held["edition"], held["kid"], held["text_version"]) == ("abierta", key.kid, 1)
    assert NUMBER not in str(her.held())
    assert NUMBER.encode() in unseal(raw_of(held["ct"]), key.secret, CONTACT)


def test_it_is_hers_alone_and_she_takes_it_back(her: Phone, key: Pair) -> None:
    other = Phone(her.client)
    other.send()
    give(other, key)
    give(her, key)
    assert her.tell("DELETE", "learner/contact").status_code == 204
    assert her.tell("DELETE", "learner/contact").status_code == 204
    assert her.held()["contacts"] == []
    assert len(other.held()["contacts"]) == 1
    assert other.tell("DELETE", "learner").status_code == 204
    assert Contact.select().count() == 0


def test_the_key_must_be_the_editions(her: Phone, key: Pair) -> None:
    refused(give(her, make_pair()), 422, "contact.key")
    refused(give(her, key, "demo"), 422, "contact.key")
    refused(give(her, key, "otra"), 404, "edition.unknown")
    refused(her.client.put("/api/v1/learner/contact", json={}), 401, "auth.token")


@pytest.mark.parametrize(
    "change",
    [
        {"ct": "corto"},
        {"ct": "x" * 2049},
        {"ct": None},
        {"kid": "x"},
        {"edition": "Mal"},
        {"text_version": 0},
        {"text_version": "1"},
    ],
)
def test_what_is_no_contact(her: Phone, key: Pair, change: dict) -> None:
    refused(give(her, key, **change), 422, "request.invalid")


def test_a_year_after_its_edition_it_is_gone(her: Phone, key: Pair, clock: Clock) -> None:
    give(her, key)
    assert upkeep.tidy()[1] == 0
    ends = '{"title": "x", "ends_on": "2026-12-31"}'
    Edition.update(definition=ends).where(Edition.slug == "abierta").execute()
    clock.pass_s(YEAR_S)  # given long ago, but the edition ended a month later
    assert upkeep.tidy()[1] == 0
    clock.pass_s(40 * 24 * 3600)
    assert upkeep.tidy()[1] == 1
    assert her.held()["contacts"] == []


def test_where_no_edition_ends_it_is_gone_a_year_after_she_gave_it(
    her: Phone, key: Pair, clock: Clock
) -> None:
    give(her, key)
    clock.pass_s(YEAR_S - 1)
    assert upkeep.tidy()[1] == 0
    give(her, key)
    clock.pass_s(YEAR_S - 1)
    assert service.tidy() == 0
    clock.pass_s(1)
    assert service.tidy() == 1


def test_nothing_of_it_is_in_the_database_in_clear(her: Phone, key: Pair, either: Settings) -> None:
    give(her, key)
    if either.database_url:
        rows = "".join(row.ct for row in Contact.select())
        assert NUMBER not in rows
    else:
        files = Path(either.data).glob("creando.sqlite3*")
        assert all(NUMBER.encode() not in one.read_bytes() for one in files)
