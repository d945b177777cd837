"""Accounts, roles and the record over HTTP."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import IntegrityError

from api.staff import audit
from api.staff.models import Account, Entry
from tests.team import Clock, Member, admin, inside, refused

pytestmark = pytest.mark.usefixtures("cheap_hashes")
MENTOR = {"edition": "demo", "role": "mentor"}


@pytest.fixture
def app(each_client: FlaskClient) -> Flask:
    return each_client.application


def invite(who: Member, name: str, *roles: dict[str, str]) -> str:
    said = who.post("/accounts", {"name": name, "roles": [*roles], "why": "nueva en el equipo"})
    assert said.status_code == 200, said.data
    assert said.get_json()["seconds"] == 48 * 3600
    return str(said.get_json()["code"])


def test_an_invited_mentor_comes_in_and_is_a_mentor_only(app: Flask) -> None:
    rosa = admin(app)
    assert rosa.get("/me").get_json()["editions"] == ["abierta", "demo"]
    lupe = Member(app, "lupe").enrol(invite(rosa, "Lupe ", MENTOR))
    assert lupe.get("/me").get_json()["roles"] == [MENTOR]
    for method, path, json in (
        ("GET", "/accounts", None),
        ("POST", "/accounts", {"name": "otra", "roles": [MENTOR]}),
        ("PUT", "/accounts/rosa/disabled", {"disabled": True}),
        ("PUT", "/accounts/lupe/roles/demo", {"roles": ["admin"]}),
        ("POST", "/accounts/rosa/link", {}),
        ("GET", "/audit", None),
    ):
        refused(lupe.ask(method, path, json), 403, "staff.role")


def test_roles_count_from_the_next_request(app: Flask) -> None:
    rosa, lupe = admin(app), inside(app, ("demo", "mentor"), name="lupe")
    put = {"roles": ["organiser", "officer"], "why": "cambia de tarea"}
    assert rosa.put("/accounts/lupe/roles/demo", put).status_code == 204
    assert [one["role"] for one in lupe.get("/me").get_json()["roles"]] == ["officer", "organiser"]
    assert lupe.get("/audit").status_code == 200
    assert rosa.put("/accounts/lupe/roles/demo", {"roles": []}).status_code == 204
    assert lupe.get("/me").get_json()["roles"] == []
    refused(lupe.get("/audit"), 403, "staff.role")


def test_a_stopped_account_is_out_at_its_next_request(app: Flask, clock: Clock) -> None:
    rosa = admin(app)
    lupe = Member(app, "lupe").enrol(invite(rosa, "lupe", MENTOR))
    clock.pass_s(30)
    elsewhere = lupe.stranger()
    elsewhere.first(), elsewhere.second()
    stop = {"disabled": True, "why": "se fue"}
    assert rosa.put("/accounts/lupe/disabled", stop).status_code == 204
    for browser in (lupe, elsewhere):
        refused(browser.get("/me"), 401, "staff.session")
    refused(lupe.first(), 401, "staff.refused")
    assert rosa.put("/accounts/lupe/disabled", {"disabled": False}).status_code == 204
    refused(lupe.get("/me"), 401, "staff.session")
    assert lupe.first().status_code == 200


def test_a_session_of_a_stopped_account_is_none_even_if_it_is_still_there(app: Flask) -> None:
    lupe = inside(app, ("demo", "mentor"))
    Account.update(disabled=True).where(Account.name == lupe.name).execute()
    refused(lupe.get("/me"), 401, "staff.session")


def test_a_link_is_void_once_the_account_is_stopped(app: Flask) -> None:
    rosa = admin(app)
    link = invite(rosa, "lupe", MENTOR)
    rosa.put("/accounts/lupe/disabled", {"disabled": True})
    rosa.put("/accounts/lupe/disabled", {"disabled": False})
    refused(Member(app).post("/links/open", {"code": link}), 404, "staff.link")
    again = rosa.post("/accounts/lupe/link", {"why": "perdió todo"}).get_json()["code"]
    assert Member(app, "lupe").enrol(again).get("/me").status_code == 200


def test_nobody_changes_her_own(app: Flask) -> None:
    rosa = admin(app)
    roles = {"roles": ["mentor", "admin"]}
    refused(rosa.put("/accounts/rosa/roles/*", roles), 403, "staff.self")
    refused(rosa.put("/accounts/ROSA/roles/demo", roles), 403, "staff.self")
    refused(rosa.put("/accounts/rosa/disabled", {"disabled": True}), 403, "staff.self")
    refused(rosa.post("/accounts/rosa/link", {}), 403, "staff.self")


def test_an_admin_of_one_edition_rules_there_only(app: Flask) -> None:
    inside(app, ("abierta", "mentor"), name="lejos")
    inside(app, ("demo", "mentor"), ("abierta", "mentor"), name="ambas")
    inside(app, ("demo", "mentor"), name="cerca")
    jefa = inside(app, ("demo", "admin"), name="jefa")
    said = jefa.get("/accounts").get_json()
    assert jefa.get("/me").get_json()["editions"] == ["demo"]
    seen = {one["name"]: one["roles"] for one in said["accounts"]}
    assert seen["ambas"] == [MENTOR]
    assert set(seen) == {"ambas", "cerca", "jefa"}
    for name in ("lejos", "nadie", "¡!"):
        refused(jefa.put(f"/accounts/{name}/disabled", {"disabled": True}), 404, "staff.account")
        refused(jefa.post(f"/accounts/{name}/link", {}), 404, "staff.account")
        refused(jefa.put(f"/accounts/{name}/roles/demo", {"roles": []}), 404, "staff.account")
    refused(jefa.put("/accounts/ambas/disabled", {"disabled": True}), 404, "staff.account")
    assert jefa.put("/accounts/ambas/roles/demo", {"roles": ["organiser"]}).status_code == 204
    assert jefa.put("/accounts/cerca/disabled", {"disabled": True}).status_code == 204
    for edition in ("abierta", "*"):
        refused(jefa.put(f"/accounts/cerca/roles/{edition}", {"roles": []}), 403, "staff.role")
        role = {"edition": edition, "role": "mentor"}
        refused(jefa.post("/accounts", {"name": "otra", "roles": [role]}), 403, "staff.role")
    assert invite(jefa, "propia", MENTOR)


def test_what_an_invitation_has_to_be(app: Flask) -> None:
    rosa = admin(app)
    for name in ("", "R", "con espacio", "ñandú", "-x", "a" * 32):
        key = "request.invalid" if not name else "staff.name"
        refused(rosa.post("/accounts", {"name": name, "roles": [MENTOR]}), 422, key)
    refused(rosa.post("/accounts", {"name": "rosa", "roles": [MENTOR]}), 422, "staff.name_taken")
    refused(rosa.post("/accounts", {"name": "otra", "roles": []}), 422, "request.invalid")
    unknown = {"edition": "no-hay", "role": "mentor"}
    refused(rosa.post("/accounts", {"name": "otra", "roles": [unknown]}), 422, "staff.roles")
    refused(rosa.put("/accounts/x/roles/no-hay", {"roles": []}), 404, "edition.unknown")
    assert Account.select().count() == 1


def test_what_matters_asks_for_the_second_factor_again(app: Flask) -> None:
    inside(app, ("demo", "mentor"), name="lupe")
    tired = inside(app, ("*", "admin"), stepped=False)
    for method, path, json in (
        ("POST", "/accounts", {"name": "otra", "roles": [MENTOR]}),
        ("POST", "/accounts/lupe/link", {}),
        ("PUT", "/accounts/lupe/disabled", {"disabled": True}),
        ("PUT", "/accounts/lupe/roles/demo", {"roles": []}),
    ):
        refused(tired.ask(method, path, json), 403, "staff.step_up")
    assert tired.get("/accounts").status_code == 200


def test_the_record_says_who_did_what_to_whom_and_why(app: Flask) -> None:
    rosa = admin(app)
    invite(rosa, "lupe", MENTOR)
    rosa.put("/accounts/lupe/roles/demo", {"roles": ["organiser"], "why": "dirige"})
    lines = rosa.get("/audit").get_json()["lines"]
    assert [
        (one["who"], one["what"], one["edition"], one["whom"], one["why"]) for one in lines
    ] == [
        ("rosa", "role.changed", "demo", "lupe", "mentor > organiser. dirige"),
        ("rosa", "account.invited", "demo", "lupe", "nueva en el equipo"),
        ("rosa", "account.ready", "*", "rosa", ""),
        ("rosa", "factor.totp", "*", "rosa", ""),
        ("servidor", "account.link", "*", "rosa", "línea de órdenes"),
    ]
    assert rosa.get("/audit?before=3").get_json()["lines"] == lines[3:]
    for before in ("x", "-1", "9" * 20, "²"):
        refused(rosa.get(f"/audit?before={before}"), 422, "request.invalid")
    assert audit.walk() == audit.Chain(5, lines[0]["hash"], None)


def test_an_officer_sees_the_lines_of_her_edition(app: Flask) -> None:
    rosa = admin(app)
    invite(rosa, "lupe", MENTOR)
    invite(rosa, "abi", {"edition": "abierta", "role": "mentor"})
    officer = inside(app, ("demo", "officer"))
    assert [one["whom"] for one in officer.get("/audit").get_json()["lines"]] == ["lupe"]


def test_a_line_that_was_changed_cut_out_or_put_in_is_found(app: Flask) -> None:
    rosa = admin(app)
    for name in ("uno", "dos", "tres"):
        invite(rosa, name, MENTOR)
    whole = audit.walk()
    rows = [*Entry.select().order_by(Entry.n).dicts()]
    assert (whole.lines, whole.broken_at) == (6, None)
    assert audit.holds(6, whole.last) and not audit.holds(5, whole.last)
    for change in ({"why": "x"}, {"who": "otra"}, {"at": 1}, {"prev": "0" * 64}, {"n": 9}):
        rewrite([*rows[:3], rows[3] | change, *rows[4:]])
        assert audit.walk().broken_at == 4, change
    rewrite([*rows[:2], *rows[3:]])
    assert audit.walk().broken_at == 3
    rewrite(rows[:5])
    assert audit.walk().broken_at is None
    assert not audit.holds(6, whole.last), "a record cut short lacks the line noted elsewhere"


def rewrite(rows: list[dict[str, object]]) -> None:
    """Write another record in the place of this one, as only the database's owner could."""
    Entry._meta.database.drop_tables([Entry])  # type: ignore[attr-defined]
    Entry._meta.database.create_tables([Entry])  # type: ignore[attr-defined]
    Entry.insert_many(rows).execute()


def test_the_record_only_grows(app: Flask) -> None:
    admin(app)
    before = [*Entry.select().order_by(Entry.n).dicts()]
    for deed in (Entry.update(why="x"), Entry.delete()):
        try:
            deed.execute()
        except Exception as fault:
            assert "only grows" in str(fault)
    assert [*Entry.select().order_by(Entry.n).dicts()] == before


def test_no_line_of_the_record_is_replaced(client: FlaskClient) -> None:
    admin(client.application)  # on SQLite, where REPLACE deletes without saying so
    before = [*Entry.select().order_by(Entry.n).dicts()]
    with pytest.raises(IntegrityError, match="only grows"):
        Entry.replace(**{**before[0], "why": "x"}).execute()
    assert [*Entry.select().order_by(Entry.n).dicts()] == before


def test_lines_at_the_same_time_stand_in_one_row(app: Flask) -> None:
    import threading

    rosa = admin(app)
    others = [inside(app, ("*", "admin")) for _ in range(6)]
    threads = [
        threading.Thread(target=invite, args=(who, f"nueva{n}", MENTOR))
        for n, who in enumerate(others)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert audit.walk().lines == 3 + 6
    assert audit.walk().broken_at is None
    assert rosa.get("/me").status_code == 200


def test_staff_answers_are_kept_by_nobody(client: FlaskClient) -> None:
    rosa = inside(client.application, ("*", "admin"))
    for path in ("/me", "/accounts", "/audit"):
        answer = rosa.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "ETag" not in answer.headers
