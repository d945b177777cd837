/** "Borrar lo de hoy": what she did today and has not been sent leaves the phone. */
import { locked, req } from '../db/idb';
import type { Log } from '../db/log';
import { hashOf } from '../domain/event';
import { CODES } from '../domain/event-types.gen';
import type { Row } from '../domain/exchange';
import type { SealedLog } from './sealed-log';

/** Who she is, where she belongs and what she allowed is not what she did. */
const STAYS = new Set<number>([
  CODES['profile.created'],
  CODES['edition.joined'],
  CODES['consent.given'],
  CODES['consent.withdrawn'],
  CODES.void,
]);
const LIMA_S = 5 * 3600;
const DAY_S = 86_400;

const dayOf = (seconds: number): number => Math.floor((seconds - LIMA_S) / DAY_S);
const isToday = (row: Row): boolean =>
  !STAYS.has(row.t) && dayOf(row.at) === dayOf(Date.now() / 1000);

const isSealed = (log: Log): log is SealedLog => 'journal' in log;

async function rowsOf(log: Log): Promise<[key: number, row: Row][]> {
  if (isSealed(log)) {
    await log.journal.catchUp();
    return [...log.journal.state.rows];
  }
  return log.db.run(['events'], 'readonly', async (store) => {
    const keys = (await req(store('events').getAllKeys())) as number[];
    const rows = (await req(store('events').getAll())) as Row[];
    return rows.map((row, i) => [keys[i] as number, row]);
  });
}

/** How much of today can go, and how much was sent already and stays. */
export async function countToday(log: Log): Promise<{ here: number; sent: number }> {
  const rows = (await rowsOf(log)).filter(([, row]) => isToday(row));
  const here = rows.filter(([, row]) => row.u).length;
  return { here, sent: rows.length - here };
}

/** `void` stands where an event stood: numbers stay without gaps, and say nothing of what it was. */
async function blankOf([key, row]: [number, Row]): Promise<[number, Row, string]> {
  const { r, q, s, at, b } = row;
  const plain = { t: CODES.void, v: 1, s, at, b, d: { seq: q, reason: 'hoy' } };
  return [key, { ...plain, r, q, h: await hashOf(plain), u: 1 }, row.h];
}

/** Erase it; returns how many went. Nothing is on its way to the server meanwhile. */
export function eraseToday(log: Log): Promise<number> {
  return locked('sync', async () => {
    const rows = (await rowsOf(log)).filter(([, row]) => row.u && isToday(row));
    const blanks = await Promise.all(rows.map(blankOf));
    const gone = isSealed(log) ? await inJournal(log, blanks) : await inStore(log, blanks);
    await log.changed();
    return gone;
  });
}

type Blank = Awaited<ReturnType<typeof blankOf>>;

async function inJournal({ journal }: SealedLog, blanks: Blank[]): Promise<number> {
  let gone = 0;
  await journal.commit((state) => {
    const put = blanks.filter(([key, , was]) => state.rows.get(key)?.h === was);
    gone = put.length;
    return { put: put.map(([key, row]) => [key, row]) };
  });
  return gone;
}

const inStore = (log: Log, blanks: Blank[]): Promise<number> =>
  locked(`log:${log.profile.id}`, () =>
    log.db.run(['events'], 'readwrite', async (store) => {
      let gone = 0;
      for (const [key, row, was] of blanks) {
        const now = (await req(store('events').get(key))) as Row | undefined;
        if (now?.h !== was || !now.u) continue;
        store('events').put(row, key);
        gone++;
      }
      return gone;
    }),
  );
