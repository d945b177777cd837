"""A new version arrives in the middle of a lesson: nothing is lost, nothing goes blank."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from tests.e2e.test_main_job import shell_ready


@pytest.fixture(scope="module")
def next_version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the PWA again from changed sources, as a release does."""
    copy = tmp_path_factory.mktemp("next") / "pwa"
    shutil.copytree(ROOT / "pwa", copy, ignore=shutil.ignore_patterns("node_modules"))
    (copy / "node_modules").symlink_to(ROOT / "pwa" / "node_modules")
    words = copy / "src" / "i18n" / "es-more.ts"
    assert "'Tu ruta'" in words.read_text()
    words.write_text(words.read_text().replace("'Tu ruta'", "'Tu ruta nueva'"))
    shutil.copytree(ROOT / "api" / "sync", copy.parent / "api" / "sync")
    out = copy.parent / "var" / "pwa"
    subprocess.run(
        ["npm", "run", "--silent", "build"], cwd=copy, check=True, env=dict(os.environ), timeout=120
    )
    assert (out / "sw.js").exists()
    return out


@pytest.mark.long
@pytest.mark.parametrize("knows_her_page", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_new_version_waits_until_the_lesson_is_closed(
    server: Server, phone: Phone, next_version: Path, knows_her_page: bool
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    learner.pass_card(page)
    shell_ready(page)
    if knows_her_page:
        lesson = page.url
        page.goto(f"{server.url}/#/yo")
        expect(page.get_by_role("heading", name="En este teléfono")).to_be_visible()
        page.goto(lesson)
    title = page.locator("main h1").inner_text()
    before = len(learner.logs(page))

    server.stop()
    server.env["CREANDO_PWA"] = str(next_version)
    server.start()
    # A day later the browser's copy of the worker is too old to be asked.
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.clearBrowserCache")
    cdp.detach()
    page.evaluate("navigator.serviceWorker.getRegistration().then((r) => r.update())")
    page.evaluate(
        """async () => { const reg = await navigator.serviceWorker.getRegistration();
        const end = performance.now() + 30000;
        while (!reg.waiting) {
          if (performance.now() > end) throw new Error('no new version came');
          await new Promise((r) => setTimeout(r, 50)); } }"""
    )
    # The open lesson goes on in the old version, its lazy parts too.
    expect(page.locator("main h1")).to_have_text(title)
    page.reload()
    expect(page.locator("main h1")).to_have_text(title)
    kinds = learner.finish_lesson(page)
    assert "do" in kinds
    assert len(learner.logs(page)) > before
    page.get_by_role("button", name="Cerrar", exact=True).click()
    learner.button(page, learner.ONLY_HERE).click()
    # Out of the lesson she opens her page, and lets it in there. If that part of the old version
    # was never fetched it is nowhere any more: the new version comes in by itself.
    expect(page.get_by_role("heading", name="Tu ruta", exact=True)).to_be_visible()
    page.goto(f"{server.url}/#/yo")
    if knows_her_page:
        learner.button(page, "Usar la versión nueva").click()
    expect(page.get_by_role("heading", name="En este teléfono")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", name="Hay una versión nueva")).to_be_hidden()
    page.goto(f"{server.url}/#/")
    expect(page.get_by_role("heading", name="Tu ruta nueva")).to_be_visible(timeout=20_000)
    server.stop()
    page.reload()
    expect(page.get_by_role("heading", name="Tu ruta nueva")).to_be_visible()
    assert len(learner.logs(page)) > before
