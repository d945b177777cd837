// @vitest-environment node
/** Two lives of one person: what each did is seen in both, and stays each one's own. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../src/db/log';
import { newPhone, openApp } from './phone';
import { newServer, type Server } from './server';

const TWIN = 'TWINTWINTWINTWINTWINTw';
const OTHER = 'OTHEROTHEROTHEROTHEROT';
const FAR = 'FARFARFARFARFARFARFARf';
const THERE = 'SERVERSERVERSERVERSERV';
const PIN = '481537';
const consent = { purpose: 'data.sync', text_version: 1 };

let server: Server;
let number = 0;

async function app() {
  const opened = await openApp();
  return { ...opened, vault: await import('../src/vault/index') };
}
type App = Awaited<ReturnType<typeof app>>;

async function person(me: App, face = 'y1') {
  const log = await me.openLog(await me.device.createProfile(face));
  await log.append('profile.created', { avatar: face });
  await log.append('consent.given', consent);
  await log.append('card.done', { lesson: 'tanda', card: 1, rev: 1 });
  return log;
}

const row = (s: string, t: number, d: object) => {
  number++;
  return { r: s === TWIN || s === OTHER ? FAR : THERE, q: number, t, v: 1, at: 2e9, b: 1, s, d };
};
const done = (card: number, s = TWIN) => row(s, 6, { lesson: 'tanda', card, rev: 1 });
/** The server says in her own stream who is one with her, or no more. */
const say = (log: Log, t: 102 | 103, other = TWIN) =>
  server.stream.push(row(log.profile.id, t, { other }) as never);
const live = (twin: string, ...rows: object[]) =>
  server.twins.set(twin, [...(server.twins.get(twin) ?? []), ...rows] as never);

const cards = (log: Log) => Object.keys(log.progress().lessons.tanda?.done ?? {}).map(Number);
const asks = () => server.posts().filter(({ path }) => path.endsWith('/sync'));
const asked = () => asks().map(({ body }) => body?.tw);
const file = async (log: Log) =>
  (await log.exportAll()) as { events: { s: string }[]; pulled: { st: string; s: string }[] };

/** The one daily contact may go out again. */
const realNow = Date.now;
let days = 0;
const tomorrow = () => {
  days++;
  vi.spyOn(Date, 'now').mockImplementation(() => realNow() + days * 86_400_000);
};

beforeEach(() => {
  newPhone();
  server = newServer();
  number = 0;
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

const kinds = [
  ['without a key', async (_: App, log: Log) => log],
  [
    'with a key',
    async (me: App, log: Log) => {
      expect(await me.vault.setLock(log, 'pin', PIN)).toEqual({ ok: true });
      const profile = me.device.profiles().find(({ id }) => id === log.profile.id);
      return me.openLog(profile ?? log.profile);
    },
  ],
] as const;

describe.each(kinds)('a person %s', (_, as) => {
  it('asks for nothing and sends no byte more while she has no twin', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    await me.engine.sendNow();
    tomorrow();
    await me.engine.sendNow();
    expect(asks()).toHaveLength(2);
    for (const { body } of asks()) expect(body ?? {}).not.toHaveProperty('tw');
    expect(cards(log)).toEqual([1]);
  });

  it('sees what both did, as soon as she hears that they are one', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    say(log, 102);
    live(TWIN, row(TWIN, 1, { avatar: 'y9' }), row(TWIN, 4, { purpose: 'data.sync' }));
    live(TWIN, row(TWIN, 2, { edition: 'otra' }), row(TWIN, 102, { other: log.profile.id }));
    live(TWIN, done(4), row(TWIN, 8, { lesson: 'yape' }));
    await me.engine.sendNow();
    expect(asked().at(-1)).toEqual({ [TWIN]: 0 });
    expect(cards(log)).toEqual([1, 4]);
    expect(log.progress().lessons.yape?.finished).toBe(true);
    // Her face, her place and her own word stay hers.
    expect(log.progress()).toMatchObject({ avatar: 'y1', consents: { 'data.sync': 1 } });
    expect(log.progress().edition).toBeUndefined();
    // Only what is new, next time.
    live(TWIN, done(5));
    tomorrow();
    await me.engine.sendNow();
    expect(asked().at(-1)).toEqual({ [TWIN]: 6 });
    expect(cards(log)).toEqual([1, 4, 5]);
    // And nothing asks twice a day.
    const before = asks().length;
    await me.engine.sendNow();
    expect(asks()).toHaveLength(before);
  });

  it('keeps two twins apart whose numbers are the same, page after page', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    say(log, 102);
    say(log, 102, OTHER);
    for (let card = 10; card < 240; card++) live(TWIN, done(card));
    live(OTHER, done(300, OTHER), done(301, OTHER));
    await me.engine.sendNow();
    expect(cards(log)).toHaveLength(1 + 230 + 2);
    server.twins.delete(OTHER);
    say(log, 103, OTHER);
    tomorrow();
    await me.engine.sendNow();
    expect(cards(log)).toHaveLength(1 + 230);
    expect(asked().at(-1)).toHaveProperty(TWIN, 230);
    tomorrow();
    await me.engine.sendNow();
    expect(asked().at(-1)).toEqual({ [TWIN]: 230 });
  });

  it('never sends what a twin did, and lets go of it when they are parted', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    say(log, 102);
    live(TWIN, done(4));
    await me.engine.sendNow();
    const { events, pulled } = await file(log);
    expect(events.every(({ s }) => s === log.profile.id)).toBe(true);
    expect(pulled.filter(({ s }) => s === TWIN)).toHaveLength(1);
    server.restore(0);
    say(log, 102);
    tomorrow();
    await me.engine.sendNow();
    const mine = [...server.slots.values()].map(({ row: { r } }) => r);
    expect(mine).not.toContain(FAR);
    expect(cards(log)).toEqual([1, 4]);
    // The other life of the server does not know of it.
    server.restore(0);
    server.twins.clear();
    tomorrow();
    await me.engine.sendNow();
    expect(cards(log)).toEqual([1]);
    expect((await file(log)).pulled.filter(({ s }) => s === TWIN)).toEqual([]);
  });

  it('is told by the screen, both ways, before her stream says it', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    await me.engine.sendNow();
    const two = await person(me, 'y2');
    await me.engine.sendNow();
    live(two.profile.id, done(7, two.profile.id));
    live(log.profile.id, done(8, log.profile.id));
    const { join, part } = await import('../src/vault/phones');
    expect((await join(log.profile, two.profile)).ok).toBe(true);
    await me.engine.sendNow();
    expect([cards(log), cards(two)]).toEqual([
      [1, 7],
      [1, 8],
    ]);
    expect((await part(log.profile, two.profile.id)).ok).toBe(true);
    expect([cards(log), cards(two)]).toEqual([[1], [1]]);
  });

  it('whom an older version linked is found in what it heard', async () => {
    const me = await app();
    const log = await as(me, await person(me));
    const news = { ...row(log.profile.id, 102, { other: TWIN }), st: 'l', n: 9 };
    if ('journal' in log) {
      const { journal } = log as unknown as import('../src/vault/sealed-log').SealedLog;
      await journal.commit(() => ({ news: [news as never] }));
    } else
      await log.db.run(['pulled'], 'readwrite', (store) => {
        store('pulled').put(news);
      });
    live(TWIN, done(4));
    await me.engine.sendNow();
    expect(cards(log)).toEqual([1, 4]);
  });
});

it('a twin follows her through a key set and taken off, and into no parcel', async () => {
  const me = await app();
  const open = await person(me);
  say(open, 102);
  live(TWIN, done(4));
  await me.engine.sendNow();
  await me.vault.setLock(open, 'pin', PIN);
  const first = () => {
    const [profile] = me.device.profiles();
    if (!profile) throw new Error('nobody');
    return profile;
  };
  const sealed = await me.openLog(first());
  expect(cards(sealed)).toEqual([1, 4]);
  await sealed.append('card.done', { lesson: 'tanda', card: 2, rev: 1 });
  me.vault.lockNow();
  await person(me, 'y2');
  await me.engine.sendNow();
  expect(server.parcels.map(({ request }) => request.cols?.n)).toEqual([4]);
  expect(JSON.stringify(server.parcels)).not.toContain(FAR);
  await me.vault.unlock(first(), PIN);
  await me.vault.removeLock(await me.openLog(first()));
  const again = await me.openLog(first());
  expect(cards(again)).toEqual([1, 2, 4]);
  live(TWIN, done(5));
  tomorrow();
  await me.engine.sendNow();
  expect(cards(again)).toEqual([1, 2, 4, 5]);
});
