"""What is read out of a Lighthouse report, and the best of three."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts import lighthouse

WEAK = {"id": "tap-targets", "score": 0.5, "title": "small", "displayValue": "3"}


def report(performance: float, audit: dict[str, object] | None = None) -> lighthouse.Report:
    """A report in which only performance differs."""
    refs = [{"id": audit["id"], "weight": 1}] if audit else []
    categories = {
        name: {"score": performance if name == "performance" else 1, "auditRefs": []}
        for name in lighthouse.CATEGORIES
    }
    categories["seo"]["auditRefs"] = refs
    audits = {str(audit["id"]): audit} if audit else {}
    return {
        **{"categories": categories, "audits": audits},
        **{"lighthouseVersion": "1", "userAgent": "x"},
    }


def test_what_costs_points_is_named() -> None:
    assert lighthouse.faults(report(1, WEAK)) == ["seo: tap-targets 0.5 small 3"]
    assert lighthouse.faults(report(1, {**WEAK, "score": 1})) == []
    assert lighthouse.faults(report(1, {**WEAK, "score": None})) == []


@pytest.mark.parametrize(("runs", "code"), [([0.9, 1, 0.8], 0), ([0.99, 0.99, 0.99], 1)])
def test_the_best_of_three_counts_and_all_are_kept(
    runs: list[float], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server:
        def __init__(self, data: Path) -> None:
            pass

        def __enter__(self) -> SimpleNamespace:
            return SimpleNamespace(url="http://localhost:1")

        def __exit__(self, *_: object) -> None:
            pass

    reports = iter(map(report, runs))
    monkeypatch.setattr(lighthouse, "Server", Server)
    monkeypatch.setattr(lighthouse, "REPORT", tmp_path / "reports" / "lighthouse.json")
    monkeypatch.setattr(lighthouse, "look", lambda url, target: next(reports))
    assert lighthouse.main() == code
    kept = json.loads((tmp_path / "reports" / "lighthouse.json").read_text())
    assert [one["scores"]["performance"] for one in kept["runs"]] == [round(100 * x) for x in runs]


def test_a_run_without_a_report_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        lighthouse.subprocess,
        "run",
        lambda *_, **__: SimpleNamespace(stdout="", stderr="no Chrome"),
    )
    with pytest.raises(RuntimeError, match="no Chrome"):
        lighthouse.look("http://localhost:1", tmp_path / "none.json")
