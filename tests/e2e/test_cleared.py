"""A browser that made room, or somebody who cleared it: noticed at the next opening, and told."""

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.server_log import identities

TOLD = "Falta lo que había aquí"
SHELL = """async () => { for (const name of await caches.keys())
  if (name.startsWith('shell-') && await (await caches.open(name)).match('/')) return true;
  return false }"""
PULLED = (
    f"async () => {{ {learner.DONE}"
    + """
  const out = [];
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('creando-')) continue;
    const db = await done(indexedDB.open(name));
    out.push(...await done(db.transaction('pulled').objectStore('pulled').getAll()));
    db.close() }
  return out.map(({ r, q }) => [r, q]) }"""
)


def studied(server: Server, phone: Phone, consent: bool = True) -> Page:
    """One lesson done, everything the phone needs without signal on it, and the page left."""
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=consent)
    if consent:
        expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    page.goto(f"{server.url}/#/yo")
    expect(page.get_by_role("heading", name="Lo que hice")).to_be_visible()
    return page


def clear(page: Page, server: Server, what: str) -> None:
    """Clear kinds of storage of the origin, as a browser does, while no page of it is open."""
    page.goto("about:blank")
    cdp = page.context.new_cdp_session(page)
    cdp.send("Storage.clearDataForOrigin", {"origin": server.url, "storageTypes": what})
    cdp.detach()


def test_cleared_storage_is_told_and_the_copy_comes_back(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    before = identities(server.data)
    clear(page, server, "indexeddb")
    page.goto(server.url)
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()
    learner.button(page, "Traer la copia").click()
    page.get_by_role("link", name="Ya está aquí: seguir").click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    assert {(r, q) for r, q in page.evaluate(PULLED)} == {(r, q) for r, q, _ in before}
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    page.goto("about:blank")
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    expect(page.get_by_role("heading", name=TOLD)).to_have_count(0)


@pytest.mark.long
def test_without_signal_it_is_told_and_comes_back_later(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    server.stop()
    clear(page, server, "indexeddb")
    page.goto(server.url)
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()
    learner.button(page, "Traer la copia").click()
    expect(page.get_by_text("Todavía no llega la señal")).to_be_visible()
    server.start()
    learner.button(page, "Traer la copia").click()
    expect(page.get_by_role("link", name="Ya está aquí: seguir")).to_be_visible()
    assert page.evaluate(PULLED)


@pytest.mark.long
def test_all_but_the_note_is_gone(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    clear(page, server, "indexeddb,cache_storage,service_workers")
    page.goto(server.url)
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()
    learner.button(page, "Traer la copia").click()
    expect(page.get_by_role("link", name="Ya está aquí: seguir")).to_be_visible()


@pytest.mark.long
def test_who_had_no_copy_is_told_so_and_goes_on(server: Server, phone: Phone) -> None:
    page = studied(server, phone, consent=False)
    clear(page, server, "indexeddb")
    page.goto(server.url)
    expect(page.get_by_text("estaba apagada")).to_be_visible()
    assert not learner.button(page, "Traer la copia").count()
    learner.button(page, "Seguir sin eso").click()
    expect(learner.button(page, "Empezar")).to_be_visible()
    page.goto("about:blank")
    page.goto(server.url)
    expect(learner.button(page, "Empezar")).to_be_visible()
    assert identities(server.data) == []


@pytest.mark.long
def test_a_log_that_vanished_alone_is_told_too(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    page.goto(f"{server.url}/manifest.webmanifest")
    page.evaluate(
        """async () => { for (const { name } of await indexedDB.databases())
        if (name.startsWith('creando-')) await new Promise((ok) => {
          indexedDB.deleteDatabase(name).onsuccess = ok }) }"""
    )
    page.goto(server.url)
    expect(page.get_by_role("heading", name=TOLD)).to_be_visible()
    learner.button(page, "Traer la copia").click()
    expect(page.get_by_role("link", name="Ya está aquí: seguir")).to_be_visible()
    assert page.evaluate(PULLED)


@pytest.mark.long
def test_a_cleared_cache_is_filled_again_with_the_next_signal(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    clear(page, server, "cache_storage")
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    learner.until(page, SHELL)
    server.stop()
    page.goto("about:blank")
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()


@pytest.mark.long
def test_who_erased_herself_leaves_no_note(server: Server, phone: Phone) -> None:
    page = studied(server, phone)
    assert page.evaluate("localStorage.length") == 1
    learner.button(page, "Borrar todo lo mío").click()
    learner.button(page, "Sí, borrar todo").click()
    expect(page.get_by_role("heading", name="Ya está borrado")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
