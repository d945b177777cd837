"""The kept client and answers of an older version are what its commit makes today."""

import subprocess
import sys

import pytest

from scripts.rig.server import ROOT
from tests.fixtures.remake import COMMITS


@pytest.mark.long
@pytest.mark.parametrize("version", COMMITS)
def test_the_fixtures_are_what_their_commit_makes(version: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "tests.fixtures.remake", "--check", version],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout + said.stderr
