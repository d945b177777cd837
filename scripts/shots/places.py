"""Pictures of Comunidad and of Mi negocio."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.rig.events import append
from scripts.rig.server import Server
from scripts.shots.whose import go


def both(camera: Camera, server: Server) -> None:
    """Every screen of the two places, for who has finished a lesson."""
    community(camera, server)
    business(camera)


def community(camera: Camera, server: Server) -> None:
    """Stories that are not here, then here; tricks, those of hers; an invitation."""
    page = camera.page
    go(camera, "#/comunidad")
    server.stop()
    page.locator("main .btn").first.click()
    expect(page.get_by_text("No se pudo bajar")).to_be_visible()
    camera.shoot("comunidad-por-bajar")
    server.start()
    page.locator("main .btn").first.click()
    expect(page.get_by_role("heading", name="Vendía mucho y no me quedaba nada")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.tale .scene')")
    camera.shoot("historias")
    go(camera, "#/comunidad/gaby")
    camera.shoot("historia")
    go(camera, "#/comunidad/no-esta")
    camera.shoot("historia-que-no-esta")
    go(camera, "#/comunidad/trucos")
    learner.button(page, "Los que me sirvieron").click()
    expect(page.get_by_text("Todavía no marcaste ninguno")).to_be_visible()
    camera.shoot("trucos-ninguno-mio")
    learner.button(page, "Tejido").click()
    learner.button(page, "Me sirvió").first.click()
    expect(page.locator(".useful[aria-pressed=true]")).to_be_visible()
    camera.shoot("trucos")
    go(camera, "#/comunidad/invita")
    expect(page.get_by_role("link", name="Mandar por WhatsApp")).to_be_visible()
    camera.shoot("invita")


def business(camera: Camera) -> None:
    """What she decided, with a reminder; a price that leaves something, and one that loses."""
    page = camera.page
    body = {"lesson": "tanda", "card": 8, "rev": 1, "when": "tomorrow", "where": "stall"}
    append(page, 9, body)
    go(camera, "#/negocio")
    page.reload()
    page.locator("summary").first.click()
    camera.shoot("negocio")
    go(camera, "#/negocio/precio")
    camera.shoot("precio-vacio")
    for piece in (
        "billete de 10 soles",
        "moneda de 5 soles",
        "moneda de 2 soles",
        "moneda de 1 sol",
    ):
        learner.button(page, piece).click()
    for _ in range(2):
        learner.button(page, "10 más").click()
    camera.shoot("precio-cuesta")
    page.get_by_role("button", name="Poner monedas: S/ 0.00").click()
    learner.button(page, "moneda de 50 céntimos").click()
    expect(page.get_by_text("En cada una pierdes")).to_be_visible()
    camera.shoot("precio-pierde")
    learner.button(page, "moneda de 50 céntimos").click()
    expect(page.get_by_text("De cada una te quedan")).to_be_visible()
    camera.shoot("precio-queda")


def empty(camera: Camera) -> None:
    """Mi negocio of who has not finished a lesson; then back to where she was."""
    page = camera.page
    before = page.evaluate("location.hash")
    go(camera, "#/negocio")
    expect(page.get_by_text("Cada lección termina con")).to_be_visible()
    camera.shoot("negocio-vacio")
    go(camera, before)
