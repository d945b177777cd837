// @vitest-environment node
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newPhone, openApp } from './phone';
import { newServer, refusal, type Server } from './server';

let server: Server;
let kept: Map<string, string>;

/** An opening as the app does it: her log goes through the sentinel. */
async function open() {
  const app = await openApp();
  const sentinel = await import('../src/db/sentinel');
  const { bringBack } = await import('../src/sync/bring-back');
  const openNoted = sentinel.noted(app.openLog);
  const me = app.device.current();
  return { ...app, ...sentinel, bringBack, openNoted, log: me && (await openNoted(me)) };
}

/** Somebody who studied; `agreed`: with a copy on the server. */
async function studied(agreed: boolean, avatar = 'y3') {
  const app = await open();
  const profile = await app.device.createProfile(avatar);
  const log = await app.openNoted(profile);
  await log.append('profile.created', { avatar });
  await log.append('lesson.finished', { lesson: 'tanda' });
  if (agreed) await log.append('consent.given', { purpose: 'data.sync', text_version: 2 });
  await app.engine.sendNow();
  return { ...app, profile, log };
}

const clearIndexedDb = () => vi.stubGlobal('indexedDB', new IDBFactory());

/** What an engine of an earlier opening meant to do later must not reach into the next test. */
const later: NodeJS.Timeout[] = [];
afterEach(() => later.splice(0).forEach(clearTimeout));

beforeEach(() => {
  newPhone();
  // The opening before is over: it is no second tab.
  vi.stubGlobal('BroadcastChannel', undefined);
  const real = setTimeout;
  vi.stubGlobal('setTimeout', (work: () => void, delayMs = 0) => {
    const timer = real(work, delayMs);
    if (delayMs >= 1000) later.push(timer);
    return timer;
  });
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
  server = newServer();
});

it('nothing is missing on a new phone, nor on one that was left alone', async () => {
  expect((await open()).missing()).toEqual([]);
  await studied(true);
  expect((await open()).missing()).toEqual([]);
});

it('a cleared phone is noticed, and what the server holds comes back', async () => {
  const { profile } = await studied(true);
  clearIndexedDb();
  const after = await open();
  expect(after.missing()).toMatchObject([{ id: profile.id, avatar: 'y3', agreed: 2 }]);
  const [gone] = after.missing();
  const got = gone && (await after.bringBack(gone));
  expect(got).toMatchObject({ ok: true, value: { id: profile.id } });
  const log = await after.openNoted(profile);
  expect(log.progress().lessons.tanda?.finished).toBe(true);
  expect(log.progress().avatar).toBe('y3');
  expect(after.missing()).toEqual([]);
  // The word she gave anew is hers too, and nothing of before is doubled.
  expect(server.actions.size).toBe(4);
});

it('an emptied log under a profile that is still there is noticed too', async () => {
  const { profile } = await studied(true);
  await new Promise((done) => {
    indexedDB.deleteDatabase(`creando-${profile.id}`).onsuccess = done;
  });
  const after = await open();
  expect(after.missing()).toMatchObject([{ id: profile.id }]);
  const [gone] = after.missing();
  expect(gone && (await after.bringBack(gone))).toMatchObject({ ok: true });
  expect(after.missing()).toEqual([]);
});

it('without signal it is still missing, and comes with the next one', async () => {
  const { profile } = await studied(true);
  clearIndexedDb();
  const after = await open();
  server.after = () => Promise.reject(new TypeError('offline'));
  const [gone] = after.missing();
  expect(gone && (await after.bringBack(gone))).toEqual({ ok: false, reason: 'network' });
  expect(after.missing()).toMatchObject([{ id: profile.id }]);
  server.after = (answer) => answer;
  expect(gone && (await after.bringBack(gone))).toMatchObject({ ok: true });
  expect(after.missing()).toEqual([]);
});

it('says that the server knows this phone no more', async () => {
  await studied(true);
  clearIndexedDb();
  const after = await open();
  server.before = () => refusal(401, 'auth.token');
  const [gone] = after.missing();
  expect(gone && (await after.bringBack(gone))).toEqual({ ok: false, reason: 'refused' });
});

it('says that nothing can come back of what was only here', async () => {
  await studied(false);
  clearIndexedDb();
  const after = await open();
  const [gone] = after.missing();
  expect(gone && (await after.bringBack(gone))).toEqual({ ok: false, reason: 'nothing' });
  expect(server.seen).toEqual([]);
});

it('two people are both missed; one that is there is not', async () => {
  const first = await studied(true, 'y1');
  await studied(false, 'y2');
  clearIndexedDb();
  const after = await open();
  expect(after.missing().map(({ avatar }) => avatar)).toEqual(['y1', 'y2']);
  const [gone] = after.missing();
  expect(gone && (await after.bringBack(gone))).toMatchObject({ value: { id: first.profile.id } });
  expect(after.missing().map(({ avatar }) => avatar)).toEqual(['y2']);
  for (const { id } of after.missing()) after.forget(id);
  expect(after.missing()).toEqual([]);
});

it('who erased herself is not missing, and nothing of hers stays', async () => {
  const { log } = await studied(true);
  await log.erase();
  expect([...kept]).toEqual([]);
  expect((await open()).missing()).toEqual([]);
});

it('a profile with a key leaves nothing that opens anything', async () => {
  const { profile, mark, log, device } = await studied(true);
  expect(kept.get('creando')).toContain(profile.token);
  await device.put({ ...profile, lock: { kind: 'pin' } as NonNullable<typeof profile.lock> });
  mark(log);
  expect(kept.get('creando')).toContain(profile.id);
  expect(kept.get('creando')).not.toContain(profile.token);
});

it('a browser that keeps nothing apart changes nothing', async () => {
  vi.stubGlobal('localStorage', undefined);
  const { log, missing } = await studied(true);
  expect(log.counts().unsent).toBe(0);
  expect(missing()).toEqual([]);
});
