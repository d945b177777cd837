// @vitest-environment node
/** What stays on the phone of who forgot her key: carried until every backup has it. */
import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newPhone, openApp } from './phone';
import { newServer, refusal, type Server } from './server';

const consent = { purpose: 'data.sync', text_version: 1 };
const DAY_MS = 86_400_000;

let server: Server;

async function app() {
  const opened = await openApp();
  const vault = await import('../src/vault/index');
  return { ...opened, vault, ...(await import('../src/vault/behind')) };
}

type App = Awaited<ReturnType<typeof app>>;

const hers = (me: App) => {
  const [profile] = me.device.profiles();
  if (!profile) throw new Error('nobody');
  return profile;
};

/** Her events that stand on the server. */
const arrived = (me: App) => server.stream.filter(({ s }) => s === hers(me).id).length;

const daysLater = (days: number) => vi.setSystemTime(Date.now() + days * DAY_MS);

const names = async () => (await indexedDB.databases()).map(({ name }) => name ?? '');

/** Somebody whose four events arrived, who forgot her key and was helped in; another is here too. */
async function helpedIn(before: (me: App) => Promise<unknown> = async () => {}) {
  const me = await app();
  const log = await me.openLog(await me.device.createProfile('y1'));
  await log.append('consent.given', consent);
  for (const card of [1, 2, 3]) await log.append('card.done', { lesson: 'tanda', card, rev: 1 });
  expect(await me.vault.setLock(log, 'pin', '481537')).toEqual({ ok: true });
  daysLater(1);
  const other = await me.openLog(await me.device.createProfile('y2'));
  await other.append('consent.given', consent);
  me.vault.lockNow();
  await me.engine.sendNow();
  await before(me);
  const { token } = hers(me);
  return { me, token, opened: await me.leaveBehind(hers(me), 'a-token-of-now') };
}

beforeEach(() => {
  newPhone();
  server = newServer();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

describe('who forgot her key and is helped in', () => {
  it('has an empty log without a key, and her parcels beside it', async () => {
    const { me, opened } = await helpedIn();
    expect(opened).toMatchObject({ token: 'a-token-of-now' });
    expect(hers(me)).not.toHaveProperty('lock');
    expect((await me.openLog(hers(me))).counts()).toMatchObject({ unsent: 0, sent: 0 });
    const { base, behind = [], id } = hers(me);
    expect(behind).toHaveLength(1);
    const all = (await names()).filter((name) => name.includes(id));
    expect(all.sort()).toEqual([base ?? '', ...behind].sort());
  });

  it('keeps everything where it is while something has not arrived', async () => {
    server.before = ({ sub }) => (sub === server.owner ? undefined : refusal(503));
    const { me, opened } = await helpedIn();
    expect(opened).toBeUndefined();
    expect(hers(me)).toHaveProperty('lock');
    expect(hers(me)).not.toHaveProperty('behind');
    expect(await me.waiting(hers(me))).toBe(4);
  });

  it('has it back on a server that was restored to before it', async () => {
    const { me, token } = await helpedIn();
    server.restore(0);
    daysLater(1);
    await me.engine.sendNow();
    await me.engine.sendNow();
    expect(arrived(me)).toBe(4);
    expect(server.parcels.at(-1)?.token).toBe('a-token-of-now');
    server.restore(0);
    // The server of that day knows her by what she was called then.
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
      const given = new Headers(init?.headers).get('authorization')?.slice(7);
      const isHers = path.endsWith('/parcels') && given === 'a-token-of-now';
      return isHers ? Promise.resolve(refusal(401, 'auth.token')) : real(path, init);
    });
    daysLater(1);
    await me.engine.sendNow();
    await me.engine.sendNow();
    expect(arrived(me)).toBe(4);
    expect(server.parcels.at(-1)?.token).toBe(token);
  });

  it('carries it until the backups have all of it, and asks once in thirty days', async () => {
    const { me } = await helpedIn();
    const [left = ''] = hers(me).behind ?? [];
    const carried = () => server.parcels.filter(({ request }) => request.held?.length).length;
    const first = carried();
    await me.engine.sendNow();
    expect(carried()).toBe(first);
    daysLater(29);
    server.kept = 3;
    await me.engine.sendNow();
    expect(carried()).toBe(first);
    daysLater(1);
    await me.engine.sendNow();
    expect(carried()).toBe(first + 1);
    expect(hers(me).behind).toEqual([left]);
    daysLater(30);
    server.kept = 4;
    await me.engine.sendNow();
    expect(carried()).toBe(first + 2);
    expect(hers(me)).not.toHaveProperty('behind');
    expect(await names()).not.toContain(left);
    daysLater(30);
    await me.engine.sendNow();
    expect(carried()).toBe(first + 2);
  });

  it('leaves nothing once she wants her things nowhere else', async () => {
    const { me } = await helpedIn();
    const [left = ''] = hers(me).behind ?? [];
    expect(await names()).toContain(left);
    await me.device.set(`solo:${hers(me).id}`, 1);
    await me.engine.sendNow();
    expect(server.parcels.filter(({ request }) => request.held?.length)).toHaveLength(1);
    expect(await names()).not.toContain(left);
    expect(hers(me)).not.toHaveProperty('behind');
  });

  it('leaves nothing when she erases herself', async () => {
    const { me } = await helpedIn();
    const { id, base = '' } = hers(me);
    const { db } = await me.openLog(hers(me));
    await (await import('../src/db/erase')).eraseHere(hers(me), db, base);
    expect((await names()).filter((name) => name.includes(id))).toEqual([]);
  });

  it.each([1, 2, 3])('loses nothing when the phone dies at write %i of it', async (at) => {
    let calls = 0;
    const put = IDBObjectStore.prototype.put;
    const { opened } = await helpedIn(async () => {
      vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
        this: IDBObjectStore,
        ...args: [unknown, IDBValidKey?]
      ) {
        if (this.name === 'profiles' && calls++ >= at) throw new Error('killed');
        return put.apply(this, args);
      });
    }).catch(() => ({ opened: undefined }));
    vi.restoreAllMocks();
    const after = await app();
    await after.vault.sweepAll();
    const { id, base, behind = [], lock } = hers(after);
    expect(!!lock).toBe(at < 3);
    expect(!!opened).toBe(at >= 3);
    const all = (await names()).filter((name) => name.includes(id));
    expect(all).toEqual(lock ? [base] : behind);
    server.restore(0);
    daysLater(1);
    await after.engine.sendNow();
    await after.engine.sendNow();
    expect(arrived(after)).toBe(4);
  });
});
