"""In touch with a learner: noted by a mentor, asked of her, and hers to say."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.outcomes.when import day_of
from api.progress.models import Membership
from api.staff.help.service import pseudonym
from api.staff.models import Entry
from api.sync.models import EventRow
from tests.phone import Phone, fresh_id, row
from tests.team import Clock, Member, inside, refused

pytestmark = pytest.mark.usefixtures("cheap_hashes")


@pytest.fixture
def app(client: FlaskClient) -> Flask:
    return client.application


def learner(app: Flask, edition: str = "demo") -> Phone:
    phone = Phone(app.test_client())
    phone.send(phone.lesson())
    Membership.insert(subject=phone.subject, edition=edition, at=1_795_000_000, h="x").execute()
    return phone


def note(who: Member, phone: Phone, kind: str = "call", days_ago: object = 0):  # type: ignore[no-untyped-def]
    asked = {"subject": phone.subject, "kind": kind, "days_ago": days_ago}
    return who.post("/meetings", asked)


def undo(who: Member, phone: Phone, meeting: str):  # type: ignore[no-untyped-def]
    return who.ask("DELETE", f"/meetings/{phone.subject}/{meeting}")


def news(phone: Phone) -> list[dict]:
    return [one["d"] for one in phone.send()["news"] if one["t"] == 104]


def test_what_is_noted_comes_down_once_and_her_answer_goes_up(
    each_client: FlaskClient, clock: Clock
) -> None:
    app = each_client.application
    ana, lupe = learner(app), inside(app, ("demo", "mentor"), name="lupe")
    ana.send()
    noted = note(lupe, ana, "visit", 1).get_json()
    today = day_of(clock.at)
    assert (noted["kind"], noted["day"]) == ("visit", today - 1)
    assert lupe.get("/members?edition=demo").get_json()["members"][0]["met"] == [noted]
    assert note(lupe, ana, "visit", 1).get_json() == noted  # asked again it is the same
    assert news(ana) == [noted | {"on": 1}]
    assert news(ana) == []
    yes = row(ana.replica, 20, 28, {"meeting": noted["meeting"], "answer": "yes"})
    assert ana.verdicts([yes]) == ["accepted"]
    # What she answered is hers: the team sees what it noted.
    assert lupe.get("/members?edition=demo").get_json()["members"][0]["met"] == [noted]


def test_it_is_undone_and_the_record_keeps_both(app: Flask) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"), name="lupe")
    other = inside(app, ("demo", "mentor"), name="otra")
    noted = note(lupe, ana).get_json()
    assert undo(other, ana, noted["meeting"]).status_code == 204
    refused(undo(lupe, ana, noted["meeting"]), 404, "staff.meeting")
    refused(undo(lupe, ana, "x"), 404, "staff.meeting")
    assert [one["on"] for one in news(ana)] == [1, 0]
    again = note(lupe, ana).get_json()
    assert again["meeting"] != noted["meeting"]
    lines = Entry.select().where(Entry.what.startswith("meeting")).order_by(Entry.n)
    assert [(one.who, one.what, one.edition, one.why) for one in lines] == [
        ("lupe", "meeting.noted", "demo", "call"),
        ("otra", "meeting.undone", "demo", "call"),
        ("lupe", "meeting.noted", "demo", "call"),
    ]
    assert {one.whom for one in lines} == {pseudonym(ana.subject)}


def test_only_of_members_of_her_own_edition(app: Flask) -> None:
    far, lupe = learner(app, "abierta"), inside(app, ("demo", "mentor"))
    refused(note(lupe, far), 404, "staff.member")
    refused(note(lupe, Phone(app.test_client())), 404, "staff.member")
    for wrong in ("x", "%00", fresh_id()):
        refused(lupe.ask("DELETE", f"/meetings/{wrong}/x"), 404, "staff.member")
    noted = note(inside(app, ("*", "mentor")), far).get_json()
    refused(undo(lupe, far, noted["meeting"]), 404, "staff.member")
    assert EventRow.select().where(EventRow.t == 104).count() == 1


@pytest.mark.parametrize("role", ["organiser", "moderator", "officer", "admin"])
def test_nobody_else_notes(app: Flask, role: str) -> None:
    ana, other = learner(app), inside(app, ("demo", role))
    refused(note(other, ana), 403, "staff.role")
    refused(undo(other, ana, "x"), 403, "staff.role")


def test_what_is_no_note(app: Flask) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"))
    refused(note(lupe, ana, "kiss"), 422, "request.invalid")
    for days_ago in (2, -1, "0", None, 0.5, True):
        refused(note(lupe, ana, days_ago=days_ago), 422, "request.invalid")
    refused(note(inside(app, ("demo", "mentor"), stepped=False), ana), 403, "staff.step_up")
    assert news(ana) == []


def test_it_stands_in_her_log_and_goes_with_her(app: Flask, clock: Clock) -> None:
    ana, lupe = learner(app), inside(app, ("demo", "mentor"))
    noted = note(lupe, ana).get_json()
    assert noted["meeting"] in str(ana.held()["events"])
    clock.pass_s(29 * 86_400)
    lupe = inside(app, ("demo", "mentor"))
    assert lupe.get("/members?edition=demo").get_json()["members"][0]["met"] == []
    app.test_client().delete("/api/v1/learner", headers=ana.headers)
    refused(note(lupe, ana), 404, "staff.member")
    said = EventRow.select().where(EventRow.t == 104, EventRow.plain.is_null(False))
    assert said.count() == 0
