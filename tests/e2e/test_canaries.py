"""Planted strings: what a person keeps behind her PIN is nowhere else (invariant I6)."""

from playwright.sync_api import Page, expect

from scripts.rig import dump, learner
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server

# Append one answer as the app does, with a text no card would offer.
ANSWER = (
    f"async (option) => {{ {learner.DONE}"
    + """
  const text = (v) => Array.isArray(v) ? `[${v.map(text)}]`
    : typeof v !== 'object' ? JSON.stringify(v)
    : `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${text(v[k])}`)}}`;
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('creando-'));
  const event = { t: 7, v: 1, s: name.slice(8), at: Math.floor(Date.now() / 1000), b: 7,
    d: { lesson: 'tanda', card: 2, rev: 1, option } };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text(event)));
  const h = btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replace(/=+$/, '').replace(/\\+/g, '-').replace(/\\//g, '_');
  const db = await done(indexedDB.open(name));
  const tx = db.transaction(['events', 'kv'], 'readwrite');
  const head = await done(tx.objectStore('kv').get('head'));
  tx.objectStore('events').add({ ...event, ...head, h, u: 1 });
  tx.objectStore('kv').put({ ...head, q: head.q + 1 }, 'head');
  await new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = no });
  db.close() }"""
)


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


def test_the_search_finds_what_stands_in_an_open_profile(server: Server, phone: Phone) -> None:
    """A search that never finds anything proves nothing: each place is tried."""
    page = first_lesson(server, phone)
    planted = {one: dump.canary(one) for one in ("nota", "respuesta", "cache", "local", "aviso")}
    write_note(page, "tiempo", planted["nota"])
    page.evaluate(ANSWER, planted["respuesta"])
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
        "respuesta": {"IndexedDB"},
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
