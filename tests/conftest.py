"""What every test of the API stands on: built files, both databases, an app, a phone."""

import json
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import brotli
import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from api import db, upkeep
from api.settings import Settings, read_settings
from tests.phone import Phone
from tests.team import Clock

ROOT = Path(__file__).resolve().parents[1]
SHA = "ab" * 32
VERSION = "1f2e3d4c"
BUNDLE = json.dumps({"f": 1, "k": "module", "id": "precio", "t": "¿Cuánto cobro?" * 20}).encode()
INDEX = "<!doctype html><style>body{margin:0}</style><title>CREANDO</title>" + "<p>hola</p>" * 40
NEEDS_POSTGRES = (
    "The store's contract tests need PostgreSQL's initdb and pg_ctl, on PATH or under "
    "/usr/lib/postgresql: `make test` brings them, by hand `apt-get install postgresql`."
)


def _copied(what: Any) -> Any:
    """Copy dicts and lists, and no schema that stands in them."""
    if isinstance(what, dict):
        return {key: _copied(value) for key, value in what.items()}
    return [_copied(one) for one in what] if isinstance(what, list) else what


@pytest.fixture(scope="session", autouse=True)
def _quick_apps() -> Iterator[None]:
    """Hundreds of tests build the app: half of that were addresses and documents made again."""
    compiled: dict[tuple[object, ...], Any] = {}
    real = Rule._compile_builder

    def compile_builder(rule: Rule, append_unknown: bool = True) -> Any:
        key = (rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown)
        if key not in compiled:
            compiled[key] = real(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", compile_builder)
        patch.setattr("flask_smorest.blueprint.deepcopy", _copied)
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small PWA, one bundle and the index, as the builders leave them."""
    folder = tmp_path_factory.mktemp("built")
    assets = folder / "pwa" / "assets"
    assets.mkdir(parents=True)
    (folder / "pwa" / "index.html").write_text(INDEX, encoding="utf-8")
    (folder / "pwa" / "equipo").mkdir()
    (folder / "pwa" / "equipo" / "index.html").write_text(INDEX, encoding="utf-8")
    (folder / "pwa" / "equipo" / "abc123.js").write_text("console.log('equipo');\n" * 30)
    (folder / "pwa" / "sw.js").write_text("self.onfetch = () => {};\n" * 20, encoding="utf-8")
    (folder / "pwa" / "manifest.webmanifest").write_text(json.dumps({"name": "CREANDO" * 9}))
    (folder / "pwa" / "icon.png").write_bytes(b"\x89PNG" * 30)
    (assets / "main-abc123.js").write_text("console.log('hola');\n" * 30, encoding="utf-8")
    packed = brotli.compress((assets / "main-abc123.js").read_bytes() + b"//packed beside")
    (assets / "main-abc123.js.br").write_bytes(packed)
    module = folder / "bundles" / "precio"
    module.mkdir(parents=True)
    (module / f"{SHA}.json").write_bytes(BUNDLE)
    (module / f"{SHA}.json.br").write_bytes(brotli.compress(BUNDLE))
    entry = {
        "id": "precio",
        "kind": "module",
        "title": "¿Cuánto cobro?",
        "url": f"/api/v1/bundles/precio/{SHA}",
        "sha256": SHA,
        "transfer_bytes": 100,
        "stored_bytes": len(BUNDLE),
        "locale": "es",
        "rev": 3,
    }
    catalogs = {
        slug: {"version": VERSION, "edition": slug, "entries": [entry]}
        for slug in ("abierta", "demo")
    }
    (folder / "bundles" / "index.json").write_text(json.dumps({"f": 1, "editions": catalogs}))
    return folder


def settings_for(data: Path, built: Path, url: str = "") -> Settings:
    """Return settings over a data folder of the test's own."""
    return read_settings(
        {
            "CREANDO_DATA": str(data),
            "DATABASE_URL": url,
            "CREANDO_PWA": str(built / "pwa"),
            "CREANDO_BUNDLES": str(built / "bundles"),
            "CREANDO_LOCK_WAIT_S": "1",
        }
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A private cluster under a temporary folder; yields the folder of its socket."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin")]
    path = os.pathsep.join([os.environ["PATH"], *map(str, sorted(found, reverse=True))])
    initdb, pg_ctl = shutil.which("initdb", path=path), shutil.which("pg_ctl", path=path)
    if not initdb or not pg_ctl:
        pytest.fail(NEEDS_POSTGRES)
    user = _unprivileged() if os.getuid() == 0 else None  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="creando-pg-"))
    if user:
        shutil.chown(folder, user)
    cluster, log = folder / "data", folder / "log"

    def run(*words: str) -> None:
        subprocess.run(words, user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run(initdb, "-D", str(cluster), "-U", "creando", "-A", "trust", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c max_connections=100"
    run(pg_ctl, "-D", str(cluster), "-l", str(log), "-o", options, "-w", "start")
    try:
        yield str(folder)
    finally:
        db.dispose()
        run(pg_ctl, "-D", str(cluster), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


def _unprivileged() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """The cluster's database, empty."""
    where = {"host": postgres, "user": "creando", "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as link:
        apart = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^(antes|creando)_'"
        for (schema,) in link.execute(apart).fetchall():  # what restores set aside
            link.execute(f'DROP SCHEMA "{schema}" CASCADE')
        link.execute("DROP SCHEMA public CASCADE")
        link.execute("CREATE SCHEMA public")
    return f"postgresql:///postgres?host={postgres}&user=creando"


@pytest.fixture(params=["sqlite", "postgres"])
def either(request: pytest.FixtureRequest, tmp_path: Path, built: Path) -> Settings:
    """Settings on each database in turn, prepared: the contract tests of the store."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    settings = settings_for(tmp_path / "data", built, url)
    upkeep.prepare(settings)
    return settings


@pytest.fixture
def settings(tmp_path: Path, built: Path) -> Settings:
    """Settings on SQLite, prepared."""
    made = settings_for(tmp_path / "data", built)
    upkeep.prepare(made)
    return made


@pytest.fixture(autouse=True)
def _clock_first(request: pytest.FixtureRequest) -> None:
    """In a test with a clock all happens by it, what its other fixtures do as well."""
    if "clock" in request.fixturenames:
        request.getfixturevalue("clock")


def start(settings: Settings) -> Flask:
    """Build the app on a prepared folder."""
    from api.app import build_app

    return build_app(settings)


@pytest.fixture
def client(settings: Settings) -> Iterator[FlaskClient]:
    """A client of the app on SQLite."""
    yield start(settings).test_client()
    db.dispose()


@pytest.fixture
def each_client(either: Settings) -> Iterator[FlaskClient]:
    """A client of the app on each database."""
    yield start(either).test_client()
    db.dispose()


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2id as it is, with the least work it allows."""
    monkeypatch.setattr("api.staff.secrets.TIME_COST", 1)
    monkeypatch.setattr("api.staff.secrets.MEMORY_KIB", 8)
    monkeypatch.setattr("api.recovery.proofs.TIME_COST", 1)
    monkeypatch.setattr("api.recovery.proofs.MEMORY_KIB", 8)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the test moves."""
    hands = Clock()
    monkeypatch.setattr("api.clock.time", hands)
    return hands


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    """A phone that has never spoken to the server, on SQLite."""
    return Phone(client)


@pytest.fixture
def each_phone(each_client: FlaskClient) -> Phone:
    """A phone that has never spoken to the server, on each database."""
    return Phone(each_client)
