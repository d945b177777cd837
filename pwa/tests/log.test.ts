// @vitest-environment node
import {
  IDBDatabase as FDBDatabase,
  IDBObjectStore as FDBObjectStore,
  IDBTransaction as FDBTransaction,
} from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { hashOf } from '../src/domain/event';
import { CODES, type EventName } from '../src/domain/event-types.gen';
import { foldSharing } from '../src/domain/sharing';
import { newPhone, openApp } from './phone';

const opened = { lesson: 'tanda' };
const card = (id: number) => ({ lesson: 'tanda', card: id, rev: 1 });

type Exported = {
  profile: Record<string, unknown>;
  events: { r: string; q: number; h: string; u?: 1; d: object; s: string; at: number; b: number }[];
  notes: Record<string, string>;
};

async function person() {
  const app = await openApp();
  const profile = app.device.current() ?? (await app.device.createProfile('y1'));
  const log = await app.openLog(profile);
  const all = async () => (await log.exportAll()) as Exported;
  return { ...app, profile, log, all };
}

beforeEach(newPhone);

describe('the log', () => {
  it('gives numbers without gaps and a true hash', async () => {
    const { log, all, profile } = await person();
    await log.append('lesson.opened', opened);
    await log.append('card.done', card(1));
    const { events } = await all();
    expect(events.map((e) => e.q)).toEqual([1, 2]);
    expect(new Set(events.map((e) => e.r)).size).toBe(1);
    for (const e of events) {
      expect(e.h).toBe(await hashOf(e as never));
      expect(e.s).toBe(profile.id);
      expect(Number.isInteger(e.at)).toBe(true);
    }
    expect(log.counts()).toMatchObject({ unsent: 2, attention: 0 });
  });

  it('keeps everything over a restart, with another boot', async () => {
    const first = await person();
    await first.log.append('lesson.opened', opened);
    const again = await person();
    expect(again.log).not.toBe(first.log);
    expect(again.log.progress().lessons.tanda?.opened).toBe(true);
    await again.log.append('card.done', card(1));
    const { events } = await again.all();
    expect(events.map((e) => e.q)).toEqual([1, 2]);
    expect(events[0]?.b).not.toBe(events[1]?.b);
  });

  it('has one writer over two tabs: no number is given twice', async () => {
    const one = await person();
    const two = await person();
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 ? one : two).log.append('card.done', card(i + 1)),
      ),
    );
    const { events } = await one.all();
    expect(events.map((e) => e.q).sort((x, y) => x - y)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('tells the other tab', async () => {
    const one = await person();
    const two = await person();
    const heard = new Promise<void>((resolve) => two.log.subscribe(resolve));
    await one.log.append('lesson.opened', opened);
    await heard;
    expect(two.log.progress().lessons.tanda?.opened).toBe(true);
    expect(two.log.counts().unsent).toBe(1);
  });

  it('writes with strict durability', async () => {
    const { log } = await person();
    const spy = vi.spyOn(FDBDatabase.prototype, 'transaction');
    await log.append('lesson.opened', opened);
    const write = spy.mock.calls.find(([, mode]) => mode === 'readwrite');
    expect(write?.[2]).toEqual({ durability: 'strict' });
  });

  it('mends half an emoji before hashing', async () => {
    const { log, all } = await person();
    await log.append('need.chosen', { needs: ['a😀'.slice(0, 2)] });
    expect((await all()).events[0]?.d).toEqual({ needs: ['a\ufffd'] });
  });

  it('lets a withdrawal win though the clock went back', async () => {
    const { log } = await person();
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000_000_000);
    await log.append('consent.withdrawn', { purpose: 'data.sync' });
    expect(log.progress().consents).not.toHaveProperty('data.sync');
  });

  const said = Object.keys(CODES).filter((name) => /^(consent|contact|share)\./.test(name));
  it.each(said)('puts %s after what she said before, whatever the clock says', async (name) => {
    const bodies: Record<string, object> = {
      'consent.given': { purpose: 'otra', text_version: 1 },
      'consent.withdrawn': { purpose: 'otra' },
      'contact.given': { edition: 'abierta', text_version: 1 },
      'share.granted': { scope: 'avance', to: 'mentora', until: 3_000_000_000 },
      'share.withdrawn': { scope: 'avance', to: 'mentora' },
    };
    const { log, all } = await person();
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    await log.append('consent.given', { purpose: 'data.sync', text_version: 1 });
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000_000_000);
    await log.append(name as EventName, bodies[name] as never);
    expect((await all()).events.at(-1)?.at).toBe(2_000_000_001);
  });

  it('lets what she told last win within one second', async () => {
    const { log } = await person();
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    for (const one of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await log.append('need.chosen', { needs: [one] });
      await log.append('about.told', { question: 'plata', answers: [one] });
      await log.append('profile.created', { avatar: `y${one}` });
      const { needs, about, avatar } = log.progress();
      expect([needs, about?.plata, avatar]).toEqual([[one], [one], `y${one}`]);
    }
  });

  it('puts what she says of the same thing again in the second after it', async () => {
    const { log } = await person();
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    const said = { lesson: 'tanda', card: 8, taken: 5, round: 0 };
    await log.append('action.done', { ...said, result: 'no' });
    await log.append('action.done', { ...said, result: 'worked' });
    const [first, second] = log.rows().filter(({ t }) => t === CODES['action.done']);
    expect([first?.at, second?.at]).toEqual([2_000_000_000, 2_000_000_001]);
  });

  it('lets her last answer to a card win within one second, and no other card waits for it', async () => {
    const { log, all } = await person();
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    for (const option of ['a', 'b', 'c', 'd', 'e', 'f']) {
      await log.append('answer.given', { lesson: 'tanda', card: 2, rev: 1, option });
      expect(log.progress().lessons.tanda?.answers[2]?.option).toBe(option);
    }
    await log.append('answer.given', { lesson: 'tanda', card: 5, rev: 1, option: 'a' });
    expect((await all()).events.at(-1)?.at).toBe(2_000_000_000);
  });

  it('lets what she said last of contacts and shares win though the clock went back', async () => {
    const { log, all } = await person();
    const share = { scope: 'avance', to: 'mentora', until: 3_000_000_000 };
    const contact = { edition: 'abierta', text_version: 1 };
    vi.spyOn(Date, 'now').mockReturnValue(2_000_000_000_000);
    await log.append('contact.given', contact);
    await log.append('share.granted', share);
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000_000_000);
    const now = async () => foldSharing((await all()).events as never);
    await log.append('consent.withdrawn', { purpose: 'contact.abierta' });
    await log.append('share.withdrawn', { scope: share.scope, to: share.to });
    expect(await now()).toEqual({ contacts: {}, shares: [] });
    await log.append('contact.given', contact);
    await log.append('share.granted', share);
    expect(await now()).toEqual({ contacts: { abierta: 1 }, shares: [share] });
  });
});

describe('a disk that fails', () => {
  const addThenAbort = (error: string, times = Number.POSITIVE_INFINITY) => {
    const original = FDBObjectStore.prototype.add;
    let left = times;
    vi.spyOn(FDBObjectStore.prototype, 'add').mockImplementation(function (
      this: typeof FDBObjectStore.prototype,
      ...args: [unknown]
    ) {
      const request = original.apply(this, args);
      // The put succeeds and the transaction aborts afterwards, as with a full disk.
      if (left-- > 0)
        request.addEventListener('success', () =>
          (this.transaction as unknown as { _abort(name: string): void })._abort(error),
        );
      return request;
    });
  };

  it('never says saved when the quota is used up, and uses up no number', async () => {
    const { log, all } = await person();
    addThenAbort('QuotaExceededError');
    await expect(log.append('lesson.opened', opened)).rejects.toMatchObject({ reason: 'full' });
    expect(log.progress().lessons.tanda).toBeUndefined();
    expect(log.counts().unsent).toBe(0);
    vi.restoreAllMocks();
    await log.append('lesson.opened', opened);
    expect((await all()).events.map((e) => e.q)).toEqual([1]);
  });

  it('tries once more on a new connection, and writes once', async () => {
    const { log, all } = await person();
    addThenAbort('UnknownError', 1);
    await log.append('lesson.opened', opened);
    expect((await all()).events.map((e) => e.q)).toEqual([1]);
  });

  it('gives up after the second failure', async () => {
    const { log, all } = await person();
    addThenAbort('UnknownError', 2);
    await expect(log.append('lesson.opened', opened)).rejects.toMatchObject({ reason: 'failed' });
    expect((await all()).events).toEqual([]);
  });

  it('gives up on a transaction that never ends, and writes nothing later', async () => {
    const { log } = await person();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    vi.spyOn(
      FDBTransaction.prototype as unknown as { _start(): void },
      '_start',
    ).mockImplementation(() => {});
    const saving = expect(log.append('lesson.opened', opened)).rejects.toMatchObject({
      reason: 'timeout',
    });
    // Hashing takes real time, so the timer may be set late: go on until it has rung.
    let over = false;
    void saving.finally(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(5000);
    }
    await saving;
    vi.useRealTimers();
    vi.restoreAllMocks();
    expect(log.counts().unsent).toBe(0);
    const again = await person();
    expect((await again.all()).events).toEqual([]);
  });

  it('does not start anew in silence when the storage was cleared under it', async () => {
    const { log, profile } = await person();
    await log.append('lesson.opened', opened);
    log.db.close();
    await new Promise<void>((resolve, reject) => {
      const gone = indexedDB.deleteDatabase(`creando-${profile.id}`);
      gone.onsuccess = () => resolve();
      gone.onerror = () => reject(gone.error);
    });
    await expect(log.append('card.done', card(1))).rejects.toMatchObject({ reason: 'gone' });
    const names = (await indexedDB.databases()).map((one) => one.name);
    expect(names).not.toContain(`creando-${profile.id}`);
  });
});

describe('what is hers', () => {
  it('goes into one file without the token', async () => {
    const { log, all, profile } = await person();
    await log.append('lesson.opened', opened);
    await log.setNote('tanda/4', 'Mi harina cuesta 12 soles');
    const file = await all();
    expect(file.notes).toEqual({ 'tanda/4': 'Mi harina cuesta 12 soles' });
    expect(file.events).toHaveLength(1);
    expect(JSON.stringify(file)).not.toContain(profile.token);
  });

  it('is erased with its database; another tab lets go', async () => {
    const one = await person();
    const two = await person();
    await one.log.append('lesson.opened', opened);
    await one.log.erase();
    expect((await indexedDB.databases()).map((db) => db.name)).toEqual(['creando']);
    const after = await openApp();
    expect(after.device.profiles()).toEqual([]);
    // Nothing was ever sent, so nobody else has to be asked.
    expect(await after.device.get('erasing')).toBeUndefined();
    await expect(two.log.append('card.done', card(1))).rejects.toMatchObject({ reason: 'gone' });
  });
});
