"""Signed invites, from the code to the membership."""

import stat
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from api.editions.invites import code, is_genuine, make_key
from api.settings import Settings
from api.upkeep import invite_key
from tests.phone import Phone, row

KEY = b"k" * 32


def test_a_code_is_short_and_ours() -> None:
    made = code(KEY, "demo", "lima-norte")
    assert made.startswith("demo.lima-norte.")
    assert len(made.rpartition(".")[2]) == 14  # 80 bits
    assert is_genuine(KEY, made, "demo", "lima-norte")
    assert is_genuine(KEY, made, "demo", None)


@pytest.mark.parametrize(
    ("invite", "edition", "channel"),
    [
        (code(b"x" * 32, "demo", "radio"), "demo", "radio"),
        (code(KEY, "demo", "radio"), "demo", "lima-norte"),
        (code(KEY, "demo", "radio"), "otra", "radio"),
        (code(KEY, "demo", "radio")[:-1], "demo", "radio"),
        (code(KEY, "demo", "radio") + "A", "demo", "radio"),
        ("demo.radio.", "demo", "radio"),
        ("demo", "demo", None),
        ("", "demo", None),
        ("..", "", ""),
    ],
)
def test_anything_else_is_not(invite: str, edition: str, channel: str | None) -> None:
    assert not is_genuine(KEY, invite, edition, channel)


def test_the_key_is_made_once_and_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "invite.key"
    make_key(path)
    first = path.read_bytes()
    make_key(path)
    assert path.read_bytes() == first
    assert len(first) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_joining_by_invite(client: FlaskClient, settings: Settings) -> None:
    phone = Phone(client)
    good = code(invite_key(settings), "demo", "radio")
    body = {"edition": "demo", "channel": "radio", "invite": good}
    assert phone.verdicts([row(phone.replica, 1, 2, body)]) == ["accepted"]
    assert phone.held()["membership"] == {"edition": "demo", "channel": "radio"}


@pytest.mark.parametrize(
    "body",
    [
        {"edition": "demo"},
        {"edition": "demo", "channel": "radio"},
        {"edition": "demo", "channel": "radio", "invite": "demo.radio.AAAAAAAAAAAAAA"},
        {"edition": "abierta", "channel": "radio"},
    ],
)
def test_nobody_joins_by_a_false_invite(client: FlaskClient, body: dict) -> None:
    phone = Phone(client)
    assert phone.verdicts([row(phone.replica, 1, 2, body)]) == ["quarantined:invite.invalid"]
    assert phone.held()["membership"] is None


def test_the_open_edition_needs_no_invite(client: FlaskClient) -> None:
    phone = Phone(client)
    assert phone.verdicts([row(phone.replica, 1, 2, {"edition": "abierta"})]) == ["accepted"]
    assert phone.held()["membership"] == {"edition": "abierta", "channel": None}


def test_the_latest_membership_counts_in_any_order(client: FlaskClient, settings: Settings) -> None:
    phone = Phone(client)
    good = code(invite_key(settings), "demo", "radio")
    late = row(phone.replica, 9, 2, {"edition": "demo", "channel": "radio", "invite": good})
    phone.send([late, row(phone.replica, 1, 2, {"edition": "abierta"})])
    assert phone.held()["membership"] == {"edition": "demo", "channel": "radio"}
