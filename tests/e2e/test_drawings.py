"""Faces and drawings as people meet them: a neighbour's and an author's side."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from api.content.asked import Asked
from scripts import drawings
from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import ROOT, Server

FACES = re.compile(r"^Dibujo \d+$")
CARAS = "**/bundles/art-caras/**"


def picker(page: Page) -> None:
    """From Yo to the drawings that she may choose."""
    page.evaluate("location.hash = '#/yo'")
    learner.button(page, "Cambiar mi dibujo").click()


def studied(page: Page, server: Server) -> None:
    """A first lesson, nothing sent."""
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=False)


def painted(page: Page, selector: str) -> int:
    """Count the colours in a picture of it: one when nothing is drawn."""
    shot = page.locator(selector).first.screenshot()
    return int(
        page.evaluate(
            """async (bytes) => {
              const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
              const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
              pen.drawImage(image, 0, 0);
              const all = pen.getImageData(20, 14, image.width - 40, image.height - 28).data;
              return new Set(new Uint32Array(all.buffer)).size }""",
            list(shot),
        )
    )


def test_she_takes_one_of_the_new_faces_and_keeps_it_without_signal(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    studied(page, server)
    assert not [url for url in asked if "art-caras" in url]

    picker(page)
    expect(page.get_by_role("button", name=FACES)).to_have_count(24)
    learner.button(page, "Dibujo 17").click()
    expect(page.locator(".face use").first).to_have_attribute("href", "#y17")
    page.wait_for_timeout(500)
    server.stop()
    phone.close()
    page = phone.open()
    page.goto(server.url)
    expect(page.locator(".face use").first).to_have_attribute("href", "#y17")
    expect(page.locator("symbol#y17")).to_have_count(1)
    expect(page.locator(".face > path")).to_have_count(0)


@pytest.mark.long
def test_a_face_whose_drawing_did_not_come_is_a_head_and_never_a_hole(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    studied(page, server)
    picker(page)
    learner.button(page, "Dibujo 20").click()
    expect(page.locator(".face use").first).to_have_attribute("href", "#y20")
    # The phone forgot that one bundle, as when space ran short, and the network has it not.
    page.evaluate(
        """() => new Promise((ok, no) => { const open = indexedDB.open('creando');
          open.onerror = no;
          open.onsuccess = () => {
            const tx = open.result.transaction('modules', 'readwrite');
            tx.objectStore('modules').delete('art-caras');
            tx.oncomplete = () => { open.result.close(); ok() }; tx.onerror = no } })"""
    )
    refuse = [True]

    def answer(route: Route) -> None:
        route.abort() if refuse[0] else route.continue_()

    page.context.route(CARAS, answer)
    page.goto(server.url + "/#/")
    page.reload()
    expect(page.locator(".face > path")).to_have_count(1)
    assert painted(page, ".face") > 1
    page.evaluate("document.querySelector('.face > path').style.display = 'none'")
    assert painted(page, ".face") == 1  # what a hole would be
    picker(page)
    # Hers, and of the others only those that can be told apart.
    expect(page.get_by_role("button", name=FACES)).to_have_count(13)
    expect(page.get_by_text("Con señal se ven más dibujos")).to_be_visible()

    refuse[0] = False
    page.reload()
    expect(page.locator("symbol#y20")).to_have_count(1)
    expect(page.locator(".face > path")).to_have_count(0)


@pytest.mark.long
def test_an_author_finds_a_drawing_by_what_is_seen_with_no_server(
    phone: Phone, tmp_path: Path
) -> None:
    asked = [Asked("mercado-de-noche", "tanda", 2, "lessons/es/x.md", 7, "Un mercado de noche")]
    file = tmp_path / "dibujos.html"
    file.write_bytes(drawings.pages(ROOT / "lessons", asked)["dibujos.html"])
    page = phone.open()
    page.goto(file.as_uri())
    shown = page.locator("#lista li:visible")
    everything = shown.count()
    page.get_by_label("¿Qué buscas?").fill("ARBOL")
    expect(shown.filter(has_text="q-hace-arbol")).to_have_count(1)
    assert 0 < shown.count() < everything
    page.get_by_label("¿Qué buscas?").fill("olla vapor")
    expect(shown).to_have_count(1)
    expect(shown.get_by_role("textbox")).to_have_value("![qué se ve](q-rubro-comida)")
    page.get_by_label("¿Qué buscas?").fill("nave espacial")
    expect(page.get_by_text("No hay ninguno. Pídelo")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="pedido:mercado-de-noche")
    expect(row).to_contain_text("Un mercado de noche")
    expect(row).to_contain_text("lessons/es/x.md:7")
