"""The team's page in a real browser: from the first link to signed in, by app and by passkey."""

import json
import re
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from api import db
from api.clock import now_s
from api.learners import service as learners
from api.progress.models import Membership
from api.settings import read_settings
from api.staff import accounts
from api.staff.models import Role
from scripts.camera import AXE, RULES
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.phone import fresh_id, fresh_token, hashed

PASSWORD = "chirimoya azul 7 veces"


def first_link(server: Server, name: str = "rosa") -> str:
    found = re.search(r"#\w{26}", server.cli("admin", name))
    assert found
    return f"{server.url}/equipo{found[0]}"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def set_password(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Tu contraseña nueva").fill(PASSWORD)
    press(page, "Guardar mi contraseña")
    heading(page, "Tu segunda llave")


def enrol_app(page: Page) -> str:
    press(page, "Usar una app de códigos")
    qr = page.get_by_role("img", name="Código QR para tu app de códigos")
    expect(qr).to_be_visible()
    assert qr.evaluate("image => image.complete && image.naturalWidth > 0"), "the policy lets it in"
    secret = page.locator("[data-secret]").get_attribute("data-secret")
    assert secret
    page.get_by_label("Ahora escribe los 6 números").fill(pyotp.TOTP(secret).at(now_s()))
    press(page, "Comprobar")
    return secret


def keep_codes(page: Page) -> list[str]:
    heading(page, "Tus códigos de respaldo")
    codes = page.locator("ul.codes li").all_inner_texts()
    go_on = page.get_by_role("button", name="Ir a mi página")
    expect(go_on).to_be_disabled()
    page.get_by_label("Ya los guardé en un lugar seguro").check()
    go_on.click()
    return codes


def sign_in(page: Page, server: Server, name: str = "rosa") -> None:
    page.goto(f"{server.url}/equipo")
    page.get_by_label("Nombre de tu cuenta").fill(name)
    page.get_by_label("Contraseña", exact=True).fill(PASSWORD)
    press(page, "Seguir")
    heading(page, "Tu segunda llave")


def next_code(secret: str) -> str:
    """A code of the next half minute, which the server takes and has not seen."""
    return pyotp.TOTP(secret).at(now_s() + 30)


@pytest.fixture
def passkeys(new_phone: Callable[..., Phone]) -> tuple[Page, Any]:
    """A page whose device makes passkeys, and the device's protocol."""
    page = new_phone().open()
    assert page.context
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page, (device, made["authenticatorId"])


def test_the_first_administrator_comes_in_with_an_app(server: Server, phone: Phone) -> None:
    page, link = phone.open(), first_link(server)
    page.goto(link)
    heading(page, "Hola, rosa")
    page.get_by_label("Tu contraseña nueva").fill("contraseña12345")
    press(page, "Guardar mi contraseña")
    expect(page.get_by_text("Es fácil de adivinar")).to_be_visible()
    expect(page.get_by_label("Tu contraseña nueva")).to_have_attribute("aria-invalid", "true")
    set_password(page, link)
    secret = enrol_app(page)
    codes = keep_codes(page)
    assert len({*codes}) == 10
    heading(page, "Hola, rosa")
    expect(page.get_by_text("Administración · todas las ediciones")).to_be_visible()
    assert page.url == f"{server.url}/equipo"
    press(page, "Salir")
    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_text("Este enlace ya se usó o venció")).to_be_visible()
    page.goto("about:blank")
    sign_in(page, server)
    page.get_by_label("Código de 6 números de tu app").fill(next_code(secret))
    press(page, "Comprobar")
    heading(page, "Hola, rosa")
    press(page, "Salir")
    sign_in(page, server)
    press(page, "Perdí mi celular: usar un código de respaldo")
    page.get_by_label("Código de respaldo").fill(codes[3].lower())
    press(page, "Comprobar")
    heading(page, "Hola, rosa")


@pytest.mark.long
def test_a_passkey_alone_is_enough(server: Server, passkeys: tuple[Page, Any]) -> None:
    page, (device, key) = passkeys
    set_password(page, first_link(server))
    press(page, "Crear llave de acceso")
    keep_codes(page)
    heading(page, "Hola, rosa")
    press(page, "Salir")
    sign_in(page, server)
    device.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    press(page, "Usar mi llave de acceso")
    expect(page.get_by_text("La llave de acceso no se completó")).to_be_visible()
    device.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    press(page, "Usar mi llave de acceso")
    heading(page, "Hola, rosa")


def step_back(server: Server) -> None:
    """Let ten minutes go by for every session."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(server.data / "creando.sqlite3")) as db:
        db.execute("UPDATE staff_session SET stepped_at = 0")
        db.commit()


@pytest.mark.long
def test_an_invited_mentor_and_the_proof_asked_again(
    server: Server, passkeys: tuple[Page, Any], new_phone: Callable[..., Phone]
) -> None:
    page, _ = passkeys
    set_password(page, first_link(server))
    press(page, "Crear llave de acceso")
    keep_codes(page)
    page.get_by_role("link", name="Cuentas del equipo").click()
    step_back(server)
    page.get_by_label("Nombre de la cuenta").fill("lupe.rojas")
    page.get_by_label("Edición").first.select_option("demo")
    press(page, "Hacer su enlace")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Muestra otra vez")).to_be_focused()
    press(page, "Usar mi llave de acceso")
    expect(page.get_by_role("heading", name="Enlace para lupe.rojas")).to_be_visible()
    expect(dialog).to_be_hidden()
    link = page.locator(".ok .mono").inner_text()
    hers = new_phone("lupe").open()
    set_password(hers, link)
    secret = enrol_app(hers)
    keep_codes(hers)
    expect(hers.get_by_text("Mentoría · demo")).to_be_visible()
    expect(hers.get_by_role("link", name="Cuentas del equipo")).to_have_count(0)
    press(page, "Cambiar algo de lupe.rojas")
    press(page, "Detener")
    expect(page.get_by_text("Detenida")).to_be_visible()
    hers.get_by_role("link", name="Mi cuenta").click()
    press(hers, "Hacer códigos de respaldo nuevos")
    expect(hers.get_by_text("Tu sesión terminó")).to_be_visible()
    page.goto(f"{server.url}/equipo#/registro")
    expect(page.get_by_text("Cuenta detenida")).to_be_visible()
    for secret_word in (link.rpartition("#")[2], secret, PASSWORD):
        assert secret_word not in server.log.read_text()


@pytest.mark.long
def test_it_works_by_keyboard(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(first_link(server))
    expect(page.get_by_role("heading", name="Hola, rosa")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Tu contraseña nueva")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tu segunda llave")).to_be_focused()


@pytest.mark.long
def test_the_learners_app_knows_nothing_of_it(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    page.evaluate("navigator.serviceWorker.ready")
    expect(page.get_by_role("button", name="Empezar").first).to_be_visible()
    page.goto(f"{server.url}/equipo")
    heading(page, "Entrar al equipo")
    kept = page.evaluate(
        """async () => {
          const all = [];
          for (const name of await caches.keys())
            for (const one of await (await caches.open(name)).keys()) all.push(one.url);
          return all;
        }"""
    )
    assert kept and not [one for one in kept if "equipo" in one or "/api/v1/staff" in one]


@pytest.mark.parametrize(
    ("width", "scheme"),
    [
        (320, "light"),
        pytest.param(360, "dark", marks=pytest.mark.long),
        pytest.param(1280, "light", marks=pytest.mark.long),
    ],
)
def test_every_view_fits_and_is_plain_to_all(
    server: Server, new_phone: Callable[..., Phone], width: int, scheme: str
) -> None:
    page = new_phone(f"{width}{scheme}", width=width, scheme=scheme).open()
    seen: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = page.evaluate(
            "rules => axe.run({ runOnly: rules }).then(r => r.violations.map(v =>"
            " `${v.id} ${v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(' | ')}`))",
            RULES,
        )
        assert (name, max(wide, 0), found) == (name, 0, [])
        seen.append(name)

    page.goto(f"{server.url}/equipo")
    heading(page, "Entrar al equipo")
    look("enter")
    page.goto("about:blank")
    set_password(page, first_link(server))
    look("factor")
    press(page, "Usar una app de códigos")
    expect(page.locator(".qr")).to_be_visible()
    look("app")
    page.reload()
    page.goto("about:blank")
    page.goto(f"{server.url}/equipo")  # half-way: the enrolment goes on
    enrol_app(page)
    expect(page.get_by_label("Ya los guardé")).to_be_visible()
    look("codes")
    keep_codes(page)
    look("home")
    for view in ("cuentas", "registro", "mia"):
        page.goto(f"{server.url}/equipo#/{view}")
        expect(page.get_by_role("link", name="Volver")).to_be_visible()
        page.wait_for_timeout(200)
        look(view)
    assert len(seen) == 8


def member_of_demo(server: Server) -> str:
    """Put a learner with a phone and a drawing into the edition; return her number."""
    db.open_database(replace(read_settings(), data=server.data))
    subject = fresh_id()
    with db.write():
        learners.register(subject, "ab" * 32, learners.START)
        Membership.insert(subject=subject, edition="demo", at=1_795_000_000, h="x").execute()
    db.dispose()
    return subject


def claimed(server: Server, code: str) -> str:
    """Type a code on a new phone; return for whom it speaks."""
    body = json.dumps({"code": code, "session": hashed(fresh_token())}).encode()
    request = urllib.request.Request(
        f"{server.url}/api/v1/links/claim", body, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["subject"])


def mentor(server: Server, phone: Phone, name: str) -> Page:
    """A mentor of the edition, signed in."""
    page = phone.open()
    set_password(page, first_link(server, name))
    enrol_app(page)
    keep_codes(page)
    db.open_database(replace(read_settings(), data=server.data))
    with db.write():
        account = accounts.named(name)
        assert account
        Role.delete().where(Role.account == account.id).execute()
        Role.insert(account=account.id, edition="demo", role="mentor").execute()
    db.dispose()
    page.goto(f"{server.url}/equipo")
    page.reload()
    page.get_by_role("link", name="Ayudar a volver").click()
    return page


def test_a_mentor_helps_somebody_back_in_here_and_from_afar(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    subject = member_of_demo(server)
    lupe = mentor(server, new_phone("lupe"), "lupe")
    press(lupe, "Ver las personas")
    press(lupe, "Ayudar a esta persona")
    lupe.get_by_label("Cómo la reconociste").fill("su dibujo y su lección")
    press(lupe, "Darle un código")
    code = lupe.locator("[data-code]").get_attribute("data-code")
    assert code and len(code) == 8
    assert claimed(server, code) == subject
    lupe.reload()
    press(lupe, "Ver las personas")
    press(lupe, "Ayudar a esta persona")
    lupe.get_by_label("Está lejos").check()
    lupe.get_by_label("Cómo la reconociste").fill("llamó del número de siempre")
    press(lupe, "Pedir la segunda persona")
    expect(lupe.get_by_text("Otra persona del equipo tiene que estar de acuerdo")).to_be_visible()
    expect(lupe.get_by_text("Espera a una segunda persona")).to_be_visible()
    marta = mentor(server, new_phone("marta"), "marta")
    press(marta, "Estoy de acuerdo")
    expect(marta.get_by_text("marta está de acuerdo")).to_be_visible()
    lupe.reload()
    press(lupe, "Ver el código")
    code = lupe.locator("[data-code]").get_attribute("data-code")
    assert code and claimed(server, code) == subject
    assert code not in server.log.read_text() and subject not in server.log.read_text()
