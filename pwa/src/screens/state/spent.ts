/** Count what this app fetches on this phone; the account stays here (Yo shows it). */
import { deviceDb } from '../../db/device';
import { req } from '../../db/idb';
import { addSpent, type Spent } from '../../domain/spent';

const KEY = 'spent';
/** Where a worker leaves what its installation fetched; taken once (sw/worker.ts). */
const NOTE = '/spent';

/** Add to the account and return it; two tabs never lose each other's part. */
const add = (bytes: number): Promise<Spent> =>
  deviceDb.run(['kv'], 'readwrite', async (store) => {
    const old = (await req(store('kv').get(KEY))) as Spent | undefined;
    const sum = addSpent(old, bytes, Date.now() / 1000);
    store('kv').put(sum, KEY);
    return sum;
  });

/** What workers fetched since it was last asked. */
async function workers(): Promise<number> {
  let bytes = 0;
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    const cache = await caches.open(name);
    const note = await cache.match(NOTE);
    if (note && (await cache.delete(NOTE))) bytes += Number(await note.text());
  }
  return bytes;
}

/** The account of now. */
export const spent = async (): Promise<Spent> => add(await workers());

/** What the page itself fetches; browsers say 300 bytes for the headers of each answer. */
export function watchSpent(): void {
  const count = (entries: PerformanceEntryList): void => {
    const sum = (entries as PerformanceResourceTiming[]).reduce(
      (bytes, one) => bytes + (one.transferSize || 0),
      0,
    );
    if (sum) void add(sum).catch(() => {});
  };
  void spent().catch(() => {});
  count(performance.getEntriesByType('navigation'));
  const heard = new PerformanceObserver((list) => count(list.getEntries()));
  heard.observe({ type: 'resource', buffered: true });
}
