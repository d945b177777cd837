"""The PWA's own files, read once at start and kept ready to send."""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import brotli

from api.library.negotiation import IMMUTABLE, etag_of

INDEX = "index.html"
TEAM = "equipo/index.html"
PACKED = {".br": "br", ".gz": "gzip"}
TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
ALREADY_SMALL = {".jpg", ".png", ".webp"}
CACHES = {INDEX: "no-cache", TEAM: "no-cache", "sw.js": "max-age=86400"}
HASHED = ("assets/", "equipo/")
REST = "max-age=604800"

# One address for everything; the page may talk to nobody else. HSTS belongs to the proxy.
CSP = (
    "default-src 'none';script-src 'self';style-src 'self'{styles};img-src 'self' data:;"
    "connect-src 'self';media-src blob:;manifest-src 'self';worker-src 'self';base-uri 'none';"
    "form-action 'none';frame-ancestors 'none';"
    "require-trusted-types-for 'script';trusted-types creando"
)
# The team's page: no worker, no style inside, no way at all to make markup out of text.
TEAM_CSP = (
    "default-src 'none';script-src 'self';style-src 'self';img-src data:;connect-src 'self';"
    "base-uri 'none';form-action 'none';frame-ancestors 'none';"
    "require-trusted-types-for 'script';trusted-types 'none'"
)
DOCUMENT_HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(),geolocation=(),microphone=()",
}
INLINE_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Asset:
    """One file: its bytes by encoding, and how to speak of it."""

    bodies: dict[str, bytes]
    content_type: str
    cache: str
    etag: str


def read_pwa(folder: Path) -> dict[str, Asset]:
    """Read every file of the built PWA by its path; compress what was not compressed beside it."""
    if not (folder / INDEX).is_file():
        return {}
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): _asset(folder, path)
        for path in paths
        if path.suffix not in PACKED and path.suffix in TYPES
    }


def _asset(folder: Path, path: Path) -> Asset:
    plain = path.read_bytes()
    name = path.relative_to(folder).as_posix()
    hashed = name.startswith(HASHED) and name not in CACHES
    return Asset(
        bodies=_bodies(path, plain),
        content_type=TYPES[path.suffix],
        cache=IMMUTABLE if hashed else CACHES.get(name, REST),
        etag="" if hashed else etag_of(plain),
    )


def _bodies(path: Path, plain: bytes) -> dict[str, bytes]:
    """Return the file by encoding; an encoding that saves nothing is left out."""
    if path.suffix in ALREADY_SMALL:
        return {"": plain}
    bodies = {
        "br": _beside(path, ".br") or brotli.compress(plain, quality=11),
        "gzip": _beside(path, ".gz") or gzip.compress(plain, 9, mtime=0),
    }
    return {"": plain} | {name: body for name, body in bodies.items() if len(body) < len(plain)}


def _beside(path: Path, suffix: str) -> bytes | None:
    """Return the packed file beside the plain one, unless the plain one is newer."""
    packed = path.with_name(path.name + suffix)
    if not packed.is_file() or packed.stat().st_mtime < path.stat().st_mtime:
        return None
    return packed.read_bytes()


def content_security_policy(document: str) -> str:
    """Return the policy of a document: its inline styles are allowed by their hashes."""
    styles = "".join(f" 'sha256-{_digest(style)}'" for style in INLINE_STYLE.findall(document))
    return CSP.format(styles=styles)


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
