"""Signing in over HTTP: two steps, limits that lock nobody out, sessions with two clocks."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.staff import accounts, sessions, tries
from api.staff.models import Account, Code, Session, Try
from tests.team import OURS, PASSWORD, STAFF, Clock, Member, admin, inside, refused

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def app(each_client: FlaskClient) -> Flask:
    return each_client.application


def test_from_the_link_to_signed_in_and_in_again(app: Flask, clock: Clock) -> None:
    link = accounts.first_admin("rosa", "servidor")
    rosa = Member(app, "rosa")
    assert rosa.post("/links/open", {"code": link}).get_json() == {"name": "rosa"}
    said = rosa.post("/links/use", {"code": link, "password": PASSWORD}).get_json()
    assert (said["stage"], said["may"], said["step_up_s"]) == ("enrol", {}, 0)
    rosa.enrol(link)
    me = rosa.get("/me").get_json()
    assert me["roles"] == [{"edition": "*", "role": "admin"}]
    assert me["may"]["account.invite"] == ["*"]
    assert me["factors"] == {"totp": True, "passkeys": 0, "recovery": 10}
    assert rosa.ask("DELETE", "/session").status_code == 204
    refused(rosa.get("/me"), 401, "staff.session")
    clock.pass_s(30)
    half = rosa.first()
    assert half.get_json()["factors"]["totp"] is True
    assert half.get_json()["passkey"] is None
    refused(rosa.get("/me"), 401, "staff.session")
    assert rosa.second().get_json()["stage"] == "full"
    assert rosa.get("/me").status_code == 200


def test_the_link_is_spent_by_the_second_factor_and_not_before(app: Flask, clock: Clock) -> None:
    link = accounts.first_admin("rosa", "servidor")
    for _ in range(2):  # the signal went away half-way
        rosa = Member(app, "rosa")
        assert rosa.post("/links/use", {"code": link, "password": PASSWORD}).status_code == 200
    refused(Member(app, "rosa").first(), 401, "staff.refused")
    rosa.enrol(f" {link[:13].lower()}-{link[13:]} ")
    for path in ("/links/open", "/links/use"):
        refused(rosa.post(path, {"code": link, "password": PASSWORD}), 404, "staff.link")
    late = accounts.first_admin("sara", "servidor")
    clock.pass_s(accounts.LINK_S)
    refused(rosa.post("/links/open", {"code": late}), 404, "staff.link")


def test_a_new_link_empties_the_account(app: Flask) -> None:
    rosa = admin(app)
    link = accounts.first_admin("rosa", "servidor")
    assert rosa.get("/me").status_code == 200
    again = Member(app, "rosa")
    again.post("/links/use", {"code": link, "password": "otra cosa muy distinta"})
    refused(rosa.get("/me"), 401, "staff.session")
    refused(rosa.first(), 401, "staff.refused")
    assert Code.select().where(Code.kind == "recovery").count() == 0


@pytest.mark.parametrize(
    ("name", "password"), [("rosa", "no es esta clave 5"), ("nadie", PASSWORD), ("¡?", PASSWORD)]
)
def test_who_is_not_let_in_all_hear_the_same(app: Flask, name: str, password: str) -> None:
    admin(app)
    answer = Member(app, name).first(password)
    refused(answer, 401, "staff.refused")
    assert "Set-Cookie" not in answer.headers


def test_stopped_and_unfinished_accounts_answer_as_a_wrong_password(app: Flask) -> None:
    rosa = admin(app)
    Account.update(disabled=True).execute()
    refused(rosa.first(), 401, "staff.refused")
    Account.update(disabled=False, ready=False).execute()
    refused(rosa.first(), 401, "staff.refused")


def test_unknown_names_take_as_long(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    rosa = admin(app)
    seen: list[str | None] = []
    real = accounts.named
    from api.staff import signin

    fits = signin.password_fits
    monkeypatch.setattr(
        signin, "password_fits", lambda hashed, given: (seen.append(hashed), fits(hashed, given))[1]
    )
    Member(app, "nadie").first()
    rosa.stranger().first("no es esta clave 5")
    assert seen[0] is None and seen[1] == real("rosa").password  # type: ignore[union-attr]
    assert signin.password_fits(None, PASSWORD) is False


def test_a_code_opens_once(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    rosa.first()
    refused(rosa.second(), 403, "staff.factor")  # the code she enrolled with
    clock.pass_s(30)
    code = rosa.code()
    assert rosa.second(code=f"{code[:3]} {code[3:]}").status_code == 200
    rosa.first()
    refused(rosa.second(code=code), 403, "staff.factor")
    clock.pass_s(30)
    assert rosa.second().status_code == 200


@pytest.mark.parametrize(("late_s", "good"), [(30, True), (-30, True), (90, False), (-90, False)])
def test_a_phones_clock_may_be_half_a_minute_off(
    app: Flask, clock: Clock, late_s: int, good: bool
) -> None:
    rosa = admin(app)
    clock.pass_s(600)
    rosa.first()
    code = rosa.code()
    clock.pass_s(late_s)
    Session.update(created_at=clock.at).execute()
    assert (rosa.second(code=code).status_code == 200) == good


def test_one_code_in_two_hands_lets_one_in(app: Flask, clock: Clock) -> None:
    rosa, thief = admin(app), None
    clock.pass_s(60)
    thief = rosa.stranger()
    rosa.first(), thief.first()
    code = rosa.code()
    got: list[int] = []
    threads = [
        threading.Thread(target=lambda who=who: got.append(who.second(code=code).status_code))
        for who in (rosa, thief)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(got) == [200, 403]


def test_a_recovery_code_opens_once(app: Flask) -> None:
    rosa = admin(app)
    assert len({*rosa.recovery}) == 10
    rosa.first()
    code = rosa.recovery[0]
    assert rosa.second(recovery=f"{code[:5].lower()} {code[5:]}").status_code == 200
    assert rosa.get("/me").get_json()["factors"]["recovery"] == 9
    rosa.first()
    refused(rosa.second(recovery=code), 403, "staff.factor")
    fresh = rosa.post("/recovery-codes").get_json()
    assert fresh == {"code": 401, "status": "Unauthorized"} | fresh  # a half session is not inside
    assert rosa.second(recovery=rosa.recovery[1]).status_code == 200
    fresh = rosa.post("/recovery-codes").get_json()["recovery"]
    assert len({*fresh, *rosa.recovery}) == 20
    rosa.first()
    refused(rosa.second(recovery=rosa.recovery[2]), 403, "staff.factor")
    assert rosa.second(recovery=fresh[9]).status_code == 200


def test_a_half_session_is_good_for_the_second_step_and_five_minutes(
    app: Flask, clock: Clock
) -> None:
    rosa = admin(app)
    rosa.first()
    for method, path in (("GET", "/me"), ("POST", "/totp"), ("GET", "/accounts")):
        refused(rosa.ask(method, path), 401, "staff.session")
    clock.pass_s(sessions.HALF_S)
    refused(rosa.second(), 401, "staff.session")


def test_idle_half_an_hour(app: Flask, clock: Clock) -> None:
    rosa = inside(app, ("*", "admin"))
    for _ in range(3):
        clock.pass_s(sessions.IDLE_S - 1)
        assert rosa.get("/me").status_code == 200
    clock.pass_s(sessions.IDLE_S)
    refused(rosa.get("/me"), 401, "staff.session")


def test_twelve_hours_at_most(app: Flask, clock: Clock) -> None:
    rosa = inside(app, ("*", "admin"))
    begun = clock.at
    while clock.at + 1200 < begun + sessions.ABSOLUTE_S:
        clock.pass_s(1200)
        assert rosa.get("/me").status_code == 200
    clock.pass_s(1200)
    refused(rosa.get("/me"), 401, "staff.session")


def test_wrong_passwords_wait_longer_and_longer_but_never_for_ever(
    app: Flask, clock: Clock
) -> None:
    rosa = admin(app)
    thief = rosa.stranger()
    for _ in range(tries.FREE):
        refused(thief.first("no es esta clave 5"), 401, "staff.refused")
    waits = []
    for _ in range(8):
        answer = thief.first("no es esta clave 5")
        refused(answer, 429, "staff.wait")
        waits.append(int(answer.headers["Retry-After"]))
        clock.pass_s(waits[-1])
        refused(thief.first("no es esta clave 5"), 401, "staff.refused")
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900]


def test_a_crowd_at_once_gets_no_more_tries(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    got: list[int] = []

    def guess() -> None:
        got.append(rosa.stranger().first("no es esta clave 5").status_code)

    threads = [threading.Thread(target=guess) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(got) == [401] * tries.FREE + [429] * (20 - tries.FREE)


def test_strangers_never_keep_her_out(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    rosa.ask("DELETE", "/session")
    thief = rosa.stranger()
    for _ in range(40):
        thief.first("no es esta clave 5")
        clock.pass_s(1)
    refused(thief.first(), 429, "staff.wait")
    assert rosa.first().status_code == 200, "her own browser stands in its own line"
    assert rosa.second().status_code == 200
    new_phone = rosa.stranger()
    refused(new_phone.first(), 429, "staff.wait")
    refused(new_phone.first(recovery="0" * 16), 429, "staff.wait")
    assert new_phone.first(recovery=rosa.recovery[0]).status_code == 200
    clock.pass_s(60)
    assert new_phone.second().status_code == 200


def test_a_name_nobody_has_waits_just_the_same(app: Flask, clock: Clock) -> None:
    admin(app)
    for name in ("rosa", "nadie"):
        said = [Member(app, name).first("no es esta clave 5") for _ in range(7)]
        assert [one.status_code for one in said] == [401] * 5 + [429] * 2
        assert said[-1].headers["Retry-After"] == "30"


def test_made_up_names_do_not_fill_the_disk(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_KEYS", 20)
    for n in range(60):
        tries.take(f"p:n:{n}")
    assert Try.select().count() <= 20


def test_wrong_second_factors_wait_too(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    clock.pass_s(60)
    rosa.first()
    for _ in range(tries.FREE):
        refused(rosa.second(code="000000"), 403, "staff.factor")
    refused(rosa.second(), 429, "staff.wait")
    rosa.first()
    refused(rosa.second(), 429, "staff.wait")
    clock.pass_s(tries.FIRST_WAIT_S)
    assert rosa.second().status_code == 200


WRITES = [("POST", "/session"), ("POST", "/links/open"), ("DELETE", "/session"), ("POST", "/totp")]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Creando": "1"},
        {"Origin": "http://localhost"},
        {"Origin": "https://malo.ejemplo", "X-Creando": "1"},
        {"Origin": "null", "X-Creando": "1"},
        OURS | {"Sec-Fetch-Site": "cross-site"},
        OURS | {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_write_from_elsewhere(client: FlaskClient, headers: dict[str, str]) -> None:
    rosa = inside(client.application, ("*", "admin"))
    for method, path in WRITES:
        answer = rosa.browser.open(STAFF + path, method=method, json={}, headers=headers)
        refused(answer, 403, "staff.origin")
    assert rosa.get("/me").status_code == 200


def test_a_read_from_elsewhere(client: FlaskClient) -> None:
    rosa = inside(client.application, ("*", "admin"))
    refused(rosa.ask("GET", "/me", **{"Sec-Fetch-Site": "cross-site"}), 403, "staff.origin")
    assert rosa.ask("GET", "/me", **{"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_no_cookie_over_a_network_in_the_clear(client: FlaskClient) -> None:
    browser = client.application.test_client()
    answer = browser.post(
        f"{STAFF}/session",
        base_url="http://192.168.1.20:8000",
        json={"name": "rosa", "password": PASSWORD},
        headers={"Origin": "http://192.168.1.20:8000", "X-Creando": "1"},
    )
    refused(answer, 403, "staff.origin")


def test_cookies_on_this_machine(app: Flask) -> None:
    rosa = admin(app)
    half = rosa.first().headers["Set-Cookie"]
    assert half.startswith("equipo=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"} <= {*half.split("; ")}
    assert rosa.first().headers["Cache-Control"] == "no-store"


def test_step_up_counts_ten_minutes(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    assert rosa.post("/recovery-codes").status_code == 200
    clock.pass_s(sessions.STEP_UP_S)
    for path in ("/recovery-codes", "/totp", "/passkeys/options"):
        refused(rosa.post(path), 403, "staff.step_up")
    refused(rosa.post("/step-up", {"code": "000000"}), 403, "staff.factor")
    assert rosa.post("/step-up/options").get_json()["passkey"] is None
    assert rosa.post("/step-up", {"code": rosa.code()}).status_code == 204
    assert rosa.get("/me").get_json()["step_up_s"] == sessions.STEP_UP_S
    assert rosa.post("/recovery-codes").status_code == 200


def test_a_change_of_password_ends_the_other_sessions(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    clock.pass_s(30)
    elsewhere = rosa.stranger()
    elsewhere.first(), elsewhere.second()
    assert elsewhere.get("/me").status_code == 200
    new = "lúcuma verde 9 noches"
    refused(rosa.post("/password", {"old": "no", "new": new}), 403, "staff.password")
    refused(rosa.post("/password", {"old": PASSWORD, "new": "corta"}), 422, "staff.password_length")
    common = {"old": PASSWORD, "new": "contraseña123456"}
    refused(rosa.post("/password", common), 422, "staff.password_common")
    assert rosa.post("/password", {"old": PASSWORD, "new": new}).status_code == 204
    assert rosa.get("/me").status_code == 200
    refused(elsewhere.get("/me"), 401, "staff.session")
    refused(rosa.stranger().first(), 401, "staff.refused")
    assert rosa.stranger().first(new).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "rosa"},
        {"name": 5, "password": PASSWORD},
        {"name": "rosa", "password": "\ud83d"},
        {"name": "ro\x00sa", "password": PASSWORD},
        {"name": "r" * 65, "password": PASSWORD},
        [],
        "x",
    ],
)
def test_bodies_of_another_contract(app: Flask, body: object) -> None:
    refused(Member(app).post("/session", body), 422, "request.invalid")


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"code": "1", "recovery": "2"},
        {"passkey": "x"},
        {"passkey": {"id": "\ud83d"}},
        {"passkey": {"id": "a\x00"}},
    ],
)
def test_one_factor_at_a_time(app: Flask, shown: dict[str, object]) -> None:
    rosa = admin(app)
    rosa.first()
    refused(rosa.post("/session/second", shown), 422, "request.invalid")


def test_a_made_up_passkey_opens_nothing(app: Flask) -> None:
    rosa = admin(app)
    rosa.first()
    for shown in ({}, {"id": "x"}, {"id": "x", "rawId": "x", "response": {}, "type": "public-key"}):
        refused(rosa.second(passkey=shown), 403, "staff.factor")
    inside_now = admin(app, "sara")
    assert inside_now.post("/passkeys/options").status_code == 200
    refused(inside_now.post("/passkeys", {"passkey": {"id": "x"}}), 403, "staff.factor")
