"""The store's contract, on SQLite and on PostgreSQL."""

import json

import pytest
from flask.testing import FlaskClient

from api import upkeep
from api.settings import Settings
from api.sync import streams
from api.sync.models import ActionKey, EventRow, Server
from tests.phone import Phone, fresh_id, row


def numbers(stream: str) -> list[int]:
    rows = EventRow.select(EventRow.n).where(
        (EventRow.stream == stream) & EventRow.n.is_null(False)
    )
    return sorted(one.n for one in rows)


def test_first_contact_registers_once(each_phone: Phone) -> None:
    said = each_phone.send()
    assert said["v"] == [] and said["news"] == [] and said["kept"] == [0]
    assert not {"news", "more"} & set(each_phone.post(each_phone.request()).get_json())
    assert said["cur"] == {"l": 0, "e": 0}
    assert len(said["ep"]) == 11
    assert each_phone.send()["ep"] == said["ep"]
    assert len(each_phone.held()["tokens"]) == 1


def test_each_event_once(each_phone: Phone) -> None:
    rows = each_phone.lesson()
    assert each_phone.verdicts(rows) == ["accepted"] * 5
    assert each_phone.verdicts(rows, columns=True) == ["duplicate"] * 5
    assert each_phone.cursor == {"l": 5, "e": 0}
    assert numbers(streams.learner_stream(each_phone.subject)) == [1, 2, 3, 4, 5]


def test_verdicts_of_columns_are_run_length_and_of_rows_one_each(each_phone: Phone) -> None:
    rows = each_phone.lesson()
    assert each_phone.send(rows, columns=True)["v"] == [["accepted", 5]]
    assert each_phone.send(rows)["v"] == [["duplicate", 1]] * 5


def test_the_same_event_twice_in_one_batch(each_phone: Phone) -> None:
    one = row(each_phone.replica, 1)
    assert each_phone.verdicts([one, one]) == ["accepted", "duplicate"]


def test_another_event_in_a_taken_slot_closes_the_replica(each_phone: Phone) -> None:
    r = each_phone.replica
    each_phone.send([row(r, 1), row(r, 2)])
    other = row(r, 2, d={"lesson": "otra"})
    assert each_phone.verdicts([other, row(r, 3), row(r, 1)]) == ["fork", "fork", "duplicate"]
    assert each_phone.held()["replicas"] == [{"id": r, "closed": True}]


def test_a_moved_event_counts_once(each_phone: Phone) -> None:
    r, r2 = each_phone.replica, fresh_id()
    first = row(r, 1)
    moved = row(r2, 1, at=first["at"], of=[r, 1])
    again = row(r2, 2, at=first["at"], of=[r, 1])
    assert each_phone.verdicts([first, moved, again]) == ["accepted"] * 3
    assert EventRow.select().where(EventRow.counts).count() == 1
    assert ActionKey.select().count() == 1
    assert each_phone.verdicts([moved]) == ["duplicate"]


def test_the_same_slot_and_hash_with_another_origin_is_a_fork(each_phone: Phone) -> None:
    r = each_phone.replica
    one = row(r, 1)
    each_phone.send([one])
    assert each_phone.verdicts([one | {"of": [fresh_id(), 9]}]) == ["fork"]


def test_a_gap_is_allowed(each_phone: Phone) -> None:
    assert each_phone.verdicts([row(each_phone.replica, 7)]) == ["accepted"]
    assert each_phone.verdicts([row(each_phone.replica, 3)]) == ["accepted"]


def test_a_replica_of_somebody_else_forks_and_stays_open(each_client: FlaskClient) -> None:
    hers, his = Phone(each_client), Phone(each_client)
    one = row(hers.replica, 1)
    hers.send([one])
    assert his.verdicts([row(hers.replica, 2), row(hers.replica, 1, d={"lesson": "x"})]) == [
        "fork",
        "fork",
    ]
    assert hers.verdicts([row(hers.replica, 2)]) == ["accepted"]


def test_quarantine_keeps_the_slot_and_never_projects(each_phone: Phone) -> None:
    r = each_phone.replica
    rows = [
        row(r, 1),
        row(r, 2, d={"lesson": "Mal Escrito"}),
        row(r, 3, t=100, d={"title": "a", "text": "b"}),
        row(r, 4, s=fresh_id()),
        row(r, 5, 6, {"lesson": "tanda", "card": 1, "rev": "\ud83d"}),
        row("corto", 6),
        7,
        row(r, 8, 6, {"lesson": "tanda", "card": 2, "rev": 1}),
    ]
    verdicts = each_phone.verdicts(rows)
    assert verdicts == [
        "accepted",
        "quarantined:body.invalid",
        "quarantined:type.server",
        "quarantined:subject.foreign",
        "quarantined:text.malformed",
        "quarantined:event.identity",
        "quarantined:event.identity",
        "accepted",
    ]
    assert each_phone.verdicts(rows)[:6] == [*["duplicate"] * 5, "quarantined:event.identity"]
    assert numbers(streams.learner_stream(each_phone.subject)) == [1, 2]
    assert each_phone.held()["lessons"] == [
        {"lesson": "tanda", "opened": True, "finished": False, "cards_done": 1}
    ]


def test_unknown_types_are_stored_and_come_back(each_phone: Phone) -> None:
    odd = row(each_phone.replica, 1, 9999, {"x": ["á", "é"]}, v=3)
    assert each_phone.verdicts([odd]) == ["accepted"]
    news = Phone(each_phone.client, each_phone.subject, each_phone.token).send()["news"]
    assert news == [{"st": "l", "n": 1, "s": each_phone.subject, **odd}]


def test_a_second_phone_pulls_everything_in_pages(each_phone: Phone) -> None:
    rows = [row(each_phone.replica, q) for q in range(1, 451)]
    each_phone.send(rows, columns=True)
    other = Phone(each_phone.client, each_phone.subject, each_phone.token)
    pulled, pages = [], 0
    while True:
        said = other.send()
        pages += 1
        pulled += said["news"]
        if not said["more"]:
            break
    assert pages == 3
    assert [one["n"] for one in pulled] == list(range(1, 451))
    assert [one["q"] for one in pulled] == list(range(1, 451))
    assert other.send()["news"] == []


def test_other_news_come_and_own_rows_are_spared(each_phone: Phone) -> None:
    other = Phone(each_phone.client, each_phone.subject, each_phone.token)
    other.send([row(other.replica, 1)])
    said = each_phone.send([row(each_phone.replica, 1)])
    assert [(one["r"], one["n"]) for one in said["news"]] == [(other.replica, 1)]
    assert said["cur"]["l"] == 2


def test_another_epoch_starts_the_cursors_anew(each_phone: Phone) -> None:
    each_phone.send(each_phone.lesson())
    Server.update(epoch="AAAAAAAAAAA").execute()
    assert each_phone.cursor["l"] == 5
    said = each_phone.send()
    assert said["ep"] == "AAAAAAAAAAA"
    assert len(said["news"]) == 5


def test_notices_reach_who_follows_the_edition(each_client: FlaskClient) -> None:
    hers, his = Phone(each_client), Phone(each_client)
    his.edition = "demo"
    assert streams.publish("demo", "notice.published", {"title": "Feria", "text": "Mañana"}) == 1
    assert hers.send()["news"] == []
    news = his.send()["news"]
    assert [(one["st"], one["n"], one["d"]["title"]) for one in news] == [("e", 1, "Feria")]
    assert his.send()["news"] == []


def test_an_unknown_edition_has_no_news(each_phone: Phone) -> None:
    each_phone.edition = "no-hay"
    said = each_phone.send()
    assert (said["cat"], said["news"]) == ("", [])


@pytest.mark.parametrize("body", [{"title": "", "text": "x"}, {"title": "x"}, {}])
def test_a_notice_has_a_title_and_a_text(either: Settings, body: dict) -> None:
    upkeep.attach(either)
    with pytest.raises(ValueError, match="notice"):
        streams.publish("demo", "notice.published", body)


def test_another_token_cannot_take_a_subject(each_phone: Phone) -> None:
    each_phone.send()
    thief = Phone(each_phone.client, each_phone.subject)
    answer = thief.post(thief.request([row(thief.replica, 1)]))
    assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.subject")
    stranger = Phone(each_phone.client, token=each_phone.token)
    answer = stranger.post(stranger.request())
    assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.subject")
    assert EventRow.select().count() == 0


def test_the_log_keeps_the_canonical_form(each_phone: Phone) -> None:
    each_phone.send([row(each_phone.replica, 1, 9999, {"z": "ñ\u0000\u2028", "a": -5})])
    stored = EventRow.get()
    assert json.loads(stored.plain)["d"] == {"z": "ñ\u0000\u2028", "a": -5}
    assert stored.plain.startswith('{"at":1795000001,"b":7,"d":{"a":-5,"z":')
