/** Take in a person who was carried here from another window, with the identities of her events. */

import { newId } from '../domain/bytes';
import type { Carried } from '../domain/carry';
import type { Head } from '../domain/exchange';
import { device, MOST_PEOPLE } from './device';
import { locked, req } from './idb';
import { type Log, openLog } from './log';

export type Adopted = { subject: string; fresh: number };

/**
 * Add what this phone does not have yet. Her next events go on a replica that only this phone
 * writes, so nothing forks; everything taken in waits to be sent, and the server knows doubles.
 * Undefined when the phone has no room for one more person.
 */
export async function adopt(one: Carried): Promise<Adopted | undefined> {
  const isHere = device.profiles().some(({ id }) => id === one.subject);
  if (!isHere && device.profiles().length >= MOST_PEOPLE) return undefined;
  const { subject: id, token, avatar, createdAt } = one;
  if (!isHere) await device.put({ id, token, avatar, createdAt });
  const profile = device.profiles().find((known) => known.id === id);
  if (!profile) return undefined;
  // She has a key here: her things are here already, and nothing is written beside them.
  if (profile.lock) return { subject: id, fresh: 0 };
  const log = await openLog(profile);
  const fresh = await take(log, one);
  if (fresh) await log.changed();
  return { subject: id, fresh };
}

function take(log: Log, { rows }: Carried): Promise<number> {
  return locked(`log:${log.profile.id}`, () =>
    log.db.run(['events', 'kept', 'kv'], 'readwrite', async (store) => {
      const [events, kv] = [store('events'), store('kv')];
      const head = (await req(kv.get('head'))) as Head;
      const pruned = new Set(
        (await req(store('kept').getAll())).map(({ r, q }: Head) => `${r}.${q}`),
      );
      let fresh = 0;
      for (const row of rows) {
        const isKnown = await req(events.index('rq').count([row.r, row.q]));
        if (isKnown || pruned.has(`${row.r}.${row.q}`)) continue;
        events.add({ ...row, u: 1 });
        fresh++;
        // This window was set back to an earlier time: it must not write those numbers again.
        if (row.r === head.r && row.q >= head.q) kv.put({ r: newId(), q: 1 }, 'head');
      }
      return fresh;
    }),
  );
}
