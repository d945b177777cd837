"""create_app(): the composition root, the only file that knows every feature."""

import logging
import sys
import time

from flask import Flask, Response, g, request
from flask_caching import Cache

from api.library.pwa import read_pwa
from api.library.routes import library_blueprint, pwa_blueprint
from api.library.store import Store
from api.settings import Settings, read_settings
from api.wire import CreandoApi

MAX_BODY_BYTES = 64 * 1024
log = logging.getLogger("creando")


def create_app(settings: Settings | None = None) -> Flask:
    """Put the parts together."""
    settings = settings or read_settings()
    app = Flask("creando", static_folder=None)
    app.config.update(
        API_TITLE="CREANDO",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=MAX_BODY_BYTES,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        CACHE_TYPE="SimpleCache",
        CACHE_DEFAULT_TIMEOUT=0,
    )
    app.json.compact = True  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    _log_to_stderr()
    app.before_request(_start_watch)
    app.after_request(_finish)
    api = CreandoApi(app)
    cache = Cache(app)
    api.register_blueprint(library_blueprint(Store(settings.bundles), cache))
    app.register_blueprint(pwa_blueprint(read_pwa(settings.pwa)))

    @app.get("/api/v1/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return app


def _start_watch() -> None:
    g.started_s = time.perf_counter()


def _finish(response: Response) -> Response:
    """Add the one header all answers share, and log one line that names nobody."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Server"] = "c"
    rule = request.url_rule.rule if request.url_rule else "-"
    took_ms = (time.perf_counter() - g.started_s) * 1000
    log.info("%s %s %d %.0f", request.method, rule, response.status_code, took_ms)
    return response


def _log_to_stderr() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
