"""Planted strings: what a person keeps behind her PIN is nowhere else (invariant I6)."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.sync.envelope import text_of
from scripts.rig import dump, held, learner
from scripts.rig.events import append
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_whose import PIN, add_person, other_faces, person, set_pin, type_pin

HASHES = "SELECT h FROM event"


def take_step(page: Page, when: str) -> None:
    """Append one small step as the app does, at a time that no card would offer."""
    append(page, 9, {"lesson": "tanda", "card": 2, "rev": 1, "when": when, "where": "casa"})


def write_note(page: Page, lesson: str, text: str) -> None:
    """Write a reflection where a lesson asks for one."""
    learner.open_lesson(page, lesson)
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    page.locator("textarea").fill(text)
    learner.pass_card(page)


def first_lesson(server: Server, phone: Phone) -> Page:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    return page


@pytest.mark.long
def test_the_search_finds_what_stands_in_an_open_profile(server: Server, phone: Phone) -> None:
    """A search that never finds anything proves nothing: each place is tried."""
    page = first_lesson(server, phone)
    planted = {one: dump.canary(one) for one in ("nota", "paso", "cache", "local", "aviso")}
    write_note(page, "tiempo", planted["nota"])
    take_step(page, planted["paso"])
    page.reload()
    page.evaluate(
        "async ([text]) => { const cache = await caches.open('x');"
        " await cache.put('/x', new Response(text)) }",
        [planted["cache"]],
    )
    page.evaluate("text => localStorage.setItem('x', text)", planted["local"])
    context = page.context
    context.grant_permissions(["notifications"], origin=server.url)
    page.evaluate(
        "async (body) => (await navigator.serviceWorker.ready).showNotification('x', { body })",
        planted["aviso"],
    )
    found = dump.found(planted.values(), dump.storage(page))
    places = {
        one: {place.split()[0] for where, place in found if where == text}
        for one, text in planted.items()
    }
    assert places == {
        "nota": {"IndexedDB"},
        "paso": {"IndexedDB"},
        "cache": {"cache"},
        "local": {"local"},
        "aviso": {"notifications"},
    }
    page.goto(f"{server.url}/#/l/tiempo/1")
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    expect(page.locator("textarea")).to_have_value(planted["nota"])
    assert dump.found([planted["nota"]], dump.pages(context))
    phone.close()
    on_disk = {text for text, _ in dump.found(planted.values(), dump.files(phone.profile))}
    assert on_disk == set(planted.values())


def hashes(server: Server) -> set[str]:
    """What the server holds of her, by hash: no two events of the world have the same."""
    path = server.data / "creando.sqlite3"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        return {one if isinstance(one, str) else text_of(one) for (one,) in db.execute(HASHES)}


def all_sent(server: Server, page: Page) -> set[str]:
    """Wait until what she just did has arrived; return the hashes of all of it."""
    page.goto(f"{server.url}/#/")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    return hashes(server)


def face_of(page: Page) -> int:
    """The number of the drawing of who is here."""
    shown = page.evaluate("document.querySelector('.face use').getAttribute('href')")
    return int(str(shown).removeprefix("#y"))


def around(page: Page, server: Server) -> Iterator[tuple[str, bytes]]:
    """Go everywhere as the person who is here, and dump what is shown at each place."""
    for place in ("", "yo", "clave", "m/precio", "l/tiempo/1", "l/subir/1", "quien"):
        page.goto(f"{server.url}/#/{place}")
        expect(page.locator("h1").first).to_be_visible()
        for where, content in dump.pages(page.context):
            yield f"{where} at #/{place}", content


def test_what_a_person_with_a_key_keeps_is_nowhere_else(server: Server, phone: Phone) -> None:
    """As another person, in every storage, on the disk, in the server's log and its backup."""
    page = first_lesson(server, phone)
    mother = face_of(page)
    page.context.grant_permissions(["notifications"], origin=server.url)
    names = ("nota-antes", "paso-antes", "nota", "a-medias")
    planted = {one: dump.canary(one) for one in names}
    write_note(page, "tiempo", planted["nota-antes"])
    take_step(page, planted["paso-antes"])
    page.goto("about:blank")
    page.goto(server.url)
    before = all_sent(server, page)
    set_pin(page)
    write_note(page, "subir", planted["nota"])
    # Her events carry no text of hers: what tells them from all others is their hash.
    events = all_sent(server, page) - before
    assert len(events) > 3
    secret = [*planted.values(), *events]
    # Something typed and not yet kept, on the screen when the phone changes hands.
    page.goto(f"{server.url}/#/l/tiempo/1")
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    expect(page.locator("textarea")).to_have_value(planted["nota-antes"])
    page.locator("textarea").fill(planted["a-medias"])
    page.goto(f"{server.url}/#/yo")
    page.get_by_role("button", name="Cerrar").click()
    learner.button(page, "No soy yo").click()
    son, _ = other_faces(mother)
    add_person(page, son)

    seen = [*around(page, server), *dump.storage(page)]
    assert dump.found(secret, seen) == []
    assert len(seen) > 15
    server.cli("backup")
    held = [*dump.files(server.log), *dump.files(server.data / "backups")]
    assert dump.found(secret, held) == []
    assert any(place.endswith(".age") or "backups" in place for place, _ in held)
    phone.close()
    with_key = [planted["nota"], planted["a-medias"], *events]
    assert dump.found(with_key, dump.files(phone.profile)) == []
    # What was there before her key is in no record any more; the browser's tables keep deleted
    # bytes until it tidies them (docs/reliability.md says so, and so does the app).
    tables = re.compile(r"/IndexedDB/[^/]+\.leveldb/\d+\.(ldb|log)$")
    left = dump.found(planted.values(), dump.files(phone.profile))
    assert [place for _, place in left if not tables.search(place)] == []

    # It is all still hers.
    page = phone.open()
    page.goto(server.url)
    person(page, mother)
    type_pin(page, PIN)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    page.goto(f"{server.url}/#/l/subir/1")
    while learner.card_kind(page) != "think":
        learner.pass_card(page)
    expect(page.locator("textarea")).to_have_value(re.compile(planted["nota"]))


def test_what_is_planted_in_a_server_is_found_in_each_place(tmp_path: Path, prepared: Path) -> None:
    """A search of backups that never finds anything proves nothing: text, number, file, log."""
    server = Server(tmp_path / "data", prepared=prepared)
    planted, amount = {one: dump.canary(one) for one in ("fila", "archivo", "registro")}, 125_370
    with closing(sqlite3.connect(server.data / "creando.sqlite3")) as db:
        db.execute("INSERT INTO proof VALUES ('A', '', ?, '', ?, NULL)", (planted["fila"], amount))
        db.commit()
    (server.data / "apuntes").write_text(planted["archivo"])
    server.log.write_text(f"{planted['registro']} S/ 1,253.70\n")
    kept = list(held.everything(server, "abierta"))
    found = {
        one: {where for text, where in dump.found(planted.values(), kept) if text == planted[one]}
        for one in planted
    }
    assert {"database proof", "backup proof"} <= found["fila"]
    assert "backup file apuntes" in found["archivo"]
    assert found["registro"] == {f"file {server.log.name}"}
    amounts = {where for _, where in dump.found_amounts([amount], kept)}
    assert amounts == {"database proof", "backup proof", f"file {server.log.name}"}
    # The backup's own file shows nothing: it had to be opened.
    sealed = [(where, content) for where, content in kept if where.endswith(".age")]
    assert sealed and dump.found(planted.values(), sealed) == []
    assert any("informe-abierta" in where for where, _ in kept)


def test_every_disguise_is_seen_through() -> None:
    text = dump.canary("x")
    hidden = [
        f'{{"a":"{text}"}}'.encode(),
        f"aa{text}".encode("utf-16-le"),
        text.encode().hex().encode(),
        dump.secret_half(text) + b"\x05\x11",
    ]
    for before in ("", "a", "ab", "abc"):
        hidden.append(dump.base64.b64encode(f"{before}{text}zz".encode()))
    for content in hidden:
        assert dump.found([text], [("there", content)]) == [(text, "there")]
    assert dump.found([text], [("there", dump.canary("x").encode())]) == []
