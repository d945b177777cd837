/** A log that waits behind its key: what in it has not arrived, and what stays when she forgot it. */
import { device, type Profile } from '../db/device';
import { locked, req } from '../db/idb';
import { nameOf } from '../db/log';
import { BARE, HELLO, type Parcel, sealedDb, TOKEN } from '../db/sealed';
import { today } from '../sync/gate';
import { clean, nextName, turn } from './convert';

/** Events of a locked person that have not arrived in this life of the server. */
export async function waiting(profile: Profile): Promise<number> {
  const epoch = await device.get<string>('epoch');
  const db = sealedDb(nameOf(profile));
  const [parcels, bare = 0] = await db.run(['parcels', 'kv'], 'readonly', (store) =>
    Promise.all([
      req(store('parcels').getAll() as IDBRequest<Parcel[]>),
      req(store('kv').get(BARE) as IDBRequest<number | undefined>),
    ]),
  );
  db.close();
  const away = parcels.filter(({ posted }) => !posted || posted !== epoch);
  return away.reduce((sum, { count }) => sum + count, bare);
}

/** Her parcels alone, in a database of their own; false when there is nothing to carry. */
async function copyParcels(from: string, to: string, token: string): Promise<boolean> {
  const old = sealedDb(from);
  const all = await old.run(['parcels'], 'readonly', (store) =>
    req(store('parcels').getAll() as IDBRequest<Parcel[]>),
  );
  old.close();
  if (!all.some(({ key }) => key !== HELLO)) return false;
  const left = sealedDb(to);
  await left.run(['parcels', 'kv'], 'readwrite', (store) => {
    for (const one of all) store('parcels').put({ ...one, asked: today() });
    store('kv').put(token, TOKEN);
  });
  left.close();
  return true;
}

/**
 * Begin anew where her key is forgotten: all that was behind it is on the server and comes back
 * from there. Her parcels stay, for a server that is restored to before them. Nothing changes, and
 * undefined comes back, when something has not arrived or she is no longer here.
 */
export const leaveBehind = (known: Profile, token: string): Promise<Profile | undefined> =>
  turn(known.id, () =>
    // Her key may still be known in another tab: it writes nothing meanwhile, and finds it gone.
    locked(`log:${nameOf(known)}`, async () => {
      const now = await clean(known.id);
      if (!now || nameOf(now) !== nameOf(known) || (await waiting(now))) return undefined;
      const left = nextName(now);
      await device.put({ ...now, old: left });
      const isLeft = await copyParcels(nameOf(now), left, now.token);
      const { lock: _, behind = [], ...rest } = now;
      const all = isLeft ? [...behind, left] : behind;
      const opened: Profile = {
        ...rest,
        token,
        base: nextName(now),
        old: nameOf(now),
        ...(all[0] && { behind: all }),
      };
      await device.put(opened);
      return (await clean(opened.id).catch(() => undefined)) ?? opened;
    }),
  );
