/** Carry the parcels of people who are not here: posted by whoever is, read by the server alone. */
import { ask } from '../api/client';
import { device, type Profile } from '../db/device';
import { dropBehind } from '../db/erase';
import type { Db } from '../db/idb';
import { req } from '../db/idb';
import { isOpen, nameOf } from '../db/log';
import { HELLO, type Parcel, type Receipt, sealedDb, TOKEN } from '../db/sealed';
import { type Outcome, refusalKey, today } from './gate';

const EPOCH = 'epoch';
const DAY = 'parcels';

/** Which life of the server's log this phone knows; whoever hears of another one says so here. */
export async function noteEpoch(epoch: string): Promise<void> {
  if ((await device.get(EPOCH)) !== epoch) await device.set(EPOCH, epoch);
}

const readParcels = (db: Db): Promise<Parcel[]> =>
  db.run(['parcels'], 'readonly', async (store) => req(store('parcels').getAll()));

/**
 * A log without its owner: behind her key, or `left` of one whose key she forgot. There its token
 * may be one from before, which a restored server knows, or the one she has now.
 */
type Bag = { name: string; tokens: string[]; isLeft: boolean };

/**
 * Every parcel of a left log goes again after so many days, to hear whether the backups have it: it
 * costs her its bytes, and to wait costs nothing but a place on the disk.
 */
const ASK_AGAIN_DAYS = 30;

/** Write down the answer for her, and that this very parcel has arrived. */
const store = (db: Db, parcel: Parcel, epoch: string, body: unknown): Promise<void> =>
  db.run(['parcels', 'receipts'], 'readwrite', async (stores) => {
    const receipt: Receipt = { names: parcel.names, epoch: parcel.epoch, body };
    stores('receipts').add(receipt);
    const now = (await req(stores('parcels').get(parcel.key))) as Parcel | undefined;
    if (now?.print === parcel.print) stores('parcels').put({ ...now, posted: epoch });
  });

/** Nobody can apply the answer any more; what every backup has is carried no longer. */
const storeLeft = (db: Db, parcel: Parcel, epoch: string, kept: unknown): Promise<void> =>
  db.run(['parcels'], 'readwrite', (stores) => {
    const { key, tops } = parcel;
    const isKept = tops?.every((top, i) => Array.isArray(kept) && top <= kept[i]);
    if (isKept) stores('parcels').delete(key);
    else stores('parcels').put({ ...parcel, posted: epoch, asked: today() });
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

const deliver = (token: string, { body }: Parcel) =>
  ask(
    '/api/v1/parcels',
    { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body },
    token,
  );

type Answer = Awaited<ReturnType<typeof deliver>>;
const isRefused = (answer: Answer): boolean =>
  answer.kind === 'error' && answer.key.startsWith('auth.');

/** Deliver with the first token that the server knows, said once who she is or not. */
async function deliverAs(
  tokens: string[],
  parcel: Parcel,
  hello: Parcel | undefined,
): Promise<Answer> {
  let answer: Answer = { kind: 'network' };
  for (const token of tokens) {
    answer = await deliver(token, parcel);
    if (!isRefused(answer)) break;
    if (!hello || (await deliver(token, hello)).kind !== 'ok') continue;
    answer = await deliver(token, parcel);
    if (!isRefused(answer)) break;
  }
  return answer;
}

async function post(bag: Bag, parcel: Parcel, hello: Parcel | undefined, db: Db): Promise<Outcome> {
  const answer = await deliverAs(bag.tokens, parcel, hello);
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
  if (bag.isLeft) await storeLeft(db, parcel, epoch, answer.body.kept);
  else await store(db, parcel, epoch, answer.body);
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

/** What a person has here that others carry for her. */
async function bagsOf(profile: Profile): Promise<Bag[]> {
  const { id, token } = profile;
  if (await device.get(refusalKey(id))) await dropBehind(id);
  const { behind = [] } = (await device.fresh(id)) ?? {};
  const bags: Bag[] = isOpen(profile)
    ? []
    : [{ name: nameOf(profile), tokens: [token], isLeft: false }];
  for (const name of behind) {
    const db = sealedDb(name);
    const before = await db.run(['kv'], 'readonly', (store) =>
      req(store('kv').get(TOKEN) as IDBRequest<string | undefined>),
    );
    db.close();
    bags.push({ name, tokens: before ? [token, before] : [token], isLeft: true });
  }
  return bags;
}

/** Post what of one log has not arrived in the present life of the server's. */
async function carry(bag: Bag, db: Db, onRequest: () => void): Promise<Outcome> {
  const all = await readParcels(db);
  const hello = all.find(({ key }) => key === HELLO);
  for (const parcel of all) {
    if (parcel === hello) continue;
    const epoch = (await device.get<string>(EPOCH)) ?? '';
    const isAsked = bag.isLeft && (parcel.asked ?? 0) + ASK_AGAIN_DAYS <= today();
    if (parcel.posted && parcel.posted === epoch && !isAsked) continue;
    if (parcel.refused === epoch) continue;
    onRequest();
    const mine = await post(bag, parcel, hello, db);
    if (!mine.ok) return mine;
  }
  return { ok: true };
}

/** Nothing in it has to be carried any more: every backup has it. */
async function letGo({ id }: Profile, { name }: Bag, db: Db): Promise<void> {
  if ((await readParcels(db)).some(({ key }) => key !== HELLO)) return;
  db.close();
  await req(indexedDB.deleteDatabase(name));
  await device.edit(id, ({ behind = [], ...rest }) => {
    const others = behind.filter((one) => one !== name);
    return others[0] ? { ...rest, behind: others } : rest;
  });
}

/** Post what has not arrived in the present life of the server's log. */
export async function carryParcels(
  people: Profile[],
  nobodyElse: boolean,
  onRequest: () => void,
): Promise<Outcome> {
  let outcome: Outcome = { ok: true };
  if (people.length) await hearEpoch(nobodyElse);
  for (const profile of people)
    for (const bag of await bagsOf(profile)) {
      const db = sealedDb(bag.name);
      try {
        const mine = await carry(bag, db, onRequest);
        if (!mine.ok) outcome = mine;
        if (bag.isLeft) await letGo(profile, bag, db);
      } finally {
        db.close();
      }
    }
  return outcome;
}
