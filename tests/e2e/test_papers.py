"""Which document she opened is told nowhere (docs/adr/0030-papers.md).

One phone opens a document, another opens none and does all the rest the same: what they keep, what
they ask for and what the server holds of them is laid side by side.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import cards, dump, held, learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from scripts.rig.wire import Wire

LESSON, CARD = "que-permite", 3
KEY, TITLE = "residente", "CE especial residente"
# Everybody gets these, whatever they open.
PUBLIC = re.compile(r"/api/v1/bundles/|^IndexedDB creando/(modules|files|bundles)$")
# Everything that a page may tell another, or leave behind it.
WHISPERS = """(() => { const said = globalThis.whispers = [];
  const listen = (of, name) => { const own = of.prototype[name];
    of.prototype[name] = function (...words) { said.push([name, ...words]);
      return own.apply(this, words) } };
  listen(BroadcastChannel, 'postMessage'); listen(Navigator, 'sendBeacon') })()"""
HEARD = "() => [...globalThis.whispers, [window.name, history.state, document.title]]"
RANDOM = re.compile(r"[A-Za-z0-9_-]{20,}={0,2}|[0-9a-f]{16,}")


@dataclass
class Trace:
    """All that is left of a visit, place by place: as it is, and as it is compared."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    shape: dict[str, set[str]] = field(default_factory=dict)

    def leave(self, place: str, thing: Any, like: Any = None) -> None:
        """Note one thing that lies there; `like` is what another phone must have the same."""
        self.texts.setdefault(place, []).append(as_text(thing))
        compared = even(thing if like is None else like)
        self.shape.setdefault(even(place), set()).add(as_text(compared))

    def telling(self, words: Iterable[str]) -> list[tuple[str, str]]:
        """List the places where these words lie and not everybody's lessons do."""
        return [
            (place, word)
            for place, texts in self.texts.items()
            if not PUBLIC.search(place)
            for word in words
            if any(word in text for text in texts)
        ]


def differences(one: Trace, other: Trace) -> dict[str, set[str]]:
    """Give what lies with one and not with the other, by place."""
    places = one.shape.keys() | other.shape.keys()
    apart = {at: one.shape.get(at, set()) ^ other.shape.get(at, set()) for at in places}
    return {at: {text[:300] for text in some} for at, some in apart.items() if some}


def even(thing: Any) -> Any:
    """Put the same word for every id, key, time and face, also in what is JSON inside of JSON."""
    if isinstance(thing, str) and thing[:1] in {"[", "{"}:
        with suppress(ValueError):
            return even(json.loads(thing))
    if isinstance(thing, str):
        if any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in thing.strip()):
            return "<bytes>"
        return re.sub(r"\by\d+\b", "<face>", RANDOM.sub("<id>", thing))
    if isinstance(thing, bool) or thing is None:
        return thing
    if isinstance(thing, int | float):
        return "<number>" if abs(thing) >= 100_000 else thing
    if isinstance(thing, dict):
        return {even(key): even(value) for key, value in thing.items()}
    return [even(one) for one in thing]


def opened(text: str | bytes) -> Any:
    """Read what was sent, deflated or not."""
    raw = text.encode() if isinstance(text, str) else text
    with suppress(zlib.error):
        raw = zlib.decompress(raw)
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")


def stay_dark(page: Page) -> None:
    """See that no document of the card is open."""
    expect(page.locator(".papers > li > button")).to_have_count(7)
    expect(page.locator(".papers .cloth")).to_have_count(0)
    expect(page.locator(".papers [aria-pressed=true], .papers [aria-expanded=true]")).to_have_count(
        0
    )


def open_card(page: Page) -> None:
    """Go to the card of the seven documents by its address."""
    page.evaluate(f"() => {{ location.hash = '#/l/{LESSON}/{CARD}' }}")
    expect(page.locator(".papers")).to_be_visible()


def choose(page: Page, title: str) -> None:
    """Touch a document and read what is said of it."""
    one = page.get_by_role("button", name=title, exact=True)
    one.click()
    expect(one).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".papers .cloth")).to_have_count(1)


def everywhere(page: Page, title: str | None, trace: Trace) -> None:
    """Read the lesson, agree to send, send, search, take a copy of her own."""
    open_card(page)
    stay_dark(page)
    if title:
        choose(page, title)
    overhear(page, trace)
    trace.leave("addresses", page.evaluate("location.href").split("/", 3)[3])
    assert learner.finish_lesson(page)
    learner.leave_ending(page, consent=True)
    page.evaluate("() => { location.hash = '#/buscar' }")
    page.get_by_label("¿Qué buscas?").fill("papel")
    expect(page.get_by_role("link", name=re.compile("Qué permite"))).to_be_visible()
    page.evaluate("() => { location.hash = '#/yo' }")
    learner.button(page, "Enviar ahora").click()
    expect(page.get_by_text("El servidor tiene todo lo tuyo")).to_be_visible(timeout=30_000)
    with page.expect_download() as made:
        learner.button(page, "Sacar una copia").click()
    trace.leave("her own copy", json.loads(made.value.path().read_bytes()))


def overhear(page: Page, trace: Trace) -> None:
    """Note what the page told other pages, or left where they find it."""
    for one in page.evaluate(HEARD):
        trace.leave("told", one)


def comparable(thing: Any) -> Any:
    """Pair the keys of a store with its values.

    Whether she was invited to install depends on when the browser offers it, and is left out.
    """
    if not (isinstance(thing, list) and len(thing) == 3 and isinstance(thing[0], list)):
        return thing
    names, values, store = thing
    return [store, [pair for pair in zip(names, values, strict=True) if pair[0] != "invited"]]


def visit(phone: Phone, wire: Wire, code: str, title: str | None) -> Trace:
    """Do it all on one phone, and gather what that left on it and on its line."""
    trace = Trace()
    page = phone.open()
    page.context.add_init_script(WHISPERS)
    page.on("framenavigated", lambda frame: trace.leave("addresses", frame.url.split("/", 3)[-1]))
    page.context.on("request", lambda request: ask(trace, request))
    cards.join(page, wire.url, code)
    everywhere(page, title, trace)
    for event in learner.logs(page):
        trace.leave("events", event, [event["t"], event["d"]])
        trace.leave("whose", {"s": event["s"]})
    for place, content in dump.storage(page):
        thing = opened(content)
        trace.leave(place.replace(wire.url, ""), thing, comparable(thing))
    overhear(page, trace)
    trace.leave("cookies", page.context.cookies())
    session = page.context.new_cdp_session(page)
    for entry in session.send("Page.getNavigationHistory")["entries"]:
        trace.leave("history", [entry["url"].split("/", 3)[-1], entry["title"]])
    for exchange in list(wire.exchanges):
        head, _, body = exchange.sent.partition(b"\r\n\r\n")
        names = sorted({line.split(b":")[0].decode() for line in head.split(b"\r\n")[1:]})
        trace.leave("on the line", head.decode("latin-1"), [exchange.method, exchange.path, names])
        if body:
            said = opened(body)
            # How many facts go at a time depends on the hour, and they are laid side by side.
            like = sorted(said) if isinstance(said, dict) else type(said).__name__
            trace.leave(f"sent to {urlsplit(exchange.path).path}", said, like)
    phone.close()
    return trace


def ask(trace: Trace, request: Any) -> None:
    """Note what a page or the worker asks for."""
    url = urlsplit(request.url)
    trace.leave("asked", [request.method, url.path, url.query, url.fragment])


def hers(rows: list[list[Any]], subject: str) -> Trace:
    """Gather the rows that are of one person."""
    trace = Trace()
    for table, *cells in rows:
        row = [opened(one) if isinstance(one, str | bytes) else one for one in cells]
        if subject in as_text(row):
            trace.leave(table, row)
    return trace


def as_text(thing: Any) -> str:
    """Write anything, always the same."""
    return json.dumps(thing, ensure_ascii=False, sort_keys=True, default=str)


def secret_words() -> list[str]:
    """Give the key and the title of what she opened, and the first words it says."""
    [lesson] = [one for one in cards.lessons_of("demo") if one.id == LESSON]
    [block] = [block for card in lesson.cards for block in cards.told_in(card)]
    [mine] = [one for one in block[1:] if one[0] == KEY]
    assert mine[1] == TITLE
    [says, *_] = cards.words_of(mine[2])
    return [f'"{KEY}"', TITLE, says[:40]]


def subject_of(trace: Trace) -> str:
    """Say by which id the server knows her."""
    [subject] = {json.loads(text)["s"] for text in trace.texts["whose"]}
    return str(subject)


def test_what_she_opened_is_on_no_phone_line_or_server(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    code = cards.invite(server)
    traces = []
    for name, title in (("opened", TITLE), ("none", None)):
        with Wire(server.port, keep=True) as wire:
            traces.append(visit(new_phone(name), wire, code, title))
    opener, other = traces
    words = [*secret_words()]
    assert opener.telling(words) == []
    assert differences(opener, other) == {}
    for rows in (held.database(server), held.backed_up(server)):
        assert [row for row in rows if any(word in as_text(row) for word in words)] == []
        one, two = (hers(rows, subject_of(trace)) for trace in traces)
        assert one.shape["event"]
        assert differences(one, two) == {}
    everything = [*dump.files(server.log), *dump.files(server.data)]
    assert dump.found([TITLE], everything) == []
    assert not [place for place, content in dump.files(server.log) if KEY.encode() in content]


@pytest.mark.long
def test_a_lesson_opened_anew_shows_no_document(server: Server, phone: Phone) -> None:
    page = phone.open()
    cards.join(page, server.url, cards.invite(server))
    open_card(page)
    choose(page, TITLE)
    choose(page, "DNI")
    page.get_by_role("button", name="DNI", exact=True).click()
    stay_dark(page)
    choose(page, TITLE)
    # It stays while the lesson is open.
    learner.pass_card(page)
    page.get_by_role("button", name="Volver").click()
    expect(page.locator(".papers .cloth")).to_have_count(1)
    for away in ("#/", "#/l/rechazo/1", "#/yo"):
        page.evaluate("there => { location.hash = there }", away)
        expect(page.locator(".papers")).to_have_count(0)
        open_card(page)
        stay_dark(page)
        choose(page, TITLE)
    page.reload()
    expect(page.locator(".papers")).to_be_visible()
    stay_dark(page)


@pytest.mark.long
def test_another_person_on_the_phone_sees_no_document(server: Server, phone: Phone) -> None:
    page = phone.open()
    cards.join(page, server.url, cards.invite(server))
    open_card(page)
    choose(page, TITLE)
    page.evaluate("() => { location.hash = '#/quien' }")
    learner.button(page, "Soy otra persona").click()
    page.get_by_role("button", name=re.compile("^Dibujo ")).last.click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    open_card(page)
    stay_dark(page)
    choose(page, "DNI")
    page.evaluate("() => { location.hash = '#/quien' }")
    page.get_by_role("button", name=re.compile("^Dibujo ")).first.click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    open_card(page)
    stay_dark(page)
