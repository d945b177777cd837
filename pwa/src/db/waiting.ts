/** What of a person with a key has not reached the server yet; anybody may count it, nobody read it. */
import type { Profile } from './device';
import { req } from './idb';
import { nameOf } from './log';
import { type Parcel, sealedDb } from './sealed';

/** Facts in parcels that were not posted. */
export async function waitingOf(profile: Profile): Promise<number> {
  const db = sealedDb(nameOf(profile));
  try {
    return await db.run(['parcels'], 'readonly', async (store) => {
      const parcels = (await req(store('parcels').getAll())) as Parcel[];
      return parcels.reduce((sum, one) => sum + (one.posted ? 0 : one.count), 0);
    });
  } finally {
    db.close();
  }
}
