"""A body that never says its length meets the same limit, through the real server."""

import http.client
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from api.app import MAX_BODY_BYTES
from scripts.rig.server import Server
from tests.phone import Phone, row


@pytest.fixture(scope="module")
def port(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Where a server of the module's own listens."""
    env = {"CREANDO_PWA": str(built / "pwa"), "CREANDO_BUNDLES": str(built / "bundles")}
    with Server(tmp_path_factory.mktemp("chunked") / "data", env=env) as server:
        yield server.port


def chunked(port: int, path: str, body: bytes, **headers: str) -> tuple[int, dict]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    pieces = (body[i : i + 5_000] for i in range(0, len(body), 5_000))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    # Who has read enough answers and closes while the rest is still being sent.
    with suppress(BrokenPipeError, ConnectionResetError):
        link.request("POST", path, pieces, named, encode_chunked=True)
    answer = link.getresponse()
    said = answer.status, json.loads(answer.read())
    link.close()
    return said


@pytest.mark.parametrize(("over", "status"), [(0, 200), (1, 413), (90_000, 413)])
def test_an_exchange_in_chunks_is_whole_or_refused(port: int, over: int, status: int) -> None:
    phone = Phone(None)  # type: ignore[arg-type]
    body = json.dumps(phone.request([row(phone.replica, 1)])).encode()
    padded = body.ljust(MAX_BODY_BYTES + over)  # spaces after JSON: cut, it would still be JSON
    got, said = chunked(
        port, "/api/v1/sync", padded, **phone.headers, Content_Type="application/json"
    )
    assert (got, said.get("message")) == (status, None if status == 200 else "request.too_large")


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/v1/links/claim", "application/json"), ("/api/v1/parcels", "application/octet-stream")],
)
def test_every_other_reader_of_a_body_has_the_limit(port: int, path: str, kind: str) -> None:
    phone = Phone(None)  # type: ignore[arg-type]
    body = b" " * (MAX_BODY_BYTES + 1)
    got, said = chunked(port, path, body, **phone.headers, Content_Type=kind)
    assert (got, said["message"]) == (413, "request.too_large")
