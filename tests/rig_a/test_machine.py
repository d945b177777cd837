"""The same actions as rules of Hypothesis: it looks for what the seeds do not, and shrinks it."""

import os
import random
import sys

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.model.world import WEIGHTS
from tests.rig_a.house import House
from tests.rig_a.world import RealWorld, judge

SMALL = st.integers(0, 7)
NUMBER = int(os.environ.get("SEED") or random.SystemRandom().randrange(2**32))
QUIET = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)


class Machine(RuleBasedStateMachine):
    """A world before the real server; what it came to is judged at the end."""

    house: House

    def __init__(self) -> None:
        super().__init__()
        self.world = RealWorld(self.house)

    @invariant()
    def the_server_has_no_fault(self) -> None:
        assert self.world.server.fault == ""

    def teardown(self) -> None:
        assert judge(self.world) is None


def action(name):
    def act(self, a, b, c):
        getattr(self.world, name)(a, b, c)

    act.__name__ = name
    return rule(a=SMALL, b=SMALL, c=SMALL)(act)


for one in WEIGHTS:
    setattr(Machine, one, action(one))


def explore(house, examples):
    sys.stdout.write(f"SEED={NUMBER} repeats this run\n")
    Machine.house = house
    quick = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=QUIET,
        print_blob=True,
    )
    run_state_machine_as_test(seed(NUMBER)(Machine), settings=quick)


def test_no_sequence_of_actions_breaks_the_real_code(house):
    explore(house, 12)


@pytest.mark.long
def test_no_sequence_of_actions_breaks_the_real_code_long(house):
    explore(house, 400)
