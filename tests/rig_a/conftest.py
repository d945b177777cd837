"""One house in memory for all tests of the rig; each schedule puts it back first."""

from collections.abc import Iterator

import pytest

from tests.rig_a.house import House


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    made = House()
    yield made
    made.close()


@pytest.fixture
def postgres_house(postgres_url: str) -> Iterator[House]:
    made = House(postgres_url)
    yield made
    made.close()
