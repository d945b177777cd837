/** Erase one person from this phone, and remember to ask the server when there is signal. */
import { device, deviceDb, type Profile } from './device';
import { type Db, locked, req } from './idb';
import { forget } from './sentinel';

/**
 * Subject -> token, or several with spaces between, one of which the server knows: erasures it has
 * not confirmed. Nothing else of these people is here.
 */
export type Erasing = { [subject: string]: string };

export const ERASING = 'erasing';

function change(edit: (all: Erasing) => void): Promise<void> {
  return deviceDb.run(['kv'], 'readwrite', async (store) => {
    const kv = store('kv');
    const all = ((await req(kv.get(ERASING))) as Erasing | undefined) ?? {};
    edit(all);
    if (Object.keys(all).length) kv.put(all, ERASING);
    else kv.delete(ERASING);
  });
}

export const erasureDone = (subject: string): Promise<void> =>
  change((all) => {
    delete all[subject];
  });

/** `sent` tells whether anything of hers may have left; only a sealed log knows it otherwise. */
export async function eraseHere(
  profile: Profile,
  db: Db,
  name: string,
  sent: () => Promise<boolean> = () => everSent(db),
): Promise<void> {
  forget(profile.id);
  await locked(`log:${profile.id}`, async () => {
    // Written first: if the phone dies half-way, the next start finishes the work.
    if (await sent())
      await change((all) => {
        all[profile.id] = profile.token;
      });
    db.close();
    await dropLog(profile.id, name);
  });
}

/** Delete what is left of her logs whose key was forgotten. */
export async function dropBehind(subject: string): Promise<void> {
  const { behind = [] } = (await device.fresh(subject)) ?? {};
  for (const name of behind) await req(indexedDB.deleteDatabase(name));
  if (behind[0]) await device.edit(subject, ({ behind: _, ...rest }) => rest);
}

/** Delete the log's database and the profile; safe to repeat. */
export async function dropLog(subject: string, name: string): Promise<void> {
  forget(subject);
  await dropBehind(subject);
  await req(indexedDB.deleteDatabase(name));
  await device.removeProfile(subject);
}

const everSent = (db: Db): Promise<boolean> =>
  db.run(['kv'], 'readonly', async (store) => !!(await req(store('kv').get('sent'))));
