"""The operator's orders about the team."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from api import cli, db, upkeep
from api.settings import Settings
from api.staff.models import Entry
from tests.conftest import ROOT, start
from tests.team import Member

LINK = re.compile(r"http://localhost:8000/equipo#([0-9A-Z]{26})\n")


def run(capsys: pytest.CaptureFixture[str], settings: Settings, *words: str) -> tuple[int, str]:
    code = cli.main([*words, "--data", str(settings.data)])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.usefixtures("cheap_hashes")
def test_the_first_administrator(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, settings, "admin", "Rosa")
    assert code == 0 and "48 horas" in said
    link = LINK.search(said)
    assert link
    app = start(settings)
    assert Member(app, "rosa").enrol(link[1]).get("/me").get_json()["name"] == "rosa"
    db.dispose()


def test_a_name_that_is_none(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, settings, "admin", "ñ")
    assert (code, said.count("\n")) == (1, 1) and "cuenta" in said
    db.dispose()


def test_the_record_is_verified(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, settings, "audit", "verify")[1].startswith(
        "El registro del equipo está entero: 0 líneas."
    )
    for name in ("rosa", "sara"):
        run(capsys, settings, "admin", name)
    said = run(capsys, settings, "audit", "verify")[1]
    last = said.strip().rsplit(" ", 1)[1]
    assert last.startswith("2:")
    assert run(capsys, settings, "audit", "verify", last)[0] == 0
    for wrong in (f"3{last[1:]}", f"{last[:-1]}{'01'[last[-1] == '0']}", f"{'9' * 18}{last[1:]}"):
        code, said = run(capsys, settings, "audit", "verify", wrong)
        assert (code, said.count("\n")) == (1, 1) and "ya no está" in said
        for senseless in (f"{last[:-1]}z", "x", "²:x", f"{'9' * 40}:ff"):
            code, said = run(capsys, settings, "audit", "verify", senseless)
            assert (code, said.count("\n")) == (1, 1) and "NÚMERO:HUELLA" in said
    upkeep.attach(settings)
    Entry.insert(
        n=3, at=1, who="x", what="x", edition="*", whom="", why="", prev="0" * 64, hash="x"
    ).execute()
    code, said = run(capsys, settings, "audit", "verify")
    assert code == 1 and "línea 3" in said
    db.dispose()


def test_the_orders_are_listed() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert "admin" in done.stdout and "audit" in done.stdout
    assert Path(ROOT / "api" / "staff" / "commands.py").is_file()
