"""The phones that were there before: an older version's built client before today's server.

The clients are kept under tests/fixtures (client-main-job/README.md). Each first works as it is,
then meets today's client; nothing she did may be lost, doubled or shown as undone.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.server_log import identities
from tests.fixtures import client
from tests.fixtures.remake import COMMITS

Event = dict[str, object]
BUILD = "document.querySelector('meta[name=build]')?.content"
ASK = "async () => { await (await navigator.serviceWorker.getRegistration()).update() }"
WAITS = "async () => !!(await navigator.serviceWorker.getRegistration()).waiting"
LET_IN = """async () => {
  const reg = await navigator.serviceWorker.getRegistration();
  return !reg.waiting && reg.active?.state === 'activated' }"""


@pytest.fixture(params=COMMITS)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The built client of an older version."""
    return client.unpack(request.param, tmp_path / "older")


@pytest.fixture
def old_server(server: Server, older: Path) -> Server:
    """Today's server with the older client in its folder of the app."""
    serve(server, older)
    return server


def serve(server: Server, pwa: Path | None) -> None:
    """Serve another client, or today's; the log and the address stay."""
    server.stop()
    server.env.pop("CREANDO_PWA", None)
    if pwa:
        server.env["CREANDO_PWA"] = str(pwa)
    server.start()


def identity(event: Event) -> tuple[object, ...]:
    return event["r"], event["q"], event["t"], event["h"]


def arrived_once(server: Server, page: Page) -> None:
    """Each fact of the phone stands once on the server, and nothing else does."""
    stored = [(r, q) for r, q, _ in identities(server.data)]
    assert len(stored) == len(set(stored))
    assert set(stored) == {(e["r"], e["q"]) for e in learner.logs(page)}


def update(page: Page, server: Server, seen: str = "Tu ruta") -> None:
    """Let today's client in as she does: from her page, when no lesson is open."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.clearBrowserCache")
    cdp.detach()
    before = page.evaluate(BUILD)
    page.evaluate(ASK)
    learner.until(page, WAITS)
    page.goto(f"{server.url}/#/yo")
    learner.button(page, "Usar la versión nueva").click()
    learner.until(page, LET_IN)
    # The one of 'The main job' does not reload by itself in its very first opening.
    page.goto("about:blank")
    page.goto(f"{server.url}/#/")
    assert page.evaluate(BUILD) != before
    expect(page.get_by_role("heading", name=seen)).to_be_visible()


def first_lesson(server: Server, phone: Phone, consent: bool) -> Page:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function(CONTROLLED)
    learner.finish_lesson(page)
    learner.leave_ending(page, consent=consent)
    return page


@pytest.mark.long
def test_the_older_client_studies_and_sends_each_event_once(
    old_server: Server, phone: Phone
) -> None:
    page = first_lesson(old_server, phone, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert len(learner.logs(page)) > 10
    arrived_once(old_server, page)
    page.reload()
    expect(page.get_by_text("Enviado").first).to_be_visible()
    arrived_once(old_server, page)


@pytest.mark.long
def test_it_takes_today_s_client_in_and_nothing_is_lost(old_server: Server, phone: Phone) -> None:
    page = first_lesson(old_server, phone, consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    # Half a lesson more while there is no signal.
    old_server.stop()
    page.get_by_role("link", name=re.compile("^Seguir")).first.click()
    expect(page.locator("header.lesson")).to_be_visible()
    for _ in range(3):
        learner.pass_card(page)
    where = page.evaluate("location.hash")
    before = learner.logs(page)
    waiting = {identity(e) for e in before if e.get("u")}
    assert len(waiting) >= 3

    serve(old_server, None)
    page.goto(f"{old_server.url}/#/")
    update(page, old_server)

    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    after = {identity(e) for e in learner.logs(page)}
    assert {identity(e) for e in before} <= after
    arrived_once(old_server, page)
    # She goes on at her card, in today's client, with what the older one wrote.
    page.get_by_role("link", name=re.compile("^Seguir")).first.click()
    expect(page).to_have_url(re.compile(re.escape(where) + "$"))
    learner.finish_lesson(page)
    learner.leave_ending(page)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    arrived_once(old_server, page)


@pytest.mark.long
def test_it_agrees_when_its_own_parts_are_gone_and_is_heard_after_the_update(
    old_server: Server, phone: Phone, older: Path
) -> None:
    """What speaks with the server is fetched on consent; by then the server has another build."""
    page = first_lesson(old_server, phone, consent=False)
    serve(old_server, None)
    kept = {path.name for path in (older / "assets").iterdir()}
    held = {
        Path(one).name
        for one in page.evaluate(
            "async () => { const out = []; for (const name of await caches.keys())"
            " for (const one of await (await caches.open(name)).keys()) out.push(one.url);"
            " return out }"
        )
    }
    assert kept - held, "the part that speaks should not be on this phone yet"
    page.goto(f"{old_server.url}/#/yo")
    learner.button(page, "Quiero guardar una copia").click()
    learner.button(page, learner.YES).click()
    page.wait_for_timeout(1_500)
    before = {identity(e) for e in learner.logs(page)}
    page.goto(f"{old_server.url}/#/")
    update(page, old_server)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert before <= {identity(e) for e in learner.logs(page)}
    arrived_once(old_server, page)


def test_today_s_client_opens_what_a_killed_older_one_left(
    old_server: Server, phone: Phone
) -> None:
    page = first_lesson(old_server, phone, consent=False)
    before = {identity(e) for e in learner.logs(page)}
    title = "Guardado en tu teléfono"
    expect(page.get_by_text(title).first).to_be_visible()
    phone.kill()
    serve(old_server, None)
    page = phone.open()
    page.goto(old_server.url)
    update(page, old_server)
    expect(page.get_by_text(title).first).to_be_visible()
    assert {identity(e) for e in learner.logs(page)} == before
    assert identities(old_server.data) == []


@pytest.mark.long
def test_two_people_of_an_older_phone_are_both_there_after_the_update(
    old_server: Server, new_phone: Callable[..., Phone]
) -> None:
    page = first_lesson(old_server, new_phone(), consent=True)
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    page.goto(f"{old_server.url}/#/yo")
    learner.button(page, "Soy otra persona").click()
    page.locator(".faces button").nth(4).click()
    page.goto(f"{old_server.url}/#/")
    page.get_by_role("link", name=re.compile("^(Empezar|Seguir)")).first.click()
    expect(page.locator("header.lesson")).to_be_visible()
    learner.pass_card(page)
    before = {identity(e) for e in learner.logs(page)}
    assert len({e["s"] for e in learner.logs(page)}) == 2
    serve(old_server, None)
    page.goto(f"{old_server.url}/#/")
    # Today's client asks who it is; the older one knew nothing of that.
    update(page, old_server, "¿Quién eres?")
    people = page.locator(".people button")
    expect(people).to_have_count(2)
    people.first.click()
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    assert before <= {identity(e) for e in learner.logs(page)}
