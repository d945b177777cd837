"""Where the operator has an LRS, an edition asks for it; elsewhere nothing of it is to be seen."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from api import db
from api.settings import Settings
from tests.conftest import start
from tests.phone import Phone

PLAIN = json.dumps({"f": 1, "k": "edition", "cs": [["data.sync", 2, "¿Copia?", ["Nada."]]]})
SHA = hashlib.sha256(PLAIN.encode()).hexdigest()
WORDS = [3, "¿Le contamos a {lrs}?", ["Es aparte.", "A quién: a {lrs}, y {lrs} sola."]]
NAME = 'Universidad "Ñ" de ejemplo'
LRS = {"lrs": "https://lrs.ejemplo.org/xapi", "lrs_key": "a:b", "lrs_name": NAME}


@pytest.fixture
def lessons(settings: Settings, tmp_path: Path) -> Settings:
    """Two editions: one with the words that ask, one without them."""
    folder = tmp_path / "lessons"
    editions = {}
    for slug in ("demo", "sin"):
        name = f"edition-{slug}"
        (folder / name).mkdir(parents=True)
        (folder / name / f"{SHA}.json").write_text(PLAIN)
        entry = {"id": name, "kind": "edition", "url": "x", "sha256": SHA, "transfer_bytes": 1}
        catalog = {"version": "1f2e3d4c", "edition": slug, "entries": [entry, {"id": "precio"}]}
        editions[slug] = catalog
    index = {"editions": editions, "about": {"demo": {"lrs": WORDS}, "sin": {}}}
    (folder / "index.json").write_text(json.dumps(index))
    return replace(settings, bundles=folder)


def fetched(client: FlaskClient, slug: str) -> tuple[dict, dict]:
    """What a phone does: the catalogue, then the bundle it names, by its hash."""
    catalog = client.get(f"/api/v1/editions/{slug}/catalog").json
    [entry] = [one for one in catalog["entries"] if one["id"] == f"edition-{slug}"]
    for encoding in ("br", "identity"):
        url = f"/api/v1/bundles/edition-{slug}/{entry['sha256']}"
        answer = client.get(url, headers={"Accept-Encoding": encoding})
        assert answer.status_code == 200
        opened = brotli.decompress if answer.headers.get("Content-Encoding") else bytes
        assert hashlib.sha256(opened(answer.data)).hexdigest() == entry["sha256"]
    return catalog, json.loads(answer.data)


def test_it_is_off_until_an_operator_sets_one(lessons: Settings) -> None:
    catalog, edition = fetched(start(lessons).test_client(), "demo")
    assert catalog["version"] == "1f2e3d4c"
    assert edition == json.loads(PLAIN)
    db.dispose()


def test_it_is_asked_in_the_words_of_the_edition_with_the_name_of_the_store(
    lessons: Settings,
) -> None:
    on = replace(lessons, **LRS)
    client = start(on).test_client()
    catalog, edition = fetched(client, "demo")
    assert catalog["version"] != "1f2e3d4c"
    assert [one["id"] for one in catalog["entries"]] == ["edition-demo", "precio"]
    said = ["Es aparte.", f"A quién: a {NAME}, y {NAME} sola."]
    assert edition["cs"] == [
        ["data.sync", 2, "¿Copia?", ["Nada."]],
        [on.lrs_purpose, 3, f"¿Le contamos a {NAME}?", said],
    ]
    [entry, _] = catalog["entries"]
    url = f"/api/v1/bundles/edition-demo/{entry['sha256']}"
    assert len(client.get(url).data) == entry["stored_bytes"]
    # Who has the older one may still fetch it; an edition without the words does not ask.
    assert client.get(f"/api/v1/bundles/edition-demo/{SHA}").data == PLAIN.encode()
    assert fetched(client, "sin")[1] == json.loads(PLAIN)
    db.dispose()


def test_the_exchange_names_the_same_catalogue(lessons: Settings) -> None:
    client = start(replace(lessons, **LRS)).test_client()
    catalog, _ = fetched(client, "demo")
    phone = Phone(client)
    assert phone.send(phone.lesson(), ed="demo")["cat"] == catalog["version"]
    db.dispose()


def test_a_folder_without_lessons_is_no_fault_of_the_server(
    settings: Settings, tmp_path: Path
) -> None:
    client = start(replace(settings, bundles=tmp_path / "no", **LRS)).test_client()
    assert client.get("/api/v1/editions/demo/catalog").status_code == 503
    assert client.get(f"/api/v1/bundles/edition-demo/{SHA}").status_code == 404
    db.dispose()
