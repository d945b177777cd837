/**
 * A sealed log on the disk: a journal of boxes under her open key, a snapshot now and then, and
 * beside it what others may carry for her: parcels and their receipts (docs/adr/0012-parcel.md).
 */
import { type Db, locked, req } from '../db/idb';
import { BARE, type Parcel, sealedDb } from '../db/sealed';
import { type Bytes, openJson, shutJson } from './boxes';
import { fresh, type Patch, patch, type State, snapshot } from './state';

type Box = { x: Bytes /** A snapshot: what came before is gone. */; s?: 1 };

/** Boxes since the snapshot before the next one is made. */
const MOST_BOXES = 64;

/** Another tab wrote in between: read, and do it again. */
class Stale extends Error {}

export type Journal = {
  db: Db;
  state: State;
  /** Read what other tabs wrote. */
  catchUp(): Promise<void>;
  /**
   * Change the log in one transaction, alone over all tabs. `make` sees the newest state;
   * `beside` prepares what goes with it: nothing may be awaited once the transaction is open.
   */
  commit(
    make: (state: State) => Patch | undefined | Promise<Patch | undefined>,
    beside?: (store: (name: string) => IDBObjectStore) => void,
  ): Promise<boolean>;
};

/** The parcels on the disk, by key. */
export type Known = Map<string, Pick<Parcel, 'print' | 'posted' | 'refused' | 'rows'>>;
/** Which parcels a state that is about to be needs anew, which no more; what no parcel may carry. */
export type Packer = (
  next: State,
  known: Known,
) => Promise<{ put: Parcel[]; drop: string[]; bare?: number }>;

const copy = (state: State): State => ({
  ...state,
  rows: new Map(state.rows),
  kept: [...state.kept],
  aside: [...state.aside],
  pulled: new Map(state.pulled),
});

async function readBoxes(db: Db, after: number): Promise<{ keys: number[]; boxes: Box[] }> {
  return db.run(['boxes'], 'readonly', async (store) => {
    const range = IDBKeyRange.lowerBound(after, true);
    const keys = req(store('boxes').getAllKeys(range));
    const boxes = req(store('boxes').getAll(range));
    return { keys: (await keys) as number[], boxes: (await boxes) as Box[] };
  });
}

const readParcels = (db: Db): Promise<Known> =>
  db.run(['parcels'], 'readonly', async (store) => {
    const all = (await req(store('parcels').getAll())) as Parcel[];
    return new Map(all.map((one) => [one.key, one]));
  });

/** Opens nothing that is not hers: `undefined` boxes mean another key, and throw. */
async function replay(state: State, key: CryptoKey, found: Awaited<ReturnType<typeof readBoxes>>) {
  const opened = await Promise.all(found.boxes.map(({ x }) => openJson<Patch>(key, x)));
  opened.forEach((box, i) => {
    if (!box) throw new Error('box');
    patch(state, box);
    state.gen = found.keys[i] as number;
  });
}

export async function openJournal(name: string, key: CryptoKey, packer: Packer): Promise<Journal> {
  const db = sealedDb(name);
  const blank = fresh({ r: '', q: 1 });
  let boxesSince = 0;
  let known: Known = new Map();

  const journal: Journal = {
    db,
    state: blank,
    async catchUp() {
      let found = await readBoxes(db, journal.state.gen);
      const first = found.keys[0];
      if (first === undefined) return;
      let next = copy(journal.state);
      if (first !== next.gen + 1 || found.boxes.some((box) => box.s)) {
        found = await readBoxes(db, 0);
        next = fresh({ r: '', q: 1 });
      }
      await replay(next, key, found);
      // A write of this tab may have read further meanwhile.
      if (next.gen < journal.state.gen) return;
      journal.state = next;
      boxesSince = found.boxes.length;
      known = await readParcels(db);
    },
    commit: (make, beside) =>
      locked(`log:${name}`, async () => {
        for (;;) {
          await journal.catchUp();
          const box = await make(journal.state);
          if (!box) return false;
          const next = copy(journal.state);
          patch(next, box);
          next.gen++;
          // A snapshot takes the place of all boxes; it is this very change, written whole.
          const isSnapshot = boxesSince >= MOST_BOXES || next.gen === 1;
          const x = await shutJson(key, isSnapshot ? snapshot(next) : box);
          const parcels = await packer(next, known);
          const stores = ['boxes', 'kv', 'parcels', 'receipts'];
          try {
            await db.run(stores, 'readwrite', async (store) => {
              const gen = ((await req(store('kv').get('gen'))) as number | undefined) ?? 0;
              if (gen !== next.gen - 1) throw new Stale();
              if (isSnapshot) store('boxes').clear();
              store('boxes').put({ x, ...(isSnapshot && { s: 1 }) }, next.gen);
              store('kv').put(next.gen, 'gen');
              store('kv').put(parcels.bare ?? 0, BARE);
              for (const name of parcels.drop) store('parcels').delete(name);
              for (const one of parcels.put) store('parcels').put(one);
              beside?.(store);
            });
          } catch (error) {
            const there = await boxAt(db, next.gen);
            if (!there || !isSame(there.x, x)) {
              // Nobody wrote: it could not be kept. Another tab did: do it again, after hers.
              if ((await genOf(db, next.gen - 1)) === next.gen - 1) throw error;
              continue;
            }
            // Ours is there: it was kept after all.
          }
          for (const name of parcels.drop) known.delete(name);
          for (const one of parcels.put) known.set(one.key, one);
          journal.state = next;
          boxesSince = isSnapshot ? 1 : boxesSince + 1;
          return true;
        }
      }),
  };
  await journal.catchUp();
  return journal;
}

const boxAt = (db: Db, gen: number): Promise<Box | undefined> =>
  db
    .run(['boxes'], 'readonly', (store) => req(store('boxes').get(gen) as IDBRequest<Box>))
    .catch(() => undefined);

/** Number of the last box; `otherwise` when the database does not say. */
const genOf = (db: Db, otherwise: number): Promise<number> =>
  db
    .run(['kv'], 'readonly', async (store) => (await req(store('kv').get('gen'))) ?? 0)
    .catch(() => otherwise);

const isSame = (a: Bytes, b: Bytes): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
