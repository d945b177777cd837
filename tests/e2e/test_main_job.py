"""The main job: open a link, study with no server, lose the battery, send later exactly once."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from scripts.rig import learner
from scripts.rig.journeys import CONTROLLED
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from scripts.rig.wire import Wire
from tests.e2e.server_log import identities


def shell_ready(page: Page) -> None:
    """Wait until the worker holds the shell."""
    page.wait_for_function(CONTROLLED)


def test_a_whole_lesson_without_server_survives_a_kill_and_arrives_once(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    shell_ready(page)
    server.stop()

    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    page.goto(f"{server.url}/#/l/tanda/1")
    kinds = learner.finish_lesson(page)
    assert {"text", "options", "do"} <= set(kinds)
    learner.leave_ending(page, consent=True)
    on_phone = learner.logs(page)
    assert len(on_phone) > len(kinds)

    phone.kill()
    page = phone.open()
    page.goto(server.url)
    expect(page.get_by_role("heading", name="Tu ruta")).to_be_visible()
    after_kill = learner.logs(page)
    assert {(e["r"], e["q"]) for e in after_kill} == {(e["r"], e["q"]) for e in on_phone}

    server.start()
    page.reload()
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    stored = identities(server.data)
    assert sorted((r, q) for r, q, _ in stored) == sorted((e["r"], e["q"]) for e in on_phone)

    # Once more, with nothing new: nothing is doubled.
    page.reload()
    expect(page.get_by_text("Enviado").first).to_be_visible()
    assert identities(server.data) == stored


def test_every_way_of_writing_the_address_opens_without_a_server(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    shell_ready(page)
    server.stop()
    for address in ("", "/", "/?", "/?fbclid=x", "/?#/l/tanda/2", "/#/yo"):
        page.goto("about:blank")
        page.goto(server.url + address)
        expect(page.locator("h1").first).to_be_visible()


def test_an_address_past_the_last_card_is_not_the_end_of_the_lesson(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    page.goto("about:blank")
    page.goto(f"{server.url}/#/l/tanda/99")
    expect(page).to_have_url(re.compile(r"#/l/tanda/1$"))
    expect(page.locator(".party")).to_have_count(0)


def test_she_returns_to_the_exact_card(server: Server, phone: Phone) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.pass_card(page)
    learner.pass_card(page)
    title = page.locator("main h1").inner_text()
    shell_ready(page)
    phone.kill()
    page = phone.open()
    page.goto(server.url)
    page.get_by_role("link", name=re.compile("^Seguir")).first.click()
    expect(page.locator("main h1")).to_have_text(title)


def test_with_consent_refused_no_body_ever_leaves_and_the_app_is_whole(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    with Wire(server.port) as wire:
        phone = new_phone()
        page = phone.open()
        page.goto(wire.url)
        learner.begin(page)
        learner.finish_lesson(page)
        learner.leave_ending(page, consent=False)
        shell_ready(page)
        page.reload()
        page.get_by_role("link", name=re.compile("^Seguir")).first.click()
        expect(page.locator("main h1")).to_be_visible()
        learner.finish_lesson(page)
        learner.leave_ending(page)
        expect(page.get_by_text("Guardado en tu teléfono").first).to_be_visible()
        page.goto(f"{wire.url}/#/yo")
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_timeout(4_000)
        sent = {x.method for x in wire.exchanges}
        assert sent == {"GET"}
    assert identities(server.data) == []


def test_a_server_killed_in_the_middle_of_sending_gets_each_event_once(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    server.kill()
    learner.leave_ending(page, consent=True)
    page.wait_for_timeout(1_500)
    server.start()
    page.reload()
    page.wait_for_timeout(150)
    server.kill()
    server.start()
    page.reload()
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    stored = [(r, q) for r, q, _ in identities(server.data)]
    assert len(stored) == len(set(stored))
    assert set(stored) == {(e["r"], e["q"]) for e in learner.logs(page)}


def test_a_dead_slow_network_changes_nothing_for_what_is_on_the_phone(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    with Wire(server.port) as wire:
        page = new_phone().open()
        page.goto(wire.url)
        learner.begin(page)
        shell_ready(page)
        wire.delay_s = 60
        page.reload()
        expect(page.locator("main h1")).to_be_visible(timeout=3_000)
        learner.pass_card(page)
        assert page.locator("main h1").inner_text()


def test_a_captive_portal_is_neither_lesson_nor_acknowledgement(
    server: Server, phone: Phone
) -> None:
    page = phone.open()
    page.goto(server.url)
    learner.begin(page)
    learner.finish_lesson(page)
    shell_ready(page)
    portal = "<!doctype html><title>WiFi gratis</title><h1>Acepta los términos</h1>"
    context = phone.context
    assert context
    context.route(
        "**/api/**", lambda r: r.fulfill(status=200, content_type="text/html", body=portal)
    )
    learner.leave_ending(page, consent=True)
    page.wait_for_timeout(4_500)
    assert all(e.get("u") for e in learner.logs(page))
    expect(page.get_by_text(re.compile(r"\d+ sin enviar")).first).to_be_visible()
    context.unroute("**/api/**")
    page.reload()
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert len(identities(server.data)) == len(learner.logs(page))
