"""What an edition may add: its last day, its dates, and the permission for the operator's LRS."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

DATE = {
    "id": "primero",
    "title": "Primer encuentro",
    "start": "2027-01-16T18:00",
    "minutes": 90,
    "where": "Local comunal, al lado del mercado",
}
LRS = {
    "purpose": "lrs.study",
    "text_version": 2,
    "title": "¿Le contamos a {lrs}?",
    "paragraphs": ["A quién: a {lrs}."],
}


def edit(folder: Any, **more: Any) -> None:
    file = folder.root / "editions/demo.json"
    edition = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(edition | more), "utf-8")


def test_a_date_is_a_moment_by_the_clock_of_the_edition(folder) -> None:
    assert not {"dt", "en"} & folder.records()["edition-demo"].keys()
    edit(folder, dates=[DATE], ends_on="2027-06-30")
    record = folder.records()["edition-demo"]
    [[ident, title, at, minutes, where]] = record["dt"]
    assert (ident, title, minutes, where) == ("primero", DATE["title"], 90, DATE["where"])
    assert datetime.fromtimestamp(at, UTC).isoformat() == "2027-01-16T23:00:00+00:00"
    assert record["en"] == "2027-06-30"
    edit(folder, tz="America/Santiago")  # two hours ahead of Lima in January
    assert folder.records()["edition-demo"]["dt"][0][2] == at - 7200


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"start": "2027-01-16"}, "no es día y hora"),
        ({"start": "2027-02-30T18:00"}, "no es día y hora"),
        ({"start": "2027-01-16T18:00-05:00"}, "no es día y hora"),
        ({"minutes": 0}, "de 5 a 1440"),
        ({"title": "x" * 61}, "de 1 a 60"),
        ({"where": ""}, "de 1 a 120"),
        ({"id": "No"}, "solo minúsculas"),
        ({"phone": "999"}, "phone"),
    ],
)
def test_a_date_that_cannot_be_told_is_said(folder, wrong: dict, said: str) -> None:
    edit(folder, dates=[DATE | wrong])
    assert any(said in one for one in folder.said())


def test_two_dates_of_one_id_and_a_clock_of_nowhere_are_said(folder) -> None:
    edit(folder, dates=[DATE, DATE], tz="America/Ninguna")
    said = "\n".join(folder.said())
    assert "llevan el mismo id" in said
    assert "no es una zona horaria" in said


def test_the_permission_for_an_lrs_waits_for_an_operator_who_has_one(folder) -> None:
    plain = folder.records()["edition-demo"]
    file = folder.root / "editions/demo.json"
    asked = json.loads(file.read_text("utf-8"))["consents"]
    edit(folder, consents=[*asked, LRS])
    assert folder.records()["edition-demo"] == plain
    about = folder.compile().index["about"]["demo"]
    assert about["lrs"] == [2, LRS["title"], LRS["paragraphs"]]
    edit(folder, consents=[*asked, LRS | {"paragraphs": ["A quién: a alguien."]}])
    assert any("no dice a quién va" in one for one in folder.said())
