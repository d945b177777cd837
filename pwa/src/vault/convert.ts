/**
 * Seal a log, seal it anew, or open it for good. The other form is written whole, then one write
 * of the profile makes it the one that counts, then the old database goes: whenever the phone
 * dies, one of the two is whole and is hers, and the profile names the other one for deletion.
 */
import { device, deviceDb, type Profile } from '../db/device';
import { database, locked, NotSaved, req } from '../db/idb';
import { type Log, nameOf, upgrade } from '../db/log';
import { newId } from '../domain/bytes';
import type { Cursor, Head, News, Row, Stuck, Twins } from '../domain/exchange';
import type { Lock } from '../domain/lock';
import { openJournal, type Packer } from './journal';
import type { Keys } from './keys';
import { notesOf } from './notes';
import type { SealedLog } from './sealed-log';
import { fresh, type State, snapshot } from './state';

type Whole = { state: State; notes: Record<string, string> };

export const nextName = ({ id }: Profile): string => `creando-${id}-${newId().slice(0, 6)}`;

/** Everything of a log without a key. */
async function readPlain(log: Log): Promise<Whole> {
  return log.db.run(
    ['events', 'kept', 'aside', 'pulled', 'notes', 'kv'],
    'readonly',
    async (store) => {
      const value = async <T>(key: string, otherwise: T): Promise<T> =>
        ((await req(store('kv').get(key))) as T | undefined) ?? otherwise;
      const all = async <T>(name: string): Promise<T[]> => (await req(store(name).getAll())) as T[];
      const state = fresh(await value<Head>('head', { r: newId(), q: 1 }));
      const keys = (await req(store('events').getAllKeys())) as number[];
      const rows = await all<Row>('events');
      state.rows = new Map(rows.map((row, i) => [keys[i] as number, row]));
      state.kept = await all<Row>('kept');
      state.aside = await all<Row>('aside');
      for (const row of await all<News>('pulled')) state.pulled.set(`${row.st},${row.n}`, row);
      state.epoch = await value('epoch', '');
      state.cursor = await value<Cursor>('cursor', { l: 0, e: 0 });
      state.day = await value('day', 0);
      state.sent = await value('sent', 0);
      state.stuck = await value<Stuck | null>('stuck', null);
      state.twins = await value<Twins | null>('twins', null);
      const names = await req(store('notes').getAllKeys());
      const texts = await all<string>('notes');
      const notes = Object.fromEntries(names.map((name, i) => [String(name), texts[i] as string]));
      return { state, notes };
    },
  );
}

async function readSealed(log: SealedLog): Promise<Whole> {
  await log.journal.catchUp();
  // Others may have carried it away: an erasure must ask the server.
  const state: State = { ...log.journal.state, sent: 1 };
  return { state, notes: await notesOf(log.db, log.keys).all() };
}

const isSealed = (log: Log): log is SealedLog => 'journal' in log;
const read = (log: Log): Promise<Whole> => (isSealed(log) ? readSealed(log) : readPlain(log));

async function writeSealed(name: string, whole: Whole, keys: Keys, packer: Packer): Promise<void> {
  const journal = await openJournal(name, keys.open, packer);
  await journal.commit(() => snapshot(whole.state));
  const notes = notesOf(journal.db, keys);
  for (const [key, text] of Object.entries(whole.notes)) await notes.write(key, text);
  journal.db.close();
}

async function writePlain(name: string, { state, notes }: Whole): Promise<void> {
  const db = database(name, upgrade);
  const stores = ['events', 'kept', 'aside', 'pulled', 'notes', 'kv'];
  await db.run(stores, 'readwrite', (store) => {
    for (const [key, row] of state.rows) store('events').put(row, key);
    for (const row of state.kept) store('kept').add(row);
    for (const row of state.aside) store('aside').add(row);
    for (const row of state.pulled.values()) store('pulled').put(row);
    for (const [key, text] of Object.entries(notes)) store('notes').put(text, key);
    const { head, epoch, cursor, day, sent, stuck, twins } = state;
    const values = { head, epoch, cursor, day, sent, stuck, ...(twins && { twins }) };
    for (const [key, value] of Object.entries(values)) store('kv').put(value, key);
  });
  db.close();
}

/** As it stands on the disk: another tab may have changed it. */
const stored = (id: string): Promise<Profile | undefined> =>
  deviceDb.run(['profiles'], 'readonly', (store) =>
    req(store('profiles').get(id) as IDBRequest<Profile | undefined>),
  );

/** Delete what a change left behind; alone on this person (`turn`). */
export async function clean(id: string): Promise<Profile | undefined> {
  const profile = await stored(id);
  if (!profile) return undefined;
  const { old, ...rest } = profile;
  if (old) await req(indexedDB.deleteDatabase(old));
  await device.put(rest);
  return rest;
}

/** One change of where her log is at a time, over all tabs. */
export const turn = <T>(id: string, work: () => Promise<T>): Promise<T> =>
  locked(`convert:${id}`, work);

/** Delete what a change left behind, done or cut off; undefined when she is no longer here. */
export const sweep = ({ id }: Profile): Promise<Profile | undefined> => turn(id, () => clean(id));

/** What the profile is from now on. */
type Next = { lock?: Lock; token: string };
type Sealed = { keys: Keys; packer: Packer; tokens: State['tokens'] };

/** Write the log in its other form and make it the one that counts. */
export function convert(log: Log, next: Next, sealed: Sealed | undefined): Promise<Profile> {
  const { id } = log.profile;
  const name = nameOf(log.profile);
  const lockName = isSealed(log) ? `log:${name}` : `log:${id}`;
  return turn(id, () => locked(lockName, () => change(log, next, sealed)));
}

/** Alone on this log, to the end: an append that waits finds its database gone, and says so. */
async function change(log: Log, next: Next, sealed: Sealed | undefined): Promise<Profile> {
  const { id } = log.profile;
  const now = await clean(id);
  const name = nameOf(log.profile);
  if (!now || nameOf(now) !== name) throw new NotSaved('gone');
  const whole = await read(log);
  const base = nextName(now);
  await device.put({ ...now, old: base });
  if (sealed) {
    whole.state = { ...whole.state, tokens: sealed.tokens };
    await writeSealed(base, whole, sealed.keys, sealed.packer);
  } else await writePlain(base, whole);
  const { lock: _, ...rest } = now;
  const changed: Profile = { ...rest, ...next, base, old: name };
  await device.put(changed);
  log.db.close();
  return (await clean(id).catch(() => undefined)) ?? changed;
}
