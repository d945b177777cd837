"""Photograph every screen and state of the app: `python -m scripts.screenshots [variant …]`.

`galeria` instead of a variant photographs the gallery of components; with `revisar` before the
variants only what fails a check is photographed.
Each picture is also checked: axe-core finds nothing, and nothing is wider than the phone.
Writes var/reports/shots/<variant>-<nn>-<name>.png, and contact sheets of twelve beside them in
var/reports/sheets; exits 1 when a check fails.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from playwright.sync_api import Page, Playwright, expect, sync_playwright

from scripts import sheets
from scripts.camera import AXE, SHOTS, Camera, Variant
from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server
from scripts.shots import allow, ending, gallery, languages, route, simple, tools, whose
from scripts.shots import places as two_places

BIG_TEXT = "document.documentElement.style.fontSize = '200%'"
DISK_FULL = """() => { const add = IDBObjectStore.prototype.add;
window.mend = () => { IDBObjectStore.prototype.add = add };
IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError') } }"""

SHEETS = SHOTS.with_name("sheets")
CHECKS_ONLY = "revisar"

VARIANTS = [
    Variant("claro"),
    Variant("oscuro", scheme="dark"),
    Variant("320", width=320, height=640),
    Variant("320-200", width=320, height=640, text=200),
    Variant("320-200-oscuro", width=320, height=640, text=200, scheme="dark"),
    Variant("ancho", width=1280, height=800),
    Variant("forzado", forced=True),
]


def at(page: Page, hash_: str) -> None:
    """Go to an address of the app and wait for its title."""
    page.evaluate("h => { location.hash = h }", hash_)
    page.wait_for_timeout(250)
    expect(page.locator("h1")).to_be_visible()


def first_visit(camera: Camera, url: str) -> None:
    """From the link to the first card; the drawings arrive after it."""
    page = camera.page
    page.goto(url)
    expect(learner.button(page, "Empezar")).to_be_visible()
    camera.shoot("bienvenida")
    languages.first_screen(camera)
    route.need(camera)
    learner.begin(page)
    page.wait_for_function("() => document.querySelector('#y1')")
    camera.shoot("primera-tarjeta")
    two_places.empty(camera)


def cards(camera: Camera) -> None:
    """Go through the open lesson; each new kind of card, before and after an answer."""
    page = camera.page
    seen: set[str] = set()
    for _ in range(40):
        page.wait_for_function("() => document.querySelector('.party, .foot')")
        kind = learner.card_kind(page)
        if kind == "end":
            return
        if kind not in seen:
            camera.shoot(f"tarjeta-{kind}")
            if kind in {"options", "match", "order", "number"}:
                learner.answer(page, kind)
                camera.shoot(f"tarjeta-{kind}-respuesta")
        seen.add(kind)
        learner.pass_card(page)


def first_ending(camera: Camera) -> None:
    """The end of the first lesson, and the question about sending."""
    page = camera.page
    camera.shoot("fin")
    page.get_by_role("button", name="Cerrar", exact=True).click()
    expect(learner.button(page, learner.ONLY_HERE)).to_be_visible()
    camera.shoot("permiso")
    learner.button(page, learner.ONLY_HERE).click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    camera.shoot("ruta")


def other_kinds(camera: Camera) -> None:
    """Card kinds that the first lesson has none of, from the modules on the phone."""
    page = camera.page
    wanted = {"order", "match", "many", "think", "story", "picture", "number", "do"}
    for lesson, card, kind in every_card(page):
        if kind not in wanted:
            continue
        wanted.discard(kind)
        at(page, f"#/l/{lesson}/{card}")
        camera.shoot(f"clase-{kind}")
        shape = learner.card_kind(page)
        if shape in {"options", "match", "order", "number"}:
            learner.answer(page, shape)
            camera.shoot(f"clase-{kind}-respuesta")


def every_card(page: Page) -> list[tuple[str, int, str]]:
    """Lesson, number from 1 and kind of every card on the phone."""
    found: list[tuple[str, int, str]] = page.evaluate(
        """async () => {
        const ask = (r) => new Promise((ok) => { r.onsuccess = () => ok(r.result) });
        const db = await ask(indexedDB.open('creando'));
        const all = await ask(db.transaction('modules').objectStore('modules').getAll());
        db.close();
        const lessons = all.flatMap(({ value }) => value.ls ?? []).filter(Array.isArray);
        return lessons.flatMap((l) => l[5].map((c, i) => [l[0], i + 1, c[0]])) }"""
    )
    return found


def not_saved(camera: Camera) -> None:
    """A full disk: nothing is said to be kept that is not."""
    page = camera.page
    lesson = next(one for one, _, _ in every_card(page)[::-1])
    at(page, f"#/l/{lesson}/1")
    page.evaluate(DISK_FULL)
    learner.button(page, "Seguir").click()
    expect(learner.button(page, "Probar otra vez")).to_be_visible()
    camera.shoot("no-se-guardo")
    page.evaluate("mend()")
    learner.button(page, "Probar otra vez").click()
    expect(page.get_by_text("Guardado en tu teléfono").first).to_be_visible()
    camera.shoot("se-guardo")


def places(camera: Camera, invite: str, server: Server) -> None:
    """The other places, what is not there, and the way out."""
    page = camera.page
    route.questions(camera)
    for name, hash_ in {
        "modulo": "#/m/precio",
        "modulo-por-bajar": "#/m/whatsapp",
        "leccion-por-bajar": "#/l/no-esta",
        "yo": "#/yo",
        "ayuda": "#/ayuda",
        "privacidad": "#/privacidad",
        "borrado": "#/borrado",
        "invitacion-rota": "#/u/demo.lima",
        "perdida": "#/no/existe",
    }.items():
        at(page, hash_)
        camera.shoot(name)
    two_places.both(camera, server)
    tools.every(camera)
    at(page, "#/m/whatsapp")
    server.stop()
    page.locator("main .btn").first.click()
    expect(page.get_by_text("No se pudo bajar")).to_be_visible()
    camera.shoot("sin-senal")
    server.start()
    at(page, "#/")
    page.get_by_role("button", name="Guardar todo").click()
    expect(page.get_by_text("Todo está guardado")).to_be_visible()
    camera.shoot("ruta-todo-en-el-celular")
    other_kinds(camera)
    not_saved(camera)
    people(camera, server)
    languages.places(camera)
    at(page, f"#/u/{invite}")
    expect(page.get_by_text("Lima Norte")).to_be_visible()
    camera.shoot("invitacion")
    at(page, "#/yo")
    page.get_by_role("button", name="Borrar todo lo mío").click()
    camera.shoot("borrar")


def people(camera: Camera, server: Server) -> None:
    """Yes to a copy, a second person, another drawing."""
    page = camera.page
    at(page, "#/yo")
    learner.button(page, "Quiero guardar una copia").click()
    learner.button(page, learner.YES).click()
    expect(page.get_by_text("Encendida")).to_be_visible()
    learner.button(page, "Enviar ahora").click()
    expect(page.get_by_text("El servidor tiene todo lo tuyo")).to_be_visible()
    camera.shoot("yo-enviado")
    simple.simple(camera)
    allow.allow(camera, server)
    whose.people(camera, server)


def prepare(page: Page, variant: Variant) -> None:
    """Still, with the checker at hand, in the size of letters wanted."""
    page.emulate_media(reduced_motion="reduce", forced_colors="active" if variant.forced else None)
    page.context.add_init_script(path=AXE)
    if variant.text != 100:
        page.context.add_init_script(
            f"addEventListener('DOMContentLoaded', () => {{ {BIG_TEXT} }})"
        )


def phone_for(p: Playwright, profile: Path, variant: Variant, keeps: bool) -> Phone:
    """Make a phone that is held that way; pictures to keep are sharp."""
    return Phone(
        p,
        profile,
        width=variant.width,
        height=variant.height,
        scheme=variant.scheme,
        scale=2 if keeps and variant.width < 1000 else 1,
    )


def photograph(
    p: Playwright, server: Server, variant: Variant, folder: Path, keeps: bool
) -> list[str]:
    """Take all pictures of one variant, or check without keeping any; return what is wrong."""
    phone = phone_for(p, folder / variant.name, variant, keeps)
    page = phone.open()
    prepare(page, variant)
    camera = Camera(page, variant, keeps=keeps)
    invite = next(
        word.rsplit("/", 1)[-1]
        for word in server.cli("invites", "demo").split()
        if "demo.lima-norte." in word
    )
    steps: list[Callable[[], None]] = [
        lambda: first_visit(camera, server.url),
        lambda: cards(camera),
        lambda: first_ending(camera),
        lambda: places(camera, invite, server),
    ]
    try:
        for step in steps:
            step()
    finally:
        phone.close()
    faults = phone.faults
    for name, scene in {"inside": whose.inside, "ending": ending.ending}.items():
        other = phone_for(p, folder / f"{variant.name}-{name}", variant, keeps)
        try:
            prepare(other.open(), variant)
            scene(camera.turn_to(other.page), server)
        finally:
            other.close()
        faults += other.faults
    return camera.faults + [f"{variant.name}: {fault}" for fault in faults]


def visit(variant: Variant, keeps: bool) -> list[str]:
    """Take one variant's pictures anew, with a server and browsers of its own."""
    for old in SHOTS.glob(f"{variant.name}-[0-9][0-9][0-9]-[a-z]*.png"):
        old.unlink()
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as p,
        Server(Path(folder) / "data") as server,
    ):
        return photograph(p, server, variant, Path(folder), keeps)


def main(names: list[str]) -> int:
    """Photograph the named variants, or all, as many at a time as there are cores."""
    if gallery.NAME in names:
        faults = gallery.photograph()
        sys.stdout.writelines(f"{fault}\n" for fault in faults)
        return 1 if faults else 0
    keeps = CHECKS_ONLY not in names
    names = [one for one in names if one != CHECKS_ONLY]
    SHOTS.mkdir(parents=True, exist_ok=True)
    variants = [one for one in VARIANTS if not names or one.name in names]
    # A fresh interpreter for each: Playwright's driver does not survive a fork.
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        visits = pool.map(visit, variants, repeat(keeps))
        faults = [fault for found in visits for fault in found]
    for fault in dict.fromkeys(faults):
        sys.stdout.write(f"{fault}\n")
    if keeps:
        made = sheets.lay_out(SHOTS, [one.name for one in variants], SHEETS)
        sys.stdout.write(f"{len(made)} hojas de contacto en {SHEETS.relative_to(ROOT)}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
