"""Projections and erasure, on SQLite and on PostgreSQL."""

from collections.abc import Sequence

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
from api.sync.models import Cursor, EventRow, Parked
from tests.conftest import start
from tests.phone import Phone, row


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
