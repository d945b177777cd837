"""See a lesson while it is written: python -m scripts.preview_lessons, or `make preview`.

Serves the real app on this machine alone, with the lessons of the working tree, and beside it a
panel for authors. A saved file is there a moment later; nothing of what learners fetch changes.
"""

from __future__ import annotations

import os
import re
import socket
import sys
import threading
import time
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, jsonify, request
from flask_caching import Cache
from werkzeug.serving import WSGIRequestHandler, make_server

from api.app import new_flask
from api.errors import why
from api.library.pwa import read_pwa
from api.library.routes import library_blueprint, pwa_blueprint
from api.library.store import Store
from api.wire import CreandoApi
from scripts.build_lessons import ROOT
from scripts.new_lesson import today_in_lima
from scripts.preview_shelf import Shelf

HOST = "127.0.0.1"  # an author's unfinished work is nobody else's
HOSTS = ("localhost", HOST)
PORT = 8010
EVERY_S = 0.4
RIGHT = "Así sale bien: make preview PORT=8011"
ROOM = ROOT / "var" / "preview"
WORKER = "sw.js"  # it would keep an old app for this address
STYLES = ROOT / "pwa" / "src" / "styles" / "tokens.css"
PAGE, SCRIPT = (Path(__file__).with_name(f"preview_panel.{kind}") for kind in ("html", "js"))
ALONE, FRAMED = "frame-ancestors 'none'", "frame-ancestors 'self'"
PANEL_CSP = (
    "default-src 'none';script-src 'self';style-src 'unsafe-inline';frame-src 'self';"
    f"connect-src 'self';base-uri 'none';form-action 'none';{ALONE}"
)


def build_app(shelf: Shelf, pwa: Path) -> Flask:
    """Put the player and the panel on one address."""
    app = new_flask()
    documented = CreandoApi(app)
    documented.register_blueprint(library_blueprint(Store(shelf.bundles), Cache(app)))
    assets = {name: asset for name, asset in read_pwa(pwa).items() if name != WORKER}
    app.register_blueprint(pwa_blueprint(assets))
    app.register_blueprint(panel_blueprint(shelf))
    app.before_request(only_here)
    app.after_request(let_the_panel_frame_it)
    return app


def panel_blueprint(shelf: Shelf) -> Blueprint:
    """Serve the panel and what it tells."""
    blueprint = Blueprint("autor", __name__)

    @blueprint.get("/autor")
    def panel() -> Response:
        """Give the panel, with the player in it."""
        page = PAGE.read_text("utf-8").replace("/* styles */", STYLES.read_text("utf-8"))
        answer = Response(page, content_type="text/html; charset=utf-8")
        answer.headers["Content-Security-Policy"] = PANEL_CSP
        return answer

    @blueprint.get("/autor.js")
    def script() -> Response:
        """Give what moves the panel."""
        return Response(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")

    @blueprint.get("/autor/estado")
    def state() -> Response:
        """Give what the panel tells."""
        return jsonify(shelf.state)

    return blueprint


def only_here() -> None:
    """Answer nobody who came by another name than this machine's."""
    if request.host.partition(":")[0] not in HOSTS:
        abort(403)


def let_the_panel_frame_it(response: Response) -> Response:
    """Let the panel, and no other page, hold the app; keep nothing of an author's."""
    policy = response.headers.get("Content-Security-Policy", "")
    if request.path == "/":
        response.headers["Content-Security-Policy"] = policy.replace(ALONE, FRAMED)
    if request.path.startswith("/autor"):
        response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


class Quiet(WSGIRequestHandler):
    """Say nothing of each request: faults are what the console is for."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Drop it."""


def told(shelf: Shelf) -> str:
    """Say on the console how it stands."""
    rows = [note for row in shelf.state["lessons"] for note in row["notes"]]
    faults = [note for note in [*rows, *shelf.state["others"]] if not note["warning"]]
    if not faults:
        return "Lecciones en orden."
    first = faults[0]
    more = f" (y {len(faults) - 1} más)" if len(faults) > 1 else ""
    return f"{first['file']}:{first['line']}: {first['fault']}. {first['mend']}.{more}"


def watch(shelf: Shelf, stopped: threading.Event) -> None:
    """Build anew whenever a file changes, until told to stop."""
    while not stopped.wait(EVERY_S):
        try:
            if shelf.look():
                print(f"{time.strftime('%H:%M:%S')} {told(shelf)}", flush=True)
        except OSError as error:
            print(f"No se pudo leer o escribir {why(error)}. Sigo mirando.", flush=True)


def port_asked() -> int:
    """Read PORT; 0 when it is none."""
    said = os.environ.get("PORT") or str(PORT)
    return int(said) if re.fullmatch(r"\d{1,5}", said) and 0 < int(said) < 65_536 else 0


def serve(shelf: Shelf, port: int) -> None:
    """Serve until Ctrl-C; raises OSError when it cannot begin."""
    print("Armo las lecciones: la primera vez toma unos segundos…", flush=True)
    shelf.look()
    app = build_app(shelf, ROOT / "var" / "pwa")
    server = make_server(HOST, port, app, threaded=True, request_handler=Quiet)
    print(told(shelf))
    print(f"Abre http://localhost:{port}/autor en Chrome. Para detenerlo: Ctrl-C.", flush=True)
    stopped = threading.Event()
    threading.Thread(target=watch, args=(shelf, stopped), daemon=True).start()
    try:
        server.serve_forever()
    finally:
        stopped.set()
        server.server_close()


def is_free(port: int) -> bool:
    """Tell whether nobody listens there: werkzeug would end the program itself."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def main() -> int:
    """Serve; 1 when it cannot begin."""
    port = port_asked()
    if not port:
        print(f"PORT debe ser un número entre 1 y 65535. {RIGHT}", file=sys.stderr)
        return 1
    if not is_free(port):
        print(f"El puerto {port} ya está ocupado por otro programa. {RIGHT}", file=sys.stderr)
        return 1
    try:
        serve(Shelf(ROOT / "lessons", ROOM, today_in_lima), port)
    except OSError as error:
        print(f"No se pudo leer o escribir {why(error)}. {RIGHT}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before it served; then werkzeug takes it for the end
        pass
    print("\nDetenido. Tus archivos no se tocaron.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
