"""Many at once, on SQLite and on PostgreSQL."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from flask.testing import FlaskClient

from api.sync import streams
from api.sync.models import EventRow
from tests.phone import Phone, row


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
