"""What each kind of token may do, and how a phone changes its own."""

import pytest
from flask.testing import FlaskClient

from tests.phone import Phone, fresh_id, fresh_token, hashed, row


def renew(phone: Phone, token: str, append: str | None = None, by: str = "") -> int:
    body = {"session": hashed(token)} | ({"append": hashed(append)} if append else {})
    return phone.tell("POST", "learner/tokens", body, by).status_code


def kinds(phone: Phone) -> list[str]:
    return sorted(one["kind"] for one in phone.held()["tokens"])


def test_a_phone_of_before_speaks_as_before(each_phone: Phone) -> None:
    """No new field in the request, none in the answer, and its token does everything."""
    said = each_phone.post(each_phone.request(each_phone.lesson())).get_json()
    assert set(said) == {"ep", "kept", "v", "cur", "cat"}
    assert kinds(each_phone) == ["session"]
    assert each_phone.tell("DELETE", "learner").status_code == 204


def test_an_append_token_is_added_once_and_only_brings(each_phone: Phone) -> None:
    append = fresh_token()
    for _ in range(2):
        each_phone.send(each_phone.lesson(), tok={"append": hashed(append)})
    assert kinds(each_phone) == ["append", "session"]
    quiet = Phone(each_phone.client, each_phone.subject, append)
    quiet.cursor = {"l": 3, "e": 2}
    said = quiet.post(quiet.request([row(quiet.replica, 1)])).get_json()
    assert said["v"] == [["accepted", 1]]
    assert said["cur"] == {"l": 3, "e": 2}
    assert "news" not in said and "more" not in said
    for method, path, body in (
        ("GET", "learner", None),
        ("DELETE", "learner", None),
        ("POST", "learner/tokens", {"session": hashed(fresh_token())}),
    ):
        answer = quiet.tell(method, path, body)
        assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.session")
    assert each_phone.held()["events"]


def test_an_append_token_adds_no_other(each_phone: Phone) -> None:
    append = fresh_token()
    each_phone.send(tok={"append": hashed(append)})
    quiet = Phone(each_phone.client, each_phone.subject, append)
    quiet.send(tok={"append": hashed(fresh_token())})
    assert kinds(each_phone) == ["append", "session"]


def test_new_tokens_take_the_place_of_all_this_phone_had(each_phone: Phone) -> None:
    each_phone.send(each_phone.lesson(), tok={"append": hashed(fresh_token())})
    old, new, append = each_phone.token, fresh_token(), fresh_token()
    before = each_phone.held()["tokens"][0]
    assert renew(each_phone, new, append) == 204
    assert renew(each_phone, new, append, by=new) == 204
    assert each_phone.tell("GET", "learner", token=old).status_code == 401
    assert each_phone.post(each_phone.request()).status_code == 403
    each_phone.token = new
    assert kinds(each_phone) == ["append", "session"]
    for one in each_phone.held()["tokens"]:
        assert (one["phone"], one["created_at"]) == (before["phone"], before["created_at"])
    # Without a PIN again: one open token.
    assert renew(each_phone, new) == 204
    assert kinds(each_phone) == ["session"]


def test_nobody_takes_anothers_hash(each_phone: Phone) -> None:
    other = Phone(each_phone.client)
    append = fresh_token()
    other.send(tok={"append": hashed(append)})
    each_phone.send()
    for given in (other.token, append):
        answer = each_phone.tell("POST", "learner/tokens", {"session": hashed(given)})
        assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.subject")
        said = each_phone.post(each_phone.request(tok={"append": hashed(given)}))
        assert (said.status_code, said.get_json()["message"]) == (403, "auth.subject")
    assert (kinds(each_phone), kinds(other)) == (["session"], ["append", "session"])


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"session": "x"},
        {"session": hashed("a"), "append": hashed("a")},
        {"session": hashed("a"), "append": None},
        [],
    ],
)
def test_what_is_no_rotation(phone: Phone, body: object) -> None:
    phone.send()
    answer = phone.client.post("/api/v1/learner/tokens", json=body, headers=phone.headers)
    assert (answer.status_code, answer.get_json()["message"]) == (422, "request.invalid")
    twice = '{"session": "x", "session": "y"}'
    said = phone.client.post(
        "/api/v1/learner/tokens",
        data=twice,
        headers={**phone.headers, "Content-Type": "application/json"},
    )
    assert (said.status_code, said.get_json()["message"]) == (400, "request.json")
    form = phone.client.post("/api/v1/learner/tokens", data={"a": 1}, headers=phone.headers)
    assert (form.status_code, form.get_json()["message"]) == (415, "request.encoding")


@pytest.mark.parametrize("tok", [{}, {"append": "x"}, [], None])
def test_a_faulty_tok_is_refused(client: FlaskClient, tok: object) -> None:
    phone = Phone(client, fresh_id())
    answer = phone.post(phone.request(tok=tok))
    assert (answer.status_code, answer.get_json()["message"]) == (422, "request.invalid")
