"""One blank Debian for the module, then the same with CREANDO on it."""

import shutil
import subprocess
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import sync_playwright

from scripts.rig.phone import Phone
from tests.long.blank_debian import CannotRun, Machine, bring_tools
from tests.long.deployment import AUTHORITY, DOMAIN, Deployed, archive


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


@pytest.fixture(scope="module")
def phone(deployed: Deployed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """A phone whose owner trusts the machine's authority, as every phone trusts the public ones."""
    home = tmp_path_factory.mktemp("home")
    trusted = f"sql:{home / '.pki' / 'nssdb'}"
    (home / ".pki" / "nssdb").mkdir(parents=True)
    for words in (
        ["-N", "--empty-password"],
        ["-A", "-n", "local", "-t", "C,,", "-i", str(deployed.machine.inside(AUTHORITY))],
    ):
        subprocess.run(["certutil", "-d", trusted, *words], check=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        with sync_playwright() as p:
            there = f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1"
            one = Phone(p, home / "profile", scale=2, args=(there,))
            yield one
            one.close()
