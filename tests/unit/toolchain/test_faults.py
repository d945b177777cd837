"""`make faults`: goes on where it stopped, sums its runs, and fails when it must."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts import faults

SOUND = {"schedules": 10, "kills": 2, "lost": 0, "doubled": 0, "stuck": 0, "violations": 0}
MUTANTS = {"mutants": 2, "missed": [], "caught": {"a": "lost", "b": "twice"}}


@pytest.fixture
def rig(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A rig that runs ten schedules at a time."""
    made: Any = ModuleType("rig_of_the_test")
    made.NAME, made.said = "T: a test's", {}

    def run(seed: int, budget_s: float) -> dict[str, Any]:
        made.budget_s = budget_s
        return SOUND | MUTANTS | {"seeds": [seed, seed + 10], "found": []} | made.said

    made.run = run
    monkeypatch.setitem(sys.modules, "rig_of_the_test", made)
    monkeypatch.setattr(faults, "RIGS", {"t": "rig_of_the_test"})
    return made


def report(folder: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads((folder / "faults.json").read_text(encoding="utf-8"))
    return said["t"]


def run(folder: Path, *words: str) -> int:
    return faults.main(["--reports", str(folder), *words])


def test_goes_on_where_it_stopped_and_sums(rig: Any, tmp_path: Path) -> None:
    assert run(tmp_path) == 0
    assert run(tmp_path, "--long", "t") == 0
    assert rig.budget_s == faults.LONG_S
    said = report(tmp_path)
    assert said["seeds"] == [[0, 10], [10, 20]]
    assert (said["runs"], said["schedules"], said["kills"], said["mutants"]) == (2, 20, 4, 2)


def test_a_seed_is_run_again_and_not_counted_twice(rig: Any, tmp_path: Path) -> None:
    run(tmp_path)
    assert run(tmp_path, "--seed", "3", "--seconds", "2") == 0
    assert rig.budget_s == 2
    assert report(tmp_path)["seeds"] == [[0, 10]]


@pytest.mark.parametrize(
    "said",
    [{"found": ["# seed 7: lost\nsave 0 0 0"], "violations": 1, "lost": 1}, {"missed": ["a"]}],
)
def test_a_violation_or_a_missed_mutant_fails(
    rig: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], said: dict[str, Any]
) -> None:
    rig.said = said
    assert run(tmp_path) == 1
    printed = capsys.readouterr().out
    assert ("VIOLATION # seed 7: lost" in printed) or ("not caught: a" in printed)
    assert report(tmp_path)["missed"] == said.get("missed", [])


def test_an_unknown_rig_is_refused(rig: Any, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run(tmp_path, "z")
