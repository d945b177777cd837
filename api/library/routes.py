"""HTTP of the library: catalogues, bundles and the PWA's own files."""

import json
from collections.abc import Mapping
from functools import partial

from flask import Blueprint as PlainBlueprint
from flask import Response, request
from flask_caching import Cache
from flask_smorest import Blueprint

from api.errors import Unavailable
from api.library.negotiation import IMMUTABLE, answer
from api.library.pwa import (
    DOCUMENT_HEADERS,
    INDEX,
    TEAM,
    TEAM_CSP,
    Asset,
    compressed,
    content_security_policy,
)
from api.library.schemas import CatalogSchema
from api.library.store import Store
from api.wire import refuses

JSON = "application/json"


def library_blueprint(store: Store, cache: Cache) -> Blueprint:
    """Serve catalogues and bundles of one folder."""
    blueprint = Blueprint("library", __name__, description="Lessons, fetched without a token")

    @blueprint.route("/api/v1/editions/<edition>/catalog", methods=["GET"])
    @blueprint.response(200, CatalogSchema, headers={"ETag": {"schema": {"type": "string"}}})
    @blueprint.alt_response(304, description="The phone has this version")
    @refuses(blueprint, {404: "`edition.unknown`", 503: "`content.missing`: not built yet"})
    def catalog(edition: str) -> Response:
        """Give an edition's catalogue.

        Ask again with `If-None-Match`. The rest of the catalogue's life is on the phone.
        """
        key = f"{edition}:{store.stamp()}"
        kept: tuple[str, dict[str, bytes]] | None = cache.get(key)
        if kept is None:
            found = store.catalog(edition)
            plain = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
            kept = found["version"], compressed(plain)
            cache.set(key, kept)
        version, bodies = kept
        return answer(request, bodies, JSON, "no-cache", version)

    @blueprint.route("/api/v1/bundles/<bundle>/<sha256>", methods=["GET"])
    @blueprint.response(200, {"type": "object"}, description="The bundle (docs/lesson-format.md)")
    @refuses(blueprint, {404: "`bundle.unknown`"})
    def bundle(bundle: str, sha256: str) -> Response:
        """Give a bundle. It never changes: the address carries its SHA-256."""
        return answer(request, store.bundle(bundle, sha256), JSON, IMMUTABLE)

    return blueprint


def pwa_blueprint(assets: Mapping[str, Asset]) -> PlainBlueprint:
    """Serve the PWA's files by their path; the documents `/` and `/equipo` carry a policy each."""
    blueprint = PlainBlueprint("pwa", __name__)
    text = assets[INDEX].bodies[""].decode() if INDEX in assets else ""
    documents = {INDEX: ("/", content_security_policy(text)), TEAM: ("/equipo", TEAM_CSP)}
    for name, (path, policy) in documents.items():
        view = partial(_document, assets.get(name), policy)
        blueprint.add_url_rule(path, endpoint=_endpoint(name), view_func=view)

    # A rule for each file and no catch-all: other addresses keep their own 404 and `Allow`.
    for name, asset in assets.items():
        if name not in documents:
            view = partial(_send, asset)
            blueprint.add_url_rule(f"/{name}", endpoint=_endpoint(name), view_func=view)
    return blueprint


def _document(asset: Asset | None, policy: str) -> Response:
    if asset is None:
        raise Unavailable("content.missing", 60)
    response = _send(asset)
    if response.status_code == 200:
        response.headers["Content-Security-Policy"] = policy
        response.headers.update(DOCUMENT_HEADERS)
    return response


def _endpoint(name: str) -> str:
    return name.replace(".", "-")


def _send(asset: Asset) -> Response:
    return answer(request, asset.bodies, asset.content_type, asset.cache, asset.etag)
