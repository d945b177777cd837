"""What she says apart from her lessons: that a mentor met her, and where she is from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from playwright.sync_api import expect

from scripts.rig import dump, learner
from scripts.rig.phone import Phone
from scripts.rig.server import Server
from tests.e2e.test_phones import sending
from tests.e2e.test_staff import mentor, press
from tests.e2e.test_whose import go

CONFIRMED = "SELECT plain FROM event WHERE t = 28"


def rows(server: Server, query: str, *values: object) -> list[Any]:
    """Ask the server's database, and let it keep what the query changes."""
    with closing(sqlite3.connect(server.data / "creando.sqlite3")) as db:
        found = db.execute(query, values).fetchall()
        db.commit()
        return found


def test_both_sides_say_they_talked_and_where_she_is_from_stays_apart(
    server: Server, new_phone: Callable[..., Phone]
) -> None:
    lupe = mentor(server, new_phone("lupe"), "lupe")
    phone = new_phone("ana")
    page = phone.open()
    sending(page, server)
    [(subject,)] = rows(server, "SELECT DISTINCT subject FROM token")
    rows(server, "INSERT OR REPLACE INTO membership VALUES (?, 'demo', NULL, 1, 'x')", subject)

    press(lupe, "Ver las personas")
    press(lupe, "Anotar que hablamos")
    lupe.get_by_label("Ayer").check()
    press(lupe, "Anotar")
    expect(lupe.get_by_text("Falta que lo diga también esa persona")).to_be_visible()
    expect(lupe.get_by_text("Una llamada, el").first).to_be_visible()

    # It comes with her next exchange: there is none only for this.
    with page.expect_response("**/api/v1/sync"):
        learner.open_lesson(page, "tiempo")
    page.goto(f"{server.url}/#/")
    asked = page.get_by_text("Tu equipo dice que hablaron por teléfono")
    expect(asked).to_be_visible(timeout=20_000)
    assert rows(server, CONFIRMED) == []
    learner.button(page, "Sí, fue así").click()
    expect(page.get_by_text("Gracias: quedó anotado que sí.")).to_be_visible()
    expect(page.get_by_text("Enviado").first).to_be_visible(timeout=30_000)
    assert [plain.count('"answer":"yes"') for (plain,) in rows(server, CONFIRMED)] == [1]

    # Without signal her answer waits on the phone, and leaves once.
    server.stop()
    go(page, "#/yo/origen", "¿De dónde eres?")
    expect(page.get_by_text("Tu equipo no: no está en sus listas")).to_be_visible()
    learner.button(page, "Venezuela u otro país").click()
    expect(page.get_by_text("Está guardado aquí. Sale solo, una vez")).to_be_visible()
    server.start()
    page.reload()
    pressed = page.get_by_role("button", name="Venezuela u otro país", pressed=True)
    expect(pressed).to_be_visible()
    told = "SELECT answer FROM origin WHERE subject = ?"
    for _ in range(50):
        if rows(server, told, subject):
            break
        page.wait_for_timeout(200)
    assert rows(server, told, subject) == [("otro",)]
    assert not [one for one in rows(server, "SELECT plain FROM event") if "otro" in str(one)]
    assert dump.found(["Venezuela u otro"], dump.files(server.log)) == []
    learner.button(page, "Prefiero no decir").click()
    expect(page.get_by_text("Listo: no queda ninguna respuesta tuya.")).to_be_visible()
    assert rows(server, "SELECT * FROM origin") == []
