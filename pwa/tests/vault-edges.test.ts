// @vitest-environment node
/** The vault where a phone dies, two tabs meet, a server comes back, or somebody guesses. */
import { IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Parcel } from '../src/db/sealed';
import { waitAfterMs } from '../src/domain/pin';
import { newPhone, openApp } from './phone';
import { newServer, refusal, type Server } from './server';

const consent = { purpose: 'data.sync', text_version: 1 };
const card = (id: number) => ({ lesson: 'tanda', card: id, rev: 1 });
const PIN = '481537';
const OTHER_PIN = '728496';

let server: Server;

async function app() {
  const opened = await openApp();
  const vault = await import('../src/vault/index');
  return { ...opened, vault };
}

type App = Awaited<ReturnType<typeof app>>;

async function person(me: App, cards = 3, face = 'y1') {
  const log = await me.openLog(await me.device.createProfile(face));
  await log.append('consent.given', consent);
  for (let i = 1; i <= cards; i++) await log.append('card.done', card(i));
  await log.setNote('tanda.3', 'gano 40 soles');
  return log;
}

const first = (me: App) => {
  const [profile] = me.device.profiles();
  if (!profile) throw new Error('nobody');
  return profile;
};

async function lockedPerson(me: App, cards = 3) {
  expect(await me.vault.setLock(await person(me, cards), 'pin', PIN)).toEqual({ ok: true });
  return { profile: first(me), log: await me.openLog(first(me)) };
}

async function offline<T>(work: () => Promise<T>): Promise<T> {
  const real = fetch;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  try {
    return await work();
  } finally {
    vi.stubGlobal('fetch', real);
  }
}

const names = async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort();

beforeEach(() => {
  newPhone();
  server = newServer();
  vi.stubGlobal('document', { visibilityState: 'visible', addEventListener: () => {} });
  vi.stubGlobal('addEventListener', () => {});
});

describe('a change of key that is cut off', () => {
  const moments = [
    ['before anything is written', 1],
    ['when the other form is whole', 2],
    ['when the old database should go', 3],
  ] as const;

  it.each(moments)('%s loses nothing and leaves nothing', async (_, at) => {
    const me = await app();
    const log = await person(me);
    let calls = 0;
    const put = IDBObjectStore.prototype.put;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put');
    spy.mockImplementation(function (this: IDBObjectStore, ...args: [unknown, IDBValidKey?]) {
      // The first write is the clean start of every change.
      if (this.name === 'profiles' && calls++ >= at) throw new Error('killed');
      return put.apply(this, args);
    });
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new Error('killed');
    });
    await me.vault.setLock(log, 'pin', PIN).catch(() => {});
    vi.restoreAllMocks();
    const isPlainLeft = (await names()).includes(`creando-${log.profile.id}`);
    expect(isPlainLeft).toBe(true);
    const after = await app();
    await after.vault.sweepAll();
    const profile = first(after);
    expect(!!profile.lock).toBe(at > 2);
    if (profile.lock) expect(await after.vault.unlock(profile, PIN)).toEqual({ ok: true });
    const again = await after.openLog(first(after));
    expect(again.counts().unsent).toBe(4);
    expect(await again.note('tanda.3')).toBe('gano 40 soles');
    expect(await names()).toEqual(['creando', first(after).base ?? `creando-${profile.id}`].sort());
  });

  it('meets another tab that writes: what was said to be saved is there', async () => {
    const me = await app();
    const log = await person(me);
    const tab = await app();
    const theirs = await tab.openLog(first(tab));
    const saves = Array.from({ length: 12 }, (_, i) =>
      theirs.append('card.done', card(10 + i)).then(
        () => 10 + i,
        () => undefined,
      ),
    );
    const [said, ...saved] = await Promise.all([me.vault.setLock(log, 'pin', PIN), ...saves]);
    expect(said).toEqual({ ok: true });
    // And one that comes too late is told so.
    await expect(theirs.append('card.done', card(49))).rejects.toThrow();
    const { done = {} } = (await me.openLog(first(me))).progress().lessons.tanda ?? {};
    for (const id of saved) if (id) expect(done).toHaveProperty(String(id));
    expect(done).not.toHaveProperty('49');
  });

  it('is seen by a tab that had not opened her log: it begins no second one', async () => {
    const me = await app();
    const log = await person(me);
    const tab = await app();
    const old = first(tab);
    expect(await me.vault.setLock(log, 'pin', PIN)).toEqual({ ok: true });
    await expect(tab.openLog(old)).rejects.toThrow();
    expect(await names()).toEqual(['creando', first(me).base].sort());
    expect(tab.vault.isLocked(first(tab))).toBe(true);
    await (await me.openLog(first(me))).erase();
    await expect(tab.openLog(old)).rejects.toThrow();
    expect(tab.device.profiles()).toEqual([]);
    expect(await names()).toEqual(['creando']);
  });

  it('is seen by a tab that was open before it', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    const tab = await app();
    expect(await me.vault.setLock(log, 'pin', OTHER_PIN)).toEqual({ ok: true });
    // The tab still holds the profile as it was.
    expect(await tab.vault.unlock(profile, PIN)).toMatchObject({ reason: 'wrong' });
    expect(await tab.vault.unlock(profile, OTHER_PIN)).toEqual({ ok: true });
    expect((await tab.openLog(first(tab))).counts().unsent).toBe(4);
    expect(await names()).toEqual(['creando', first(me).base].sort());
    await (await me.openLog(first(me))).erase();
    tab.vault.lockNow();
    expect(await tab.vault.unlock(profile, OTHER_PIN)).toMatchObject({ reason: 'gone' });
  });
});

describe('a database that somebody cleared', () => {
  it('does not begin a second life under her name', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    me.vault.lockNow();
    const after = await app();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(profile.base ?? '').onsuccess = resolve;
    });
    expect(await after.vault.unlock(profile, PIN)).toMatchObject({ reason: 'broken' });
    await expect(after.openLog(profile)).rejects.toThrow();
  });
});

describe('two tabs without Web Locks', () => {
  it('append in turn, over a snapshot, and lose nothing', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me, 1);
    vi.stubGlobal('navigator', {});
    const [one, two] = [await app(), await app()];
    await one.vault.unlock(profile, PIN);
    await two.vault.unlock(profile, PIN);
    const tabs = [await one.openLog(profile), await two.openLog(profile)];
    for (let round = 0; round < 40; round++)
      await Promise.all(tabs.map((log) => log.append('card.done', card(round % 50))));
    const last = await app();
    await last.vault.unlock(profile, PIN);
    const all = (await (await last.openLog(profile)).exportAll()) as { events: { q: number }[] };
    expect(all.events.map(({ q }) => q)).toEqual(Array.from({ length: 82 }, (_, i) => i + 1));
  });

  it('wait no less than one', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    const { begin, pass } = await import('../src/vault/tries');
    for (let i = 0; i < 5; i++) await begin(profile.id);
    const seen = [30_000, 30_000];
    for (let tick = 0; tick < 10; tick++)
      for (const tab of [0, 1]) seen[tab] = await pass(profile.id, 1000, seen[tab]);
    expect(seen[0]).toBe(20_000);
  });
});

describe('a journal', () => {
  async function twoTabs() {
    await app();
    const [{ openJournal }, { dataKey }] = await Promise.all([
      import('../src/vault/journal'),
      import('../src/vault/boxes'),
    ]);
    const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)));
    const tab = () => openJournal('j', key, async () => ({ put: [], drop: [] }));
    return [await tab(), await tab()] as const;
  }
  const day = (n: number) => () => ({ marks: { day: n } });
  /** The next transaction of this kind runs as `how` says. */
  type Run = Awaited<ReturnType<typeof twoTabs>>[0]['db']['run'];
  function next(db: { run: Run }, mode: IDBTransactionMode, how: (real: () => unknown) => unknown) {
    const real = db.run;
    const once = (...args: Parameters<Run>) => {
      if (args[1] !== mode) return real(...args);
      db.run = real;
      return how(() => real(...args));
    };
    db.run = once as Run;
  }

  it('whose write was kept though it was said to fail, keeps it once', async () => {
    const [one, two] = await twoTabs();
    next(one.db, 'readwrite', async (real) => {
      await real();
      throw new Error('said to fail');
    });
    expect(await one.commit(day(1))).toBe(true);
    await two.catchUp();
    expect(two.state).toMatchObject({ gen: 1, day: 1 });
  });

  it('whose write was not kept says so, and goes on', async () => {
    const [one, two] = await twoTabs();
    next(one.db, 'readwrite', () => Promise.reject(new Error('full')));
    await expect(one.commit(day(1))).rejects.toThrow('full');
    expect(one.state.gen).toBe(0);
    expect(await one.commit(day(2))).toBe(true);
    await two.catchUp();
    expect(two.state).toMatchObject({ gen: 1, day: 2 });
  });

  it('that another tab left far behind, over a snapshot, writes after it', async () => {
    vi.stubGlobal('navigator', {});
    const [one, two] = await twoTabs();
    next(one.db, 'readwrite', async (real) => {
      for (let i = 0; i < 70; i++) await two.commit(day(i));
      return real();
    });
    expect(await one.commit(day(99))).toBe(true);
    await two.catchUp();
    expect(two.state).toMatchObject({ gen: 71, day: 99 });
  });

  it('that reads slowly does not go back behind its own write', async () => {
    const [one, two] = await twoTabs();
    await two.commit(day(1));
    let go = () => {};
    const wait = new Promise<void>((resolve) => {
      go = resolve;
    });
    const real = crypto.subtle.decrypt.bind(crypto.subtle);
    const spy = vi.spyOn(crypto.subtle, 'decrypt').mockImplementationOnce(async (...args) => {
      await wait;
      return real(...args);
    });
    const slow = one.catchUp();
    await vi.waitFor(() => expect(spy).toHaveBeenCalled());
    await one.commit(day(2));
    spy.mockRestore();
    go();
    await slow;
    expect(one.state).toMatchObject({ gen: 2, day: 2 });
  });
});

describe('guessing', () => {
  it('two hundred times, over reloads, clocks and tabs, gives no try too many', async () => {
    const { profile } = await lockedPerson(await app());
    let seed = 20_261;
    const draw = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let tabs = [await app(), await app()];
    let tries = 0;
    let passedMs = 0;
    for (let guess = 0; guess < 200; guess++) {
      if (draw(20) === 0) tabs = [await app(), await app()];
      if (draw(10) === 0)
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (draw(9) - 4) * 86_400_000 });
      if (draw(4) === 0) {
        const { pass } = await import('../src/vault/tries');
        await pass(profile.id, 1000);
        passedMs += 1000;
      }
      const tab = tabs[draw(2)] as App;
      const said = await tab.vault.unlock(profile, '999111');
      if (!said.ok && said.reason === 'wrong') tries++;
    }
    vi.useRealTimers();
    let allowed = 5;
    for (let left = passedMs - waitAfterMs(5); left >= 0; left -= waitAfterMs(allowed)) allowed++;
    expect(tries).toBeGreaterThanOrEqual(5);
    expect(tries).toBeLessThanOrEqual(allowed);
  }, 60_000);
});

describe('the server', () => {
  it('answers several parcels of a newcomer, and she believes each', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me, 520);
    me.vault.lockNow();
    await person(me, 0, 'y2');
    await me.engine.sendNow();
    expect(server.parcels).toHaveLength(2);
    await me.vault.unlock(profile, PIN);
    expect((await me.openLog(profile)).counts()).toMatchObject({ unsent: 0, sent: 521 });
    await me.engine.sendNow();
    expect(server.actions.size).toBe(522);
  });

  it('that cannot open a parcel is not sent it again', async () => {
    const me = await app();
    await lockedPerson(me);
    me.vault.lockNow();
    await person(me, 0, 'y2');
    let asked = 0;
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) => {
      if (!path.endsWith('/parcels')) return real(path, init);
      asked++;
      return Promise.resolve(refusal(422, 'parcel.sealed'));
    });
    for (let turn = 0; turn < 3; turn++) await me.engine.sendNow();
    expect(asked).toBe(1);
    expect(await (await import('../src/vault/behind')).waiting(first(me))).toBe(4);
  });

  it('that cannot read her columns gets rows after her next unlock', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me);
    me.vault.lockNow();
    await person(me, 0, 'y2');
    const real = fetch;
    const bodies: object[] = [];
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      const answer = await real(path, init);
      if (!path.endsWith('/parcels')) return answer;
      const { request } = server.parcels.at(-1) as Server['parcels'][number];
      bodies.push(request);
      return request.cols ? refusal(422, 'sync.columns') : answer;
    });
    await me.engine.sendNow();
    await me.engine.sendNow();
    expect(bodies).toHaveLength(1);
    await me.vault.unlock(profile, PIN);
    me.vault.lockNow();
    await me.engine.sendNow();
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toMatchObject({ rows: [{ q: 1 }, { q: 2 }, { q: 3 }, { q: 4 }] });
    expect(await (await import('../src/vault/behind')).waiting(profile)).toBe(0);
  });

  it('is told of what waits under the epoch she knows', async () => {
    const me = await app();
    const { profile } = await lockedPerson(me, 520);
    me.vault.lockNow();
    await person(me, 0, 'y2');
    server.before = (_, rows) => (rows.some(({ q }) => q > 500) ? refusal(503) : undefined);
    await me.engine.sendNow();
    await me.vault.unlock(profile, PIN);
    expect((await me.openLog(profile)).counts()).toMatchObject({ unsent: 22, sent: 499 });
    const epochs = (await allParcels(me)).filter(({ count }) => count).map(({ epoch }) => epoch);
    expect(epochs).toEqual([server.epoch, server.epoch]);
    me.vault.lockNow();
    server.before = () => undefined;
    server.restore(0);
    await me.engine.sendNow();
    await me.engine.sendNow();
    await me.vault.unlock(profile, PIN);
    expect((await me.openLog(profile)).counts()).toMatchObject({ unsent: 0, sent: 521 });
  });

  it('that came back without her is told who she is, by anybody', async () => {
    const me = await app();
    const { profile, log } = await lockedPerson(me);
    await me.engine.sendNow();
    await log.append('card.done', card(4));
    me.vault.lockNow();
    const other = await person(me, 0, 'y2');
    server.restore(0);
    const real = fetch;
    let isKnown = false;
    const bodies: unknown[] = [];
    vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
      if (!path.endsWith('/parcels')) return real(path, init);
      const answer = await real(path, init);
      const { request } = server.parcels.at(-1) as Server['parcels'][number];
      bodies.push(request);
      if ('tok' in request) isKnown = true;
      return isKnown ? answer : refusal(403, 'auth.subject');
    });
    await other.append('card.done', card(1));
    await me.engine.sendNow();
    await me.engine.sendNow();
    expect(bodies).toHaveLength(3);
    expect(bodies[1]).toMatchObject({ sub: profile.id, held: [] });
    const parcels = await allParcels(me);
    expect(parcels.filter(({ count }) => count).map(({ posted }) => posted)).toEqual([
      server.epoch,
    ]);
    await me.vault.unlock(profile, PIN);
    await me.engine.sendNow();
    expect((await me.openLog(profile)).counts().unsent).toBe(0);
  });

  it('is asked to erase by every token it may know', async () => {
    const me = await app();
    const log = await person(me);
    const { token } = log.profile;
    await offline(() => me.vault.setLock(log, 'pin', PIN));
    await offline(async () => (await me.openLog(first(me))).erase());
    const real = fetch;
    const asked: string[] = [];
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
      if (init.method !== 'DELETE') return real(path, init);
      const bearer = new Headers(init.headers).get('authorization')?.slice(7) ?? '';
      asked.push(bearer);
      return bearer === token ? real(path, init) : Promise.resolve(refusal(401, 'auth.token'));
    });
    await me.engine.sendNow();
    expect(asked.at(-1)).toBe(token);
    expect(await me.device.get('erasing')).toBeUndefined();
    expect(await names()).toEqual(['creando']);
  });

  it('that makes a new phone wait is asked again to erase', async () => {
    const me = await app();
    const log = await person(me);
    await me.engine.sendNow();
    await log.erase();
    const real = fetch;
    let isNew = true;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) =>
      init.method === 'DELETE' && isNew
        ? Promise.resolve(refusal(403, 'phone.new'))
        : real(path, init),
    );
    await me.engine.sendNow();
    expect(await me.device.get('erasing')).toBeDefined();
    isNew = false;
    await me.engine.sendNow();
    expect(await me.device.get('erasing')).toBeUndefined();
  });

  it('is named the token it knows when a key was set twice far from it', async () => {
    const me = await app();
    const log = await person(me);
    const { token } = log.profile;
    await me.engine.sendNow();
    await offline(async () => {
      await me.vault.setLock(log, 'pin', PIN);
      await me.vault.setLock(await me.openLog(first(me)), 'pin', OTHER_PIN);
    });
    expect(await tokenBefore(await me.openLog(first(me)))).toBe(token);
  });

  it('keeps knowing her when a key is taken off after a restore that cut her short', async () => {
    const me = await app();
    const { log } = await lockedPerson(me);
    await me.engine.sendNow();
    server.restore(0);
    await log.append('card.done', card(4));
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
      path.endsWith('/tokens') ? Promise.reject(new TypeError('cut')) : real(path, init),
    );
    await me.engine.sendNow();
    expect(log.counts().unsent).toBe(0);
    await offline(() => me.vault.removeLock(log));
    expect(first(me).token).toBe(log.profile.token);
  });

  it('keeps knowing her when a key was set and taken off far from it', async () => {
    const me = await app();
    const log = await person(me);
    const { token } = log.profile;
    await offline(async () => {
      await me.vault.setLock(log, 'pin', PIN);
      await me.vault.removeLock(await me.openLog(first(me)));
    });
    expect(first(me).token).toBe(token);
  });

  it('restored to before her key is told her tokens again', async () => {
    const me = await app();
    const { log } = await lockedPerson(me);
    await me.engine.sendNow();
    await log.append('card.done', card(4));
    const old = (await tokenBefore(log)) ?? '';
    let told = false;
    const real = fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
      const bearer = new Headers(init.headers).get('authorization')?.slice(7) ?? '';
      if (path.endsWith('/tokens')) {
        if (bearer !== old) return Promise.resolve(refusal(401, 'auth.token'));
        told = true;
      }
      if (path.endsWith('/sync') && !told) return Promise.resolve(refusal(403, 'auth.subject'));
      return real(path, init);
    });
    expect((await me.engine.sendNow()).ok).toBe(true);
    expect(told).toBe(true);
    expect(log.counts().unsent).toBe(0);
  });
});

async function tokenBefore(log: object): Promise<string | undefined> {
  const { journal } = log as { journal: { state: { tokens: { past: string[] } | null } } };
  return journal.state.tokens?.past.at(-1);
}

async function allParcels(me: App): Promise<Parcel[]> {
  const [{ sealedDb }, { req }] = await Promise.all([
    import('../src/db/sealed'),
    import('../src/db/idb'),
  ]);
  // Two people of one second stand in either order.
  const owner = me.device.profiles().find(({ lock }) => lock);
  const db = sealedDb(owner?.base ?? '');
  return db.run(['parcels'], 'readonly', (store) => req(store('parcels').getAll()));
}
