"""The library over HTTP: caches, encodings, headers."""

import base64
import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from api import db
from api.library.pwa import read_pwa
from api.settings import Settings
from tests.conftest import BUNDLE, INDEX, SHA, VERSION, start

CATALOG = "/api/v1/editions/abierta/catalog"
BUNDLE_URL = f"/api/v1/bundles/precio/{SHA}"
OPEN = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=x", None),
        ("deflate", None),
    ],
)
def test_catalogue_speaks_what_the_phone_understands(
    client: FlaskClient, accept: str, encoding: str | None
) -> None:
    answer = client.get(CATALOG, headers={"Accept-Encoding": accept})
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    catalog = json.loads(OPEN[encoding](answer.data))
    assert (catalog["version"], catalog["edition"]) == (VERSION, "abierta")
    assert catalog["entries"][0]["title"] == "¿Cuánto cobro?"


def test_catalogue_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get(CATALOG)
    assert first.headers["ETag"] == f'"{VERSION}"'
    assert first.headers["Cache-Control"] == "no-cache"
    for known in (f'"{VERSION}"', f'W/"{VERSION}"', f'"x", "{VERSION}"', "*"):
        again = client.get(CATALOG, headers={"If-None-Match": known})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == f'"{VERSION}"'
        assert "Content-Type" not in again.headers
    assert client.get(CATALOG, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_index_is_noticed_without_a_restart(
    settings: Settings, built: Path, tmp_path: Path
) -> None:
    bundles = tmp_path / "bundles"
    bundles.mkdir()
    index = json.loads((built / "bundles" / "index.json").read_text())
    (bundles / "index.json").write_text(json.dumps(index))
    client = start(replace(settings, bundles=bundles)).test_client()
    assert client.get(CATALOG).get_json()["version"] == VERSION
    index["editions"]["abierta"]["version"] = "0badcafe"
    (bundles / "index.json").write_text(json.dumps(index))
    assert client.get(CATALOG).get_json()["version"] == "0badcafe"
    db.dispose()


def test_an_unknown_edition(client: FlaskClient) -> None:
    answer = client.get("/api/v1/editions/otra/catalog")
    assert (answer.status_code, answer.get_json()["message"]) == (404, "edition.unknown")


@pytest.mark.parametrize("index", [None, "{", "[]", "{}"])
def test_without_lessons_the_server_says_so(
    settings: Settings, tmp_path: Path, index: str | None
) -> None:
    bundles = tmp_path / "none"
    if index is not None:
        bundles.mkdir()
        (bundles / "index.json").write_text(index)
    empty = replace(settings, bundles=bundles, pwa=tmp_path / "no-pwa")
    client = start(empty).test_client()
    for path in (CATALOG, "/", "/equipo"):
        answer = client.get(path)
        assert (answer.status_code, answer.get_json()["message"]) == (503, "content.missing")
        assert int(answer.headers["Retry-After"]) > 0
    db.dispose()


def test_bundles_are_for_ever(client: FlaskClient) -> None:
    packed = client.get(BUNDLE_URL, headers={"Accept-Encoding": "gzip, br"})
    assert brotli.decompress(packed.data) == BUNDLE
    assert packed.headers["Cache-Control"] == "max-age=31536000,immutable"
    assert packed.headers["Content-Type"] == "application/json"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["X-Content-Type-Options"] == "nosniff"
    plain = client.get(BUNDLE_URL, headers={"Accept-Encoding": "gzip"})  # no .gz beside it
    assert plain.data == BUNDLE
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    "path",
    [
        f"/api/v1/bundles/otro/{SHA}",
        f"/api/v1/bundles/precio/{'00' * 32}",
        f"/api/v1/bundles/precio/{SHA.upper()}",
        f"/api/v1/bundles/..%2Fprecio/{SHA}",
        f"/api/v1/bundles/%2e%2e/{SHA}",
        "/api/v1/bundles/precio/index",
    ],
)
def test_only_bundles_are_served_from_their_folder(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_document_carries_the_policy_with_the_hash_of_its_style(client: FlaskClient) -> None:
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data).decode() == INDEX
    policy = answer.headers["Content-Security-Policy"]
    style = re.search("<style>(.*?)</style>", INDEX)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in policy
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types creando",
    ):
        assert rule in policy.split(";")
    assert "unsafe" not in policy
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/", headers=known).status_code == 304


def test_the_teams_page_has_a_policy_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/equipo", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data).decode() == INDEX
    policy = answer.headers["Content-Security-Policy"].split(";")
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ):
        assert rule in policy
    assert len(policy) == 10
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/equipo", headers=known).status_code == 304
    assert client.get("/equipo/index.html").status_code == 404


@pytest.mark.parametrize(
    ("path", "kind", "cache", "tagged"),
    [
        ("/sw.js", "text/javascript", "max-age=86400", True),
        ("/manifest.webmanifest", "application/manifest+json", "max-age=604800", True),
        ("/icon.png", "image/png", "max-age=604800", True),
        ("/assets/main-abc123.js", "text/javascript", "max-age=31536000,immutable", False),
        ("/equipo/abc123.js", "text/javascript", "max-age=31536000,immutable", False),
    ],
)
def test_files_of_the_pwa(
    client: FlaskClient, path: str, kind: str, cache: str, tagged: bool
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert answer.headers["Cache-Control"] == cache
    assert ("ETag" in answer.headers) == tagged
    assert "Content-Security-Policy" not in answer.headers
    if tagged:
        known = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(path, headers=known).status_code == 304


def test_a_file_packed_beside_is_sent_as_it_is(client: FlaskClient) -> None:
    answer = client.get("/assets/main-abc123.js", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data).endswith(b"//packed beside")


@pytest.mark.parametrize("path", ["/assets/main-abc123.js.br", "/assets/", "/../setup.cfg", "/x"])
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.get_json()["message"]) == (404, "request.not_found")


def test_an_address_with_a_slash_too_many_is_none_and_never_a_redirect(client: FlaskClient) -> None:
    rules = [re.sub("<[^>]+>", "x", rule.rule) for rule in client.application.url_map.iter_rules()]
    inner = [path[0] + path[1:].replace("/", "//") for path in rules if "/" in path[1:]]
    assert "/api//v1//health" in inner
    for path in ["//health", *(f"{path}/" for path in rules if path != "/"), *inner]:
        answer = client.get("/", environ_overrides={"PATH_INFO": path})
        assert (answer.status_code, answer.mimetype) == (404, "application/json"), path
        assert answer.get_json()["message"] == "request.not_found"
    # werkzeug reads past slashes too many in front.
    assert client.get("/", environ_overrides={"PATH_INFO": "//api/v1/health"}).status_code == 200


@pytest.mark.parametrize("path", ["/", CATALOG, BUNDLE_URL, "/api/v1/health", "/x", "/docs"])
def test_every_answer_says_nosniff_and_none_is_cross_origin(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://otro.ejemplo"})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not any(name.startswith("Access-Control") for name, _ in answer.headers)
    assert "Set-Cookie" not in answer.headers


def test_a_wrong_method_says_which_are_right(client: FlaskClient) -> None:
    answer = client.delete(CATALOG)
    assert (answer.status_code, answer.get_json()["message"]) == (405, "request.method")
    assert answer.headers["Allow"] == "GET, HEAD"


def header_bytes(client: FlaskClient, path: str) -> int:
    """Count what one answer's headers cost on HTTP/1.1, as granian writes them, `date` too."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    lines = [f"{name}: {value}\r\n" for name, value in answer.headers.items()]
    status = f"HTTP/1.1 {answer.status}\r\n"
    return len(status + "".join(lines)) + len("date: Sun, 22 Nov 2026 23:47:11 GMT\r\n\r\n")


@pytest.mark.parametrize(
    ("path", "budget_bytes"),
    [
        ("/", 900),
        ("/sw.js", 275),
        ("/assets/main-abc123.js", 270),
        (CATALOG, 270),
        (BUNDLE_URL, 280),
        ("/api/v1/health", 160),
    ],
)
def test_headers_stay_lean(client: FlaskClient, path: str, budget_bytes: int) -> None:
    assert header_bytes(client, path) <= budget_bytes


def test_a_shared_link_shows_its_picture_by_a_whole_address(tmp_path: Path) -> None:
    built = b'<!doctype html><meta property="og:image" content="/vista.png">' + b"<p>hola</p>" * 40
    (tmp_path / "index.html").write_bytes(built)
    (tmp_path / "index.html.br").write_bytes(brotli.compress(built))
    assert read_pwa(tmp_path)["index.html"].bodies[""] == built
    said = built.replace(b'"/vista.png"', b'"https://creando.example/vista.png"')
    whole = read_pwa(tmp_path, "https://creando.example")["index.html"]
    assert {OPEN[name or None](body) for name, body in whole.bodies.items()} == {said}
    assert whole.etag != read_pwa(tmp_path)["index.html"].etag
