"""Pictures of whose work it is: people, windows of other apps, what is carried."""

from __future__ import annotations

import secrets

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


def people(camera: Camera, server: Server) -> None:
    """A second person, and "¿Quién eres?"."""
    page = camera.page
    go(camera, "#/quien")
    expect(page.get_by_text("Toca tu dibujo")).to_be_visible()
    camera.shoot("quien-una")
    learner.button(page, "Soy otra persona").click()
    camera.shoot("quien-nueva")
    page.locator(".faces button").first.click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    today(camera)
    go(camera, "#/quien")
    camera.shoot("quien-dos")
    page.locator(".people button").first.click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    go(camera, "#/yo")
    camera.shoot("yo-dos-personas")
    phones(camera)
    arrival(camera, server)
    keys(camera)


def touch(camera: Camera, names: tuple[str, ...]) -> None:
    """Touch digits or pictures of a key."""
    for name in names:
        learner.button(camera.page, name).click()


def keys(camera: Camera) -> None:
    """A key: what it does not do, both pads, refused, wrong, waiting, forgotten, with a helper."""
    page = camera.page
    go(camera, "#/clave")
    camera.shoot("clave-no-hay")
    learner.button(page, "Poner una clave").click()
    camera.shoot("clave-cual")
    learner.button(page, "6 números").click()
    camera.shoot("clave-numeros")
    touch(camera, tuple("123456"))
    expect(page.get_by_text("Esa la adivinan rápido")).to_be_visible()
    camera.shoot("clave-facil")
    learner.button(page, "Volver").click()
    learner.button(page, "4 dibujos, en orden").click()
    touch(camera, ("llama", "sol"))
    camera.shoot("clave-dibujos")
    touch(camera, ("olla", "tijera"))
    touch(camera, ("llama", "sol", "olla", "tijera"))
    expect(page.get_by_text("Tu clave está puesta")).to_be_visible()
    camera.shoot("clave-puesta")
    page.get_by_role("link", name="Me ayuda alguien").click()
    learner.button(page, "Me ayuda alguien ahora").click()
    learner.button(page, "Terminar").click()
    expect(page.get_by_text("Primero, tus 4 dibujos de ahora")).to_be_visible()
    camera.shoot("ayuda-termina-con-clave")
    page.get_by_role("button", name="Cerrar").click()
    expect(page.get_by_text("Con dibujos")).to_be_visible()
    camera.shoot("quien-con-clave")
    page.locator(".people button", has_text="Con dibujos").click()
    camera.shoot("abrir-dibujos")
    for words in ("4 intentos", "3 intentos", "2 intentos", "1 intento", "Espera"):
        touch(camera, ("sol", "sol", "sol", "olla"))
        expect(page.get_by_text(words)).to_be_visible()
        if words == "4 intentos":
            camera.shoot("abrir-no-es")
    camera.shoot("abrir-espera")
    learner.button(page, "Olvidé mi clave").click()
    camera.shoot("olvide-mi-clave")
    page.evaluate("location.reload()")
    page.locator(".people button", has_text="Sin clave").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


def phones(camera: Camera) -> None:
    """Her phones: a code with its QR, her llave, her card, who else comes in as her."""
    page = camera.page
    go(camera, "#/telefonos")
    expect(page.get_by_text("Este teléfono", exact=True)).to_be_visible()
    camera.shoot("telefonos")
    learner.button(page, "Mostrar el código").click()
    expect(page.get_by_role("img", name="Dibujo para la cámara")).to_be_visible()
    learner.button(page, "Hacer mi llave").click()
    expect(page.get_by_text("Escríbela en un papel")).to_be_visible()
    learner.button(page, "Tengo una tarjeta").click()
    camera.shoot("telefonos-codigo-llave-tarjeta")
    learner.button(page, "Ya la escribí").click()
    camera.shoot("llave-comprobar")
    for name, hash_ in {
        "entrar-codigo": "#/otro",
        "entrar-llave": "#/llave",
        "entrar-tarjeta": "#/tarjeta",
    }.items():
        go(camera, hash_)
        camera.shoot(name)
    learner.button(page, "sol").click()


def arrival(camera: Camera, server: Server) -> None:
    """Another phone came in as her: she is told, sees it in the list, and may send it away."""
    page = camera.page
    go(camera, "#/telefonos")
    learner.button(page, "Mostrar el código").click()
    code = page.locator("p.letters").inner_text().replace("-", "")
    claim = {"code": code, "session": secrets.token_urlsafe(32)}
    page.request.post(f"{server.url}/api/v1/links/claim", data=claim)
    go(camera, "#/yo")
    # Something to send: with its answer she hears of it.
    learner.button(page, "Cambiar mi dibujo").click()
    page.locator(".faces button[aria-pressed=false]").first.click()
    expect(page.get_by_text("Entró otro teléfono como tú")).to_be_visible(timeout=20_000)
    camera.shoot("yo-entro-otro-telefono")
    go(camera, "#/telefonos")
    learner.button(page, "Se perdió, o no fui yo: quitarlo").click()
    camera.shoot("telefonos-quitar")
    learner.button(page, "Sí, quitarlo").click()
    expect(page.get_by_text("Ese teléfono ya no entra como tú")).to_be_visible()


def today(camera: Camera) -> None:
    """What she did today: nothing to erase, something, and the seconds to say no."""
    page = camera.page
    go(camera, "#/hoy")
    camera.shoot("hoy-nada")
    go(camera, "#/l/tanda/1")
    learner.pass_card(page)
    go(camera, "#/hoy")
    expect(learner.button(page, "Borrar lo de hoy")).to_be_visible()
    camera.shoot("hoy")
    learner.button(page, "Borrar lo de hoy").click()
    camera.shoot("hoy-segundos")
    learner.button(page, "No, déjalo como está").click()


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
