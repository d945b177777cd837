"""A budget goes down; up only by a decision that is on record and names the number."""

import json
from pathlib import Path

import brotli
import pytest

from scripts import measure_bytes

KEY = "link_to_first_card_bytes"


@pytest.fixture
def raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exception of its own, with its decision."""
    (tmp_path / "0099-why.md").write_text("A is 33,000 B.")
    listed = tmp_path / "raised.json"
    listed.write_text(json.dumps({KEY: {"to": 33000, "why": "0099-why.md"}}))
    monkeypatch.setattr(measure_bytes, "RAISED", listed)
    monkeypatch.setattr(measure_bytes, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize("now", [28000, 30000, 33000])
def test_up_to_what_the_decision_says(raised: Path, now: int) -> None:
    assert measure_bytes.too_high({KEY: 28000}, {KEY: now}) == []


def test_not_above_it_and_nothing_else(raised: Path) -> None:
    assert measure_bytes.too_high({KEY: 28000}, {KEY: 33001}) == [f"{KEY}: raised from 28000"]
    assert measure_bytes.too_high({"b": 5}, {"b": 6}) == ["b: raised from 5"]
    assert measure_bytes.too_high({KEY: 28000}, {}) == [f"{KEY}: a budget was removed"]


def test_without_its_decision_it_does_not_hold(raised: Path) -> None:
    (raised / "0099-why.md").write_text("A is 34,000 B.")
    assert measure_bytes.too_high({KEY: 28000}, {KEY: 33000}) == [f"{KEY}: raised from 28000"]
    (raised / "0099-why.md").unlink()
    assert measure_bytes.too_high({KEY: 28000}, {KEY: 33000}) == [f"{KEY}: raised from 28000"]


def test_every_exception_on_record_names_a_budget_and_holds() -> None:
    budgets = json.loads(measure_bytes.BUDGETS.read_text())
    for key, said in json.loads(measure_bytes.RAISED.read_text()).items():
        assert key in budgets
        assert measure_bytes.excused(key, said["to"])
        assert not measure_bytes.excused(key, said["to"] + 1)


def test_every_script_and_the_style_in_the_document_are_weighed(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<p>" * 900 + "<style>a{color:red}</style>")
    (tmp_path / "assets" / "a.js").write_text("let a = 1;")
    (tmp_path / "assets" / "a.js.br").write_text("packed beside")
    (tmp_path / "assets" / "b.css").write_text("b{margin:0}")
    parts = [b"a{color:red}", b"let a = 1;", b"b{margin:0}"]
    weight = sum(len(brotli.compress(part, quality=11)) for part in parts)
    assert measure_bytes.code_and_style(tmp_path) == weight
