"""Put a long life into an open profile: thousands of events, as if studied, in a moment."""

from __future__ import annotations

from playwright.sync_api import Page

from scripts.rig.learner import DONE

# Rows as the app writes them, each with its true hash; the last ones wait to be sent.
FILL = (
    f"async ([count, waiting]) => {{ {DONE}"
    + """
  const text = (v) => Array.isArray(v) ? `[${v.map(text)}]`
    : typeof v !== 'object' ? JSON.stringify(v)
    : `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${text(v[k])}`)}}`;
  const hash = async (event) => {
    const raw = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text(event)));
    return btoa(String.fromCharCode(...new Uint8Array(raw)))
      .replace(/=+$/, '').replace(/\\+/g, '-').replace(/\\//g, '_') };
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('creando-'));
  const db = await done(indexedDB.open(name));
  const head = await done(db.transaction('kv').objectStore('kv').get('head'));
  const start = Math.floor(Date.now() / 1000) - 40 * count;
  const rows = await Promise.all(Array.from({ length: count }, async (_, i) => {
    const lesson = ['tanda', 'tiempo', 'gastos', 'calle', 'subir'][Math.floor(i / 10) % 5];
    const d = { lesson, card: 1 + i % 10, rev: 1 };
    const asked = i % 3 === 2;
    if (asked) d.option = 'abc'[i % 7 % 3];
    const event = { t: asked ? 7 : 6, v: 1, s: name.slice(8), at: start + 40 * i,
      b: 1 + Math.floor(i / 25), d };
    const sent = i < count - waiting;
    return { ...event, r: head.r, q: head.q + i, h: await hash(event),
      ...(sent ? { ack: 'AAAAAAAAAAA' } : { u: 1 }) } }));
  const tx = db.transaction(['events', 'kv'], 'readwrite');
  for (const row of rows) tx.objectStore('events').add(row);
  tx.objectStore('kv').put({ r: head.r, q: head.q + count }, 'head');
  await new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = no });
  db.close() }"""
)

# When her route stands on the screen, counted from the beginning of the opening.
WATCH = """(() => { const see = () => {
  const title = document.querySelector('main h1, header h1');
  if (title?.textContent === 'Tu ruta') globalThis.openedAt ??= performance.now();
  else requestAnimationFrame(see) };
  addEventListener('DOMContentLoaded', see) })()"""
OPENED = """() => new Promise((ok) => { const look = () =>
  globalThis.openedAt ? ok(globalThis.openedAt) : setTimeout(look, 10); look() })"""


def fill(page: Page, count: int, waiting: int = 20) -> None:
    """Add `count` events to the only profile, behind the app's back: reload afterwards."""
    page.evaluate(FILL, [count, waiting])


def opening_ms(page: Page, url: str) -> float:
    """Open the app and return when her route was on the screen; `WATCH` must be an init script."""
    page.goto(url, wait_until="commit")
    return float(page.evaluate(OPENED))


# From the last digit of a key until her route stands there, and how much of it was the stretching
# of that key, which is slow on purpose.
UNLOCKING = """globalThis.SubtleCrypto && (() => {
  const real = SubtleCrypto.prototype.deriveBits; let began = 0, stretched = 0;
  SubtleCrypto.prototype.deriveBits = async function (how, ...rest) {
    const from = performance.now();
    const bits = await real.call(this, how, ...rest);
    if (how.name === 'PBKDF2') stretched += performance.now() - from;
    return bits };
  addEventListener('keydown', () => { began = performance.now(); stretched = 0;
    globalThis.unlockedAfter = undefined }, true);
  const see = () => {
    const title = document.querySelector('main h1, header h1');
    if (began && title?.textContent === 'Tu ruta')
      globalThis.unlockedAfter ??= performance.now() - began - stretched;
    requestAnimationFrame(see) };
  addEventListener('DOMContentLoaded', see) })()"""
UNLOCKED = """() => new Promise((ok) => { const look = () =>
  globalThis.unlockedAfter ? ok(globalThis.unlockedAfter) : setTimeout(look, 10); look() })"""


def unlocking_ms(page: Page, url: str, pin: str) -> float:
    """Open a locked profile, its key's stretching apart; `UNLOCKING` must be an init script."""
    page.goto(url, wait_until="commit")
    page.get_by_text("Pon tu clave de 6 números").wait_for()
    for digit in pin:
        page.keyboard.press(digit)
    return float(page.evaluate(UNLOCKED))
