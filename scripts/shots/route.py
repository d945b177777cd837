"""Pictures of the way in and of the route: what presses her, the questions, the search."""

from __future__ import annotations

from playwright.sync_api import expect

from scripts.camera import Camera
from scripts.rig import learner


def need(camera: Camera) -> None:
    """The first screen's question, before and after a choice; leaves it unanswered."""
    page = camera.page
    learner.button(page, "Empezar").click()
    expect(page.get_by_role("heading", name="¿Qué te aprieta hoy?")).to_be_visible()
    camera.shoot("aprieta")
    learner.button(page, "Todo está caro").click()
    camera.shoot("aprieta-elegido")
    learner.button(page, "Todo está caro").click()
    page.go_back()
    expect(learner.button(page, "Empezar")).to_be_visible()


def questions(camera: Camera) -> None:
    """The picture questions, what answers a need, and the search, all states."""
    page = camera.page
    for name, hash_ in {
        "respuestas": "#/pregunta",
        "necesitas-hoy": "#/pregunta/hoy",
        "para-esto": "#/pregunta/n-precio",
        "para-esto-por-bajar": "#/pregunta/n-plata",
        "para-esto-nada": "#/pregunta/n-papeles",
        "pregunta-cuando": "#/pregunta/cuando",
        "pregunta-rubro": "#/pregunta/rubro",
    }.items():
        page.evaluate("h => { location.hash = h }", hash_)
        page.wait_for_timeout(250)
        expect(page.locator("h1")).to_be_visible()
        camera.shoot(name)
    learner.button(page, "Comida").click()
    expect(learner.button(page, "Comida")).to_have_attribute("aria-pressed", "true")
    camera.shoot("pregunta-rubro-elegido")
    page.evaluate("location.hash = '#/buscar'")
    field = page.get_by_role("searchbox")
    expect(field).to_be_visible()
    camera.shoot("buscar")
    field.fill("plata")
    expect(page.locator(".list a").first).to_be_visible()
    camera.shoot("buscar-plata")
    field.fill("xilófono")
    expect(page.get_by_text("No encontramos")).to_be_visible()
    camera.shoot("buscar-nada")
