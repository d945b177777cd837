"""Helping a learner back in: by one who sees her, by two who do not, in one's own edition."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.progress.models import Membership
from api.staff import audit
from api.staff.help import service
from api.staff.models import Ask, Entry
from tests.phone import Phone, fresh_id, fresh_token, hashed, row
from tests.team import Clock, Member, inside, refused

pytestmark = pytest.mark.usefixtures("cheap_hashes")
WHY = "su dibujo y su lección son esas"


@pytest.fixture
def app(each_client: FlaskClient) -> Flask:
    return each_client.application


def learner(app: Flask, edition: str = "demo") -> Phone:
    """A learner of an edition, with a drawing."""
    phone = Phone(app.test_client())
    phone.send([row(phone.replica, 1, 1, {"avatar": "y7"})])
    Membership.insert(subject=phone.subject, edition=edition, at=1_795_000_000, h="x").execute()
    return phone


def ask(who: Member, phone: Phone, how: str = "face", why: str = WHY):  # type: ignore[no-untyped-def]
    return who.post("/recoveries", {"subject": phone.subject, "how": how, "why": why})


def claim(app: Flask, code: str, token: str = ""):  # type: ignore[no-untyped-def]
    body = {"code": code, "session": hashed(token or fresh_token())}
    return app.test_client().post("/api/v1/links/claim", json=body)


def test_a_mentor_sees_her_and_gives_the_code_of_her_new_phone(app: Flask) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"), name="lupe")
    seen = lupe.get("/members?edition=demo").get_json()["members"]
    ana_now = {"subject": ana.subject, "avatar": "y7", "joined_at": 1_795_000_000, "met": []}
    assert seen == [ana_now]
    said = ask(lupe, ana).get_json()
    assert said["id"] is None and len(said["code"]) == 8
    token = fresh_token()
    got = claim(app, said["code"], token)
    assert got.status_code == 200 and got.get_json()["subject"] == ana.subject
    new = Phone(app.test_client(), ana.subject, token)
    assert [one["q"] for one in new.held()["events"]][:1] == [1]
    assert claim(app, said["code"]).status_code == 404


def test_the_record_names_her_by_a_fingerprint(app: Flask) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"), name="lupe")
    lupe.get("/members?edition=demo")
    code = ask(lupe, ana).get_json()["code"]
    lines = [*Entry.select().order_by(Entry.n)]
    assert [(one.who, one.what, one.edition) for one in lines] == [
        ("lupe", "members.seen", "demo"),
        ("lupe", "recovery.issued", "demo"),
    ]
    assert (lines[1].whom, lines[1].why) == (service.pseudonym(ana.subject), f"face: {WHY}")
    text = repr([*Entry.select().dicts()])
    assert ana.subject not in text and code not in text
    assert audit.walk().broken_at is None


def test_only_members_of_her_own_edition(app: Flask) -> None:
    far, lupe = learner(app, "abierta"), inside(app, ("demo", "mentor"))
    refused(ask(lupe, far), 404, "staff.member")
    refused(ask(lupe, Phone(app.test_client())), 404, "staff.member")
    refused(lupe.get("/members?edition=abierta"), 403, "staff.role")
    refused(lupe.get("/members?edition=no-hay"), 404, "edition.unknown")
    refused(lupe.get("/members"), 404, "edition.unknown")
    everywhere = inside(app, ("*", "mentor"))
    assert ask(everywhere, far).status_code == 200
    assert len(everywhere.get("/members?edition=abierta").get_json()["members"]) == 1


@pytest.mark.parametrize("role", ["organiser", "moderator", "officer", "admin"])
def test_nobody_else_helps(app: Flask, role: str) -> None:
    ana, other = learner(app), inside(app, ("demo", role))
    refused(ask(other, ana), 403, "staff.role")
    refused(other.get("/members?edition=demo"), 403, "staff.role")


def test_a_reason_and_the_second_factor_are_asked(app: Flask) -> None:
    ana = learner(app)
    refused(ask(inside(app, ("demo", "mentor"), stepped=False), ana), 403, "staff.step_up")
    refused(ask(inside(app, ("demo", "mentor")), ana, why=""), 422, "request.invalid")
    refused(ask(inside(app, ("demo", "mentor")), ana, how="x"), 422, "request.invalid")


@pytest.mark.parametrize("role", ["mentor", "organiser"])
def test_from_afar_it_takes_two(app: Flask, role: str) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"), name="lupe")
    other = inside(app, ("demo", role), name="otra")
    said = ask(lupe, ana, "afar").get_json()
    assert said["code"] is None
    at = f"/recoveries/{said['id']}"
    refused(lupe.post(f"{at}/code"), 403, "staff.second")
    refused(lupe.post(f"{at}/second"), 403, "staff.self")
    [waiting] = other.get("/recoveries").get_json()["asks"]
    assert (waiting["by"], waiting["second"], waiting["mine"]) == ("lupe", None, False)
    assert ana.subject not in str(waiting)
    assert other.post(f"{at}/second").status_code == 204
    refused(other.post(f"{at}/code"), 403, "staff.role")
    assert lupe.get("/recoveries").get_json()["asks"][0]["second"] == "otra"
    code = lupe.post(f"{at}/code").get_json()["code"]
    assert claim(app, code).get_json()["subject"] == ana.subject
    refused(lupe.post(f"{at}/code"), 404, "staff.ask")
    assert [one.what for one in Entry.select().order_by(Entry.n)] == [
        "recovery.asked",
        "recovery.seconded",
        "recovery.issued",
    ]


def test_a_request_lives_a_day_and_in_its_edition(app: Flask, clock: Clock) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"))
    at = f"/recoveries/{ask(lupe, ana, 'afar').get_json()['id']}"
    far = inside(app, ("abierta", "mentor"), ("abierta", "organiser"))
    assert far.get("/recoveries").get_json()["asks"] == []
    refused(far.post(f"{at}/second"), 404, "staff.ask")
    for wrong in ("x", "%00", fresh_id()):
        refused(far.post(f"/recoveries/{wrong}/second"), 404, "staff.ask")
    clock.pass_s(service.ASK_S)
    fresh = inside(app, ("demo", "organiser"))
    assert fresh.get("/recoveries").get_json()["asks"] == []
    refused(fresh.post(f"{at}/second"), 404, "staff.ask")


def test_who_is_erased_waits_for_nobody(app: Flask) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"))
    ask(lupe, ana, "afar")
    app.test_client().delete("/api/v1/learner", headers=ana.headers)
    assert Ask.select().count() == 0
    refused(ask(lupe, ana), 404, "staff.member")
