"""Pictures of whose work it is: people, windows of other apps, what is carried."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.rig.server import Server
from scripts.rig.windows import FACEBOOK


def go(camera: Camera, hash_: str) -> None:
    """Go to an address of the app and wait for its title."""
    camera.page.evaluate("h => { location.hash = h }", hash_)
    camera.page.wait_for_timeout(250)
    expect(camera.page.locator("h1")).to_be_visible()


def people(camera: Camera) -> None:
    """A second person, and "¿Quién eres?"."""
    page = camera.page
    page.get_by_role("link", name="Soy otra persona").click()
    expect(page.get_by_text("Toca tu dibujo")).to_be_visible()
    camera.shoot("quien-una")
    learner.button(page, "Soy otra persona").click()
    camera.shoot("quien-nueva")
    page.get_by_role("button", name="Dibujo 7").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    go(camera, "#/quien")
    camera.shoot("quien-dos")
    page.get_by_role("button").first.click()
    go(camera, "#/yo")
    camera.shoot("yo-dos-personas")


def inside(camera: Camera, server: Server) -> None:
    """In Facebook's window: the note, the way out, what arrives, a link that was cut."""
    page = camera.page
    page.context.add_init_script(FACEBOOK)
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    expect(page.get_by_text("Estás dentro de Facebook")).to_be_visible()
    camera.shoot("dentro-de-facebook")
    learner.pass_card(page)
    go(camera, "#/afuera")
    expect(page.get_by_text("Lo que hiciste va contigo")).to_be_visible()
    camera.shoot("afuera")
    link = page.url
    go(camera, "#/mudanza")
    camera.shoot("mudanza-no-hay")
    go(camera, "#/traer/1roto")
    camera.shoot("traer-roto")
    page.evaluate("indexedDB.deleteDatabase('creando')")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", name="Aquí llega lo tuyo")).to_be_visible()
    camera.shoot("traer")
