"""docs/reliability.md names tests that exist, for every invariant."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w./-]+\.(?:py|tsx?))::([^`]+)`")
ROW = re.compile(r"^\| (I\d+) \| (.+?) \| (.*?) \| (.*?) ?\|$", re.MULTILINE)
INVARIANTS = [f"I{number}" for number in range(1, 18)]


def titles(path: Path) -> set[str]:
    """List the names of a file's tests: functions in Python, words in quotes after `it` else."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        found = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.FunctionDef))
        return {one.name for one in found if one.name.startswith("test_")}
    quoted = re.findall(r"""\(\s*(['"`])((?:\\.|(?!\1).)+)\1,\s*(?:async )?\(""", text)
    return {words.replace("\\", "") for _, words in quoted}


def missing(root: Path, page: str) -> list[str]:
    """Name what a page names and nobody wrote."""
    named = sorted(set(NAMED.findall(page)))
    return [
        f"{file}::{title}"
        for file, title in named
        if not (root / file).is_file() or title not in titles(root / file)
    ]


def test_every_named_test_exists() -> None:
    assert len(NAMED.findall(DOC)) > len(INVARIANTS)
    assert missing(ROOT, DOC) == []


def test_every_invariant_has_its_row_and_a_named_test() -> None:
    rows = ROW.findall(DOC)
    assert [name for name, *_ in rows] == INVARIANTS
    assert [name for name, _, tests, _ in rows if not NAMED.search(tests)] == []


@pytest.mark.parametrize(
    "named",
    [
        "tests/unit/test_reliability_doc.py::test_nobody_wrote",
        "tests/unit/test_nowhere.py::test_every_named_test_exists",
        "pwa/tests/log.test.ts::nobody wrote this",
        "tests/unit/test_reliability_doc.py::missing",
    ],
)
def test_a_name_without_its_test_is_found(named: str) -> None:
    assert missing(ROOT, f"`{named}`") == [named]
