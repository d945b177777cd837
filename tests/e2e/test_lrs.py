"""From her permission to the operator's store, and back: what goes, and that it stops."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from tests.e2e.test_whose import go
from tests.unit.xapi.lrs import KEY

NAME = "la Universidad de ejemplo"


@pytest.fixture
def store() -> Iterator[str]:
    """A learning record store, in a process of its own; its address."""
    words = [sys.executable, "-m", "tests.unit.xapi.lrs"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


def kept(store: str) -> list[dict]:
    """All that the store has."""
    known = base64.b64encode(KEY.encode()).decode()
    headers = {"Authorization": f"Basic {known}", "X-Experience-API-Version": "1.0.3"}
    request = urllib.request.Request(f"{store}/statements", headers=headers)
    with urllib.request.urlopen(request) as answer:
        return list(json.load(answer)["statements"])


def sent(page: Page) -> None:
    """Wait until nothing of hers waits on the phone."""
    go(page, "#/yo", "Lo que hice")
    learner.button(page, "Enviar ahora").click()
    expect(page.get_by_text("El servidor tiene todo lo tuyo.").first).to_be_visible(timeout=15_000)


def allow(page: Page) -> Callable[[], None]:
    """Find the permission, and return what touches its switch."""
    go(page, "#/yo/permisos", "Lo que permites")
    asked = page.locator("section", has_text=f"¿Le contamos a {NAME} lo que estudias?")
    expect(asked).to_contain_text(f"A quién: a {NAME}.")
    return asked.get_by_role("switch").click


@pytest.mark.long
def test_she_allows_it_it_goes_she_takes_it_back_and_nothing_more_goes(
    tmp_path: Path, prepared: Path, store: str, phone: Phone
) -> None:
    env = {"CREANDO_LRS": store, "CREANDO_LRS_KEY": KEY, "CREANDO_LRS_NAME": NAME}
    with Server(tmp_path / "data", prepared=prepared, env=env) as server:
        page = phone.open()
        page.goto(server.url)
        learner.begin(page)
        learner.finish_lesson(page)
        learner.leave_ending(page, consent=False)
        # Without a copy there is nothing to send on, and no switch that would do nothing.
        go(page, "#/yo/permisos", "Lo que permites")
        expect(page.get_by_text("primero permite la copia")).to_be_visible()
        assert "Enviados: 0, de 0" in server.cli("lrs", "push")
        page.get_by_role("switch", name="¿Guardamos una copia").click()
        allow(page)()
        expect(page.get_by_text("Listo: lo permites.").last).to_be_visible()
        # Two permissions in one second: the later one is written down a second later.
        page.wait_for_timeout(1500)
        learner.open_lesson(page, "tiempo")
        learner.finish_lesson(page)
        sent(page)
        server.cli("lrs", "push")
        told = kept(store)
        said = json.dumps(told)
        about = {one["object"]["id"].split("/lecciones/")[1].split("/")[0] for one in told}
        assert about == {"tiempo"}
        assert {one["verb"]["display"]["es"] for one in told} >= {"vio", "terminó"}
        [name] = {one["actor"]["account"]["name"] for one in told}
        subjects = {str(row["s"]) for row in learner.logs(page)}
        assert subjects
        assert not [one for one in subjects if one in said or one in name]
        assert "Enviados: 0, de 1" in server.cli("lrs", "push")
        # What she does between the last push and taking it back is not sent either.
        learner.open_lesson(page, "gastos")
        learner.finish_lesson(page)
        allow(page)()
        expect(page.get_by_text("ya no lo permites y el servidor lo sabe")).to_be_visible()
        assert "Enviados: 0, de 0" in server.cli("lrs", "push")
        assert kept(store) == told
