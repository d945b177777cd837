"""What a person does with the app on her home screen: install, open, study, wait for the tick."""

import time

from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from tests.long.blank_debian import Machine
from tests.long.deployment import ORIGIN, stored


def launched(phone: Phone) -> Page:
    """Open the installed app as its icon does."""
    assert phone.context and phone.context.browser
    session = phone.context.browser.new_browser_cdp_session()
    with phone.context.expect_page() as opened:
        session.send("PWA.launch", {"manifestId": f"{ORIGIN}/"})
    return opened.value


def install(phone: Phone, page: Page) -> None:
    """Find nothing against installing, and install, as "Poner en la pantalla de inicio" does."""
    assert phone.context
    session = phone.context.new_cdp_session(page)
    expect(page.locator("link[rel=manifest]")).to_have_count(1, timeout=15_000)
    assert session.send("Page.getInstallabilityErrors") == {"installabilityErrors": []}
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{ORIGIN}/manifest.webmanifest"
    which = {"manifestId": f"{ORIGIN}/"}
    session.send("PWA.install", which)
    assert "badgeCount" in session.send("PWA.getOsAppState", which)
    session.send("PWA.changeAppUserSettings", {**which, "displayMode": "standalone"})


def study(page: Page) -> None:
    """Do the next lesson of the route, to its end."""
    page.get_by_role("link", name="Seguir", exact=True).first.click()
    expect(page.locator("main h1")).to_be_visible()
    learner.finish_lesson(page)
    learner.leave_ending(page)


def sent(page: Page, machine: Machine, patience_s: float = 30) -> list[tuple[str, int]]:
    """Wait until the server holds what the phone holds and the app says so; return it."""
    end = time.monotonic() + patience_s
    while True:
        held = stored(machine)
        mine = [(e["r"], e["q"]) for e in learner.logs(page)]
        if held == sorted(mine):
            break
        assert time.monotonic() < end, f"the phone has {len(mine)}, the server {len(held)}"
        time.sleep(0.5)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    return held
