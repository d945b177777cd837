"""One blank Debian for the module, then the same with CREANDO on it."""

import shutil
import time
from collections.abc import Iterator

import pytest

from tests.long.blank_debian import CannotRun, Machine, bring_tools
from tests.long.deployment import Deployed, archive


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A Debian as a provider hands it over, booted."""
    machine = Machine(tmp_path_factory.mktemp("debian"))
    try:
        bring_tools()
        machine.create()
        machine.boot()
        yield machine
    except CannotRun as why:
        pytest.fail(str(why))
    finally:
        machine.halt()
        shutil.rmtree(machine.root, ignore_errors=True)


@pytest.fixture(scope="module")
def unpacked(blank: Machine, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int]:
    """The release as `make release` packs it, unpacked there: its folder and its bytes."""
    packed = archive(tmp_path_factory.mktemp("release"))
    return blank.unpack(packed), packed.stat().st_size


@pytest.fixture(scope="module")
def deployed(blank: Machine, unpacked: tuple[str, int]) -> Deployed:
    """CREANDO installed by its script; the time is noted."""
    one = Deployed(blank, unpacked[0])
    began = time.monotonic()
    code, said, trouble = one.install()
    assert code == 0, trouble
    assert "Listo." in said
    one.note("archive_bytes", unpacked[1])
    one.note("install_s", round(time.monotonic() - began, 1))
    return one
