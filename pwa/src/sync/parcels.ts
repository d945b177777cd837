/** Carry the parcels of people who are not here: posted by whoever is, read by the server alone. */
import { ask } from '../api/client';
import { device, type Profile } from '../db/device';
import type { Db } from '../db/idb';
import { req } from '../db/idb';
import { nameOf } from '../db/log';
import { type Parcel, type Receipt, sealedDb, WHO } from '../db/sealed';
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

function give({ token }: Profile, { body }: Parcel): ReturnType<typeof ask> {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return ask('/api/v1/parcels', { method: 'POST', headers, body }, token);
}

const isUnknown = (answer: Awaited<ReturnType<typeof ask>>): boolean =>
  answer.kind === 'error' && [401, 403].includes(answer.status);

async function post(profile: Profile, parcel: Parcel, db: Db, who?: Parcel): Promise<Outcome> {
  let answer = await give(profile, parcel);
  // A server restored to before she came: say first who she is.
  if (who && isUnknown(answer) && (await give(profile, who)).kind === 'ok')
    answer = await give(profile, parcel);
  if (answer.kind === 'network') return { ok: false, reason: 'network', retryAfterS: 0 };
  if (answer.kind === 'error') {
    // The server has other keys now: fetched again with her next unlock, and sealed anew.
    if (answer.key === 'parcel.sealed') {
      await device.set('seal', undefined);
      await storeRefused(db, parcel, (await device.get(EPOCH)) ?? '');
    }
    return { ok: false, reason: answer.key, retryAfterS: answer.retryAfterS };
  }
  const epoch = answer.body.ep;
  if (typeof epoch !== 'string') return { ok: false, reason: 'network', retryAfterS: 0 };
  await store(db, parcel, epoch, answer.body);
  await noteEpoch(epoch);
  return { ok: true };
}

const isDone = ({ posted, refused }: Parcel, epoch: string): boolean =>
  refused === epoch || (!!posted && posted === epoch);

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
      const who = all.find(({ key }) => key === WHO);
      for (const parcel of all) {
        const epoch = (await device.get<string>(EPOCH)) ?? '';
        if (parcel === who || isDone(parcel, epoch)) continue;
        onRequest();
        const mine = await post(profile, parcel, db, who);
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
