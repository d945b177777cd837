"""The same rig on PostgreSQL; in the long form with its migrations in every drill and restore."""

import threading

import pytest

from api import db
from api.sync import streams
from api.sync.models import EventRow, Stream
from tests.model.counterexamples import COUNTEREXAMPLES
from tests.model.events import Event, Request
from tests.rig_a.driver import OWN, SCRIPTS, drive
from tests.rig_a.house import House
from tests.rig_a.mutants import MUTANTS
from tests.rig_a.server import RealServer, number_of
from tests.rig_a.world import outcome

FIRST_NINE = list(COUNTEREXAMPLES)[:9]
# One of each kind: forks, restores, a backup that joins late. The other six run in the long form.
THREE = ("origin", "flag", "late")


def test_scripts_pass_on_postgresql(postgres_house):
    faults = {name: outcome(SCRIPTS[name], postgres_house) for name in THREE}
    assert {name: fault for name, fault in faults.items() if fault} == {}


def test_mutants_are_caught_on_postgresql(postgres_house):
    names = ["ack before commit", "no dedupe of actions", "no epoch", "number outside the lock"]
    assert [name for name in names if not MUTANTS[name].caught(postgres_house)] == []


@pytest.mark.long
def test_every_script_passes_on_postgresql_with_its_migrations(postgres_url):
    house = House(postgres_url, swift=False)
    faults = {name: outcome(SCRIPTS[name], house) for name in [*COUNTEREXAMPLES, *OWN]}
    house.close()
    assert {name: fault for name, fault in faults.items() if fault} == {}


@pytest.mark.long
def test_the_nine_counterexamples_pass_on_postgresql(postgres_house):
    faults = {name: outcome(SCRIPTS[name], postgres_house) for name in FIRST_NINE}
    assert {name: fault for name, fault in faults.items() if fault} == {}


@pytest.mark.long
def test_seeds_pass_on_postgresql(postgres_house):
    assert drive(5_000_000, postgres_house, many=60)["found"] == []


def two_at_once(house):
    """Let a phone's request come while another phone's of the same learner holds the stream."""
    server = RealServer(house, iter(range(1, 10**9)).__next__)
    assert ask(server, replica=1).verdicts == ("accepted",)
    said, real, inside = {}, streams.lock, threading.Event()
    second_done = threading.Event()

    def lock(key):
        n = real(key)
        if threading.current_thread().name == "first":
            inside.set()
            second_done.wait(0.5)  # with the lock it cannot be: the second waits for the first
        return n

    def first():
        said["first"] = ask(server, replica=2)
        db.release()

    def second():
        inside.wait(10)
        said["second"] = ask(server, replica=3)
        second_done.set()
        db.release()

    streams.lock = lock
    threads = [threading.Thread(target=one, name=one.__name__) for one in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    streams.lock = real
    rows = EventRow.select().where(EventRow.stream == server.stream(0)).order_by(EventRow.n)
    return server.fault, [(row.n, number_of(row.r)) for row in rows]


def ask(server, replica):
    event = Event(replica, 1, (replica, 0, 1), None, replica)
    return server.answer(Request(0, 0, 1, 1, "", (0, 0), (replica,), (event,), parcel=False))


def test_the_streams_lock_keeps_two_requests_apart(postgres_house):
    assert two_at_once(postgres_house) == ("", [(1, 1), (2, 2), (3, 3)])


def test_without_the_streams_lock_the_two_are_seen_to_meet(postgres_house):
    def look(key):
        Stream.insert(key=key, last_n=0).on_conflict_ignore().execute()
        return streams.last_number(key)

    before = len(postgres_house.undo)
    postgres_house.put(streams, "lock", look)
    fault, _ = two_at_once(postgres_house)
    postgres_house.mend(before)
    assert "unique" in fault
