"""Parcels over HTTP: what anybody may bring and only the server reads."""

import json
import zlib

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as search
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from api import upkeep
from api.sealing.hpke import kid_of, raw_of, seal
from api.settings import Settings
from tests.phone import Phone, fresh_id, fresh_token, hashed, row, sealed

OCTETS = "application/octet-stream"


def point(client: FlaskClient) -> bytes:
    return raw_of(client.get("/api/v1/keys").get_json()["seal"][0]["pub"])


def post(client: FlaskClient, token: str, body: bytes, mime: str = OCTETS) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": mime}
    return client.post("/api/v1/parcels", data=body, headers=headers)


def refused(answer: TestResponse, status: int, key: str) -> None:
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


class Locked(Phone):
    """A profile with a PIN: its append token lies open, its session does not."""

    def __init__(self, client: FlaskClient) -> None:
        super().__init__(client)
        self.append = fresh_token()
        self.point = point(client)

    @property
    def both(self) -> dict[str, str]:
        return {"append": hashed(self.append), "session": hashed(self.token)}

    def bring(self, rows: list, columns: bool = True) -> TestResponse:
        body = self.parcel(rows, self.point, columns, tok=self.both)
        return post(self.client, self.append, body)


@pytest.fixture
def locked(each_client: FlaskClient) -> Locked:
    return Locked(each_client)


def test_the_keys_are_public_and_short_lived(client: FlaskClient) -> None:
    answer = client.get("/api/v1/keys")
    known = answer.get_json()
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert known["editions"] == {}
    (pair,) = known["seal"]
    assert (len(pair["kid"]), len(pair["pub"])) == (8, 87)
    assert kid_of(raw_of(pair["pub"])) == pair["kid"]


def test_a_first_parcel_makes_its_owner_known_once(locked: Locked) -> None:
    rows = locked.lesson()
    said = locked.bring(rows).get_json()
    assert (said["v"], said["kept"]) == ([["accepted", 5]], [0])
    assert set(said) == {"ep", "kept", "v"}
    again = locked.bring(rows).get_json()
    assert again["v"] == [["duplicate", 5]]
    assert {one["kind"] for one in locked.held()["tokens"]} == {"session", "append"}
    assert len({one["phone"] for one in locked.held()["tokens"]}) == 1
    assert [one["q"] for one in locked.held()["events"]] == [1, 2, 3, 4, 5]


def test_only_the_owners_token_brings_it(locked: Locked) -> None:
    thief = Phone(locked.client)
    thief.send()
    body = locked.parcel(locked.lesson(), locked.point, tok=locked.both)
    refused(post(locked.client, thief.token, body), 403, "auth.subject")
    refused(post(locked.client, fresh_token(), body), 403, "auth.subject")
    refused(post(locked.client, "corto", body), 401, "auth.token")
    # A stranger who seals a parcel for her cannot put his tokens in: she is known.
    locked.bring([])
    mine = {"append": hashed(thief.token), "session": hashed(fresh_token())}
    forged = locked.parcel([row(fresh_id(), 1)], locked.point, tok=mine)
    refused(post(locked.client, thief.token, forged), 403, "auth.subject")
    token = fresh_token()
    mine = {"append": hashed(token), "session": hashed(fresh_token()), "old": fresh_token()}
    forged = locked.parcel([row(fresh_id(), 1)], locked.point, tok=mine)
    refused(post(locked.client, token, forged), 403, "auth.subject")
    assert locked.held()["events"] == []


def test_without_tokens_inside_nobody_becomes_known(locked: Locked) -> None:
    body = locked.parcel(locked.lesson(), locked.point)
    refused(post(locked.client, locked.append, body), 403, "auth.subject")


def test_a_pin_set_far_from_any_network_brings_its_new_tokens(locked: Locked) -> None:
    before = locked.token
    locked.send(locked.lesson())
    locked.token = fresh_token()
    tokens = locked.both | {"old": before}
    more = [row(locked.replica, 6)]
    body = locked.parcel(more, locked.point, tok=tokens)
    assert post(locked.client, locked.append, body).get_json()["v"] == [["accepted", 1]]
    assert post(locked.client, locked.append, body).get_json()["v"] == [["duplicate", 1]]
    assert len(locked.held()["events"]) == 6
    refused(locked.tell("GET", "learner", token=before), 401, "auth.token")
    assert len({one["phone"] for one in locked.held()["tokens"]}) == 1


def test_the_session_may_bring_it_too(locked: Locked) -> None:
    locked.bring([])
    body = locked.parcel(locked.lesson(), locked.point)
    assert post(locked.client, locked.token, body).get_json()["v"] == [["accepted", 5]]


def test_the_erased_stay_erased(locked: Locked) -> None:
    locked.bring(locked.lesson())
    assert locked.tell("DELETE", "learner").status_code == 204
    refused(locked.bring(locked.lesson()), 403, "auth.erased")


def test_what_is_no_parcel(client: FlaskClient) -> None:
    phone = Locked(client)
    to, token = phone.point, phone.append
    good = phone.parcel(phone.lesson(), to, tok=phone.both)
    for bad in (
        b"",
        b"x" * 5,
        good[:6],
        good[:-1],
        b"\0" * 6 + good[6:],
        raw_of(kid_of(to)) + seal(b"", to, b"creando contact 1"),
        sealed(b"not deflated", to),
        sealed(zlib.compress(b"{}")[:-2], to),
        sealed(zlib.compress(b"{"), to),
        sealed({}, to),
        sealed([], to),
        sealed({"sub": phone.subject, "held": [], "tok": {"append": "x"}}, to),
        sealed({"sub": phone.subject, "held": [], "rows": [], "cols": {}}, to),
    ):
        refused(post(client, token, bad), 422, "parcel.sealed")
    refused(post(client, token, good, "application/json"), 415, "request.encoding")
    refused(post(client, token, b"x" * 70_000), 413, "request.too_large")
    refused(
        post(client, token, sealed(zlib.compress(b" " * 600_000), to)), 413, "request.too_large"
    )
    rows = [row(phone.replica, q) for q in range(1, 502)]
    many = phone.parcel(rows, to, columns=False)
    refused(post(client, token, many), 413, "request.too_large")
    unequal = sealed({"sub": phone.subject, "held": [], "cols": {"n": 1}}, to)
    refused(post(client, token, unequal), 422, "sync.columns")
    assert post(client, token, good).status_code == 200


def test_a_rotated_key_opens_once_more(client: FlaskClient, settings: Settings) -> None:
    phone = Locked(client)
    upkeep.keyring(settings).rotate()
    assert phone.bring(phone.lesson()).status_code == 200
    assert len(client.get("/api/v1/keys").get_json()["seal"]) == 2
    upkeep.keyring(settings).rotate()
    refused(phone.bring(phone.lesson()), 422, "parcel.sealed")
    phone.point = point(client)
    assert phone.bring(phone.lesson()).get_json()["v"] == [["duplicate", 5]]


BODIES = st.sampled_from(
    [
        (5, {"lesson": "tanda"}),
        (6, {"lesson": "tanda", "card": 2, "rev": 1}),
        (7, {"lesson": "otra", "card": 1, "rev": 3, "option": "ab"}),
        (8, {"lesson": "Mal escrita"}),
        (100, {"title": "x", "text": "y"}),
        (900, {"del": "futuro"}),
    ]
)
ROWS = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 8), BODIES), max_size=12)


@search(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=ROWS, columns=st.booleans())
def test_a_parcel_is_judged_as_a_sync_is(
    client: FlaskClient, drawn: list[tuple[int, int, tuple[int, dict]]], columns: bool
) -> None:
    locked, plain = Locked(client), Phone(client)
    names = [[one.replica, fresh_id()] for one in (locked, plain)]
    sent = [[row(replicas[which], q, t, d) for which, q, (t, d) in drawn] for replicas in names]
    answers = [
        locked.bring(sent[0], columns).get_json()["v"],
        plain.send(sent[1], columns=True)["v"],
    ]
    assert answers[0] == answers[1]
    logs = []
    for phone, replicas in zip((locked, plain), names, strict=True):
        events = [
            {key: one.get(key) for key in ("n", "q", "t", "d", "at", "b", "reason")}
            | {"which": replicas.index(one["r"])}
            for one in phone.held()["events"]
        ]
        logs.append(sorted(events, key=lambda one: json.dumps(one, sort_keys=True)))
    assert logs[0] == logs[1]
