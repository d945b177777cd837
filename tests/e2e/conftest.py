"""A real server process and a real phone-sized browser for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, sync_playwright

from scripts.rig.phone import Phone
from scripts.rig.server import Server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as p:
        yield p


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder set up once, for each server to begin on a copy."""
    return Server(tmp_path_factory.mktemp("prepared") / "data").data


@pytest.fixture
def server(tmp_path: Path, prepared: Path) -> Iterator[Server]:
    one = Server(tmp_path / "data", prepared=prepared)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def new_phone(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Make phones; each must end without a fault on its console."""
    made: list[Phone] = []

    def make(name: str = "phone", **how: object) -> Phone:
        phone = Phone(playwright, tmp_path / name, **how)  # type: ignore[arg-type]
        made.append(phone)
        return phone

    yield make
    for phone in made:
        phone.close()
    assert [fault for phone in made for fault in phone.faults] == []


@pytest.fixture
def phone(new_phone: Callable[..., Phone]) -> Phone:
    return new_phone()
