"""The end of a lesson as a picture: made on the phone, seen first, sent only by her."""

from __future__ import annotations

import struct
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server

RULE = "Primero sé cuánto me cuesta. Después pongo el precio."
# What the picture shows, point by point: how many colours, and those of some places.
PIXELS = """() => {
  const one = document.querySelector('canvas');
  const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(data[i] << 16 | data[i+1] << 8 | data[i+2]);
  const row = (y) => {
    const found = new Set();
    for (let x = 140; x < 940; x++) {
      const i = 4 * (y * one.width + x);
      found.add(data[i] << 16 | data[i+1] << 8 | data[i+2]);
    }
    return found.size;
  };
  return { wide: one.width, tall: one.height, colours: colours.size,
    name: row(120), band: row(270), rule: row(870) } }"""
# A phone that can hand a file to another app; what is handed over is kept for the test.
SHARES = """(() => { window.handed = [];
navigator.canShare = ({ files }) => files.every((one) => one.type === 'image/png');
navigator.share = async (what) => { window.handed.push(what) } })()"""
CONTROLLED = "() => navigator.serviceWorker.controller !== null"


def to_the_end(phone: Phone, server: Server) -> Page:
    """Finish the first lesson; everything that follows is on the phone."""
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    expect(page.get_by_role("heading", name="¿A quién le sirve esto?")).to_be_visible()
    return page


def test_the_picture_is_made_with_the_server_gone_and_asks_nobody(
    server: Server, phone: Phone, tmp_path: Path
) -> None:
    page = to_the_end(phone, server)
    server.stop()
    page.reload()
    expect(page.get_by_text("sin tu nombre, sin tu cara, sin tu número")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Other parts of the app still come from the phone; then nothing moves any more.
    before = -1
    while before != len(asked):
        before = len(asked)
        page.wait_for_timeout(2_000)
    asked.clear()
    assert not page.locator("canvas").count()
    learner.button(page, "Ver la imagen").click()
    expect(page.get_by_role("img", name=RULE)).to_be_visible()
    with page.expect_download() as saving:
        learner.button(page, "Guardar la imagen").click()
    expect(page.get_by_text("Está en las descargas")).to_be_visible()
    assert [url for url in asked if not url.startswith("blob:")] == []

    path = tmp_path / "picture.png"
    saving.value.save_as(path)
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (1080, 1350)
    assert len(data) <= 120_000
    # A PNG by canvas carries pixels and nothing else: no text, no place, no date.
    assert not {b"tEXt", b"iTXt", b"eXIf", b"tIME"} & {data[i : i + 4] for i in range(len(data))}
    seen = page.evaluate(PIXELS)
    assert seen["colours"] > 50
    assert (seen["name"] > 5, seen["band"] > 2, seen["rule"] > 5) == (True, True, True)


@pytest.mark.long
def test_whatsapp_gets_the_rule_and_the_address_only_by_her_touch(
    server: Server, phone: Phone
) -> None:
    page = to_the_end(phone, server)
    assert not page.locator("a[href*='wa.me']").count()
    learner.button(page, "Ver la imagen").click()
    link = page.get_by_role("link", name="Mandar el enlace por WhatsApp")
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.netloc, address.path) == ("wa.me", "/")
    (text,) = parse_qs(address.query)["text"]
    assert text == f"{RULE} Lo aprendí en CREANDO, gratis: {server.url}"


def test_a_phone_that_hands_files_over_hands_over_the_picture(server: Server, phone: Phone) -> None:
    phone.open().context.add_init_script(SHARES)
    page = phone.page
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    learner.button(page, "Ver la imagen").click()
    assert page.evaluate("() => handed.length") == 0
    expect(page.get_by_role("link", name="WhatsApp")).to_have_count(0)
    learner.button(page, "Mandar la imagen").click()
    expect(page.get_by_text("la mandaste tú")).to_be_visible()
    handed = page.evaluate(
        """() => handed.map(({ files: [one], text, ...more }) =>
        [one.name, one.type, one.size > 5000, text, Object.keys(more)])"""
    )
    said = f"{RULE} Lo aprendí en CREANDO, gratis: {server.url}"
    assert handed == [["creando-manta.png", "image/png", True, said, []]]


@pytest.mark.long
def test_the_cloth_has_a_band_for_each_lesson(server: Server, phone: Phone) -> None:
    page = to_the_end(phone, server)
    # A row with the colour of bare threads in it is not woven yet.
    bands = """() => [0, 1, 2, 3, 4].filter((row) => {
      const pen = document.querySelector('canvas').getContext('2d');
      const { data } = pen.getImageData(120, 230 + row * 80 + 40, 840, 1);
      return !Array.from({ length: 840 }, (_, i) => 4 * i).some((i) =>
        data[i] === 201 && data[i + 1] === 162 && data[i + 2] === 154) }).length"""
    learner.button(page, "Ver la imagen").click()
    expect(page.get_by_role("img", name=RULE)).to_be_visible()
    page.wait_for_function(f"() => ({bands})() === 1")
    learner.open_lesson(page, "tiempo")
    learner.finish_lesson(page)
    learner.button(page, "Ver la imagen").click()
    expect(page.get_by_role("img", name="Mi hora también cuesta")).to_be_visible()
    page.wait_for_function(f"() => ({bands})() === 2")
