/** Carry the parcels of people who are not here: posted by whoever is, read by the server alone. */
import { ask } from '../api/client';
import { device, type Profile } from '../db/device';
import type { Db } from '../db/idb';
import { req } from '../db/idb';
import { nameOf } from '../db/log';
import { HELLO, type Parcel, type Receipt, sealedDb } from '../db/sealed';
import { type Outcome, today } from './gate';

const EPOCH = 'epoch';
const DAY = 'parcels';

/** Which life of the server's log this phone knows; whoever hears of another one says so here. */
export async function noteEpoch(epoch: string): Promise<void> {
  if ((await device.get(EPOCH)) !== epoch) await device.set(EPOCH, epoch);
}

const readParcels = (db: Db): Promise<Parcel[]> =>
  db.run(['parcels'], 'readonly', async (store) => req(store('parcels').getAll()));

/** Write down the answer for her, and that this very parcel has arrived. */
const store = (db: Db, parcel: Parcel, epoch: string, body: unknown): Promise<void> =>
  db.run(['parcels', 'receipts'], 'readwrite', async (stores) => {
    const receipt: Receipt = { names: parcel.names, epoch: parcel.epoch, body };
    stores('receipts').add(receipt);
    const now = (await req(stores('parcels').get(parcel.key))) as Parcel | undefined;
    if (now?.print === parcel.print) stores('parcels').put({ ...now, posted: epoch });
  });

/** Its owner has to seal it anew; until then nobody's bytes are spent on it. */
const storeRefused = (db: Db, parcel: Parcel, epoch: string): Promise<void> =>
  db.run(['parcels'], 'readwrite', async (stores) => {
    const now = (await req(stores('parcels').get(parcel.key))) as Parcel | undefined;
    if (now?.print === parcel.print) stores('parcels').put({ ...now, refused: epoch });
  });

/** It will never be read as it is. */
const UNREADABLE = [400, 413, 422];

const NETWORK: Outcome = { ok: false, reason: 'network', retryAfterS: 0 };

const deliver = ({ token }: Profile, { body }: Parcel) =>
  ask(
    '/api/v1/parcels',
    { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body },
    token,
  );

async function post(
  profile: Profile,
  parcel: Parcel,
  hello: Parcel | undefined,
  db: Db,
): Promise<Outcome> {
  let answer = await deliver(profile, parcel);
  if (answer.kind === 'error' && answer.key.startsWith('auth.') && hello) {
    const met = await deliver(profile, hello);
    if (met.kind === 'ok') answer = await deliver(profile, parcel);
  }
  if (answer.kind === 'network') return NETWORK;
  if (answer.kind === 'error') {
    // The server has other keys now: fetched again with her next unlock, and sealed anew.
    if (answer.key === 'parcel.sealed') await device.set('seal', undefined);
    if (UNREADABLE.includes(answer.status))
      await storeRefused(db, parcel, (await device.get(EPOCH)) ?? '');
    return { ok: false, reason: answer.key, retryAfterS: answer.retryAfterS };
  }
  const epoch = answer.body.ep;
  if (typeof epoch !== 'string') return NETWORK;
  await store(db, parcel, epoch, answer.body);
  await noteEpoch(epoch);
  return { ok: true };
}

/** With nobody here who would hear of a restore, ask once a day. */
async function hearEpoch(nobodyElse: boolean): Promise<void> {
  if (!nobodyElse || (await device.get(DAY)) === today()) return;
  const answer = await ask('/api/v1/health', {}, '');
  if (answer.kind !== 'ok' || typeof answer.body.ep !== 'string') return;
  await noteEpoch(answer.body.ep);
  await device.set(DAY, today());
}

/** Post what has not arrived in the present life of the server's log. */
export async function carryParcels(
  people: Profile[],
  nobodyElse: boolean,
  onRequest: () => void,
): Promise<Outcome> {
  let outcome: Outcome = { ok: true };
  if (people.length) await hearEpoch(nobodyElse);
  for (const profile of people) {
    const db = sealedDb(nameOf(profile));
    try {
      const all = await readParcels(db);
      const hello = all.find(({ key }) => key === HELLO);
      for (const parcel of all) {
        if (parcel === hello) continue;
        if (parcel.posted && parcel.posted === (await device.get(EPOCH))) continue;
        if (parcel.refused === ((await device.get(EPOCH)) ?? '')) continue;
        onRequest();
        const mine = await post(profile, parcel, hello, db);
        if (!mine.ok) {
          outcome = mine;
          break;
        }
      }
    } finally {
      db.close();
    }
  }
  return outcome;
}
