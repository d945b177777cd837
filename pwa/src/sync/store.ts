/** The sync's reads and writes of one log; each function is one transaction. */

import { locked, req } from '../db/idb';
import type { Log } from '../db/log';
import { newId } from '../domain/bytes';
import { hashOf, type PlainEvent } from '../domain/event';
import { CODES } from '../domain/event-types.gen';
import type { Head, Held, News, Outbox, Reply, Row, Sent, Stuck, Twins } from '../domain/exchange';
import { plan } from './apply';
import { linked, parted } from './twins';

const MAX_HELD = 200;

type Stores = (name: string) => IDBObjectStore;

const value = async <T>(store: Stores, key: string, otherwise: T): Promise<T> =>
  ((await req(store('kv').get(key))) as T | undefined) ?? otherwise;

/** Every replica with held events, the current one first; one jump of a cursor for each. */
async function replicas(events: IDBObjectStore, current: string): Promise<string[]> {
  const found = new Set([current]);
  const cursor = events.index('rq').openKeyCursor();
  await new Promise<void>((resolve, reject) => {
    cursor.onerror = () => reject(cursor.error);
    cursor.onsuccess = () => {
      const at = cursor.result;
      if (!at) return resolve();
      const [r] = at.key as [string, number];
      found.add(r);
      // Arrays sort after numbers: the next key belongs to the next replica.
      at.continue([r, []]);
    };
  });
  return [...found].slice(0, MAX_HELD);
}

/** Written down with each reply; before the first, what the server has said to her says it. */
const readTwins = async (store: Stores): Promise<Twins> =>
  (await value<Twins | undefined>(store, 'twins', undefined)) ??
  linked({}, (await req(store('pulled').getAll())) as News[]);

function dropStreams(pulled: IDBObjectStore, streams: string[]): void {
  // Arrays sort after numbers: all of this stream.
  for (const st of streams) pulled.delete(IDBKeyRange.bound([st], [st, []]));
}

/** Link or part twins before the server says so in her stream. */
export const editTwins = (log: Log, edit: (before: Twins) => Twins): Promise<void> =>
  log.sealed?.twins(edit) ??
  log.db.run(['pulled', 'kv'], 'readwrite', async (store) => {
    const before = await readTwins(store);
    const after = edit(before);
    dropStreams(store('pulled'), parted(before, after));
    store('kv').put(after, 'twins');
  });

/** The oldest unsent events, at most `limit`, without those in `skip`. */
export function readOutbox(log: Log, limit: number, skip: ReadonlySet<string>): Promise<Outbox> {
  if (log.sealed) return log.sealed.outbox(limit, skip);
  return log.db.run(['events', 'pulled', 'kv'], 'readonly', async (store) => {
    const events = store('events');
    const index = events.index('u');
    const { r } = (await req(store('kv').get('head'))) as Head;
    const rows = (await req(index.getAll(1, limit + skip.size))) as Row[];
    const keys = (await req(index.getAllKeys(1, limit + skip.size))) as number[];
    const stuck = await value<Stuck | undefined>(store, 'stuck', undefined);
    return {
      epoch: await value(store, 'epoch', ''),
      cursor: await value(store, 'cursor', { l: 0, e: 0 }),
      day: await value(store, 'day', 0),
      twins: await readTwins(store),
      held: await replicas(events, r),
      rows: rows
        .map((row, i) => ({ key: keys[i] as number, row }))
        .filter(({ row }) => !skip.has(row.h))
        .slice(0, limit),
      ...(stuck && { stuck }),
    };
  });
}

/** Remember that something of hers may have left, before it does: an erasure must reach the server. */
export const noteSending = (log: Log): Promise<void> =>
  log.sealed?.sending() ??
  log.db.run(['kv'], 'readwrite', (store) => {
    store('kv').put(1, 'sent');
  });

export const noteStuck = (log: Log, stuck: Stuck | undefined): Promise<void> =>
  log.sealed?.stuck(stuck) ??
  log.db.run(['kv'], 'readwrite', (store) => {
    store('kv').put(stuck, 'stuck');
  });

async function readHeld(events: IDBObjectStore): Promise<Held[]> {
  const keys = (await req(events.getAllKeys())) as number[];
  const rows = (await req(events.getAll())) as Row[];
  return rows.map((row, i) => ({ key: keys[i] as number, row }));
}

/** Apply one reply in one transaction; false when it was dropped. */
export function applyReply(log: Log, sent: Sent, reply: Reply, day: number): Promise<boolean> {
  if (log.sealed) return log.sealed.apply(sent, reply, day);
  return locked(`log:${log.profile.id}`, () =>
    log.db.run(['events', 'kept', 'pulled', 'kv'], 'readwrite', async (store) => {
      const [events, kv] = [store('events'), store('kv')];
      const state = {
        head: (await req(kv.get('head'))) as Head,
        epoch: await value(store, 'epoch', ''),
        cursor: await value(store, 'cursor', { l: 0, e: 0 }),
        held: await readHeld(events),
        twins: await readTwins(store),
      };
      const change = plan(state, sent, reply, newId);
      if (!change) return false;
      for (const key of change.drop) events.delete(key);
      for (const { key, row } of change.put) events.put(row, key);
      for (const row of change.append) events.add(row);
      for (const row of change.kept) store('kept').add(row);
      if (change.clearPulled) store('pulled').clear();
      dropStreams(store('pulled'), change.parted);
      for (const row of change.news) store('pulled').put(row);
      kv.put(change.head, 'head');
      kv.put(change.epoch, 'epoch');
      kv.put(change.cursor, 'cursor');
      kv.put(day, 'day');
      kv.put(change.twins, 'twins');
      return true;
    }),
  );
}

/** Rule 7: keep an event apart; `void(seq, reason)` takes its place. */
export async function setAside(log: Log, { key, row }: Held, reason: string): Promise<void> {
  const { r, q, s, at, b } = row;
  const blank: PlainEvent = { t: CODES.void, v: 1, s, at, b, d: { seq: q, reason } };
  if (log.sealed) return log.sealed.aside({ key, row }, blank, reason);
  const h = await hashOf(blank);
  await locked(`log:${log.profile.id}`, () =>
    log.db.run(['events', 'aside'], 'readwrite', async (store) => {
      const now = (await req(store('events').get(key))) as Row | undefined;
      if (now?.h !== row.h || !now.u) return;
      store('aside').add({ ...row, why: reason });
      store('events').put({ ...blank, r, q, h, u: 1 } satisfies Row, key);
    }),
  );
}
