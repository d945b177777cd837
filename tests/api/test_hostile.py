"""What nobody's phone sends and anybody may: it harms nobody else. On both databases."""

import copy
import os
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.learners.erased import ErasedList, fingerprint
from api.progress.fold import Progress, fold
from api.progress.models import Membership
from api.recovery import llave
from api.recovery.models import Link, Llave
from api.recovery.proofs import prove
from api.sync import projection
from api.sync.models import EventRow, Replica, Server
from api.sync.streams import learner_stream
from tests.phone import Phone, fresh_id, fresh_token, hashed, row


@pytest.fixture
def her(each_client: FlaskClient) -> Phone:
    """Somebody whose work is on the server."""
    phone = Phone(each_client)
    phone.send(phone.lesson())
    return phone


def folded(her: Phone) -> Progress:
    """What her log says, straight from it."""
    stream = learner_stream(her.subject)
    counted = EventRow.select().where((EventRow.stream == stream) & EventRow.counts)
    return fold(map(projection.fact_of, counted))


def let_in(her: Phone) -> int:
    """The status with which one more phone of hers comes in by a code."""
    code = her.tell("POST", "learner/links").get_json()["code"]
    asked = {"code": code, "session": hashed(fresh_token())}
    return her.client.post("/api/v1/links/claim", json=asked).status_code


def test_nobody_writes_under_the_servers_own_replica(her: Phone) -> None:
    assert let_in(her) == 200
    thief = Phone(her.client)
    server = Server.get_by_id(1)
    said = her.send()["news"][-1]
    assert said["r"] == server.replica
    for name, first in ((server.replica, server.seq + 1), (said["r"], 2**40)):
        taken = thief.verdicts([row(name, first + i) for i in range(3)])
        assert taken == ["fork"] * 3
    # Of an earlier life as well: what it said stands in the log.
    Server.update(replica=fresh_id(), seq=0).execute()
    assert thief.verdicts([row(said["r"], 900)]) == ["fork"]
    assert not Replica.select().where(Replica.id == said["r"]).exists()
    assert let_in(her) == 200
    assert thief.verdicts(thief.lesson()) == ["accepted"] * 5


@pytest.mark.parametrize("at", [-2, -(2**53) + 1])
def test_a_clock_before_1970_folds_like_any_other(her: Phone, at: int) -> None:
    told = [
        row(her.replica, 6, 1, {"avatar": "y4"}, at=at),
        row(her.replica, 7, 2, {"edition": "abierta"}, at=at),
        row(her.replica, 8, 11, {"needs": ["precio"]}, at=at),
        row(her.replica, 9, 7, {"lesson": "tanda", "card": 2, "rev": 1, "option": "a"}, at=at),
    ]
    assert her.verdicts(told) == ["accepted"] * 4
    progress = folded(her)
    assert (progress.avatar, progress.edition) == ("y4", ("abierta", None))
    assert progress.needs == ["precio"]
    assert progress.lessons["tanda"].answers[2].option == "a"


def test_an_edition_that_cannot_be_read_yet_hides_none_that_can(her: Phone) -> None:
    joined = row(her.replica, 6, 2, {"edition": "abierta"})
    later = row(her.replica, 7, 2, {"edition": "otra", "more": 1}, v=2)
    her.send([joined, later])
    assert folded(her).edition == ("abierta", None)
    assert Membership.get(Membership.subject == her.subject).edition == "abierta"


def test_numbers_of_5000_digits_as_keys_are_columns_that_do_not_unpack(her: Phone) -> None:
    for place in ("x", "v"):
        body = her.request(her.lesson(20), columns=True)
        body["cols"][place] = {"1" * 5000: {"via": "helper"} if place == "x" else 2}
        answer = her.post(body)
        assert (answer.status_code, answer.get_json()["message"]) == (422, "sync.columns")


def test_one_long_word_for_every_row_is_refused_before_it_is_made(her: Phone) -> None:
    rows = [row(her.replica, 20 + i, 5, {"lesson": "tanda"}) for i in range(400)]
    body = her.request(rows, columns=True)
    lesson = copy.deepcopy(body["cols"]["d"]["lesson"])
    lesson[2] = [[0] * 20_000]
    body["cols"]["d"]["lesson"] = lesson
    before = EventRow.select().count()
    answer = her.post(body)
    assert (answer.status_code, answer.get_json()["message"]) == (422, "sync.columns")
    assert EventRow.select().count() == before


@pytest.mark.parametrize("path", ["phones", "twins"])
def test_a_name_with_a_nul_is_nobodys(her: Phone, path: str) -> None:
    assert her.tell("DELETE", f"learner/{path}/%00").status_code == 404


def test_who_is_sent_away_or_erased_meanwhile_keeps_nothing(
    her: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at her token and the writing: the stretching of a proof takes that long."""

    def erase(auth: str) -> str:
        assert her.tell("DELETE", "learner").status_code == 204
        return prove(auth)

    monkeypatch.setattr(llave, "prove", erase)
    asked = {"id": fresh_id(), "auth": hashed("x"), "box": "Y2FqYQ"}
    assert her.tell("PUT", "learner/key", asked).status_code == 401
    assert Llave.select().count() == 0
    assert her.tell("POST", "learner/links").status_code == 401
    assert Link.select().count() == 0


def test_a_line_cut_by_a_full_disk_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "erased.list"
    erased = ErasedList(path)
    erased.add("ana")
    path.write_text(path.read_text() + fingerprint("cut")[:30])
    erased.add("rosa")
    assert path.read_text().split() == [fingerprint("ana"), fingerprint("rosa")]


def test_what_is_not_whole_on_the_disk_is_not_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "erased.list"
    erased = ErasedList(path)
    erased.add("ana")
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:20]))
    with pytest.raises(OSError, match="space"):
        erased.add("rosa")
    assert path.read_text().split() == [fingerprint("ana")]
