"""The same rig on PostgreSQL; in the long form with its migrations in every drill and restore."""

import pytest

from tests.model.counterexamples import COUNTEREXAMPLES
from tests.rig_a.driver import OWN, SCRIPTS, drive
from tests.rig_a.house import House
from tests.rig_a.mutants import MUTANTS
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
    assert drive(5_000_000, postgres_house, many=500)["found"] == []
