"""Everything a curious person could lay hands on, as bytes, and the search for planted strings."""

from __future__ import annotations

import base64
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from scripts.rig.learner import DONE

Dump = Iterable[tuple[str, bytes]]

# Values as stored: text as JSON, binary as the characters of its bytes, keys and indices too.
INDEXED_DB = (
    f"async () => {{ {DONE}"
    + """
  const bytes = (b) => Array.from(new Uint8Array(b), (x) => String.fromCharCode(x)).join('');
  const shown = (_, v) => v instanceof ArrayBuffer ? bytes(v)
    : ArrayBuffer.isView(v) ? bytes(v.buffer.slice(v.byteOffset, v.byteOffset + v.byteLength))
    : v instanceof Map || v instanceof Set ? [...v] : typeof v === 'bigint' ? String(v) : v;
  const out = {};
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const it = db.transaction(store).objectStore(store);
      const [keys, values] = [done(it.getAllKeys()), done(it.getAll())];
      out[`${name}/${store}`] = JSON.stringify([await keys, await values, name], shown);
    }
    db.close();
  }
  return out }"""
)
CACHES = """async () => { const out = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      out[`${name} ${request.url}`] = await answer.text() } }
  return out }"""
STORAGE = "() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])"
NOTIFICATIONS = """async () => {
  const worker = await navigator.serviceWorker?.getRegistration();
  const all = await worker?.getNotifications() ?? [];
  return JSON.stringify(all.map(({ title, body, tag, data }) => [title, body, tag, data])) }"""
# What is drawn, what is typed, and what the address tells.
DOCUMENT = """() => [document.documentElement.outerHTML, document.title, location.href,
  JSON.stringify(history.state),
  ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)].join('\\n')"""


def canary(what: str) -> str:
    """Make a string that nothing else in the world holds; `what` it stands for is readable."""
    return f"canario-{what}-{secrets.token_hex(12)}"


def pages(context: BrowserContext) -> Iterator[tuple[str, bytes]]:
    """Dump what every open page shows."""
    for number, page in enumerate(context.pages):
        yield f"page {number}", str(page.evaluate(DOCUMENT)).encode()


def storage(page: Page) -> Iterator[tuple[str, bytes]]:
    """Dump IndexedDB, Cache Storage, local storage and notifications of the page's origin."""
    for kind, script in (("IndexedDB", INDEXED_DB), ("cache", CACHES)):
        found: dict[str, str] = page.evaluate(script)
        for name, text in found.items():
            yield f"{kind} {name}", text.encode("utf-8", "surrogatepass")
    yield "local storage", str(page.evaluate(STORAGE)).encode()
    yield "notifications", str(page.evaluate(NOTIFICATIONS)).encode()


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Dump every file under a folder: the browser's profile, a log, a backup."""
    paths = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    for path in paths:
        if path.is_file() and not path.is_symlink():
            yield f"file {path.relative_to(folder.parent)}", path.read_bytes()


def disguises(text: str) -> Iterator[bytes]:
    """List the ways in which a string may stand in bytes: letters, wide letters, base64, hex."""
    plain = text.encode()
    yield plain
    yield secret_half(text)
    yield text.encode("utf-16-le")
    yield plain.hex().encode()
    for shift in range(3):
        # The middle of the base64 of a text does not depend on what stands around it.
        packed = base64.urlsafe_b64encode(b"\0" * shift + plain)[4:-4]
        yield packed
        yield packed.replace(b"-", b"+").replace(b"_", b"/")


def found(canaries: Iterable[str], dump: Dump) -> list[tuple[str, str]]:
    """Return (canary, place) for everything that was found; the head of a canary is enough."""
    looked_for = [(one, set(disguises(one))) for one in canaries]
    return [
        (one, place)
        for place, content in dump
        for one, forms in looked_for
        if any(form in content for form in forms)
    ]


def found_amounts(amounts: Iterable[int], dump: Dump) -> list[tuple[int, str]]:
    """Return (céntimos, place) for every amount that stands there, in céntimos or as soles.

    Choose amounts of six digits or more: a letter or digit beside it makes it another thing.
    """
    forms = {
        one: re.compile(
            rb"(?<![\w.])(?:"
            + "|".join(
                re.escape(text)
                for text in {
                    str(one),
                    f"{one / 100:.2f}",
                    f"{one / 100:.1f}",
                    f"{one / 100:,.2f}",
                    f"{one / 100:.2f}".replace(".", ","),
                }
            ).encode()
            + rb")(?!\w)"
        )
        for one in amounts
    }
    return [
        (one, place)
        for place, content in dump
        for one, form in forms.items()
        if form.search(content)
    ]


def secret_half(text: str) -> bytes:
    """Return half of a canary's secret: a compressor may have cut the string."""
    secret = text[-24:]
    return secret[: len(secret) // 2].encode()


def holds(dump: Dump) -> str:
    """Summarise a dump for a report: places and bytes."""
    sizes = [(place, len(content)) for place, content in dump]
    return json.dumps({"places": len(sizes), "bytes": sum(size for _, size in sizes)})
