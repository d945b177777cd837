"""Pictures of the simple form, and of somebody helping."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.shots.whose import go


def simple(camera: Camera) -> None:
    """The list, Yo, help and a lesson in the simple form; then help, from its first to its last."""
    page = camera.page
    go(camera, "#/yo")
    learner.button(page, "Modo sencillo: dibujos grandes").click()
    expect(page.get_by_role("heading", name="Mis lecciones")).to_be_visible()
    camera.shoot("sencillo")
    for name, hash_ in {
        "sencillo-yo": "#/yo",
        "sencillo-voz": "#/voz",
        "sencillo-ayuda": "#/ayuda",
    }.items():
        go(camera, hash_)
        # A list of voices may come late.
        page.locator("main > *").first.wait_for()
        camera.shoot(name)
    go(camera, "#/l/tiempo/1")
    camera.shoot("sencillo-tarjeta")
    learner.pass_card(page)
    camera.shoot("sencillo-pregunta")
    go(camera, "#/")
    learner.button(page, "Ver todo").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    helped(camera)


def helped(camera: Camera) -> None:
    """A helper: where it begins, a card with its hint, what waits, what is shut, the end."""
    page = camera.page
    go(camera, "#/ayudante")
    camera.shoot("me-ayuda-alguien")
    learner.button(page, "Me ayuda alguien ahora").click()
    expect(page.get_by_role("complementary", name="Te ayuda alguien")).to_be_visible()
    camera.shoot("ayuda-ruta")
    go(camera, "#/l/tiempo/1")
    for _ in range(30):
        if page.get_by_role("heading", name="Esto es para ella, a solas").count():
            break
        learner.pass_card(page)
        page.wait_for_function(learner.NEXT)
    camera.shoot("ayuda-para-ella")
    learner.button(page, "Dejarla para ella").click()
    page.wait_for_function(learner.NEXT)
    if not page.locator(".party").count():
        camera.shoot("ayuda-tarjeta")
        learner.pass_card(page)
    for name, hash_ in {
        "ayuda-cerrado": "#/contacto",
        "ayuda-negocio": "#/negocio",
        "ayuda-yo": "#/yo",
    }.items():
        go(camera, hash_)
        camera.shoot(name)
    learner.button(page, "Terminar").click()
    expect(page.get_by_role("heading", name="Te espera 1 pregunta")).to_be_visible()
    camera.shoot("te-espera")
