/** Phones that came in as her since she last looked: what the server told in her stream. */
import type { Log } from '../db/log';
import { SERVER_CODES } from '../domain/server-types.gen';
import { ownEvents } from './own';

/** A note of ours: the second of the last arrival she knows of. */
const SEEN = '#arrivals';

export type Arrival = { at: number; how: string };

async function all(log: Log): Promise<Arrival[]> {
  const events = await ownEvents(log);
  return events
    .filter(({ t }) => t === SERVER_CODES['phone.linked'])
    .map(({ at, d }) => ({ at, how: String(d?.how) }));
}

/** Those she has not been told of; with a helper beside her, none. */
export async function newArrivals(log: Log): Promise<Arrival[]> {
  const seen = Number((await log.note(SEEN)) ?? 0);
  return (await all(log)).filter(({ at }) => at > seen);
}

/** She knows: on the phone that has just come in, or when she says so. */
export async function seeArrivals(log: Log): Promise<void> {
  const last = Math.max(0, ...(await all(log)).map(({ at }) => at));
  await log.setNote(SEEN, String(last));
}
