"""A certificate in the browser: earned, made, shown, checked with the server gone, taken back."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.proof import paper
from api.proof.issuer import Issuer
from api.proof.service import new_id
from api.proof.shortcode import Short, code_of, head_of, read_code
from api.proof.signing import sign_bytes
from api.sealing.hpke import text_of
from scripts.rig import cards, dump, held, learner
from scripts.rig.events import append
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.qr import read_picture, read_qr
from scripts.rig.server import ROOT, Server
from tests.e2e.test_business import go, press

NAME = "Yuleisy Rondón Ñañez"
CANARY = dump.canary("nombre")
MODULES = ("precio", "cajones", "comprar", "whatsapp")
FINISHED, DONE = 8, 20
QR = "Código QR para comprobar la constancia"
GOOD, CHANGED = "La firma es buena.", "Está cambiada: no es lo que se firmó."
REVOKED = "Está anulada: ya no vale."
# Every part that this page has loaded is on the phone.
STAYS = """async () => {
  if (!navigator.serviceWorker.controller) return false;
  const parts = performance.getEntriesByType('resource').filter((one) => /assets/.test(one.name));
  return parts.length > 3
    && (await Promise.all(parts.map(({ name }) => caches.match(name)))).every(Boolean) }"""
# Go to a code by its address and wait for the verdict on it, as often as there are codes.
TRY = """async (codes) => {
  const said = [];
  for (const code of codes) {
    document.querySelector('main').dataset.passed = '';
    location.hash = `#/v/${code}`;
    const end = Date.now() + 10000;
    let here;
    do {
      await new Promise((done) => setTimeout(done, 5));
      here = document.querySelector('main:not([data-passed]) [role=status]')?.textContent;
    } while ((!here || here === 'Comprobando…') && Date.now() < end);
    said.push(here ?? '');
  }
  return said }"""


def given(server: Server, name: str) -> str:
    """A certificate that the server gave, without the weeks before it: its code and salt."""
    pair = Issuer(server.data / "keys", "", "").signing()
    salt, ident = os.urandom(12), new_id()
    kept = hashlib.sha256(salt + name.encode()).digest()
    head = head_of(Short(pair.kid, "2026-11", ident, kept, "abierta"))
    with closing(sqlite3.connect(server.data / "creando.sqlite3", timeout=10)) as db:
        row = (ident, "", "abierta", text_of(kept), int(time.time()))
        db.execute("INSERT INTO proof VALUES (?, ?, ?, ?, ?, NULL)", row)
        db.commit()
    return f"{code_of(head, sign_bytes(head, pair))}.{text_of(salt)}"


def altered(shown: str, count: int) -> list[str]:
    """Codes that differ in one letter from a good one."""
    code, _, salt = shown.partition(".")
    draw, letters, made = random.Random(6), [*"ABCXYZabcxyz0189-_"], set()
    while len(made) < count:
        at = draw.randrange(len(code))
        other = draw.choice([one for one in letters if one != code[at]])
        made.add(f"{code[:at]}{other}{code[at + 1 :]}.{salt}")
    return sorted(made)


def is_of(page: Page, name: str) -> None:
    """Type the name that stands on a certificate."""
    page.get_by_label("Nombre que dice").fill(name)
    press(page, "Comprobar el nombre")


def all_fail(page: Page, codes: list[str]) -> None:
    said = page.evaluate(TRY, codes)
    assert len(said) == len(codes)
    # A letter of the key's own name makes it nobody's key.
    assert {one.partition(":")[0] for one in said} <= {"Está cambiada", "No sabemos quién la firmó"}


def test_a_code_is_checked_with_the_server_gone(server: Server, phone: Phone) -> None:
    """By somebody who never opened the app before; the list of those taken back has its day."""
    shown = given(server, NAME)
    page = phone.open()
    page.goto(f"{server.url}/#/v/{shown}")
    expect(page.get_by_text(GOOD)).to_be_visible()
    learner.until(page, STAYS)
    server.stop()

    page.goto("about:blank")
    page.goto(f"{server.url}/#/v/{shown}")
    expect(page.get_by_text(GOOD)).to_be_visible()
    expect(page.get_by_text("Sin valor oficial.")).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Lista de anuladas del \d+ de \w+"))).to_be_visible()
    is_of(page, "Yuleisy Rondon Ñañez")
    expect(page.get_by_text("Ese nombre no es el de esta constancia.")).to_be_visible()
    is_of(page, f" {unicodedata.normalize('NFD', NAME)}  ")
    expect(page.get_by_text(f"Vale. Es de {NAME}.")).to_be_visible()
    all_fail(page, altered(shown, 100))

    server.start()
    server.cli("proof", "revoke", shown)
    go(page, f"#/v/{shown}")
    expect(page.get_by_text(REVOKED)).to_be_visible()
    expect(page.get_by_label("Nombre que dice")).to_have_count(0)
    server.stop()
    page.reload()
    expect(page.get_by_text(REVOKED)).to_be_visible()


def lessons_of(module: str) -> list[str]:
    [entry] = [one for one in cards.catalog_of("abierta") if one["id"] == module]
    return [lesson[0] for lesson in cards.bundle_of(entry)["ls"]]


def finish(server: Server, page: Page) -> None:
    """All that the edition asks, as it asks it.

    One lesson is studied and its action answered by hand; the other weeks are written into her log
    as the app writes them, and the app sends them.
    """
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    go(page, "#/negocio")
    press(page, "Funcionó")
    expect(page.get_by_text("¡Qué bien! Hazlo otra vez esta semana.")).to_be_visible()
    for module in MODULES:
        for lesson in lessons_of(module):
            append(page, FINISHED, {"lesson": lesson})
    for card in range(3):
        told = {"lesson": "cajon", "card": card, "taken": 1, "round": 0, "result": "half"}
        append(page, DONE, told)
    page.reload()
    go(page, "#/constancia")
    expect(page.get_by_text("Para terminar te falta:")).to_be_visible()
    expect(page.locator("main .list a")).to_have_text(
        [re.compile("Darle algo"), re.compile("La encuesta del final")]
    )
    press(page, "Le enseñé una regla")
    page.get_by_role("link", name=re.compile("La encuesta del final")).click()
    press(page, "Empezar")
    while page.locator(".needs").count():
        asked = page.locator("h1").inner_text()
        page.locator(".needs button").first.click()
        expect(page.locator("h1")).not_to_have_text(asked)
    page.get_by_role("link", name="Mi constancia").click()


def ask(page: Page, name: str) -> None:
    expect(page.get_by_text("Ya hiciste todo lo que se pide.")).to_be_visible()
    page.get_by_label("El nombre que dirá").fill("   ")
    press(page, "Pedir mi constancia")
    expect(page.get_by_text("Falta el nombre: escríbelo arriba.")).to_be_visible()
    page.get_by_label("El nombre que dirá").fill(name)
    press(page, "Pedir mi constancia")
    expect(page.get_by_role("heading", name=name)).to_be_visible(timeout=30_000)


def picture_of(page: Page) -> bytes:
    press(page, "Hacer una imagen")
    with page.expect_download() as made:
        press(page, "Guardar la imagen")
    return made.value.path().read_bytes()


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def on_paper(server: Server, folder: Path, address: str, name: str) -> subprocess.CompletedProcess:
    """`creando proof print`, with what it asks for typed in."""
    words = [sys.executable, "-m", "api.cli", "proof", "print", "--to", str(folder / "c.pdf")]
    env = {**os.environ, "CREANDO_DATA": str(folder / "none"), "PYTHONUTF8": "1"}
    typed = f"{address}\n{name}\n"
    return subprocess.run(
        words, cwd=ROOT, env=env, input=typed, capture_output=True, text=True, check=False
    )


@pytest.mark.long
def test_from_the_last_survey_to_a_paper_that_outlives_her_phone(
    server: Server, new_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    name = f"{NAME} {CANARY}"[:60]
    hers = new_phone("hers")
    page = hers.open()
    finish(server, page)
    ask(page, name)
    expect(page.get_by_text("Sin valor oficial.")).to_be_visible()
    address = read_qr(page.get_by_role("img", name=QR))
    assert address.startswith(f"{server.url}/#/v/")
    png = picture_of(page)
    assert read_picture(page.context, png) == address
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    expect(page.locator("nav:visible, header:visible, main button:visible")).to_have_count(0)
    assert sheets(page.pdf(format="A4")) == sheets(page.pdf(format="A5")) == 1
    page.emulate_media(media="screen")
    # The same name again is the same one, also when it was asked for anew.
    press(page, "Hacerla con otro nombre")
    page.get_by_label("El nombre que dirá").fill(f"{name} ")
    press(page, "Pedir mi constancia")
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert read_qr(page.get_by_role("img", name=QR)) == address

    done = on_paper(server, tmp_path, address, name)
    assert done.returncode == 0, done.stderr
    assert name not in done.stdout + done.stderr
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")
    code, _, salt = address.rpartition("/")[2].partition(".")
    said = paper.words(read_code(code)[0], name, "CREANDO", "CREANDO", address)
    assert read_picture(page.context, paper.render(said, "png")) == address

    # The server has the certificate, and neither the name nor the salt; nor have its backups.
    kept = list(held.everything(server, "abierta"))
    assert dump.found([CANARY], kept) == []
    for secret in ("Rondón", "Ñañez", salt):
        assert [place for place, content in kept if secret.encode() in content] == []
    there = {place for _, place in dump.found([read_code(code)[0].id], kept)}
    assert {"database proof", "backup proof"} <= there

    second = new_phone("second").open()
    second.goto(f"{server.url}/#/v/{address.rpartition('/')[2]}")
    expect(second.get_by_text(GOOD)).to_be_visible()
    learner.until(second, STAYS)
    hers.close()
    shutil.rmtree(hers.profile)
    server.stop()
    second.goto("about:blank")
    second.goto(read_picture(second.context, png))
    expect(second.get_by_text(GOOD)).to_be_visible()
    is_of(second, "Otra Persona")
    expect(second.get_by_text("Ese nombre no es el de esta constancia.")).to_be_visible()
    is_of(second, name)
    expect(second.get_by_text(f"Vale. Es de {name}.")).to_be_visible()
