/**
 * One append-only log a profile, in a database of its own.
 *
 * `events` is what the phone holds (docs/sync-protocol.md): unsent ones carry `u`, so the outbox is
 * an index. `kept` is what the server has in every backup; it is shown and never sent again.
 * `aside` is what the server could not take; `pulled` came from the server and never writes over
 * the own log; `notes` are reflections and never leave the phone.
 */
import { newId, randomBytes } from '../domain/bytes';
import { type Enc, hashOf, type PlainEvent, quantisedBody } from '../domain/event';
import { CODES, type EventBody, type EventName, VERSIONS } from '../domain/event-types.gen';
import type { Head, Row, SealedStore } from '../domain/exchange';
import { type FoldEvent, fold, type Progress } from '../domain/fold';
import { heldNow, secondsNow } from './clock';
import { device, type Profile } from './device';
import { eraseHere } from './erase';
import { exportAll } from './export';
import { helping } from './helper';
import { type Db, database, locked, req } from './idb';

/** A sealed event has `enc` instead of a body. */
export type Seen = FoldEvent & { enc?: Enc };

export type Log = {
  profile: Profile;
  db: Db;
  /** Before an exchange: false when it must not be yet. `again`: the server refused her token. */
  ready?: (again?: boolean) => Promise<boolean>;
  /** Of a person with a key; her rows are not in the stores that sync/store.ts knows. */
  sealed?: SealedStore;
  /** Resolves when the event is on the disk; rejects with `NotSaved`. */
  append<N extends EventName>(type: N, body: EventBody[N], enc?: Enc): Promise<void>;
  progress(): Progress;
  /** All that it holds, in no order: what `progress` and later folds are made of. */
  rows(): readonly Seen[];
  /** `sent`: the server has it; `kept`: every backup too. */
  counts(): { unsent: number; attention: number; sent: number; kept: number };
  /** Call `fn` after each change, of other tabs too; returns how to stop. */
  subscribe(fn: () => void): () => void;
  /** Read the database again and tell everyone. */
  changed(): Promise<void>;
  note(key: string): Promise<string | undefined>;
  setNote(key: string, text: string): Promise<void>;
  exportAll(): Promise<object>;
  erase(): Promise<void>;
};

/** Drawn at each start: two clones of a phone never make the same event. */
const BOOT = new DataView(randomBytes(4).buffer).getUint32(0);

const open = new Map<string, Promise<Log>>();
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('creando');

/** The database of a log: another one once her key was set or taken off. */
export const nameOf = ({ id, base }: Profile): string => base ?? `creando-${id}`;

/** Her key is needed first; see vault/index.ts. */
export class Locked extends Error {}

export const isOpen = ({ id, lock }: Profile): boolean => !lock || open.has(id);

/** The vault opened or closed a log. */
export function adopt(profile: Profile, log: Log | undefined): void {
  if (log) open.set(profile.id, Promise.resolve(log));
  else open.delete(profile.id);
}

/** The stores of a log without a key. */
export function upgrade(db: IDBDatabase): void {
  const events = db.createObjectStore('events', { autoIncrement: true });
  events.createIndex('rq', ['r', 'q'], { unique: true });
  events.createIndex('u', 'u');
  for (const name of ['kept', 'aside']) db.createObjectStore(name, { autoIncrement: true });
  db.createObjectStore('pulled', { keyPath: ['st', 'n'] });
  db.createObjectStore('notes');
  db.createObjectStore('kv').put({ r: newId(), q: 1 }, 'head');
}

/** Open the log of a profile; the same one for every caller in this tab. */
export function openLog(profile: Profile): Promise<Log> {
  const found = open.get(profile.id);
  if (found) return found;
  const opening = openNow(profile.id);
  open.set(profile.id, opening);
  opening.catch(() => open.delete(profile.id));
  return opening;
}

/** Under the name it has now: a log begun under an older one would be read by nobody. */
async function openNow(id: string): Promise<Log> {
  const profile = await device.fresh(id);
  if (!profile || profile.lock) throw new Locked();
  return makeLog(profile);
}

/** Consents, contacts and shares: one family, whose parts take each other back. */
const SAID: number[] = [3, 4, 22, 23, 24];
/** What is told anew: avatar, edition, needs, her business, a habit, a result, a week, a survey, who met her. */
const TOLD: number[] = [1, 2, 11, 12, 14, 20, 21, 28, 32];
/** So is an answer to the same card: a fast thumb tries again within the second. */
const ANSWERED: number = CODES['answer.given'];
/** What Repaso reckons its days by says besides `at` what the server's clock would say. */
const HELD: number[] = [ANSWERED, CODES['card.recalled']];
type Body = { lesson?: string; card?: number };
const familyOf = (t: number): number[] => (SAID.includes(t) ? SAID : TOLD.includes(t) ? [t] : []);

/** The last thing she said counts, though the clock went back or the second is the same. */
const notBefore = (t: number, { lesson, card }: Body, rows: FoldEvent[]): number => {
  const family = familyOf(t);
  const isTold = (row: FoldEvent) =>
    t === ANSWERED
      ? row.t === t && row.d?.card === card && row.d?.lesson === lesson
      : family.includes(row.t);
  return rows.reduce((at, row) => (isTold(row) ? Math.max(at, row.at + 1) : at), 0);
};

const held = (t: number, now: number): { sec?: number } => {
  const sec = heldNow();
  return HELD.includes(t) && sec !== now ? { sec } : {};
};

/** The plain event of what she has just done; `rows` is all that her log holds. */
export function makeEvent<N extends EventName>(
  subject: string,
  type: N,
  body: EventBody[N],
  rows: FoldEvent[],
  enc?: Enc,
): PlainEvent {
  const t = CODES[type];
  const now = secondsNow();
  return {
    t,
    v: VERSIONS[t] ?? 1,
    s: subject,
    at: Math.max(now, notBefore(t, body as Body, rows)),
    b: BOOT,
    ...(enc ? { enc } : { d: quantisedBody({ ...body, ...held(t, now) }) }),
    ...(helping(subject) && { via: 'helper' }),
  };
}

async function makeLog(profile: Profile): Promise<Log> {
  const db = database(nameOf(profile), upgrade);
  const listeners = new Set<() => void>();
  let rows: Seen[] = [];
  let counts = { unsent: 0, attention: 0, sent: 0, kept: 0 };
  let progress: Progress | undefined;

  const tell = (): void => {
    progress = undefined;
    for (const fn of listeners) fn();
  };
  const read = (): Promise<void> =>
    db.run(['events', 'kept', 'aside', 'pulled'], 'readonly', async (store) => {
      const [own, kept, pulled, aside] = (await Promise.all([
        req(store('events').getAll()),
        req(store('kept').getAll()),
        req(store('pulled').getAll()),
        req(store('aside').count()),
      ])) as [Row[], Row[], FoldEvent[], number];
      const mine = [...own, ...kept];
      rows = [...mine, ...pulled];
      counts = {
        unsent: own.filter((row) => row.u).length,
        attention: aside + mine.filter((row) => row.why).length,
        sent: own.filter((row) => !row.u).length,
        kept: kept.length,
      };
    });
  const reread = (): Promise<void> => read().then(tell, () => {});

  const log: Log = {
    profile,
    db,
    async append(type, body, enc) {
      const event = makeEvent(profile.id, type, body, rows, enc);
      // Hashing inside the transaction would let it end early.
      const h = await hashOf(event);
      const row = await locked(`log:${profile.id}`, () =>
        db.run(['events', 'kv'], 'readwrite', async (store) => {
          const head = (await req(store('kv').get('head'))) as Head;
          const mine: Row = { ...event, ...head, h, u: 1 };
          store('events').add(mine);
          store('kv').put({ ...head, q: head.q + 1 }, 'head');
          return mine;
        }),
      );
      rows.push(row);
      counts = { ...counts, unsent: counts.unsent + 1 };
      tell();
      channel?.postMessage(profile.id);
    },
    progress() {
      progress ??= fold(rows);
      return progress;
    },
    rows: () => rows,
    counts: () => counts,
    subscribe(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    async changed() {
      await reread();
      channel?.postMessage(profile.id);
    },
    note: (key) => db.run(['notes'], 'readonly', (store) => req(store('notes').get(key))),
    setNote: (key, text) =>
      db.run(['notes'], 'readwrite', (store) => {
        store('notes').put(text, key);
      }),
    exportAll: () => exportAll(profile, db),
    async erase() {
      await eraseHere(profile, db, nameOf(profile));
      open.delete(profile.id);
      tell();
    },
  };
  channel?.addEventListener('message', ({ data }) => {
    if (data === profile.id && open.has(profile.id)) void reread();
  });
  await read();
  return log;
}
