"""An event written into a phone's open log as the app writes it, for what no screen makes yet."""

from __future__ import annotations

from playwright.sync_api import Page

from scripts.rig.learner import DONE

APPEND = (
    f"async ([t, d]) => {{ {DONE}"
    + """
  const text = (v) => Array.isArray(v) ? `[${v.map(text)}]`
    : typeof v !== 'object' ? JSON.stringify(v)
    : `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${text(v[k])}`)}}`;
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('creando-'));
  const event = { t, v: 1, s: name.slice(8), at: Math.floor(Date.now() / 1000), b: 7, d };
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text(event)));
  const h = btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replace(/=+$/, '').replace(/\\+/g, '-').replace(/\\//g, '_');
  const db = await done(indexedDB.open(name));
  const tx = db.transaction(['events', 'kv'], 'readwrite');
  const head = await done(tx.objectStore('kv').get('head'));
  tx.objectStore('events').add({ ...event, ...head, h, u: 1 });
  tx.objectStore('kv').put({ ...head, q: head.q + 1 }, 'head');
  await new Promise((ok, no) => { tx.oncomplete = ok; tx.onabort = no });
  db.close() }"""
)


def append(page: Page, code: int, body: dict[str, object]) -> None:
    """Append one event to the first person's log; the app reads it at its next opening."""
    page.evaluate(APPEND, [code, body])
