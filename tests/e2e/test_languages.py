"""Each person reads the app in her own language, and nobody reads words that nobody signed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from tests.e2e.test_main_job import shell_ready
from tests.e2e.test_whose import PIN, go, other_faces, studied, type_pin

QUECHUA = json.loads((ROOT / "pwa/src/i18n/locales/qu.json").read_text("utf-8"))["words"]
# Long enough not to stand in another word, and of no other language.
TELLING = [text for key, text in QUECHUA.items() if len(text) > 12 and "{" not in text]


def choose(page: Page, name: str) -> None:
    """Touch a language by its own name."""
    page.get_by_role("link", name=name, exact=True).click()


def spoken(page: Page) -> str:
    """The language the document says it is in."""
    return str(page.evaluate("document.documentElement.lang"))


def test_english_from_the_first_screen_stays_without_a_server(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    choose(page, "English")
    expect(page.get_by_role("heading", name="Learn for your business")).to_be_visible()
    assert spoken(page) == "en"
    assert page.title() == "Learn for your business · CREANDO"
    learner.button(page, "Start").click()
    expect(page.get_by_role("heading", name="What is pressing you today?")).to_be_visible()
    learner.button(page, "Skip").click()
    # The lesson itself is in Spanish, and that is said.
    expect(page.get_by_text("This lesson is in Spanish.")).to_be_visible()
    title = page.locator("main h1").inner_text()
    learner.button(page, "Next").click()
    expect(page.get_by_text("Saved on your phone")).to_be_visible()
    expect(page.locator("main h1")).not_to_have_text(title)
    shell_ready(page)

    server.stop()
    page.reload()
    expect(page.get_by_text("This lesson is in Spanish.")).to_be_visible()
    expect(page.get_by_text("min left")).to_be_visible()
    assert spoken(page) == "en"
    phone.close()
    page = phone.open()
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Your route")).to_be_visible()
    expect(page.get_by_text("(in Spanish)")).to_have_count(0)


@pytest.mark.long
def test_each_face_of_a_shared_phone_speaks_its_own_language(server: Server, phone: Phone) -> None:
    page = phone.open()
    mother = studied(page, server)
    son = other_faces(mother)[0]
    go(page, "#/quien", "¿Quién eres?")
    learner.button(page, "Soy otra persona").click()
    learner.button(page, f"Dibujo {son}").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    go(page, "#/yo", "Mi clave")
    choose(page, "English")
    expect(page.get_by_role("heading", name="My passcode")).to_be_visible()
    page.get_by_role("link", name="Set a passcode").click()
    learner.button(page, "Set a passcode").click()
    learner.button(page, "6 numbers").click()
    type_pin(page)
    expect(page.get_by_text("Once more, to be sure")).to_be_visible()
    type_pin(page)
    expect(page.get_by_text("Your passcode is on")).to_be_visible(timeout=15_000)

    shell_ready(page)
    phone.close()
    page = phone.open()
    server.stop()
    page.goto(server.url)
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    his = page.locator(".people li[lang=en]")
    hers = page.locator(".people li[lang=es]")
    expect(his.get_by_text("With a passcode")).to_be_visible()
    expect(hers.get_by_text("Sin clave")).to_be_visible()
    # His key is asked for in his language, before it opens anything; she reads hers again.
    his.get_by_role("button", name=f"Picture {son}.").click()
    expect(page.get_by_text("Enter your 6-number passcode")).to_be_visible()
    assert spoken(page) == "en"
    learner.button(page, "It is not me").click()
    expect(page.get_by_role("heading", name="¿Quién eres?")).to_be_visible()
    assert spoken(page) == "es-PE"
    his.get_by_role("button").click()
    type_pin(page, PIN)
    expect(page.get_by_role("heading", name="Your route")).to_be_visible()
    page.get_by_role("button", name="Lock").click()
    hers.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


@pytest.mark.long
def test_words_that_do_not_come_are_said_and_asked_again(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    shell_ready(page)
    page.goto(f"{server.url}/#/yo")
    expect(page.get_by_role("heading", name="Idioma")).to_be_visible()
    server.stop()
    choose(page, "English")
    expect(page.get_by_text("No se pudo bajar. Puede ser la señal.")).to_be_visible()
    server.start()
    learner.button(page, "Probar ahora").click()
    expect(page.get_by_role("heading", name="Language")).to_be_visible()


def test_a_build_carries_no_word_that_nobody_signed(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    expect(page.get_by_role("link", name="English")).to_be_visible()
    expect(page.get_by_text("Runasimi")).to_have_count(0)
    # An address that names it leads nowhere.
    page.goto(f"{server.url}/#/idioma/qu")
    expect(page.get_by_role("heading", name="Esta página no existe")).to_be_visible()
    assert len(TELLING) > 40
    built = [f for f in (ROOT / "var" / "pwa").rglob("*") if f.suffix in {".js", ".json", ".html"}]
    assert any(f.suffix == ".json" for f in built)
    found = [
        (file.name, text)
        for file in built
        for text in ["Runasimi", *TELLING]
        if text in file.read_text("utf-8")
    ]
    assert found == []


@pytest.fixture(scope="module")
def draft_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The app with what nobody has signed yet, for a look."""
    copy = tmp_path_factory.mktemp("draft") / "pwa"
    shutil.copytree(ROOT / "pwa", copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    shutil.copytree(ROOT / "api" / "sync", copy.parent / "api" / "sync")
    env = {**os.environ, "DRAFT_LOCALES": "1"}
    command = ["npm", "run", "--silent", "build"]
    subprocess.run(command, cwd=copy, check=True, env=env, timeout=120)
    yield copy.parent / "var" / "pwa"


@pytest.mark.long
def test_a_draft_shows_as_one_and_goes_with_the_build_that_had_it(
    server: Server, phone: Phone, draft_build: Path
) -> None:
    server.stop()
    server.env["CREANDO_PWA"] = str(draft_build)
    server.start()
    page = phone.open()
    page.goto(server.url)
    choose(page, "Runasimi (borrador)")
    expect(page.get_by_role("heading", name=QUECHUA["hello"])).to_be_visible()
    expect(page.get_by_text(QUECHUA["draft"])).to_be_visible()
    assert spoken(page) == "qu"
    learner.button(page, QUECHUA["start"]).click()
    # The one question before the first card is not translated yet, and says so.
    learner.button(page, f"Saltar ({QUECHUA['inSpanish']})").click()
    expect(page.get_by_text(QUECHUA["lessonInSpanish"])).to_be_visible()
    expect(page.get_by_text(QUECHUA["draft"])).to_be_visible()
    expect(learner.button(page, QUECHUA["go"])).to_be_visible()
    shell_ready(page)
    # What the draft lacks is Spanish with a word that says so.
    page.goto(f"{server.url}/#/ayuda")
    shown = f"¿Cómo funciona? ({QUECHUA['inSpanish']})"
    expect(page.get_by_role("heading", name=shown)).to_be_visible()

    # The words kept on the phone are not spoken by a build that does not carry them.
    phone.close()
    server.stop()
    del server.env["CREANDO_PWA"]
    server.start()
    page = phone.open()
    page.goto(f"{server.url}/#/ayuda")
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.clearBrowserCache")
    cdp.detach()
    learner.until(
        page,
        """navigator.serviceWorker.getRegistration().then(async (r) => {
        await r.update(); return !!r.waiting })""",
    )
    page.evaluate(
        """navigator.serviceWorker.getRegistration()
        .then((r) => r.waiting.postMessage({ type: 'activate' }))"""
    )
    expect(page.get_by_role("heading", name="¿Cómo funciona?", exact=True)).to_be_visible(
        timeout=20_000
    )
    expect(page.get_by_text(QUECHUA["draft"])).to_have_count(0)
