/**
 * Seal a log, seal it anew, or open it for good. The other form is written whole, then one write
 * of the profile makes it the one that counts, then the old database goes: whenever the phone
 * dies, one of the two is whole and is hers.
 */
import { device, type Profile } from '../db/device';
import { database, locked, req } from '../db/idb';
import { type Log, nameOf, upgrade } from '../db/log';
import { newId } from '../domain/bytes';
import type { Cursor, Head, News, Row, Stuck } from '../domain/exchange';
import type { Lock } from '../domain/lock';
import { openJournal, type Packer } from './journal';
import type { Keys } from './keys';
import { notesOf } from './notes';
import type { SealedLog } from './sealed-log';
import { fresh, type State, snapshot } from './state';

type Whole = { state: State; notes: Record<string, string> };

const nextName = ({ id }: Profile): string => `creando-${id}-${newId().slice(0, 6)}`;

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
      const names = await req(store('notes').getAllKeys());
      const texts = await all<string>('notes');
      const notes = Object.fromEntries(names.map((name, i) => [String(name), texts[i] as string]));
      return { state, notes };
    },
  );
}

async function readSealed(log: SealedLog): Promise<Whole> {
  await log.journal.catchUp();
  return { state: log.journal.state, notes: await notesOf(log.db, log.keys).all() };
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
    const { head, epoch, cursor, day, sent, stuck } = state;
    for (const [key, value] of Object.entries({ head, epoch, cursor, day, sent, stuck }))
      store('kv').put(value, key);
  });
  db.close();
}

/** Delete what a finished change left behind; after a crash the next start does. */
export async function sweep(profile: Profile): Promise<Profile> {
  if (!profile.old) return profile;
  await req(indexedDB.deleteDatabase(profile.old));
  const { old: _, ...rest } = profile;
  await device.put(rest);
  return rest;
}

/** What the profile is from now on; `old` is the database that is no longer hers. */
type Next = { lock?: Lock; token: string };

/** Write the log in its other form and make it the one that counts. */
export async function convert(
  log: Log,
  next: Next,
  sealed: { keys: Keys; packer: Packer; tokens: State['tokens'] } | undefined,
): Promise<Profile> {
  const now = device.profiles().find(({ id }) => id === log.profile.id) as Profile;
  const lockName = isSealed(log) ? `log:${nameOf(now)}` : `log:${now.id}`;
  const profile = await locked(lockName, async () => {
    const whole = await read(log);
    const base = nextName(now);
    if (sealed) {
      whole.state = { ...whole.state, tokens: sealed.tokens };
      await writeSealed(base, whole, sealed.keys, sealed.packer);
    } else await writePlain(base, whole);
    const { lock: _, ...rest } = now;
    const changed: Profile = { ...rest, ...next, base, old: nameOf(now) };
    await device.put(changed);
    return changed;
  });
  log.db.close();
  return sweep(profile);
}
