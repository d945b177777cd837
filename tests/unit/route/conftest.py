"""A lessons folder that a test may spoil."""

from pathlib import Path

import pytest

from tests.unit.content.conftest import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "lessons")
