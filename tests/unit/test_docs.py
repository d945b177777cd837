"""docs/api.md and .env.example say what the code does."""

import argparse
import re
from pathlib import Path

from api import cli, errors
from api.app import openapi_document
from api.settings import SETTINGS
from api.staff.secrets import STAFF_KEY
from api.sync.registry import TYPES
from api.upkeep import ERASED_LIST, INVITE_KEY

ROOT = Path(__file__).resolve().parents[2]
DOC = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
METHODS = {"get", "post", "delete", "put", "patch"}


def test_every_endpoint_is_in_the_page_and_no_other() -> None:
    paths = openapi_document()["paths"]
    assert isinstance(paths, dict)
    real = {
        f"{method.upper()} {path}"
        for path, operations in paths.items()
        for method in operations
        if method in METHODS
    }
    assert set(re.findall(r"`((?:GET|POST|DELETE|PUT|PATCH) /api/[^`]+)`", DOC)) == real


def test_every_operation_names_its_errors() -> None:
    paths = openapi_document()["paths"]
    assert isinstance(paths, dict)
    said = " ".join(
        answer["description"]
        for operations in paths.values()
        for method in METHODS & set(operations)
        for answer in operations[method]["responses"].values()
    )
    for key in set(re.findall(r"`([a-z]+\.[a-z_]+)`: ?", said)):
        assert f"`{key}`" in DOC


def test_every_key_the_code_can_answer_is_in_the_page() -> None:
    sources = [p.read_text(encoding="utf-8") for p in (ROOT / "api").rglob("*.py")]
    classes = [name for name, one in vars(errors).items() if isinstance(one, type)]
    assert {"Forbidden", "Unavailable"} <= set(classes)
    raised = re.compile(rf"\b(?:{'|'.join(classes)})" + r'\(\s*"([a-z]+\.[a-z_]+)"')
    keys = {key for text in sources for key in raised.findall(text)} | {"sync.columns"}
    assert len(keys) > 9
    assert {key for key in keys if f"`{key}`" not in DOC} == set()


def test_every_command_is_in_the_page_and_no_other() -> None:
    [commands] = [
        action.choices
        for action in cli.parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    table = DOC.partition("## Commands")[2].partition("## Event types")[0]
    assert set(re.findall(r"^\| `creando ([a-z-]+)", table, re.M)) == set(commands)


def test_every_event_type_is_in_the_page() -> None:
    assert {one.name for one in TYPES.values() if f"`{one.name}`" not in DOC} == set()
    table = DOC.partition("## Event types")[2].partition("## Settings")[0]
    codes = {
        int(one) for row in re.findall(r"^\| ([\d, ]+) \| `", table, re.M) for one in row.split(",")
    }
    assert codes == set(TYPES)


def test_every_setting_is_in_the_page_with_its_default() -> None:
    for one in SETTINGS:
        default = f"`{one.default}`" if one.default else "empty"
        assert f"| `{one.name}` | {default} |" in DOC
        assert f"{one.name}=" in (ROOT / ".env.example").read_text(encoding="utf-8")


def test_the_files_of_the_data_folder_are_named() -> None:
    for name in (INVITE_KEY, STAFF_KEY, ERASED_LIST, "creando.sqlite3", "origin", "lock"):
        assert f"`{name}`" in DOC


PAGES = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]


def prose(page: Path) -> str:
    """A page without its code."""
    return re.sub(r"```.*?```|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.S)


def test_every_link_and_picture_of_the_docs_is_there() -> None:
    links = [(page, one) for page in PAGES for one in re.findall(r"\]\(([^)#\s]+)\)", prose(page))]
    own = [(page, one) for page, one in links if not one.startswith(("http:", "https:"))]
    assert own
    assert [one for page, one in own if not (page.parent / one).exists()] == []


def test_every_make_command_of_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    said = {word for page in PAGES for word in re.findall(r"`?\bmake ([a-z-]+)`", page.read_text())}
    assert said and said <= targets
