"""The real append, streams, projections, erasure and backups under the model's phones."""

from collections import Counter

import pytest

from api.learners.models import Token
from api.sync.envelope import raw_of
from tests.model.counterexamples import COUNTEREXAMPLES
from tests.model.rules import Rules
from tests.model.schedule import generate, near
from tests.rig_a.driver import OWN, SCRIPTS, counted, drive
from tests.rig_a.mutants import MUTANTS, starts, synchronous_off
from tests.rig_a.server import append_of, subject_of, token_of
from tests.rig_a.world import PHONE, RealWorld, judge, outcome


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_passes_on_the_real_code(house, name):
    assert outcome(SCRIPTS[name], house) is None


@pytest.mark.parametrize("name", COUNTEREXAMPLES)
def test_script_passes_with_the_phone_that_checks_its_news(house, name):
    assert outcome(SCRIPTS[name], house, Rules()) is None


def test_seeds_pass_and_exercise_what_they_are_for(house):
    figures = drive(0, house, many=30)
    assert figures["found"] == []
    assert figures["schedules"] == 30
    # A run that exercises nothing proves nothing.
    for name in ("kills", "restores", "backups_verified", "backups_thrown", "forks", "moved"):
        assert figures[name] > 0, name
    assert figures["saved"] > 60
    assert figures["pruned"] > 0 < figures["erased"]


@pytest.mark.parametrize("name", MUTANTS)
def test_mutant_is_caught(house, name):
    found = MUTANTS[name].caught(house)
    assert found is not None
    # The same schedule passes once the code is whole again.
    assert outcome(MUTANTS[name].schedule(found[0]), house) is None


def test_a_database_that_does_not_wait_for_the_disk_does_not_start(house):
    before = len(house.undo)
    synchronous_off(house)
    said = starts(house)
    house.mend(before)
    assert said is not None
    assert "guarda de verdad" in said
    assert starts(house) is None


def test_a_seed_is_the_same_twice(house):
    totals = [Counter(), Counter()]
    for one in totals:
        counted(4, house, one)
    assert totals[0] == totals[1]


# I14


def erasing(seed):
    """Return a schedule in which the second learner is erased for certain, late phones and all."""
    steps = generate(seed)
    at = len(steps) // 2
    return [
        *(("save", 1, 0, 1), ("meet", 1, 0, 0), ("second", 1, 0, 0), ("nightly", 0, 0, 0)),
        *steps[:at],
        ("erase", 1, seed % 2, 0),
        *steps[at:],
        *(("save", 1, 1, 2), ("meet", 1, 0, 0), ("restore", seed % 3, 0, 0), ("meet", 1, 0, 0)),
    ]


def test_an_erased_person_stays_erased(house):
    stay_erased(house, 8)


@pytest.mark.long
def test_an_erased_person_stays_erased_long(house):
    stay_erased(house, 300)


def stay_erased(house, many):
    for seed in range(many):
        world = RealWorld(house).run(erasing(seed))
        assert 1 in world.erased
        assert judge(world) is None, seed


# I15


def test_when_faults_stop_every_log_comes_to_rest(house):
    come_to_rest(house, 8)


@pytest.mark.long
def test_when_faults_stop_every_log_comes_to_rest_long(house):
    come_to_rest(house, 300)


def come_to_rest(house, many):
    waiting = 0
    for seed in range(many):
        world = RealWorld(house).run([*generate(seed), ("save", 0, 0, 0)])
        waiting += sum(len(phone.unsent()) for phone in world.phones)
        assert judge(world) is None, seed
        living = [phone for phone in world.phones if phone.learner not in world.erased]
        assert [phone.number for phone in living if phone.log or phone.unsent()] == []
    assert waiting > many


# I17


def test_permission_withdrawn_loses_nothing_that_was_not_sent(house):
    withdraw(house, 8)


@pytest.mark.long
def test_permission_withdrawn_loses_nothing_that_was_not_sent_long(house):
    withdraw(house, 500)


def withdraw(house, many):
    refused = 0
    for seed in range(many):
        world = RealWorld(house).run([("save", 0, 0, 0), ("meet", 0, 0, 0), *generate(seed)])
        world.run([("save", 0, 1, 3)])
        speak_for(subject_of(0), ("f" * 64, "session"))
        before = [phone.state() for phone in world.phones if phone.learner == 0]
        for phone in world.phones:
            if phone.learner == 0:
                world.meet(phone.number, 0, 0)
        assert [phone.state() for phone in world.phones if phone.learner == 0] == before
        refused += world.server.fault == "refused: auth.subject"
        world.server.fault = ""
        hers = raw_of(append_of(0)["append"]).hex()
        speak_for(subject_of(0), (token_of(0), "session"), (hers, "append"))
        assert judge(world) is None, seed
    assert refused == many


def speak_for(subject, *tokens):
    """Let these tokens act for a learner, and no others."""
    Token.delete().where(Token.subject == subject).execute()
    for hashed, kind in tokens:
        at = {"created_at": 0, "phone": "p", "how": "start"}
        Token.insert(hash=hashed, kind=kind, subject=subject, **at).execute()


# Long


@pytest.mark.long
def test_a_thousand_seeds_pass(house):
    figures = drive(1_000_000, house, many=1000)
    assert figures["found"] == []


@pytest.mark.long
@pytest.mark.parametrize("name", SCRIPTS)
def test_neighbours_of_a_script_pass(house, name):
    faults = {seed: outcome(near(SCRIPTS[name], seed), house, PHONE) for seed in range(20)}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}


def test_every_kept_seed_is_read():
    assert len(OWN) >= 6
    assert all(len(steps) >= 3 for steps in OWN.values())
