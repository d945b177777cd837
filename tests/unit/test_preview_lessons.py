"""make preview: what the panel tells, and that the player keeps the last good version."""

from __future__ import annotations

import json
import socket
import threading
from datetime import date
from pathlib import Path

import pytest

from api.content.bundle import dumps, lesson_json, squeezed
from api.content.prose import ease, lesson_texts
from scripts import preview_lessons
from scripts.preview_shelf import Shelf, stamp_of
from tests.conftest import INDEX
from tests.unit.content.conftest import MODULE, Folder

NAME = "lessons/es/precio/01-tanda.md"
FACT = """facts:
  - {id: ruc-gratis, says: Sacar el RUC no cuesta., topic: impuestos, state: open,
     confirm: la SUNAT, source: "SUNAT, inscripción", owner: coordinación, due: 2027-01-31}
reviewed: 2026-11-22
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "lessons")


@pytest.fixture
def shelf(folder: Folder, tmp_path: Path) -> Shelf:
    shelf = Shelf(folder.root, tmp_path / "room", lambda: date(2026, 11, 22))
    assert shelf.look()
    return shelf


def second(folder: Folder, ident: str = "otra", more: str = "") -> Path:
    """Write another lesson beside the first."""
    folder.write(
        f"es/precio/02-{ident}.md", folder.lesson_text.replace("id: tanda", f"id: {ident}")
    )
    file = folder.root / "es" / "precio" / f"02-{ident}.md"
    file.write_text(file.read_text("utf-8") + more, "utf-8")
    return file


def row(shelf: Shelf, ident: str = "tanda") -> dict:
    [one] = [one for one in shelf.state["lessons"] if one["id"] == ident]
    return one


def played(shelf: Shelf) -> dict[str, list]:
    """The lessons that the player is given, by id."""
    index = json.loads((shelf.bundles / "index.json").read_text("utf-8"))
    entries = index["editions"]["abierta"]["entries"]
    modules = [one for one in entries if one["kind"] == "module"]
    bodies = [shelf.bundles / one["id"] / f"{one['sha256']}.json" for one in modules]
    return {one[0]: one for body in bodies for one in json.loads(body.read_text("utf-8"))["ls"]}


def test_the_panel_tells_weight_time_and_ease(folder: Folder, shelf: Shelf) -> None:
    [lesson] = folder.lessons()
    told = row(shelf)
    measured = ease(lesson_texts(lesson))
    assert told["bytes"] == len(squeezed(dumps(lesson_json(lesson))))
    assert (told["minutes"], told["ease"]) == (5, round(measured.score))
    assert told["words"] == round(measured.words_per_sentence, 1)
    assert told["cards"][1] == [2, "La mesa"] and len(told["cards"]) == 10
    assert not told["notes"] and not told["stale"] and told["shown"]
    weights = {one.id: one.bytes for one in folder.compile(adding_ids=True).weights}
    assert shelf.state["modules"]["precio"] == {
        "bytes": weights["precio"] + weights["art-precio"],
        "most": 14_000,
    }


def test_the_panel_tells_open_facts(folder: Folder, shelf: Shelf) -> None:
    folder.spoil("reviewed: 2026-11-22\n", FACT)
    folder.spoil("La mesa de hoy.", "Sacar el RUC no cuesta {{fact.ruc-gratis}}.")
    assert shelf.look()
    assert row(shelf)["notes"] == []
    assert row(shelf)["facts"] == [
        "Sacar el RUC no cuesta. Se confirma en la SUNAT: coordinación, hasta el 2027-01-31."
    ]


def test_nothing_is_built_while_nothing_changes(folder: Folder, shelf: Shelf) -> None:
    assert not shelf.look() and shelf.state["build"] == 1
    folder.spoil("La mesa de hoy.", "La mesa de ayer.")
    assert shelf.look() and shelf.state["build"] == 2
    assert "ayer" in json.dumps(played(shelf)["tanda"])


def test_a_faulty_lesson_keeps_its_last_good_version_and_tells_its_faults(
    folder: Folder, shelf: Shelf
) -> None:
    before = played(shelf)
    folder.spoil("answer=90", "answer=nada")
    folder.spoil("La mesa de hoy.", "La mesa de ayer.")
    assert shelf.look()
    told = row(shelf)
    assert told["stale"] and told["shown"] and played(shelf) == before
    [note] = [one for one in told["notes"] if one["fault"] == "falta la respuesta"]
    assert note["line"] > 1 and "answer=90" in note["mend"]
    assert "01-tanda.md" in preview_lessons.told(shelf)
    folder.spoil("answer=nada", "answer=90")
    assert shelf.look() and "ayer" in json.dumps(played(shelf)["tanda"])


@pytest.mark.parametrize("text", ["sin cabecera\n", "---\nid: tanda\n---\n", "\xff"])
def test_a_lesson_that_cannot_be_read_is_told_as_well(
    folder: Folder, shelf: Shelf, text: str
) -> None:
    before = played(shelf)
    folder.lesson.write_bytes(text.encode("latin-1"))
    assert shelf.look()
    told = row(shelf)
    assert told["file"] == NAME and told["notes"] and played(shelf) == before


def test_one_faulty_lesson_does_not_hold_up_the_others(folder: Folder, shelf: Shelf) -> None:
    second(folder)
    assert shelf.look() and set(played(shelf)) == {"tanda", "otra"}
    folder.spoil("answer=90", "answer=nada")
    file = folder.root / "es" / "precio" / "02-otra.md"
    file.write_text(file.read_text("utf-8").replace("La mesa de hoy.", "De ayer."), "utf-8")
    assert shelf.look()
    assert "De ayer." in json.dumps(played(shelf)["otra"])
    assert "La mesa de hoy." in json.dumps(played(shelf)["tanda"])


def test_a_lesson_that_was_never_good_is_told_and_not_shown(folder: Folder, shelf: Shelf) -> None:
    second(folder, more="\n## Suelta\n")
    assert shelf.look()
    assert row(shelf, "otra")["notes"] and not row(shelf, "otra")["shown"]
    assert set(played(shelf)) == {"tanda"}


def test_two_lessons_of_one_id_are_told(folder: Folder, shelf: Shelf) -> None:
    folder.write("es/precio/02-copia.md", folder.lesson_text)
    assert shelf.look()
    assert [one["file"] for one in shelf.state["lessons"] if one["notes"]] == [
        "lessons/es/precio/02-copia.md"
    ]
    assert set(played(shelf)) == {"tanda"}


def test_a_new_module_is_shown_before_any_edition_has_it(folder: Folder, shelf: Shelf) -> None:
    folder.write("es/nuevo/module.md", MODULE.replace("id: precio", "id: nuevo"))
    folder.write("es/nuevo/01-otra.md", folder.lesson_text.replace("id: tanda", "id: otra"))
    assert shelf.look() and set(played(shelf)) == {"tanda", "otra"}
    assert shelf.state["others"] == []


def test_a_module_without_a_good_lesson_waits(folder: Folder, tmp_path: Path) -> None:
    folder.write("es/nuevo/module.md", MODULE.replace("id: precio", "id: nuevo"))
    folder.write("es/nuevo/01-otra.md", "---\nid: otra\n---\n")
    shelf = Shelf(folder.root, tmp_path / "room", lambda: date(2026, 11, 22))
    assert shelf.look() and set(played(shelf)) == {"tanda"}
    assert row(shelf, "otra")["notes"] and not row(shelf, "otra")["shown"]


def test_the_lessons_of_the_author_stay_as_they_are(folder: Folder, shelf: Shelf) -> None:
    before = stamp_of(folder.root)
    folder.spoil("answer=90", "answer=nada")
    changed = stamp_of(folder.root)
    shelf.look()
    assert stamp_of(folder.root) == changed != before


def test_player_and_panel_are_served_to_this_machine_alone(shelf: Shelf, tmp_path: Path) -> None:
    pwa = tmp_path / "pwa"
    pwa.mkdir()
    (pwa / "index.html").write_text(INDEX, "utf-8")
    (pwa / "sw.js").write_text("self.onfetch = () => {};", "utf-8")
    client = preview_lessons.build_app(shelf, pwa).test_client()
    panel = client.get("/autor")
    assert panel.status_code == 200 and "celular" in panel.text and "/* styles */" not in panel.text
    policy = panel.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
    assert "frame-ancestors 'self'" in client.get("/").headers["Content-Security-Policy"]
    assert client.get("/autor/estado").json == shelf.state
    assert client.get("/autor.js").content_type.startswith("text/javascript")
    assert client.get("/sw.js").status_code == 404  # it would keep an old app
    catalog = client.get("/api/v1/editions/abierta/catalog").json
    assert client.get(catalog["entries"][0]["url"]).status_code == 200
    assert client.post("/api/v1/sync/contact", json={}).status_code == 404
    for host in ("creando.example", "10.0.0.7:8010", "localhost.example"):
        assert client.get("/autor/estado", headers={"Host": host}).status_code == 403
    assert preview_lessons.HOST == "127.0.0.1"


def test_nothing_of_the_panel_is_in_what_learners_fetch() -> None:
    app = preview_lessons.ROOT / "pwa"
    sources = [*app.glob("*.ts"), *app.glob("*.html"), *(app / "src").rglob("*.ts*")]
    assert sources
    assert not [file for file in sources if "autor/estado" in file.read_text("utf-8")]


@pytest.mark.parametrize(("said", "port"), [("", 8010), ("8011", 8011), ("0", 0), ("x", 0)])
def test_the_port_is_one_or_told(monkeypatch, capsys, said: str, port: int) -> None:
    monkeypatch.setenv("PORT", said)
    assert preview_lessons.port_asked() == port
    if not port:
        assert preview_lessons.main() == 1
        assert "make preview PORT=8011" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(monkeypatch, capsys) -> None:
    with socket.socket() as other:
        other.bind((preview_lessons.HOST, 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        assert preview_lessons.main() == 1
    said = capsys.readouterr().err
    assert "ya está ocupado" in said and "make preview PORT=8011" in said


def test_a_full_disk_is_told_and_the_watch_goes_on(shelf: Shelf, monkeypatch, capsys) -> None:
    stopped = threading.Event()
    looks = []

    def look(self: Shelf) -> bool:
        looks.append(1)
        if len(looks) == 1:
            raise OSError(28, "No space left on device", "x")
        stopped.set()
        return True

    monkeypatch.setattr(Shelf, "look", look)
    monkeypatch.setattr(preview_lessons, "EVERY_S", 0)
    preview_lessons.watch(shelf, stopped)
    said = capsys.readouterr().out
    assert "el disco está lleno. Sigo mirando." in said and "Lecciones en orden." in said
