"""Choose an encoding and speak of caches in as few header bytes as honesty allows."""

import base64
import hashlib

from flask import Request, Response

IMMUTABLE = "max-age=31536000,immutable"
ENCODINGS = ("br", "gzip")


def accepted(header: str) -> list[str]:
    """List the encodings this server has that the client takes, best first; identity is last.

    `q=0` refuses one. An unreadable weight counts as a refusal: identity always works.
    """
    taken: dict[str, bool] = {}
    for part in header.split(","):
        name, _, weight = part.strip().partition(";")
        taken[name.strip().lower()] = _positive(weight)
    wild = taken.get("*", False)
    return [name for name in ENCODINGS if taken.get(name, wild)] + [""]


def _positive(weight: str) -> bool:
    name, _, value = weight.partition("=")
    if not name.strip():
        return True
    try:
        return name.strip().lower() == "q" and float(value) > 0
    except ValueError:
        return False


def etag_of(body: bytes) -> str:
    """Return 48 bits of the hash of a body: short, and enough to tell two builds apart."""
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()[:6]).decode()


def answer(
    request: Request, bodies: dict[str, bytes], content_type: str, cache: str, etag: str = ""
) -> Response:
    """Answer with the best of `bodies` (by encoding, "" is plain), or 304 when the phone has it."""
    encoding = next(name for name in accepted(_wanted(request)) if name in bodies)
    if etag and request.if_none_match.contains_weak(etag):
        response = Response(status=304)
        response.headers.remove("Content-Type")
    else:
        response = Response(bodies[encoding], content_type=content_type)
        if encoding:
            response.headers["Content-Encoding"] = encoding
    if len(bodies) > 1:
        response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = cache
    if etag:
        response.headers["ETag"] = f'"{etag}"'
    return response


def _wanted(request: Request) -> str:
    return request.headers.get("Accept-Encoding", "")
