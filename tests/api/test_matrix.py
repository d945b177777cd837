"""Every route, asked by everybody, for her own and for others' things: as matrix.md says."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from api import db
from api.settings import Settings
from tests.api.matrix_world import BODIES, EVERYBODY, Who, World, path_of
from tests.conftest import start
from tests.team import Clock

TABLE = Path(__file__).with_name("matrix.md")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    route: str
    whose: str
    target: str
    statuses: dict[str, int]

    @property
    def method(self) -> str:
        return self.route.partition(" ")[0]

    @property
    def rule(self) -> str:
        return self.route.partition(" ")[2]

    @property
    def own(self) -> bool:
        return self.target == "own"


def read_table(text: str) -> list[Row]:
    """Read the table; a blank is the same as the cell to its left."""
    lines = [line.strip("| ") for line in text.splitlines() if line.startswith("| ")]
    head, *rest = [[cell.strip() for cell in line.split("|")] for line in lines]
    rows = []
    for route, whose, target, *cells in rest:
        last, statuses = 0, {}
        padded = cells + [""] * (len(head) - 3 - len(cells))
        for name, cell in zip(head[3:], padded, strict=True):
            last = int(cell) if cell else last
            statuses[name] = last
        rows.append(Row(route, whose, target, statuses))
    return rows


ROWS = read_table(TABLE.read_text(encoding="utf-8"))


class Everything(logging.Handler):
    """Keeps all that any logger of this process says."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.fixture
def logged() -> Iterator[list[str]]:
    handler = Everything()
    loggers = [logging.getLogger(), logging.getLogger("creando")]
    for logger in loggers:
        logger.addHandler(handler)
    yield handler.said
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def world(settings: Settings, cheap_hashes: None, clock: Clock) -> Iterator[World]:
    app = start(settings)
    app.config["TEST_STAFF_KEY"] = settings.data / "staff.key"
    yield World(app, settings)
    db.dispose()


def routes_of(app: Flask) -> set[str]:
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if method not in ("HEAD", "OPTIONS")
    }


def test_every_route_has_a_row_and_every_row_a_route(world: World) -> None:
    assert {row.route for row in ROWS} == routes_of(world.app)
    assert all(tuple(row.statuses) == tuple(EVERYBODY) for row in ROWS)
    assert all(row.whose in ("all", "hers") and row.target in ("own", "foreign") for row in ROWS)
    with_id = {
        row.route
        for row in ROWS
        if "<" in row.rule
        or row.route in BODIES
        or "?" in path_of(row.rule, world, world.nobody(), own=True)
    }
    both = {(row.route, row.target) for row in ROWS}
    missing = {route for route in with_id if (route, "foreign") not in both}
    assert missing == set(), "what takes an id or a secret is also asked with another's"
    assert set(BODIES) <= {row.route for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.route} {row.target}")
def test_everybody_is_answered_as_the_table_says(
    row: Row, world: World, logged: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    got: dict[str, int] = {}
    bodies: set[bytes] = set()
    for name, make in EVERYBODY.items():
        who, answer = send(row, world, make(world))
        got[name] = answer.status_code
        bodies.add(answer.data)
        check_caches(row, answer)
        world.secrets += said_once(answer)
        if who.member:
            world.secrets += [who.member.cookie(), who.member.cookie("equipo-navegador")]
    assert got == row.statuses
    if row.whose == "all":
        assert len(bodies) == 1, "what caches may keep is the same for everybody"
    spoken = "\n".join(logged) + "".join(capfd.readouterr())
    assert row.rule in spoken, "the log was listened to"
    assert [one for one in world.secrets if one and one in spoken] == []


def send(row: Row, world: World, who: Who):  # type: ignore[no-untyped-def]
    path = path_of(row.rule, world, who, row.own)
    body = BODIES.get(row.route)
    json = body(world, who, row.own) if body else None
    return who, who.ask(row.method, path, json)


def check_caches(row: Row, answer) -> None:  # type: ignore[no-untyped-def]
    """A GET about her is kept by nobody; a write's answer is never kept anyway."""
    if row.whose == "hers" and row.method == "GET" and answer.status_code == 200:
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers


def said_once(answer) -> list[str]:  # type: ignore[no-untyped-def]
    """What an answer carries that no log may: cookies' values, codes, secrets."""
    cookies = [
        one.partition(";")[0].partition("=")[2] for one in answer.headers.getlist("Set-Cookie")
    ]
    if not answer.is_json:
        return cookies
    said = answer.get_json()
    words = [said.get(name) for name in ("code", "secret")] if isinstance(said, dict) else []
    listed = said.get("recovery", []) if isinstance(said, dict) else []
    return cookies + [one for one in [*words, *listed] if isinstance(one, str)]


PERSONAL = [
    row
    for row in ROWS
    if row.whose == "hers" and row.method == "GET" and 200 in row.statuses.values()
]


@pytest.mark.parametrize("row", PERSONAL, ids=lambda row: row.route)
def test_no_answer_crosses_from_one_person_to_another(row: Row, world: World) -> None:
    allowed = [name for name, status in row.statuses.items() if status == 200]
    assert allowed
    for name in allowed:
        ana, eva = EVERYBODY[name](world), EVERYBODY[name](world)
        path = path_of(row.rule, world, ana, row.own)
        hers = ana.ask("GET", path)
        others, again, nobodys = eva.ask("GET", path), ana.ask("GET", path), world.nobody()
        assert (hers.status_code, others.status_code) == (200, 200)
        assert again.get_json() == hers.get_json()
        assert nobodys.ask("GET", path).status_code == row.statuses["nobody"] != 200
        if row.rule in ONLY_ONE:
            assert [one for one in ana.names if one.encode() in others.data] == []
            assert any(one.encode() in hers.data for one in ana.names)


# Answers about the asker alone; the others are lists that her colleagues of an edition see too.
ONLY_ONE = {"/api/v1/learner", "/api/v1/staff/me"}
