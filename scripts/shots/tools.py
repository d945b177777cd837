"""Pictures of her route's order, of each tool, of the review and of the certificate."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner
from scripts.shots.whose import go

PAGES = {
    "ruta-orden": "#/pregunta/orden",
    "lo-que-ya-haces": "#/pregunta/antes",
    "repaso": "#/repaso",
    "constancia": "#/constancia",
    "encuesta": "#/encuesta/salida",
    "comprobar-cambiada": "#/v/no-es-una.x",
    "caja": "#/negocio/caja",
    "equilibrio": "#/negocio/equilibrio",
    "prestamo": "#/negocio/prestamo",
    "regimen": "#/negocio/regimen",
    "lienzo": "#/negocio/lienzo",
    "mensajes": "#/negocio/mensajes",
    "lista": "#/negocio/control",
    "directorio": "#/negocio/directorio",
}


def every(camera: Camera) -> None:
    """Each as who opens it for the first time finds it; then the tin counted."""
    for name, address in PAGES.items():
        go(camera, address)
        camera.shoot(name)
    page = camera.page
    go(camera, "#/negocio/caja")
    learner.button(page, "billete de 50 soles").click()
    learner.button(page, "Guardar la cuenta de hoy").click()
    expect(page.get_by_text("Guardado. Si cuentas otra vez hoy")).to_be_visible()
    camera.shoot("caja-contada")
