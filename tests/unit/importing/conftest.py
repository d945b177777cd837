"""Packages made by hand, as H5P's specification says they are."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.importing import __main__ as importing
from tests.unit.content.conftest import Folder

Fields = dict[str, Any]


def about(library: str, **more: Any) -> Fields:
    """h5p.json, with the fields that https://h5p.org/node/599 calls mandatory."""
    return {
        "title": "Cuentas claras",
        "language": "es",
        "mainLibrary": library,
        "embedTypes": ["div"],
        "license": "CC BY-SA",
        "licenseVersion": "4.0",
        "authors": [{"name": "Ana Pérez", "role": "Author"}],
        "preloadedDependencies": [
            {"machineName": library, "majorVersion": 1, "minorVersion": 16},
        ],
        **more,
    }


def content(library: str, params: Fields, title: str = "") -> Fields:
    """A piece of content inside another, with its version, as the editor writes it."""
    return {
        "library": f"{library} 1.16",
        "params": params,
        "subContentId": "0b7a0a5e-3e0a-4c44-9a55-0a6f7c7b1a11",
        "metadata": {"contentType": "x", "license": "U", "title": title or "Untitled"},
    }


def multi_choice(question: str, answers: list[tuple[str, bool, str]]) -> Fields:
    """The fields of h5p-multi-choice's own tests (tests/fixtures/content/single-answer.json)."""
    return {
        "media": None,
        "question": f"<p>{question}</p>\n",
        "answers": [
            {
                "text": f"<div>{text}</div>\n",
                "correct": right,
                "tipsAndFeedback": {
                    "tip": "",
                    "chosenFeedback": f"<div>{why}</div>\n" if why else "",
                    "notChosenFeedback": "",
                },
            }
            for text, right, why in answers
        ],
        "overallFeedback": [{"from": 0, "to": 100, "feedback": ""}],
        "behaviour": {"enableRetry": True, "type": "auto", "singlePoint": False},
    }


def pack(file: Path, head: Any, body: Any, more: dict[str, bytes] | None = None) -> Path:
    """Write a package; what is no string or bytes is written as JSON."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, what in (("h5p.json", head), ("content/content.json", body)):
            if what is not None:
                raw = what if isinstance(what, str | bytes) else json.dumps(what)
                archive.writestr(name, raw)
        for name, raw in (more or {}).items():
            archive.writestr(name, raw)
    return file


@pytest.fixture
def lessons(tmp_path: Path) -> Path:
    """A small folder with one module and one lesson."""
    return Folder(tmp_path / "lessons").root


Bring = Callable[..., int]


@pytest.fixture
def bring(lessons: Path, tmp_path: Path) -> Bring:
    """Run the importer over the copy."""

    def run(file: Path, *words: str, module: str = "precio") -> int:
        where = ["--lessons", str(lessons), "--reports", str(tmp_path / "reports")]
        return importing.main([str(file), "--module", module, *where, *words])

    return run


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
