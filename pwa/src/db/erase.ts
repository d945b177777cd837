/** Erase one person from this phone, and remember to ask the server when there is signal. */
import { device, deviceDb, type Profile } from './device';
import { type Db, locked, req } from './idb';
import { logName } from './log';

export type Pending = { subject: string; token: string };

const PREFIX = 'erase:';

/** Erasures the server has not confirmed; nothing else of these people is left here. */
export function pendingErasures(): Promise<Pending[]> {
  return deviceDb.run(['kv'], 'readonly', async (store) => {
    const range = IDBKeyRange.bound(PREFIX, `${PREFIX}~`);
    const keys = (await req(store('kv').getAllKeys(range))) as string[];
    const tokens = (await req(store('kv').getAll(range))) as string[];
    return keys.map((key, i) => ({ subject: key.slice(PREFIX.length), token: tokens[i] ?? '' }));
  });
}

export const erasureDone = (subject: string): Promise<void> =>
  device.set(PREFIX + subject, undefined);

export async function eraseHere(profile: Profile, db: Db): Promise<void> {
  await locked(`log:${profile.id}`, async () => {
    // Written first: if the phone dies half-way, the next start finishes the work.
    if (await everSent(db)) await device.set(PREFIX + profile.id, profile.token);
    db.close();
    await dropLog(profile.id);
  });
}

/** Delete the log's database and the profile; safe to repeat. */
export async function dropLog(subject: string): Promise<void> {
  await req(indexedDB.deleteDatabase(logName(subject)));
  await device.removeProfile(subject);
}

const everSent = (db: Db): Promise<boolean> =>
  db.run(['kv'], 'readonly', async (store) => !!(await req(store('kv').get('sent'))));
