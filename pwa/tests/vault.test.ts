// @vitest-environment node
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPhone, openApp } from './phone';
import { newServer, type Server } from './server';

const consent = { purpose: 'data.sync', text_version: 1 };
const card = (id: number) => ({ lesson: 'tanda', card: id, rev: 1 });
const PIN = '481537';

let server: Server;

async function app() {
  const opened = await openApp();
  const vault = await import('../src/vault/index');
  return { ...opened, vault };
}

type App = Awaited<ReturnType<typeof app>>;

async function person(me: App, cards = 3) {
  const profile = await me.device.createProfile('y1');
  const log = await me.openLog(profile);
  await log.append('consent.given', consent);
  for (let i = 1; i <= cards; i++) await log.append('card.done', card(i));
  await log.setNote('tanda.3', 'gano 40 soles');
  return log;
}

/** A person with a key, everything sealed. */
async function lockedPerson(me: App, cards = 3) {
  const log = await person(me, cards);
  expect(await me.vault.setLock(log, 'pin', PIN)).toEqual({ ok: true });
  const [profile] = me.device.profiles();
  if (!profile) throw new Error('nobody');
  return { profile, log: await me.openLog(profile) };
}

/** Everything in every database of this origin, as text. */
async function everything(): Promise<string> {
  let text = '';
  const show = (value: unknown): string => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
    if (value instanceof CryptoKey) return 'key';
    if (Array.isArray(value)) return value.map(show).join();
    if (typeof value !== 'object' || value === null) return String(value);
    return Object.entries(value)
      .map(([key, inner]) => `${key}=${show(inner)}`)
      .join();
  };
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name as string);
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const store of db.objectStoreNames) {
      const all = await new Promise<unknown[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
      text += `${name}/${store}: ${show(all)}\n`;
    }
    db.close();
  }
  return text;
}

beforeEach(() => {
  newPhone();
  server = newServer();
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

describe('a key', () => {
  it('seals what was there, and opens it again after the app was closed', async () => {
    const before = await app();
    const { profile, log } = await lockedPerson(before);
    expect(log.progress().lessons.tanda?.done).toMatchObject({ 1: 1, 2: 1, 3: 1 });
    await log.append('card.done', card(4));
    const after = await app();
    expect(after.device.current()).toBeUndefined();
    await expect(after.openLog(profile)).rejects.toThrow();
    expect(await after.vault.unlock(profile, PIN)).toEqual({ ok: true });
    const again = await after.openLog(profile);
    expect(again.progress().lessons.tanda?.done).toMatchObject({ 1: 1, 2: 1, 3: 1, 4: 1 });
    expect(await again.note('tanda.3')).toBe('gano 40 soles');
    expect(again.counts()).toMatchObject({ unsent: 5, attention: 0 });
  });

  it('leaves nothing readable on the phone', async () => {
    const me = await app();
    const log = await person(me);
    const { token } = log.profile;
    expect(await everything()).toContain('gano 40 soles');
    expect(await everything()).toContain('lesson=tanda');
    await me.vault.setLock(log, 'pin', PIN);
    const text = await everything();
    for (const word of ['gano 40', 'tanda', token, PIN]) expect(text).not.toContain(word);
  });

  it('is asked for again once it is locked', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    expect(me.vault.isLocked(profile)).toBe(false);
    me.vault.lockNow();
    expect(me.vault.isLocked(profile)).toBe(true);
    await expect(me.openLog(profile)).rejects.toThrow();
  });

  it('refuses what everybody would guess', async () => {
    const me = await app();
    const log = await person(me);
    for (const pin of ['123456', '111111', '150892', '199012', '48153', 'abcdef', '121212'])
      expect(await me.vault.setLock(log, 'pin', pin)).toMatchObject({ ok: false, reason: 'weak' });
    expect(await me.vault.setLock(log, 'pictures', 'p01.p02.p03.p04')).toMatchObject({
      reason: 'weak',
    });
    expect(await me.vault.setLock(log, 'pictures', 'p07.p21.p02.p30')).toEqual({ ok: true });
  });

  it('can be changed and taken off, and nothing is lost', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    await me.vault.setLock(log, 'pictures', 'p07.p21.p02.p30');
    const [other] = me.device.profiles();
    if (!other) throw new Error('nobody');
    me.vault.lockNow();
    expect(await me.vault.unlock(other, PIN)).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await me.vault.unlock(other, 'p07.p21.p02.p30')).toEqual({ ok: true });
    await me.vault.removeLock(await me.openLog(other));
    const after = await app();
    const [open] = after.device.profiles();
    expect(open?.lock).toBeUndefined();
    expect(open?.id).toBe(profile.id);
    const again = await after.openLog(open as never);
    expect(again.counts().unsent).toBe(4);
    expect(await again.note('tanda.3')).toBe('gano 40 soles');
    expect((await indexedDB.databases()).length).toBe(2);
  });

  it('keeps the key of what is sealed to herself, and out of her copy', async () => {
    const me = await app();
    const log = await person(me);
    const { selfKey } = await import('../src/vault/self-key');
    const key = await selfKey(log);
    expect(key).toHaveLength(32);
    await me.vault.setLock(log, 'pin', PIN);
    const [profile] = me.device.profiles();
    if (!profile) throw new Error('nobody');
    const sealed = await me.openLog(profile);
    expect(await selfKey(sealed)).toEqual(key);
    const { notes } = (await sealed.exportAll()) as { notes: object };
    expect(Object.keys(notes)).toEqual(['tanda.3']);
    expect(me.vault.sessionOf(profile)).toHaveLength(43);
    expect(me.vault.sessionOf(profile)).not.toBe(profile.token);
    me.vault.lockNow();
    expect(me.vault.sessionOf(profile)).toBe(profile.token);
    expect(await (await import('../src/vault/behind')).waiting(profile)).toBe(4);
  });

  it('keeps what is private from a helper', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    me.vault.dropPrivate(profile.id);
    expect(await log.note('tanda.3')).toBeUndefined();
    await expect(log.setNote('tanda.3', 'otra')).rejects.toThrow();
    await log.append('card.done', card(4));
    expect(log.counts().unsent).toBe(5);
    const { beginHelp } = await import('../src/db/helper');
    await beginHelp(profile.id, true);
    await log.append('card.done', card(5));
    const { events } = (await log.exportAll()) as { events: { via?: string; h: string }[] };
    expect(events.map(({ via }) => via).slice(-2)).toEqual([undefined, 'helper']);
  });
});

describe('wrong keys', () => {
  it('cost five tries, then waits that only an open app sits out', async () => {
    let me = await app();
    const { profile } = await lockedPerson(me);
    me.vault.lockNow();
    for (let i = 0; i < 5; i++)
      expect(await me.vault.unlock(profile, '999111')).toMatchObject({ reason: 'wrong' });
    expect(await me.vault.unlock(profile, PIN)).toMatchObject({ reason: 'wait', waitS: 30 });
    // Another start, a clock a year ahead: still the same wait.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 366 * 86_400_000 });
    me = await app();
    expect(await me.vault.unlock(profile, PIN)).toMatchObject({ reason: 'wait', waitS: 30 });
    vi.useRealTimers();
    const { pass } = await import('../src/vault/tries');
    expect(await pass(profile.id, 29_001)).toBe(999);
    expect(await me.vault.unlock(profile, PIN)).toMatchObject({ reason: 'wait', waitS: 1 });
    await pass(profile.id, 1000);
    expect(await me.vault.unlock(profile, '999111')).toMatchObject({ reason: 'wrong' });
    expect(await me.vault.waitOf(profile.id)).toMatchObject({ waitS: 60, free: 0 });
    await pass(profile.id, 60_000);
    expect(await me.vault.unlock(profile, PIN)).toEqual({ ok: true });
    expect(await me.vault.waitOf(profile.id)).toMatchObject({ waitS: 0, free: 5 });
  });

  it('two tabs share the count', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    const [one, two] = [await app(), await app()];
    const tries = await Promise.all(
      [one, two, one, two, one, two, one, two].map(({ vault }) => vault.unlock(profile, '999111')),
    );
    expect(tries.filter((said) => !said.ok && said.reason === 'wrong')).toHaveLength(5);
    expect(tries.filter((said) => !said.ok && said.reason === 'wait')).toHaveLength(3);
  });
});

/** Somebody else on the same phone, who agreed to send. */
async function neighbour(me: App) {
  const profile = await me.device.createProfile('y2');
  const log = await me.openLog(profile);
  await log.append('consent.given', consent);
  return log;
}

describe('a parcel', () => {
  it('carries what a locked person did, and whoever posts it cannot read it', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me, 20);
    me.vault.lockNow();
    const later = await app();
    await neighbour(later);
    expect((await later.engine.sendNow()).ok).toBe(true);
    expect(server.parcels).toHaveLength(1);
    expect(server.parcels[0]?.token).toBe(profile.token);
    // Twenty-one of hers, one of the neighbour's.
    expect(server.actions.size).toBe(22);
    expect(Buffer.from(server.parcels[0]?.bytes ?? []).toString('latin1')).not.toContain('tanda');
    // It has arrived: nobody posts it twice.
    await later.engine.sendNow();
    expect(server.parcels).toHaveLength(1);
    // Back with her key she knows: nothing waits.
    expect(log.counts().unsent).toBe(21);
    expect(await later.vault.unlock(profile, PIN)).toEqual({ ok: true });
    const again = await later.openLog(profile);
    expect(again.counts()).toMatchObject({ unsent: 0, sent: 21, attention: 0 });
  });

  it('does not leave without her own yes', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    await log.append('consent.withdrawn', { purpose: 'data.sync' });
    me.vault.lockNow(profile.id);
    await neighbour(me);
    await me.engine.sendNow();
    expect(server.parcels).toHaveLength(0);
  });

  it('is posted again in another life of the server, and nothing is doubled', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me, 5);
    me.vault.lockNow();
    const other = await neighbour(me);
    await me.engine.sendNow();
    server.restore(0);
    await other.append('card.done', card(1));
    await me.engine.sendNow();
    await me.engine.sendNow();
    expect(server.parcels).toHaveLength(2);
    expect(server.actions.size).toBe(8);
    await me.vault.unlock(profile, PIN);
    await me.engine.sendNow();
    expect((await me.openLog(profile)).counts().unsent).toBe(0);
    expect(server.actions.size).toBe(8);
  });

  it('waits until the phone knows the server’s key', async () => {
    const me = await app();
    const log = await person(me);
    const real = fetch;
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await me.vault.setLock(log, 'pin', PIN);
    me.vault.lockNow();
    vi.stubGlobal('fetch', real);
    await neighbour(me);
    await me.engine.sendNow();
    expect(server.parcels).toHaveLength(0);
    const [profile] = me.device.profiles();
    if (!profile) throw new Error('nobody');
    await me.vault.unlock(profile, PIN);
    me.vault.lockNow();
    await me.engine.sendNow();
    expect(server.parcels).toHaveLength(1);
  });

  it('costs at most 130 bytes more than the same events sent by herself', async () => {
    const sizes: Record<string, number> = {};
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
      sizes[path] = (init.body as ArrayBuffer | undefined)?.byteLength ?? 0;
      return real(path, init);
    });
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    const other = await neighbour(me);
    await me.engine.sendNow();
    for (const one of [log, other])
      for (let i = 4; i < 24; i++) await one.append('card.done', card(i));
    me.vault.lockNow(profile.id);
    await me.engine.sendNow();
    const [sealed = 0, open = 0] = [sizes['/api/v1/parcels'], sizes['/api/v1/sync']];
    expect(open).toBeGreaterThan(100);
    expect(sealed).toBeGreaterThan(open);
    expect(sealed - open).toBeLessThanOrEqual(130);
  });
});

describe('an exchange of a sealed log', () => {
  it('sends, is acknowledged and hears news as any other', async () => {
    const me = await app();
    const { log } = await lockedPerson(me, 20);
    expect((await me.engine.sendNow()).ok).toBe(true);
    expect(log.counts().unsent).toBe(0);
    expect(server.actions.size).toBe(21);
  });

  it('two tabs append at once and lose nothing', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    const [one, two] = [await app(), await app()];
    await one.vault.unlock(profile, PIN);
    await two.vault.unlock(profile, PIN);
    const [first, second] = [await one.openLog(profile), await two.openLog(profile)];
    await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? first : second).append('card.done', card(i))),
    );
    const last = await app();
    await last.vault.unlock(profile, PIN);
    const log = await last.openLog(profile);
    const { events } = (await log.exportAll()) as { events: { q: number }[] };
    expect(events.map(({ q }) => q)).toEqual(events.map((_, i) => i + 1));
    expect(log.counts().unsent).toBe(14);
  });

  it('opens fifteen hundred events from a snapshot and a few boxes', async () => {
    const me = await app();
    const log = await person(me, 0);
    for (let i = 0; i < 1500; i++) await log.append('card.done', card(i % 50));
    await me.vault.setLock(log, 'pin', PIN);
    const [profile] = me.device.profiles();
    if (!profile?.lock || !profile.base) throw new Error('no key');
    const sealed = await me.openLog(profile);
    for (let i = 0; i < 70; i++) await sealed.append('card.done', card(i));
    const after = await app();
    const { openLock } = await import('../src/vault/keys');
    const keys = await openLock(profile.lock, PIN);
    if (!keys) throw new Error('not her key');
    const { openJournal } = await import('../src/vault/journal');
    const began = performance.now();
    const journal = await openJournal(profile.base, keys.open, async () => ({ put: [], drop: [] }));
    const tookMs = performance.now() - began;
    expect(journal.state.rows.size).toBe(1571);
    const floor = performance.now();
    JSON.parse(JSON.stringify([...journal.state.rows]));
    // As a ratio: decrypting and reading is a few times what reading alone is.
    expect(tookMs).toBeLessThan(40 * Math.max(5, performance.now() - floor));
    expect(after.device.profiles()).toHaveLength(1);
  }, 60_000);
});
