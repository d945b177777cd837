"""Where she is from over HTTP: hers to tell, change and take back, and nowhere but its table."""

import argparse
import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import upkeep
from api.db import database
from api.orders.outcomes import make_report
from api.origin import service
from api.origin.models import Origin
from api.progress.models import Membership
from api.settings import Settings
from tests.phone import Phone
from tests.team import Clock, inside

pytestmark = pytest.mark.usefixtures("cheap_hashes")
HERS = {"answer": "otro", "text_version": 1}


def somebody(client: FlaskClient) -> Phone:
    phone = Phone(client)
    phone.send(phone.lesson())
    return phone


@pytest.fixture
def her(client: FlaskClient) -> Phone:
    return somebody(client)


def tell(phone: Phone, **more: object) -> TestResponse:
    return phone.tell("PUT", "learner/origin", HERS | more)


def refused(answer: TestResponse, status: int, key: str) -> None:
    assert (answer.status_code, answer.get_json()["message"]) == (status, key)


def test_it_is_told_changed_and_taken_back(each_client: FlaskClient, clock: Clock) -> None:
    her = somebody(each_client)
    assert her.held()["origin"] == {}
    for _ in range(2):
        assert tell(her).status_code == 204
    assert her.held()["origin"] == HERS | {"at": clock.at}
    clock.pass_s(60)
    assert tell(her).status_code == 204
    assert her.held()["origin"] == HERS | {"at": clock.at - 60}  # the same again changes nothing
    assert tell(her, answer="peru").status_code == 204
    assert her.held()["origin"] == HERS | {"answer": "peru", "at": clock.at}
    for _ in range(2):
        assert her.tell("DELETE", "learner/origin").status_code == 204
    assert her.held()["origin"] == {}
    assert Origin.select().count() == 0


def test_it_goes_with_her_and_after_a_year(her: Phone, clock: Clock) -> None:
    other = Phone(her.client)
    other.send()
    tell(her)
    tell(other, answer="peru")
    assert service.answers() == {her.subject: "otro", other.subject: "peru"}
    assert her.tell("DELETE", "learner").status_code == 204
    assert service.answers() == {other.subject: "peru"}
    clock.pass_s(service.KEPT_S - 1)
    upkeep.tidy()
    assert service.answers() == {other.subject: "peru"}
    clock.pass_s(1)
    upkeep.tidy()
    assert service.answers() == {}


def test_what_is_no_answer_changes_nothing(her: Phone) -> None:
    tell(her)
    answers: list[dict[str, object]] = [{"answer": one} for one in ("VE", "", None, ["peru"])]
    for change in [*answers, {"text_version": 0}, {"text_version": "1"}]:
        refused(tell(her, **change), 422, "request.invalid")
    assert her.held()["origin"]["answer"] == "otro"


def test_nobody_may_ask_for_it(her: Phone) -> None:
    tell(her)
    assert her.tell("GET", "learner/origin").status_code == 405
    refused(her.client.put("/api/v1/learner/origin", json=HERS), 401, "auth.token")
    refused(her.client.delete("/api/v1/learner/origin"), 401, "auth.token")


def test_it_stands_in_its_table_and_nowhere_else(
    her: Phone,
    settings: Settings,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A canary in the place of an answer is looked for wherever anything is told."""
    canary = "canario-de-origen"
    caplog.set_level(logging.INFO)
    tell(her)
    Origin.update(answer=canary).execute()
    Membership.insert(subject=her.subject, edition="demo", at=1, h="x").execute()
    app = her.client.application
    team = inside(app, *((("demo", role)) for role in ("mentor", "officer", "admin", "organiser")))
    said = [
        team.get("/members?edition=demo").get_data(as_text=True),
        team.get("/audit").get_data(as_text=True),
        team.get("/accounts").get_data(as_text=True),
        team.get("/recoveries").get_data(as_text=True),
        team.get("/me").get_data(as_text=True),
        json.dumps(her.send(her.lesson(20))),
        json.dumps(her.held() | {"origin": {}}),
        caplog.text,
    ]
    upkeep.tidy()
    make_report(settings, argparse.Namespace(edition="demo", to=str(tmp_path), cost=""))
    files = [one.read_text(encoding="utf-8-sig") for one in tmp_path.glob("informe-*")]
    assert len(files) == 2
    assert canary in json.dumps(her.held())
    assert [one for one in [*said, *files] if canary in one] == []
    assert her.subject in said[0]
    assert tables_with(canary) == ["origin"]


def tables_with(text: str) -> list[str]:
    """Every table of the database in which a text stands."""
    return [
        table
        for table in sorted(database.get_tables())
        if any(text in str(row) for row in database.execute_sql(f'SELECT * FROM "{table}"'))
    ]
