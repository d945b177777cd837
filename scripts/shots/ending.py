"""Pictures of what follows a lesson: sharing, home screen, the next day's line, the data."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.rig.server import Server
from scripts.shots.whose import go

# A browser that leaves installing to its menu: that is what the pictures are for.
NO_OFFER = "addEventListener('beforeinstallprompt', (e) => e.stopImmediatePropagation())"
DAY_LATER = "(() => { const now = Date.now; Date.now = () => now() + 86400000 })()"


def ending(camera: Camera, server: Server) -> None:
    """From the end of the first lesson to the next morning, on a phone of its own."""
    page = camera.page
    page.context.add_init_script(NO_OFFER)
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    learner.finish_lesson(page)
    learner.button(page, "Ver la imagen").click()
    expect(learner.button(page, "Guardar la imagen")).to_be_visible()
    camera.shoot("compartir")
    learner.leave_ending(page, consent=False)
    invited = page.get_by_role("complementary", name="Poner en la pantalla de inicio")
    expect(invited).to_be_visible()
    camera.shoot("invitacion-al-inicio")
    go(camera, "#/yo")
    expect(page.get_by_role("heading", name="Tus datos este mes")).to_be_visible()
    learner.button(page, "Ver cómo se pone").click()
    for browser in ("Samsung Internet", "Firefox", "Safari (iPhone)", "Chrome"):
        learner.button(page, browser).click()
        camera.shoot(f"inicio-{browser.split()[0].lower()}")
    page.context.add_init_script(DAY_LATER)
    page.goto(f"{server.url}/#/")
    page.reload()
    expect(page.get_by_text("¿Cómo te fue?")).to_be_visible()
    camera.shoot("como-te-fue")
