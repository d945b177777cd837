"""create_app(): the composition root."""

import logging
import os
import sys
import time
from functools import partial
from pathlib import Path

from flask import Flask, Response, g, request
from flask_caching import Cache

import api
from api import db, upkeep
from api.backups import witness
from api.contact.routes import contact_blueprint
from api.docs_page import docs_blueprint
from api.errors import SetupError
from api.learners.erased import ErasedList
from api.learners.routes import learners_blueprint
from api.library.asked import Recipient
from api.library.pwa import read_pwa
from api.library.routes import library_blueprint, pwa_blueprint
from api.library.store import Store
from api.origin.routes import origin_blueprint
from api.phones.routes import phones_blueprint
from api.proof.issuer import Issuer
from api.proof.routes import proof_blueprint
from api.recovery.routes import recovery_blueprint
from api.sealing.keyring import Keyring
from api.sealing.routes import keys_blueprint
from api.settings import Settings, read_settings
from api.staff.desk.routes import desk_blueprint
from api.staff.help.routes import help_blueprint
from api.staff.meet.routes import meet_blueprint
from api.staff.own.routes import own_blueprint
from api.staff.place import Place
from api.staff.routes import staff_blueprint
from api.staff.secrets import STAFF_KEY, Sealer
from api.staff.signin import Entrance
from api.sync.parcels import Parcels
from api.sync.routes import sync_blueprint
from api.sync.service import Exchange
from api.wire import CreandoApi

MAX_BODY_BYTES = 64 * 1024
NOT_READY = 3
log = logging.getLogger("creando")


def create_app(settings: Settings | None = None) -> Flask:
    """Put the parts together; a machine that is not ready ends in one sentence."""
    try:
        return build_app(settings or read_settings())
    except SetupError as fault:
        sentence = str(fault)
    except db.EXPECTED as fault:
        sentence = db.fault_of(fault)
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(NOT_READY)


def build_app(settings: Settings) -> Flask:
    """Open the data folder and build the app on it; raises SetupError."""
    _log_to_stderr()
    erased = upkeep.open_house(settings)
    app = new_flask()
    store = Store(settings.bundles, _recipient(settings))
    watch = witness.watcher(settings)

    def after_append(stream: str) -> None:
        upkeep.project(stream)
        watch()

    exchange = Exchange(erased, upkeep.invite_key(settings), store, after_append)
    parcels = Parcels(exchange, upkeep.keyring(settings))
    entrance = Entrance(Sealer(settings.data / STAFF_KEY), Place(upkeep.read_origin(settings)))
    register(app, parcels, partial(upkeep.erase, erased=erased), entrance, upkeep.issuer(settings))
    # Only a confirmed address is said to others.
    pwa = read_pwa(settings.pwa, upkeep.read_origin(settings, ""))
    app.register_blueprint(pwa_blueprint(pwa))
    app.before_request(_start_watch)
    app.after_request(_finish)
    app.teardown_request(_release)
    return app


def _recipient(settings: Settings) -> Recipient | None:
    return Recipient(settings.lrs_purpose, settings.lrs_name) if settings.lrs else None


def openapi_document() -> dict[str, object]:
    """Return the OpenAPI document; needs no data folder, serves nothing."""
    nowhere = Path(os.devnull)
    exchange = Exchange(ErasedList(nowhere), b"", Store(nowhere), upkeep.project)
    erase = partial(upkeep.erase, erased=exchange.erased)
    entrance = Entrance(Sealer(nowhere), Place(""))
    parcels, issuer = Parcels(exchange, Keyring(nowhere)), Issuer(nowhere, "", "")
    documented = register(new_flask(), parcels, erase, entrance, issuer)
    return documented.document()


def new_flask() -> Flask:
    """Return a bare Flask with our settings."""
    app = Flask("creando", static_folder=None)
    app.config.update(
        API_TITLE="CREANDO",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": api.__doc__},
            "components": {
                "securitySchemes": {
                    "bearer": {"type": "http", "scheme": "bearer"},
                    "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-equipo"},
                }
            },
        },
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        CACHE_TYPE="SimpleCache",
        CACHE_DEFAULT_TIMEOUT=0,
    )
    # One address a thing: else werkzeug answers `//health` with a redirect in HTML.
    app.url_map.merge_slashes = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    return app


def register(
    app: Flask, parcels: Parcels, erase: partial[None], entrance: Entrance, issuer: Issuer
) -> CreandoApi:
    """Register every documented route; with no database needed yet, for the document alone."""
    documented = CreandoApi(app)
    for blueprint in (
        library_blueprint(parcels.exchange.store, Cache(app)),
        sync_blueprint(parcels.exchange, parcels),
        keys_blueprint(parcels.keyring),
        learners_blueprint(upkeep.held_of, erase),
        phones_blueprint(parcels.exchange.after_append),
        contact_blueprint(parcels.keyring),
        origin_blueprint(),
        proof_blueprint(parcels.exchange.store, issuer),
        recovery_blueprint(parcels.exchange.after_append),
        staff_blueprint(entrance),
        own_blueprint(entrance),
        desk_blueprint(entrance.place),
        help_blueprint(entrance.place),
        meet_blueprint(entrance.place, parcels.exchange.after_append),
    ):
        documented.register_blueprint(blueprint)
    app.register_blueprint(docs_blueprint(documented))
    return documented


def _start_watch() -> None:
    g.started_s = time.perf_counter()


def _finish(response: Response) -> Response:
    """Add the headers all answers share, and log one line that names nobody."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Server"] = "c"  # else granian writes its own, longer
    if request.method in ("GET", "HEAD") and "Authorization" in request.headers:
        response.headers.setdefault("Cache-Control", "no-store")  # hers, nobody else's
    rule = request.url_rule.rule if request.url_rule else "-"
    took_ms = (time.perf_counter() - g.started_s) * 1000
    log.info("%s %s %d %.0f", request.method, rule, response.status_code, took_ms)
    return response


def _release(_: BaseException | None) -> None:
    db.release()


def _log_to_stderr() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
