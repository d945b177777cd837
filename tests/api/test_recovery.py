"""Onto another phone: a code, her llave, a paper card, a mentor's help. On both databases."""

import json
import logging
import random

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import db, upkeep
from api.codes import CROCKFORD
from api.errors import NotFound, TooMany
from api.recovery import service
from api.recovery.models import Card, Link, Llave, Tries
from api.settings import Settings
from tests.phone import Phone, fresh_id, fresh_token, hashed, row
from tests.team import Clock

BOX = "Y2FqYQ"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id as it is, with the least work it allows."""
    monkeypatch.setattr("api.recovery.proofs.TIME_COST", 1)
    monkeypatch.setattr("api.recovery.proofs.MEMORY_KIB", 8)


@pytest.fixture
def her(each_client: FlaskClient) -> Phone:
    """Somebody whose work is on the server."""
    phone = Phone(each_client)
    phone.send([row(phone.replica, 1, 1, {"avatar": "y3"}), row(phone.replica, 2)])
    return phone


def post(client: FlaskClient, path: str, body: dict) -> TestResponse:
    return client.post(f"/api/v1/{path}", json=body)


def refused(answer: TestResponse, status: int, key: str) -> None:
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


def code_of(phone: Phone) -> str:
    said = phone.tell("POST", "learner/links").get_json()
    assert (len(said["code"]), said["seconds"]) == (8, 600)
    return str(said["code"])


def claim(client: FlaskClient, code: str, token: str, **more: str) -> TestResponse:
    return post(client, "links/claim", {"code": code, "session": hashed(token)} | more)


def linked(phone: Phone) -> list[str]:
    return [one["d"]["how"] for one in phone.held()["events"] if one["t"] == 101]


def second_phone(her: Phone) -> Phone:
    other = Phone(her.client, her.subject)
    assert claim(her.client, code_of(her), other.token).status_code == 200
    return other


def test_a_code_lets_one_phone_in_and_the_other_hears_of_it(her: Phone) -> None:
    new = Phone(her.client, her.subject)
    append = fresh_token()
    code = code_of(her)
    typed = f"{code[:4]}-{code[4:]}".lower().replace("0", "o").replace("1", "l")
    for _ in range(2):
        said = claim(her.client, typed, new.token, append=hashed(append))
        assert said.get_json() == {"subject": her.subject, "avatar": "y3"}
        assert said.headers["Cache-Control"] == "no-store"
    assert linked(her) == ["phone"]
    news = new.send()["news"]
    assert [(one["t"], one["st"]) for one in news] == [(1, "l"), (5, "l"), (101, "l")]
    assert news[2]["s"] == her.subject and news[2]["a"] != her.subject
    assert her.send()["news"][0]["t"] == 101
    assert new.verdicts([row(new.replica, 1)]) == ["accepted"]
    refused(claim(her.client, code, fresh_token()), 404, "link.unknown")


def test_a_code_dies(her: Phone, clock: Clock) -> None:
    first, second = code_of(her), code_of(her)
    refused(claim(her.client, first, fresh_token()), 404, "link.unknown")
    clock.pass_s(600)
    refused(claim(her.client, second, fresh_token()), 404, "link.unknown")
    third, token = code_of(her), fresh_token()
    clock.pass_s(590)
    assert claim(her.client, third, token).status_code == 200
    clock.pass_s(590)
    assert claim(her.client, third, token).status_code == 200
    clock.pass_s(20)
    refused(claim(her.client, third, token), 404, "link.unknown")
    assert service.tidy() >= 1
    assert Link.select().count() == 0


def test_who_is_known_already_is_not_let_in_as_another(her: Phone) -> None:
    other = Phone(her.client)
    other.send()
    refused(claim(her.client, code_of(her), other.token), 403, "auth.subject")
    assert linked(her) == []


def test_codes_are_many_but_not_without_end(her: Phone, clock: Clock) -> None:
    for _ in range(service.LINKS_AN_HOUR):
        code_of(her)
    answer = her.tell("POST", "learner/links")
    refused(answer, 429, "try.later")
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    clock.pass_s(3600)
    code_of(her)


@pytest.mark.long
def test_five_thousand_wrong_codes_and_the_right_one(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """From one address, which counts for nothing."""
    her = Phone(client)
    her.send(her.lesson())
    caplog.set_level(logging.WARNING, "creando")  # what is logged costs more than what is done
    right, dice = service.issue(her.subject, "Rosa"), random.Random(5)
    code = [*right]
    for n in range(5000):
        wrong = [*code]
        wrong[n % 8] = dice.choice(CROCKFORD.replace(code[n % 8], ""))
        sent = {"code": "".join(wrong), "session": hashed(str(n))}
        assert post(client, "links/claim", sent).status_code == 404
    new = Phone(her.client, her.subject)
    assert claim(her.client, right, new.token).status_code == 200
    assert len(new.send()["news"]) == 6
    assert [one.key.partition(":")[0] for one in Tries.select()] == ["help"]


def test_a_mentors_help_is_told_and_can_be_objected_to(her: Phone, clock: Clock) -> None:
    thief = Phone(her.client, her.subject)
    assert claim(her.client, service.issue(her.subject, "Rosa"), thief.token).status_code == 200
    phones = her.tell("GET", "learner/phones").get_json()
    assert [(one["how"], one["by"], one["this"]) for one in phones] == [
        ("start", None, True),
        ("mentor", "Rosa", False),
    ]
    told = her.send()["news"][-1]["d"]
    assert told == {"how": "mentor", "phone": phones[1]["id"]}
    # For a day it can neither send hers away, nor erase, nor link.
    refused(thief.tell("DELETE", f"learner/phones/{phones[0]['id']}"), 403, "phone.new")
    refused(thief.tell("DELETE", "learner"), 403, "phone.new")
    mine = Phone(her.client)
    mine.send()
    refused(thief.tell("POST", "learner/twins", {"token": mine.token}), 403, "phone.new")
    refused(mine.tell("POST", "learner/twins", {"token": thief.token}), 404, "twin.unknown")
    thief.tell("PUT", "learner/key", {"id": fresh_id(), "auth": hashed("x"), "box": BOX})
    code = code_of(thief)
    assert her.tell("DELETE", f"learner/phones/{told['phone']}").status_code == 204
    assert her.tell("DELETE", f"learner/phones/{told['phone']}").status_code == 204
    refused(thief.tell("GET", "learner"), 401, "auth.token")
    refused(claim(her.client, code, fresh_token()), 404, "link.unknown")
    assert Llave.select().count() == 0
    # What it still brings is put aside, and it hears nothing.
    said = thief.send([row(thief.replica, 1)])
    assert (said["v"], said["news"]) == ([["quarantined:phone.revoked", 1]], [])
    assert {
        one["q"]: one["reason"] for one in her.held()["events"] if one["r"] == thief.replica
    } == {1: "phone.revoked"}


def test_a_helped_phone_lets_nobody_in_as_an_older_one(her: Phone, clock: Clock) -> None:
    """By a code, a llave or a card of its own making; and all of them go with it."""
    mine = her.tell("GET", "learner/phones").get_json()[0]["id"]
    thief = Phone(her.client, her.subject)
    claim(her.client, service.issue(her.subject, "Rosa"), thief.token)
    key = Key()
    assert key.put(thief).status_code == 204
    assert card(thief).status_code == 204
    line = [Phone(her.client, her.subject) for _ in range(4)]
    assert claim(her.client, code_of(thief), line[0].token).status_code == 200
    clock.pass_s(3600)
    assert claim(her.client, code_of(line[0]), line[1].token).status_code == 200
    assert key.claim(her.client, line[2].token).status_code == 200
    assert try_card(her.client, "12345678", PICTURES, line[3].token).status_code == 200
    assert linked(her) == ["mentor"] * 5
    phones = her.tell("GET", "learner/phones").get_json()
    assert [one["by"] for one in phones[1:]] == ["Rosa"] * 5
    seen_by_thief = thief.tell("GET", "learner/phones").get_json()
    helped = next(one["id"] for one in seen_by_thief if one["this"])
    clock.pass_s(23 * 3600 - 1)
    for one in (thief, *line):
        refused(one.tell("DELETE", f"learner/phones/{mine}"), 403, "phone.new")
        refused(one.tell("DELETE", "learner"), 403, "phone.new")
    assert her.tell("DELETE", f"learner/phones/{helped}").status_code == 204
    for one in (thief, *line):
        refused(one.tell("GET", "learner"), 401, "auth.token")
    assert Llave.select().count() == Card.select().count() == 0
    assert [one["this"] for one in her.tell("GET", "learner/phones").get_json()] == [True]


def test_a_helped_phone_closes_no_way_back_of_hers(her: Phone, clock: Clock) -> None:
    key, other = Key(), Key()
    assert (key.put(her).status_code, card(her).status_code) == (204, 204)
    thief = Phone(her.client, her.subject)
    claim(her.client, service.issue(her.subject, "Rosa"), thief.token)
    refused(other.put(thief), 403, "phone.new")
    refused(thief.tell("DELETE", "learner/key"), 403, "phone.new")
    refused(card(thief, "87654321"), 403, "phone.new")
    refused(thief.tell("DELETE", "learner/card"), 403, "phone.new")
    # A llave that is spent is no way back any more.
    assert key.claim(her.client, fresh_token()).status_code == 200
    assert other.put(thief).status_code == 204
    assert thief.tell("DELETE", "learner/key").status_code == 204
    clock.pass_s(24 * 3600)
    assert card(thief, "87654321").status_code == 204


def test_who_was_helped_in_goes_on_alone_when_that_phone_is_lost(her: Phone, clock: Clock) -> None:
    """She herself let her next phone in by it: sending it away sends nobody else away."""
    helped, next_one = Phone(her.client, her.subject), Phone(her.client, her.subject)
    claim(her.client, service.issue(her.subject, "Rosa"), helped.token)
    claim(her.client, code_of(helped), next_one.token)
    key = Key()
    assert key.put(next_one).status_code == 204
    clock.pass_s(24 * 3600)
    seen_by_helped = helped.tell("GET", "learner/phones").get_json()
    gone = next(one["id"] for one in seen_by_helped if one["this"])
    assert next_one.tell("DELETE", f"learner/phones/{gone}").status_code == 204
    refused(helped.tell("GET", "learner"), 401, "auth.token")
    assert len(next_one.tell("GET", "learner/phones").get_json()) == 2
    assert Llave.select().count() == 1
    # And whom she lets in from now on is let in like any.
    later = Phone(her.client, her.subject)
    claim(her.client, code_of(next_one), later.token)
    assert linked(her) == ["mentor", "mentor", "phone"]


def test_a_phone_sent_away_takes_only_its_own_ways_back(her: Phone) -> None:
    lost = second_phone(her)
    key = Key()
    assert (key.put(her).status_code, card(lost).status_code) == (204, 204)
    gone = next(one for one in her.tell("GET", "learner/phones").get_json() if not one["this"])
    assert her.tell("DELETE", f"learner/phones/{gone['id']}").status_code == 204
    assert (Llave.select().count(), Card.select().count()) == (1, 0)


def test_after_a_day_the_helped_phone_is_like_any(her: Phone, clock: Clock) -> None:
    new = Phone(her.client, her.subject)
    claim(her.client, service.issue(her.subject, "Rosa"), new.token)
    clock.pass_s(24 * 3600)
    old = next(one for one in new.tell("GET", "learner/phones").get_json() if not one["this"])
    assert new.tell("DELETE", f"learner/phones/{old['id']}").status_code == 204
    refused(her.tell("GET", "learner"), 401, "auth.token")


def test_help_is_for_somebody_and_not_without_end(her: Phone) -> None:
    with pytest.raises(NotFound):
        service.issue(fresh_id(), "Rosa")
    for _ in range(service.HELPS_AN_HOUR):
        service.issue(her.subject, "Rosa")
    with pytest.raises(TooMany):
        service.issue(her.subject, "Rosa")


def test_a_phone_is_revoked_by_its_own_subject_only(her: Phone) -> None:
    other = Phone(her.client)
    other.send()
    theirs = other.tell("GET", "learner/phones").get_json()[0]["id"]
    refused(her.tell("DELETE", f"learner/phones/{theirs}"), 404, "phone.unknown")
    refused(her.tell("DELETE", "learner/phones/x"), 404, "phone.unknown")
    assert other.held()


class Key:
    """What a phone draws from the twelve characters."""

    def __init__(self) -> None:
        self.id, self.auth = fresh_id(), hashed(fresh_token())

    def put(self, phone: Phone, box: str = BOX) -> TestResponse:
        return phone.tell("PUT", "learner/key", {"id": self.id, "auth": self.auth, "box": box})

    def claim(self, client: FlaskClient, token: str, **more: str) -> TestResponse:
        body = {"id": self.id, "auth": self.auth, "session": hashed(token)} | more
        return post(client, "keys/claim", body)


def test_a_llave_opens_once_and_brings_her_keys(her: Phone) -> None:
    key, new = Key(), Phone(her.client, her.subject)
    assert key.put(her).status_code == 204
    assert key.put(her).status_code == 204
    for _ in range(2):
        said = key.claim(her.client, new.token).get_json()
        assert said == {"subject": her.subject, "avatar": "y3", "box": BOX}
    assert linked(her) == ["key"]
    refused(key.claim(her.client, fresh_token()), 404, "key.unknown")
    # A used one has no day to wait: she had it.
    phones = new.tell("GET", "learner/phones").get_json()
    assert new.tell("DELETE", f"learner/phones/{phones[0]['id']}").status_code == 204
    assert Key().put(new).status_code == 204
    refused(key.claim(her.client, new.token), 404, "key.unknown")


def test_a_llave_is_proved_not_guessed(her: Phone, clock: Clock) -> None:
    key = Key()
    key.put(her)
    row_ = Llave.get()
    assert row_.auth.startswith("$argon2id$") and key.auth not in row_.auth
    for _ in range(5):
        wrong = {"auth": hashed(fresh_token())}
        refused(key.claim(her.client, fresh_token(), **wrong), 404, "key.unknown")
    refused(key.claim(her.client, fresh_token()), 429, "try.later")
    clock.pass_s(3600)
    assert key.claim(her.client, fresh_token()).status_code == 200
    clock.pass_s(600)
    service.tidy()
    assert Llave.select().count() == 0


def test_a_llave_is_replaced_and_dropped(her: Phone) -> None:
    first, second = Key(), Key()
    first.put(her)
    second.put(her, "bnVldmE")
    refused(first.claim(her.client, fresh_token()), 404, "key.unknown")
    other = Phone(her.client)
    other.send()
    refused(second.put(other), 403, "auth.subject")
    assert her.tell("DELETE", "learner/key").status_code == 204
    refused(second.claim(her.client, fresh_token()), 404, "key.unknown")


@pytest.mark.parametrize(
    "change",
    [{"id": "x"}, {"auth": "x"}, {"box": ""}, {"box": "x" * 513}, {"box": "á"}, {"box": None}],
)
def test_what_is_no_llave(client: FlaskClient, change: dict) -> None:
    her = Phone(client)
    her.send()
    body = {"id": fresh_id(), "auth": hashed("x"), "box": BOX} | change
    refused(her.tell("PUT", "learner/key", body), 422, "request.invalid")


PICTURES = ["p01", "p30", "p07", "p07"]


def card(phone: Phone, number: str = "12345678", pictures: list[str] | None = None) -> TestResponse:
    return phone.tell("PUT", "learner/card", {"number": number, "pictures": pictures or PICTURES})


def try_card(
    client: FlaskClient, number: str, pictures: list[str], token: str = ""
) -> TestResponse:
    session = hashed(token or fresh_token())
    return post(client, "cards/claim", {"number": number, "pictures": pictures, "session": session})


WRONG = ["p02", "p02", "p02", "p02"]


def test_a_card_opens_whenever_it_is_hers(her: Phone) -> None:
    assert card(her).status_code == 204
    assert card(her).status_code == 204
    assert "p30" not in Card.get().pictures
    new = Phone(her.client, her.subject)
    for _ in range(2):
        said = try_card(her.client, "12345678", PICTURES, new.token)
        assert said.get_json() == {"subject": her.subject, "avatar": "y3"}
    assert linked(her) == ["card"]
    refused(new.tell("DELETE", "learner"), 403, "phone.new")
    assert try_card(her.client, "12345678", PICTURES).status_code == 200
    refused(try_card(her.client, "12345678", PICTURES[::-1]), 404, "card.unknown")
    assert her.tell("DELETE", "learner/card").status_code == 204
    refused(try_card(her.client, "12345678", PICTURES), 404, "card.unknown")


@pytest.mark.parametrize("number", ["12345678", "87654321"], ids=["bound", "nobody's"])
def test_five_tries_an_hour_whether_the_card_exists(her: Phone, clock: Clock, number: str) -> None:
    card(her)
    for _ in range(5):
        refused(try_card(her.client, number, WRONG), 404, "card.unknown")
    answer = try_card(her.client, number, WRONG)
    refused(answer, 429, "try.later")
    assert answer.headers["Retry-After"] == "3600"
    clock.pass_s(3600)
    refused(try_card(her.client, number, WRONG), 404, "card.unknown")


def test_twenty_wrong_ever_and_only_binding_anew_helps(her: Phone, clock: Clock) -> None:
    card(her)
    for n in range(20):
        clock.pass_s(3600 if n % 5 == 0 else 0)
        refused(try_card(her.client, "12345678", WRONG), 404, "card.unknown")
    clock.pass_s(3600)
    refused(try_card(her.client, "12345678", PICTURES), 404, "card.unknown")
    assert card(her).status_code == 204
    assert try_card(her.client, "12345678", PICTURES).status_code == 200


def test_a_card_is_one_persons(her: Phone) -> None:
    other = Phone(her.client)
    other.send()
    card(her)
    refused(card(other), 403, "card.taken")
    assert try_card(her.client, "12345678", PICTURES).get_json()["subject"] == her.subject


@pytest.mark.parametrize(
    "change",
    [
        {"number": "1234567"},
        {"number": "1234567x"},
        {"number": 12345678},
        {"number": "１２３４５６７８"},
        {"pictures": ["p01"] * 3},
        {"pictures": ["p01"] * 5},
        {"pictures": ["p31"] * 4},
        {"pictures": "p01"},
    ],
)
def test_what_is_no_card(client: FlaskClient, change: dict) -> None:
    her = Phone(client)
    her.send()
    body = {"number": "12345678", "pictures": PICTURES} | change
    refused(her.tell("PUT", "learner/card", body), 422, "request.invalid")


def test_erasure_forgets_every_way_back(each_client: FlaskClient, either: Settings) -> None:
    her, other = Phone(each_client), Phone(each_client)
    her.send(her.lesson())
    other.send()
    key, code = Key(), code_of(her)
    key.put(her)
    card(her)
    other.tell("POST", "learner/twins", {"token": her.token})
    held = her.held()
    assert held["ways"]["key"] and held["ways"]["card"] and len(held["twins"]) == 1
    assert her.tell("DELETE", "learner").status_code == 204
    refused(claim(each_client, code, fresh_token()), 404, "link.unknown")
    refused(key.claim(each_client, fresh_token()), 404, "key.unknown")
    refused(try_card(each_client, "12345678", PICTURES), 404, "card.unknown")
    assert her.subject not in json.dumps(other.held())
    assert other.tell("GET", "learner/twins").get_json() == []
    for table in db.database.obj.get_tables():
        if table in ("stream", "replica", "event", "projection_cursor"):
            continue  # slots and numbers stay, so that nothing comes back
        rows = db.database.execute_sql(f'SELECT * FROM "{table}"').fetchall()
        assert her.subject not in str(rows), table


def test_no_code_nor_llave_nor_number_in_any_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    her, key = Phone(client), Key()
    her.send()
    with caplog.at_level(logging.INFO, "creando"):
        logging.getLogger("creando").addHandler(caplog.handler)
        code = code_of(her)
        phones = her.tell("GET", "learner/phones").get_json()
        key.put(her)
        card(her)
        tokens = [fresh_token() for _ in range(3)]
        claim(client, code, tokens[0])
        key.claim(client, tokens[1])
        try_card(client, "12345678", PICTURES, tokens[2])
        her.tell("DELETE", f"learner/phones/{phones[0]['id']}")
        logging.getLogger("creando").removeHandler(caplog.handler)
    assert "POST /api/v1/links/claim 200" in caplog.text
    assert "DELETE /api/v1/learner/phones/<string:phone> 204" in caplog.text
    for secret in (code, key.id, key.auth, "12345678", "p30", phones[0]["id"], *tokens):
        assert secret not in caplog.text
        assert hashed(secret) not in caplog.text


def test_a_claim_needs_no_token_and_shows_only_its_own(client: FlaskClient) -> None:
    her = Phone(client)
    her.send()
    for path, body in (
        ("links/claim", {"code": "ABCDEFGH"}),
        ("keys/claim", {"id": fresh_id(), "auth": hashed("x")}),
        ("cards/claim", {"number": "12345678", "pictures": PICTURES}),
    ):
        refused(post(client, path, body), 422, "request.invalid")
        same = {"session": hashed("a"), "append": hashed("a")}
        refused(post(client, path, body | same), 422, "request.invalid")
        answer = post(client, path, body | {"session": hashed("a")})
        assert answer.status_code == 404
    assert upkeep.held_of(her.subject)["ways"] == {"key": None, "card": None}
