"""Projections are the fold of the log (I16), in any order (I4), whatever the clocks say (I8)."""

import random

import pytest

from api import db
from api.backups.drill import _rows, _said
from api.progress.fold import fold
from api.sync import projection, streams
from api.sync.envelope import canonical, hash_of
from api.sync.fact import Fact
from api.sync.models import EventRow
from tests.model.events import Event, Request
from tests.rig_a.server import RealServer, id_of, subject_of

YEAR_S = 31_557_600
NOW_S = 1_795_000_000
LESSONS = ("tanda", "precio", "cuentas")
BODIES = {
    1: lambda rng: {"avatar": rng.choice(("sol", "luna"))},
    2: lambda rng: {"edition": rng.choice(("abierta", "demo"))},
    3: lambda rng: {"purpose": rng.choice(("data.sync", "b")), "text_version": rng.randrange(3)},
    4: lambda rng: {"purpose": rng.choice(("data.sync", "b"))},
    5: lambda rng: {"lesson": rng.choice(LESSONS)},
    6: lambda rng: {
        "lesson": rng.choice(LESSONS),
        "card": rng.randrange(5),
        "rev": rng.randrange(3),
    },
    7: lambda rng: {
        "lesson": rng.choice(LESSONS),
        "card": rng.randrange(5),
        "rev": rng.randrange(3),
        "option": rng.choice(("a", "b", 3)),
    },
    8: lambda rng: {"lesson": rng.choice(LESSONS)},
    9: lambda rng: {
        "lesson": rng.choice(LESSONS),
        "card": rng.randrange(5),
        "rev": rng.randrange(3),
        "when": rng.choice(("hoy", "manana")),
        "where": "casa",
    },
    11: lambda rng: {"needs": [rng.choice(LESSONS)]},
    12: lambda rng: {"question": rng.choice(("rubro", "donde")), "answers": [rng.choice(LESSONS)]},
}


def random_log(rng, subject, many):
    """Make a log of plain events; clocks jump, and some seconds meet."""
    log = []
    for q in range(1, many + 1):
        t = rng.choice(list(BODIES))
        at = NOW_S + rng.choice((0, 0, 1, q, -YEAR_S, 10 * YEAR_S))
        log.append(
            {"s": subject, "t": t, "v": 1, "at": at, "b": rng.randrange(4), "d": BODIES[t](rng)}
        )
    return log


def facts_of(log, replica):
    return [
        Fact(one["s"], (replica, q), hash_of(one), one["t"], 1, one["at"], one["d"])
        for q, one in enumerate(log, 1)
    ]


def store(log, replica, first):
    """Put events into the log as append leaves them."""
    key = streams.learner_stream(log[0]["s"])
    rows = [
        {
            "r": replica,
            "q": first + i,
            "h": hash_of(one),
            "stream": key,
            "n": first + i,
            "t": one["t"],
            "counts": True,
            "plain": canonical(one),
            "received_at": 0,
        }
        for i, one in enumerate(log)
    ]
    with db.write():
        streams.lock(key)
        EventRow.insert_many(rows).execute()
        streams.advance(key, first + len(log) - 1)


def incremental_is_rebuilt(house, many):
    for seed in range(many):
        rng = random.Random(seed)
        if seed % 50 == 0:
            house.reset()
            house.faults.failing = False
        subject, replica = id_of((1 << 90) + seed), id_of((1 << 91) + seed)
        log = random_log(rng, subject, rng.randrange(3, 40))
        at = 0
        while at < len(log):
            size = rng.randrange(1, 12)
            store(log[at : at + size], replica, at + 1)
            projection.catch_up(house.projections, streams.learner_stream(subject))
            at += size
        told = _rows(subject)
        assert told == _said(fold(facts_of(log, replica))), seed
        if seed % 50 == 49 or seed == many - 1:
            every = range(seed - seed % 50, seed + 1)
            before = [_rows(id_of((1 << 90) + one)) for one in every]
            projection.rebuild(house.projections)
            assert [_rows(id_of((1 << 90) + one)) for one in every] == before


def test_a_random_logs_projection_is_its_fold_and_the_rebuilt_one(house):
    incremental_is_rebuilt(house, 50)


@pytest.mark.long
def test_a_thousand_random_logs_projections_are_their_folds(house):
    incremental_is_rebuilt(house, 1000)


def test_ten_thousand_permutations_of_two_hundred_logs_fold_the_same():
    tried = 0
    for seed in range(200):
        rng = random.Random(seed)
        facts = facts_of(random_log(rng, id_of(1), rng.randrange(5, 30)), id_of(2))
        # Moved and repeated events are in the log too: they count once, wherever they stand.
        facts += rng.sample(facts, 3)
        state = fold(facts)
        for _ in range(50):
            rng.shuffle(facts)
            assert fold(facts) == state, seed
            tried += 1
    assert tried == 10_000


def clock(rng):
    """Return the second a wrong clock shows: 1970, years off, jumping, or before all time."""
    return rng.choice(
        (
            0,
            NOW_S - 3 * YEAR_S,
            NOW_S + 10 * YEAR_S,
            NOW_S + rng.randrange(-90_000, 90_000),
            -YEAR_S,
        )
    )


def test_a_thousand_clocks_change_neither_verdict_nor_order(house):
    server = RealServer(house, iter(range(1, 10**9)).__next__)
    epoch, seen, n = "", 0, 0
    for turn in range(100):
        rng = random.Random(turn)
        seconds = [clock(rng) - NOW_S for _ in range(10)]
        events = tuple(
            Event(7, turn * 10 + i + 1, (turn, 0, second), None, turn * 10 + i + 1)
            for i, second in enumerate(seconds)
        )
        said = server.answer(Request(0, 0, 1, turn * 3, epoch, (n, 0), (7,), events, parcel=False))
        assert said is not None
        assert set(said.verdicts) == {"accepted"}
        epoch, n, seen = said.epoch, said.cur[0], seen + len(events)
    assert server.fault == ""
    key = streams.learner_stream(subject_of(0))
    order = [row.q for row in EventRow.select().where(EventRow.stream == key).order_by(EventRow.n)]
    assert order == list(range(1, 1001))
    assert seen == n == 1000
