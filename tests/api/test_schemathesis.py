"""schemathesis over the OpenAPI document, against a real server: no 5xx, no undocumented answer."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from api import db
from api.staff import accounts, sessions
from scripts.rig.server import Server
from tests.conftest import ROOT, SHA, settings_for
from tests.phone import fresh_id, fresh_token
from tests.team import give

API_PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
# Each example is a request: a sample every time, more of them in the long rigs.
SAMPLE = pytest.param(10, id="sample")
MANY = pytest.param(60, id="many", marks=pytest.mark.long)
# From so many on, sequences of requests are tried as well.
SEQUENCES = 60
LIMIT_S = 600


def signed_in(server: Server, built: Path) -> str:
    """Put an admin and a mentor into the server's database; return the admin's cookie."""
    db.open_database(settings_for(server.data, built))
    try:
        with db.write():
            lupe, rosa = accounts.make("lupe"), accounts.make("rosa")
            give(lupe.id, [("abierta", "mentor")])
            give(rosa.id, [("*", "admin"), ("*", "officer")])
            return sessions.begin(rosa.id, sessions.FULL)
    finally:
        db.dispose()


@pytest.mark.parametrize("examples", [SAMPLE, MANY])
@pytest.mark.parametrize(
    "known",
    [
        pytest.param(True, id="with a token"),
        pytest.param(False, id="a stranger", marks=pytest.mark.long),
    ],
)
def test_every_answer_is_documented(
    built: Path, tmp_path: Path, known: bool, examples: int
) -> None:
    env = {"CREANDO_PWA": str(built / "pwa"), "CREANDO_BUNDLES": str(built / "bundles")}
    with Server(tmp_path / "data", env=env) as server:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"http://127.0.0.1:{server.port}/openapi.json",
            # No JSON schema can say what `sum` must be: some valid-looking requests are refused.
            *("--checks", "all", "--exclude-checks", "positive_data_acceptance"),
            *("--max-examples", str(examples), "--seed", "1", "--no-color"),
            *(("--phases", "examples,coverage,fuzzing") if examples < SEQUENCES else ()),
            *(("-H", f"Authorization: Bearer {fresh_token()}") if known else ()),
        ]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "SCHEMATHESIS_HOOKS": "tests.api.fuzz_hooks",
                "FUZZ_SUBJECT": fresh_id(),
                "FUZZ_ORIGIN": f"http://127.0.0.1:{server.port}",
                "FUZZ_COOKIE": signed_in(server, built) if known else "",
                "FUZZ_BUNDLE": "precio",
                "FUZZ_SHA256": SHA,
            },
            capture_output=True,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
        count = len(re.findall(r"^\| `(?:GET|POST|PUT|DELETE) /api/", API_PAGE, re.M))
        assert f"Selected: {count}/{count}" in done.stdout
        served = server.log.read_text()
        assert " 500 " not in served
        assert ("POST /api/v1/sync 200" in served) == known
        assert ("GET /api/v1/staff/accounts 200" in served) == known
