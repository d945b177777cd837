"""She began afresh and links what she had: told to both, in her news, and undone."""

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.phone import Phone, fresh_id, fresh_token, hashed, row
from tests.team import Clock

Pair = tuple[Phone, Phone]


def refused(answer: TestResponse, status: int, key: str) -> None:
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


def link(one: Phone, other: Phone) -> TestResponse:
    return one.tell("POST", "learner/twins", {"token": other.token})


@pytest.fixture
def pair(each_client: FlaskClient) -> Pair:
    new, old = Phone(each_client), Phone(each_client)
    old.send(old.lesson())
    new.send([row(new.replica, 1)])
    return new, old


def test_both_hear_of_it_once_and_her_news_bring_both_lives(pair: Pair) -> None:
    new, old = pair
    for _ in range(2):
        assert link(new, old).status_code == 204
    assert link(old, new).status_code == 204
    (twin,) = new.tell("GET", "learner/twins").get_json()
    assert twin["subject"] == old.subject and twin["until"] == twin["at"] + 30 * 24 * 3600
    assert [one["d"] for one in new.send()["news"]] == [{"other": old.subject}]
    said = new.send(tw={old.subject: 0})
    assert said["tw"] == {old.subject: 6}
    assert [(one["st"], one["s"], one["t"]) for one in said["news"]] == [
        *(("t", old.subject, t) for t in (5, 6, 6, 6, 8)),
        ("t", old.subject, 102),
    ]
    quiet = new.send(tw={old.subject: 6})
    assert (quiet["tw"], quiet["news"]) == ({old.subject: 6}, [])
    # Each keeps its own life: what she sees of both is a fold on her phone.
    assert len([one for one in new.held()["events"] if one["t"] == 5]) == 1


def test_without_asking_nothing_changes(pair: Pair) -> None:
    new, old = pair
    link(new, old)
    new.send()
    assert "tw" not in new.send() and new.send()["news"] == []


def test_a_stranger_is_no_twin(pair: Pair) -> None:
    new, old = pair
    said = new.send(tw={old.subject: 0, fresh_id(): 3})
    assert said["news"] == [] and "tw" not in said
    refused(link(new, Phone(new.client)), 404, "twin.unknown")
    refused(link(new, new), 422, "request.invalid")
    append = fresh_token()
    old.send(tok={"append": hashed(append)})
    quiet = Phone(new.client, old.subject, append)
    refused(link(new, quiet), 404, "twin.unknown")
    refused(link(quiet, new), 403, "auth.session")
    refused(new.tell("DELETE", f"learner/twins/{old.subject}"), 404, "twin.unknown")
    refused(new.tell("DELETE", "learner/twins/x"), 404, "twin.unknown")


def test_a_long_life_comes_in_pages_and_another_epoch_begins_anew(pair: Pair) -> None:
    new, old = pair
    old.send([row(old.replica, q) for q in range(6, 256)], columns=True)
    link(new, old)
    new.send()
    first = new.send(tw={old.subject: 0})
    assert (len(first["news"]), first["more"], first["tw"]) == (200, True, {old.subject: 200})
    second = new.send(tw=first["tw"])
    assert (len(second["news"]), second["more"]) == (56, False)
    new.epoch = "AAAAAAAAAAA"
    again = new.send(tw=second["tw"])
    assert again["tw"] == {old.subject: 198}  # 200 rows, two of them her own


def test_it_is_undone_for_thirty_days(pair: Pair, clock: Clock) -> None:
    new, old = pair
    link(new, old)
    clock.pass_s(30 * 24 * 3600 - 1)
    for _ in range(2):
        assert new.tell("DELETE", f"learner/twins/{old.subject}").status_code == 204
    assert old.tell("GET", "learner/twins").get_json() == []
    assert [one["t"] for one in old.held()["events"] if one["t"] > 100] == [102, 103]
    assert "tw" not in new.send(tw={old.subject: 0})
    assert link(old, new).status_code == 204
    clock.pass_s(30 * 24 * 3600)
    refused(old.tell("DELETE", f"learner/twins/{new.subject}"), 403, "twin.settled")
    assert len(new.tell("GET", "learner/twins").get_json()) == 1


def test_eight_at_most(each_client: FlaskClient) -> None:
    her = Phone(each_client)
    her.send()
    for _ in range(8):
        other = Phone(each_client)
        other.send()
        assert link(her, other).status_code == 204
    last = Phone(each_client)
    last.send()
    refused(link(last, her), 403, "twin.many")


@pytest.mark.parametrize("tw", [{"x": 1}, {fresh_id(): -1}, {fresh_id(): "1"}, [], None])
def test_a_faulty_tw_is_refused(phone: Phone, tw: object) -> None:
    refused(phone.post(phone.request(tw=tw)), 422, "request.invalid")
    many = {fresh_id(): 0 for _ in range(9)}
    refused(phone.post(phone.request(tw=many)), 422, "request.invalid")
