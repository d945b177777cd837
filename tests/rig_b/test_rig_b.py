from pathlib import Path

import pytest

from tests.rig_b.__main__ import build, one
from tests.rig_b.scenarios import MUTANTS, SCENARIOS, Story


@pytest.fixture(scope="session")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("rig-b") / "phone")


def told(scenario, code: Path, folder: Path) -> bool:
    story = Story(code, folder)
    try:
        return scenario(story)
    finally:
        story.close()


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: one.__name__)
def test_the_story_ends_well(scenario, code: Path, tmp_path: Path) -> None:
    assert told(scenario, code, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_phone_is_caught(name: str, tmp_path: Path) -> None:
    patch, scenario = MUTANTS[name]
    assert not told(scenario, build(tmp_path / "phone", [patch]), tmp_path)


def test_random_schedules_end_well(code: Path) -> None:
    assert [figures for figures in (one(seed, code) for seed in range(2)) if not figures.good] == []


@pytest.mark.long
def test_many_random_schedules_end_well(code: Path) -> None:
    wrong = [
        figures for figures in (one(seed, code) for seed in range(1000, 1060)) if not figures.good
    ]
    assert wrong == []
