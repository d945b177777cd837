"""How secrets are kept, and what a cookie and a passkey are bound to."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import codes, db, upkeep
from api.settings import Settings
from api.staff import secrets, sessions
from api.staff.models import Account, Browser, Code, Session
from api.staff.permissions import PERMISSIONS, ROLES, may
from api.staff.place import Place
from api.staff.secrets import Sealer
from tests.conftest import start
from tests.team import PASSWORD, STAFF, Member, admin


def test_a_password_is_kept_as_argon2id() -> None:
    hashed = secrets.hash_password(PASSWORD)
    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert secrets.password_fits(hashed, PASSWORD)
    assert not secrets.password_fits(hashed, PASSWORD + " ")
    assert not secrets.password_fits(None, PASSWORD)


def test_what_is_sealed_opens_for_its_owner_with_its_key(tmp_path: Path) -> None:
    key, other = tmp_path / "a", tmp_path / "b"
    key.write_bytes(b"k" * 32), other.write_bytes(b"o" * 32)
    box = Sealer(key).seal("JBSWY3DP", "rosa")
    assert "JBSWY3DP" not in box
    assert Sealer(key).open(box, "rosa") == "JBSWY3DP"
    assert Sealer(key).open(box, "sara") is None
    assert Sealer(other).open(box, "rosa") is None


def test_typed_codes_are_forgiven_their_looks() -> None:
    assert codes.read_letters(" o1l-i ") == "0111"
    assert all(one in codes.CROCKFORD for one in codes.letters(200))


@pytest.mark.usefixtures("cheap_hashes")
def test_the_database_holds_no_secret_in_the_clear(client: FlaskClient) -> None:
    rosa = admin(client.application)
    rows = [*Account.select().dicts(), *Session.select().dicts(), *Code.select().dicts()]
    rows += [*Browser.select().dicts()]
    text = repr(rows)
    for secret in (
        *(PASSWORD, rosa.secret, rosa.cookie(), rosa.cookie("equipo-navegador")),
        *rosa.recovery,
    ):
        assert secret and secret not in text


@pytest.fixture
def public(settings: Settings) -> Flask:
    """The app as it stands behind its proxy, with a confirmed address."""
    (settings.data / "origin").write_text("https://creando.ejemplo.org\n", encoding="ascii")
    yield start(settings)  # type: ignore[misc]
    db.dispose()


@pytest.mark.usefixtures("cheap_hashes")
def test_on_the_net_cookies_are_bound_to_the_host(public: Flask) -> None:
    rosa = Member(public, "rosa")
    link = upkeep_link("rosa")
    answer = rosa.browser.post(
        f"{STAFF}/links/use",
        json={"code": link, "password": PASSWORD},
        base_url="http://creando.ejemplo.org",
        headers={"Origin": "https://creando.ejemplo.org", "X-Creando": "1"},
    )
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-equipo=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= {*cookie.split("; ")}
    assert "Domain" not in cookie


def upkeep_link(name: str) -> str:
    from api.staff.accounts import first_admin

    return first_admin(name, "servidor")


@pytest.mark.parametrize("origin", ["http://creando.ejemplo.org", "http://localhost", "", "null"])
def test_on_the_net_only_the_confirmed_address_writes(public: Flask, origin: str) -> None:
    answer = public.test_client().post(
        f"{STAFF}/session",
        json={"name": "rosa", "password": PASSWORD},
        headers={"Origin": origin, "X-Creando": "1"},
    )
    assert (answer.status_code, answer.get_json()["message"]) == (403, "staff.origin")


@pytest.mark.parametrize(
    ("address", "host", "origin", "rp_id"),
    [
        ("https://a.pe", "a.pe", "https://a.pe", "a.pe"),
        ("https://a.pe:8443", "x", "https://a.pe:8443", "a.pe"),
        ("http://localhost:8000", "localhost:9", "http://localhost:9", "localhost"),
        ("http://localhost:8000", "127.0.0.1:9", "http://127.0.0.1:9", "localhost"),
        ("http://localhost:8000", "192.168.1.2:9", None, "localhost"),
        ("http://localhost:8000", "localhost.malo.pe", None, "localhost"),
    ],
)
def test_a_place(address: str, host: str, origin: str | None, rp_id: str) -> None:
    assert (Place(address).origin(host), Place(address).rp_id) == (origin, rp_id)


def test_the_key_file_is_its_owners_alone(settings: Settings) -> None:
    assert (settings.data / secrets.STAFF_KEY).stat().st_mode & 0o777 == 0o600
    before = (settings.data / secrets.STAFF_KEY).read_bytes()
    upkeep.prepare(settings)
    assert (settings.data / secrets.STAFF_KEY).read_bytes() == before
    assert len(before) == 32


def test_every_permission_names_real_roles_and_none_covers_all() -> None:
    for name, roles in PERMISSIONS.items():
        assert roles <= set(ROLES), name
    for role in ROLES:
        assert not all(may([("*", role)], one, "demo") for one in PERMISSIONS)


def test_a_role_in_one_edition_is_none_in_another() -> None:
    assert may([("demo", "admin")], "role.change", "demo")
    assert not may([("demo", "admin")], "role.change", "abierta")
    assert not may([("demo", "admin")], "role.change", "*")
    assert may([("*", "admin")], "role.change", "demo")
    assert may([("*", "admin")], "role.change", "*")


@pytest.mark.usefixtures("cheap_hashes")
def test_only_the_last_five_browsers_are_known(client: FlaskClient) -> None:
    rosa = admin(client.application)
    account = Account.get(Account.name == rosa.name)
    with db.write():
        for _ in range(7):
            sessions.know("", account.id)
    assert Browser.select().where(Browser.account == account.id).count() == sessions.BROWSERS
