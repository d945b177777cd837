"""Golden files only grow: what a phone of any earlier time wrote is read for ever."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "tests/golden"


def git(root: Path, *words: str) -> str:
    found = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True)
    return found.stdout


def changed_lines(root: Path) -> list[str]:
    """Name every golden file of the history that is gone, or whose lines are not still there."""
    history = git(root, "log", "--format=%H", "--", FOLDER).split()
    faults: set[str] = set()
    for commit in history:
        names = git(root, "ls-tree", "-r", "--name-only", commit, "--", FOLDER).split()
        for name in (one for one in names if one.endswith(".jsonl")):
            now = root / name
            before = git(root, "show", f"{commit}:{name}")
            if not now.is_file() or not now.read_text(encoding="utf-8").startswith(before):
                faults.add(name)
    return sorted(faults)


def test_lines_are_only_ever_added() -> None:
    assert list((ROOT / FOLDER).glob("*.jsonl"))
    assert changed_lines(ROOT) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("one\ntwo\nthree\n", []),
        ("one\n", ["a"]),
        ("one\nTwo\n", ["a"]),
        ("zero\none\ntwo\n", ["a"]),
        (None, ["a"]),
    ],
)
def test_a_changed_line_is_found(tmp_path: Path, text: str | None, faults: list[str]) -> None:
    golden = tmp_path / FOLDER
    golden.mkdir(parents=True)
    file = golden / "a.jsonl"
    git(tmp_path, "init", "-q")
    for lines in ("one\n", "one\ntwo\n"):
        file.write_text(lines)
        git(tmp_path, "add", ".")
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        git(tmp_path, *who, "commit", "-q", "-m", "x")
    if text is None:
        file.unlink()
    else:
        file.write_text(text)
    assert changed_lines(tmp_path) == [f"{FOLDER}/{one}.jsonl" for one in faults]
