from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig_b.house import House, build
from tests.rig_b.mutants import MUTANTS, caught
from tests.rig_b.rig import QUICK, drive
from tests.rig_b.scenarios import SCENARIOS, play

SOURCES = Path(__file__).resolve().parents[2] / "pwa" / "src"


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    yield house
    house.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_the_story_ends_well(scenario, house: House) -> None:
    assert play(scenario, house) == []


@pytest.mark.parametrize(
    "name", [pytest.param(one, marks=[pytest.mark.long] * (one not in QUICK)) for one in MUTANTS]
)
def test_a_broken_phone_is_caught(name: str, house: House) -> None:
    assert caught(name, house)


@pytest.mark.parametrize("name", MUTANTS)
def test_a_patch_fits_once(name: str) -> None:
    for file, old, new in MUTANTS[name].patches:
        assert (SOURCES / file).read_text(encoding="utf-8").count(old) == 1
        assert old != new


def test_a_patch_that_fits_nowhere_breaks_the_build(house: House) -> None:
    for file in ("sync/apply.ts", "sync/nowhere.ts"):
        with pytest.raises(RuntimeError, match="patch"):
            build(house.room() / "phone", [{"file": file, "from": "nobody wrote this", "to": ""}])


def test_random_schedules_end_well(house: House) -> None:
    assert drive(house, 0, many=2)["found"] == []


@pytest.mark.long
def test_many_random_schedules_end_well(house: House) -> None:
    assert drive(house, 1000, many=60)["found"] == []
