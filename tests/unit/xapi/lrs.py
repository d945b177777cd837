"""A learning record store that keeps statements and answers as the specification says.

`python -m tests.unit.xapi.lrs` runs one as a process of its own and says its address.
"""

import base64
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.unit.xapi.rules import faults

KEY = "lector:secreto-del-lrs"


class Lrs(ThreadingHTTPServer):
    """Its statements by id, how many came in each request, and what it says before it works."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.kept: dict[str, dict] = {}
        self.sizes: list[int] = []
        self.ills: list[int] = []
        self.loses = 0  # how many answers get lost after the statements were kept
        self.elsewhere = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"


class Handler(BaseHTTPRequestHandler):
    """POST, PUT and GET of /statements."""

    server: Lrs

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def answer(self, status: int, body: object = None) -> None:
        said = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere)
        self.send_header("X-Experience-API-Version", "1.0.3")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def read(self) -> object:
        """Return the body, or answer what is wrong with the request."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        known = "Basic " + base64.b64encode(KEY.encode()).decode()
        if self.server.elsewhere:
            self.answer(307)
        elif self.server.ills:
            self.answer(self.server.ills.pop(0))
        elif self.headers.get("Authorization") != known:
            self.answer(401)
        elif not str(self.headers.get("X-Experience-API-Version")).startswith("1.0"):
            self.answer(400)
        elif urlsplit(self.path).path != "/xapi/statements":
            self.answer(404)
        else:
            return body
        return None

    def keep(self, some: list[dict]) -> int:
        """Keep all or none: 400 for what is no statement, 409 for another one of a known id."""
        if any(faults(one) for one in some) or len({one["id"] for one in some}) < len(some):
            return 400
        if any(self.server.kept.get(one["id"], one) != one for one in some):
            return 409
        self.server.kept |= {one["id"]: one for one in some}
        return 200

    def do_POST(self) -> None:
        body = self.read()
        if body is None:
            return
        some = body if isinstance(body, list) else [body]
        self.server.sizes.append(len(some))
        status = self.keep(some)
        if status == 200 and self.server.loses:
            self.server.loses -= 1
            self.close_connection = True
            return
        self.answer(status, [one["id"] for one in some] if status == 200 else None)

    def do_GET(self) -> None:
        if self.read() is not None:
            self.answer(200, {"statements": list(self.server.kept.values()), "more": ""})

    def do_PUT(self) -> None:
        one = self.read()
        if one is None:
            return
        named = parse_qs(urlsplit(self.path).query).get("statementId")
        same = isinstance(one, dict) and named == [one.get("id")]
        status = self.keep([one]) if same else 400
        self.answer(204 if status == 200 else status)


@contextmanager
def running() -> Iterator[Lrs]:
    """Run one on this machine."""
    server = Lrs()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


if __name__ == "__main__":
    with Lrs() as alone:
        sys.stdout.write(f"{alone.address}\n")
        sys.stdout.flush()
        alone.serve_forever()
