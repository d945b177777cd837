from dataclasses import fields

import pytest

from tests.model.__main__ import long_run, near_run
from tests.model.counterexamples import COUNTEREXAMPLES
from tests.model.rules import Rules, flipped
from tests.model.schedule import generate, near, outcome, shrink
from tests.model.variants import SOUND, VARIANTS

SCHEDULES = 20_000


@pytest.mark.parametrize("name", COUNTEREXAMPLES)
def test_counterexample_passes_on_the_rules_and_fails_without_one(name):
    example = COUNTEREXAMPLES[name]
    assert outcome(example.steps, Rules()) is None
    assert outcome(example.steps, flipped(example.without)) == example.fault


@pytest.mark.parametrize("name", COUNTEREXAMPLES)
def test_neighbours_of_a_counterexample_pass_on_the_rules(name):
    steps = COUNTEREXAMPLES[name].steps
    faults = {seed: outcome(near(steps, seed), Rules()) for seed in range(200)}
    assert {seed: fault for seed, fault in faults.items() if fault} == {}


def test_random_schedules_pass_on_the_rules():
    totals, faults = run(0, SCHEDULES, Rules())
    assert faults == []
    assert totals["schedules"] == SCHEDULES
    # A run that exercises nothing proves nothing.
    assert totals["saved"] > 4 * SCHEDULES
    assert totals["restores"] > SCHEDULES / 2
    assert totals["with_moved"] > SCHEDULES / 20
    assert totals["with_counted_once"] > SCHEDULES / 50
    assert totals["pruned"] > 0 < totals["spared_rows"]
    assert totals["news_refused"] > 0
    assert totals["absent"] < totals["saved"] / 10


@pytest.mark.parametrize("name", VARIANTS)
def test_broken_variant_is_caught(name):
    assert VARIANTS[name].caught() is not None


def test_every_rule_is_broken_by_some_variant():
    broken = {rule for variant in VARIANTS.values() for rule in variant.without}
    harmless = {"close", "drop_stale", "spare", "in_flight", "same_start", "spare_in_epoch"}
    assert broken | harmless == {field.name for field in fields(Rules)}


@pytest.mark.parametrize("name", SOUND)
def test_sound_other_form_passes(name):
    faults = [seed for seed in range(500) if outcome(generate(seed), SOUND[name])]
    assert faults == []


def test_a_doubled_request_has_one_reply_applied():
    # The network doubles a request; a restore between the two answers makes them of two epochs.
    steps = [
        ("meet", 0, 0, 0),
        ("save", 0, 0, 0),
        ("send", 0, 0, 0),
        ("deliver", 0, 0, 0),
        ("reply", 0, 0, 1),
        ("nightly", 0, 0, 0),
        ("send", 0, 0, 0),
        ("deliver", 0, 1, 0),
        ("restore", 0, 0, 0),
    ]
    assert outcome(steps, SOUND["replies only to the request in flight"]) is None


def test_a_schedule_is_its_seed_and_shrinks():
    variant = VARIANTS["no origin"]
    seed, fault = variant.caught()
    steps = generate(seed)
    assert steps == generate(seed)
    short = shrink(steps, variant.rules, fault)
    assert len(short) < len(steps)
    assert outcome(short, variant.rules) == fault


@pytest.mark.long
def test_a_million_schedules_pass_on_the_rules():
    totals, faults = run(0, 1_000_000, Rules())
    assert faults == []
    assert totals["schedules"] == 1_000_000
    assert near_run(0, 5_000, Rules()) == []


@pytest.mark.long
@pytest.mark.parametrize("name", SOUND)
def test_sound_other_form_passes_long(name):
    _, faults = run(0, 100_000, SOUND[name])
    assert faults == []
    assert near_run(0, 1_000, SOUND[name]) == []


def run(first, many, rules):
    totals, faults = None, []
    for _, counts, found in long_run(first, many, rules):
        totals = counts if totals is None else totals + counts
        faults += found
    return totals, faults
