"""The store's contract, on SQLite and on PostgreSQL."""

import json
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from flask.testing import FlaskClient

from api import db, upkeep
from api.db import write
from api.learners.erased import ErasedList
from api.progress.models import CardRow, LessonRow, Membership
from api.progress.projector import PROJECTIONS
from api.settings import Settings
from api.sync import projection, streams
from api.sync.append import append
from api.sync.envelope import read_row
from api.sync.fact import Fact
from api.sync.models import ActionKey, Cursor, EventRow, Parked, Server
from tests.conftest import start
from tests.phone import Phone, fresh_id, row


def numbers(stream: str) -> list[int]:
    rows = EventRow.select(EventRow.n).where(
        (EventRow.stream == stream) & EventRow.n.is_null(False)
    )
    return sorted(one.n for one in rows)


def together(jobs: Sequence[Callable[[], None]]) -> None:
    """Run every job in a thread of its own, at once."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)


def test_first_contact_registers_once(each_phone: Phone) -> None:
    said = each_phone.send()
    assert said["v"] == [] and said["news"] == [] and said["kept"] == [0]
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


def test_eight_threads_with_the_same_batch(each_client: FlaskClient) -> None:
    """Each event once, whoever comes first; the very first contact is among them."""
    model = Phone(each_client)
    rows = [row(model.replica, q) for q in range(1, 41)]
    body = model.request(rows)
    answers: list[dict] = []
    gate = threading.Barrier(8)

    def once() -> None:
        gate.wait()
        answer = Phone(each_client.application.test_client(), model.subject, model.token).post(body)
        answers.append({"status": answer.status_code, **answer.get_json()})

    together([once] * 8)
    assert [one["status"] for one in answers] == [200] * 8
    counted = [Counter(verdict for verdict, _ in one["v"]) for one in answers]
    assert sum(counted, Counter()) == {"accepted": 40, "duplicate": 280}
    assert numbers(streams.learner_stream(model.subject)) == list(range(1, 41))
    assert len(model.held()["tokens"]) == 1


def test_streams_stay_gapless_under_concurrency(each_client: FlaskClient) -> None:
    """Four subjects, two phones each, and the server itself, all at once."""
    subjects = [Phone(each_client) for _ in range(4)]
    for one in subjects:
        one.send()
    statuses: list[int] = []

    def phone(model: Phone) -> None:
        mine = Phone(each_client.application.test_client(), model.subject, model.token)
        for first in range(1, 31, 3):
            rows = [row(mine.replica, q) for q in range(first, first + 3)]
            statuses.append(mine.post(mine.request(rows)).status_code)

    def server() -> None:
        for n in range(10):
            streams.publish("abierta", "notice.published", {"title": f"n{n}", "text": "x"})

    together([partial(phone, one) for one in subjects for _ in range(2)] + [server] * 2)
    assert statuses == [200] * 80
    for one in subjects:
        assert numbers(streams.learner_stream(one.subject)) == list(range(1, 61))
    assert numbers(streams.edition_stream("abierta")) == list(range(1, 21))


def test_a_token_raced_for_by_two_subjects_goes_to_one(each_client: FlaskClient) -> None:
    first = Phone(each_client)
    second = Phone(each_client, token=first.token)
    statuses: list[int] = []
    gate = threading.Barrier(2)

    def once(who: Phone) -> None:
        gate.wait()
        mine = Phone(each_client.application.test_client(), who.subject, who.token)
        statuses.append(mine.post(mine.request()).status_code)

    together([partial(once, who) for who in (first, second)])
    assert sorted(statuses) == [200, 403]


def test_projections_follow_and_can_be_rebuilt(each_phone: Phone) -> None:
    each_phone.send(each_phone.lesson())
    each_phone.send([row(each_phone.replica, 6, 2, {"edition": "abierta"})])
    kept = each_phone.held()
    assert kept["lessons"] == [
        {"lesson": "tanda", "opened": True, "finished": True, "cards_done": 3}
    ]
    assert kept["membership"] == {"edition": "abierta", "channel": None}
    LessonRow.update(finished=False).execute()
    CardRow.delete().execute()
    Membership.delete().execute()
    projection.rebuild(PROJECTIONS)
    assert each_phone.held() == kept


def test_a_projection_catches_up_at_the_next_start(either: Settings) -> None:
    phone = Phone(start(either).test_client())
    phone.send([row(phone.replica, 1)])
    with write():
        LessonRow.delete().execute()
        Cursor.delete().execute()
    db.dispose()
    again = Phone(start(either).test_client(), phone.subject, phone.token)
    assert [one["lesson"] for one in again.held()["lessons"]] == ["tanda"]


def test_a_failing_event_is_parked_and_the_rest_goes_on(each_phone: Phone) -> None:
    taken: list[str] = []

    def picky(facts: Sequence[Fact]) -> None:
        lessons = [fact.d["lesson"] for fact in facts]
        if "mala" in lessons:
            raise ValueError(lessons)
        taken.extend(lessons)

    watcher = projection.Projection("picky", (), picky, lambda _: None)
    each_phone.send(
        [
            row(each_phone.replica, q, d={"lesson": one})
            for q, one in enumerate(["uno", "mala", "dos"], 1)
        ]
    )
    stream = streams.learner_stream(each_phone.subject)
    projection.catch_up([watcher], stream)
    assert taken == ["uno", "dos"]
    parked = Parked.get()
    assert (parked.projection, parked.n, parked.key) == ("picky", 2, "ValueError")
    projection.catch_up([watcher], stream)
    assert taken == ["uno", "dos"]


def test_erasure_leaves_slots_and_hashes_only(each_phone: Phone) -> None:
    rows = each_phone.lesson()
    each_phone.send(rows)
    hashes = {(one.r, one.q): one.h for one in EventRow.select()}
    gone = each_phone.client.delete("/api/v1/learner", headers=each_phone.headers)
    assert gone.status_code == 204
    kept = list(EventRow.select())
    assert {(one.r, one.q): one.h for one in kept} == hashes
    assert {(one.plain, one.t, one.counts, one.received_at) for one in kept} == {
        (None, 0, False, 0)
    }
    assert LessonRow.select().count() + CardRow.select().count() == 0
    seen = each_phone.client.get("/api/v1/learner", headers=each_phone.headers)
    assert (seen.status_code, seen.get_json()["message"]) == (401, "auth.token")
    answer = each_phone.post(each_phone.request(rows))
    assert (answer.status_code, answer.get_json()["message"]) == (403, "auth.erased")
    projection.rebuild(PROJECTIONS)
    assert LessonRow.select().count() == 0


def test_a_restored_database_is_erased_again_at_the_start(either: Settings) -> None:
    phone = Phone(start(either).test_client())
    phone.send(phone.lesson())
    ErasedList(either.data / upkeep.ERASED_LIST).add(phone.subject)
    db.dispose()
    start(either)
    assert EventRow.select().where(EventRow.plain.is_null(False)).count() == 0
    assert LessonRow.select().count() == 0


def test_a_late_event_of_an_erased_learner_keeps_only_its_slot(each_phone: Phone) -> None:
    each_phone.send()
    event = read_row(row(each_phone.replica, 1), each_phone.subject)
    with write():
        last_n = streams.lock(streams.learner_stream(each_phone.subject))
        verdicts = append(each_phone.subject, [event], last_n, lambda _: None, erased=True)
    assert verdicts == ["accepted"]
    stored = EventRow.get()
    assert (stored.h, stored.plain, stored.counts) == (event.h, None, False)
    upkeep.project(streams.learner_stream(each_phone.subject))
    assert LessonRow.select().count() == 0


def test_the_log_keeps_the_canonical_form(each_phone: Phone) -> None:
    each_phone.send([row(each_phone.replica, 1, 9999, {"z": "ñ\u0000\u2028", "a": -5})])
    stored = EventRow.get()
    assert json.loads(stored.plain)["d"] == {"z": "ñ\u0000\u2028", "a": -5}
    assert stored.plain.startswith('{"at":1795000001,"b":7,"d":{"a":-5,"z":')
