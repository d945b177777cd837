"""Pictures of what she allows, what others see, and how to find her."""

from __future__ import annotations

import time
from pathlib import Path

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.rig.events import append
from scripts.rig.server import Server
from scripts.shots.whose import go

NUMBER = "987 654 321"


def allow(camera: Camera, server: Server) -> None:
    """One permission, nobody who sees anything, where she is from, a contact and back."""
    page = camera.page
    go(camera, "#/yo/permisos")
    expect(page.get_by_text("con el texto 2")).to_be_visible()
    camera.shoot("permisos")
    go(camera, "#/yo/comparto")
    expect(page.get_by_text("No le muestras nada")).to_be_visible()
    camera.shoot("comparto-con-nadie")
    go(camera, "#/yo/origen")
    learner.button(page, "Perú").click()
    expect(page.get_by_role("status").filter(has_text="guardado")).to_be_visible()
    camera.shoot("origen")
    learner.button(page, "Prefiero no decir").click()
    expect(page.get_by_role("status").filter(has_text="Listo")).to_be_visible()
    contact(camera, server)
    go(camera, "#/yo/permisos")
    expect(page.get_by_role("switch", name="Tu contacto")).to_be_visible()
    camera.shoot("permisos-con-contacto")
    shares(camera)
    go(camera, "#/contacto")
    learner.button(page, "Quitar mi contacto").click()
    expect(page.get_by_text("tu contacto ya no está en el servidor")).to_be_visible()
    camera.shoot("contacto-quitado")
    go(camera, "#/yo")


def contact(camera: Camera, server: Server) -> None:
    """Where none is asked; without signal; the form, what is missing, what is held."""
    page = camera.page
    go(camera, "#/contacto")
    expect(page.get_by_text("Tu edición no pide contactos")).to_be_visible()
    camera.shoot("contacto-no-se-pide")
    server.stop()
    go(camera, "#/yo")
    go(camera, "#/contacto")
    expect(page.get_by_text("No hay señal")).to_be_visible()
    camera.shoot("contacto-sin-senal")
    server.cli("contact-key", "abierta", str(Path(server.data).parent / f"{time.time_ns()}.key"))
    server.start()
    learner.button(page, "Probar ahora").click()
    expect(learner.button(page, "Dar mi contacto")).to_be_visible()
    page.get_by_label("Tu número de WhatsApp").fill("987 654")
    learner.button(page, "En la tarde").click()
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("le faltan o le sobran cifras")).to_be_visible()
    camera.shoot("contacto-falta")
    page.get_by_label("Tu número de WhatsApp").fill(NUMBER)
    learner.button(page, "Dar mi contacto").click()
    expect(page.get_by_text("Tu número termina en 21")).to_be_visible()
    camera.shoot("contacto-dado")


def shares(camera: Camera) -> None:
    """Something that somebody sees, and the way back when she has just stopped it."""
    page = camera.page
    body = {"scope": "avance", "to": "mentora-lima-norte", "until": int(time.time()) + 30 * 86_400}
    append(page, 23, body)
    go(camera, "#/yo/comparto")
    page.reload()
    expect(learner.button(page, "Dejar de mostrarlo avance")).to_be_visible()
    camera.shoot("comparto")
    learner.button(page, "Dejar de mostrarlo avance").click()
    expect(learner.button(page, "Deshacer")).to_be_visible()
    camera.shoot("comparto-deshacer")
