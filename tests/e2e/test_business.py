"""What she keeps in Mi negocio and decides: server gone, battery dead, on her second phone."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from scripts.rig import dump, held, learner
from scripts.rig.phone import Phone
from scripts.rig.qr import read_qr
from scripts.rig.server import Server
from tests.e2e.test_phones import code_of

TOOLS = "caja precio equilibrio prestamo regimen lienzo mensajes control directorio".split()
CANARY = "mi sobrino Wilmer de Comas"
WHO = dump.canary("tercero")  # as long as a name may be
PIECES = ["billete de 200 soles"] * 6 + ["billete de 50 soles", "moneda de 2 soles"]
PIECES += ["moneda de 1 sol", "moneda de 50 céntimos", "moneda de 20 céntimos"]
AMOUNT = 125_370


def go(page: Page, address: str) -> None:
    page.evaluate("h => { location.hash = h }", address)
    expect(page.locator("h1")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def all_came(page: Page) -> None:
    """Nothing more is fetched: the tools come quietly, one after the other."""
    count = "() => performance.getEntriesByType('resource').length"
    before = -1
    while (now := page.evaluate(count)) != before:
        before = now
        page.wait_for_timeout(2_000)


def count_the_tin(page: Page) -> None:
    go(page, "#/negocio/caja")
    learner.button(page, "billete de 50 soles").click()
    press(page, "Guardar la cuenta de hoy")
    expect(page.get_by_text("Guardado. Si cuentas otra vez hoy, vale la última.")).to_be_visible()


def write_a_debt(page: Page) -> None:
    """In the notebook: how much, and who owes it."""
    page.get_by_role("button", name="Anotar", exact=True).click()
    press(page, "Me deben")
    for piece in PIECES:
        learner.button(page, piece).click()
    page.get_by_label("¿Quién?").fill(WHO)
    press(page, "Guardar")
    expect(page.get_by_text("Me deben: S/ 1,253.70")).to_be_visible()


def fill_the_canvas(page: Page) -> None:
    go(page, "#/negocio/lienzo")
    page.locator("textarea").fill(CANARY)
    page.locator("main .btn").first.click()
    expect(page.get_by_text("Pregunta 2 de 9")).to_be_visible()


def all_is_there(page: Page) -> None:
    """What she kept in each tool, what she decided, her rule, her order."""
    go(page, "#/negocio")
    expect(page.get_by_role("heading", name="Las que usas")).to_be_visible()
    used = page.locator("section", has=page.get_by_role("heading", name="Las que usas"))
    for title in ("Mi caja", "Mi lienzo", "Mi lista"):
        expect(used.get_by_text(title, exact=True)).to_be_visible()
    expect(page.get_by_text("¡Qué bien! Hazlo otra vez esta semana.")).to_be_visible()
    go(page, "#/negocio/lienzo")
    expect(page.get_by_text("Pregunta 2 de 9")).to_be_visible()
    go(page, "#/negocio/control")
    expect(page.get_by_text("Hoy llevas 1 de 5.").first).to_be_visible()
    go(page, "#/repaso")
    expect(page.get_by_role("heading", name="Mis reglas")).to_be_visible()
    expect(page.get_by_role("button", name="Dejar esta regla")).to_have_count(1)


def test_what_is_hers_stays_with_the_server_gone_and_comes_to_her_second_phone(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    first = new_phone("first")
    page = first.open()
    page.goto(server.url)
    learner.begin(page)
    page.wait_for_function("() => !!navigator.serviceWorker.controller")
    learner.finish_lesson(page)
    press(page, "Quiero hacerlo cada semana")
    expect(page.get_by_text("Es una de tus reglas.")).to_be_visible()
    learner.leave_ending(page, consent=True)
    go(page, "#/negocio")
    all_came(page)
    server.stop()

    # Every tool opens; three of them keep something.
    for tool in TOOLS:
        go(page, f"#/negocio/{tool}")
        expect(page.locator("main")).to_be_visible()
        expect(page.get_by_text("Falta una parte")).to_have_count(0)
    count_the_tin(page)
    write_a_debt(page)
    fill_the_canvas(page)
    go(page, "#/negocio/control")
    page.locator("main").get_by_role("button", pressed=False).first.click()
    expect(page.get_by_text("Hoy llevas 1 de 5.").first).to_be_visible()
    go(page, "#/negocio")
    press(page, "Funcionó")
    expect(page.get_by_text("¡Qué bien! Hazlo otra vez esta semana.")).to_be_visible()

    first.kill()
    page = first.open()
    page.goto(f"{server.url}/#/negocio")
    all_is_there(page)

    server.start()
    go(page, "#/yo")
    press(page, "Enviar ahora")
    go(page, "#/")
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    second = new_phone("second").open()
    code_of(page)
    # The camera reads the code with her own key, which the server never sees.
    second.goto(read_qr(page.get_by_role("img", name="Dibujo para la cámara")))
    learner.button(second, "Entrar").click()
    expect(second.get_by_role("heading", name="Lo que hice")).to_be_visible(timeout=30_000)
    second.goto(f"{server.url}/#/")
    bring = second.get_by_role("button", name="Guardar todo")
    bring.click()
    all_is_there(second)

    # The server holds none of her words and numbers: not in its files, log, reports or backups.
    kept = list(held.everything(server, "abierta"))
    assert dump.found([WHO, CANARY], kept) == []
    assert [place for place, content in kept if CANARY.split()[2].encode() in content] == []
    assert dump.found_amounts([AMOUNT], kept) == []
    # Her events are there, all the same: the search reads what is in the backup.
    there = {place for _, place in dump.found([str(learner.logs(page)[0]["s"])], kept)}
    assert {"database event", "backup event"} <= there
