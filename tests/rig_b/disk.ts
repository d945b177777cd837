/**
 * A disk for fake-indexeddb: one file, written at each `complete` before the app hears of it, and
 * only the stores of that very transaction. So a killed phone comes back with exactly what it had
 * said to be saved, and never with half of what another transaction was about.
 */
import { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { IDBFactory, IDBKeyRange, IDBTransaction } from 'fake-indexeddb';

type RawStore = {
  keyPath: string | null;
  autoIncrement: boolean;
  keyGenerator: { num: number } | null;
  records: { values(): Iterable<{ key: unknown; value: unknown }> };
  rawIndexes: Map<string, { name: string; keyPath: string; unique: boolean }>;
};
type RawDb = { name: string; version: number; rawObjectStores: Map<string, RawStore> };
type Store = {
  keyPath: string | null;
  autoIncrement: boolean;
  num: number;
  indexes: { name: string; keyPath: string; unique: boolean }[];
  records: [unknown, unknown][];
};
/** Version and stores, each as bytes of its own. */
type Image = Map<string, { version: number; stores: Map<string, Uint8Array> }>;
type Tx = {
  mode: string;
  error: unknown;
  _state: string;
  _scope: Set<string>;
  db: { _rawDatabase: RawDb };
  _abort(why: string): void;
};

/**
 * What is wrong with the disk: `full` lets every request succeed and refuses the whole at the end;
 * with `die` at 1 the phone dies at the next write, before it lasts or after.
 */
export const faults = { full: false, die: 0, when: 'before' };

// What stretching costs is measured elsewhere; here it would be most of a schedule's time.
const subtle = crypto.subtle;
const derive = subtle.deriveBits.bind(subtle);
Object.defineProperty(subtle, 'deriveBits', {
  value: (how: Pbkdf2Params, key: CryptoKey, bits: number) =>
    derive(how.name === 'PBKDF2' ? { ...how, iterations: 1000 } : how, key, bits),
});

/** A battery pulled. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

const dieIf = (when: string): void => {
  if (faults.die && faults.when === when && --faults.die === 0) die();
};

/** The phone's HMAC key is the one value that has no bytes of its own. */
const pack = (value: unknown): unknown =>
  value instanceof CryptoKey ? { __key: KeyObject.from(value as never).export() } : value;

async function unpack(value: unknown): Promise<unknown> {
  const bytes = (value as { __key?: Uint8Array } | null)?.__key;
  if (!bytes) return value;
  const how = { name: 'HMAC', hash: 'SHA-256' };
  return subtle.importKey('raw', new Uint8Array(bytes), how, false, ['sign']);
}

const written = (store: RawStore): Uint8Array =>
  serialize({
    keyPath: store.keyPath,
    autoIncrement: store.autoIncrement,
    num: store.keyGenerator?.num ?? 0,
    indexes: [...store.rawIndexes.values()].map(({ name, keyPath, unique }) => ({
      name,
      keyPath,
      unique,
    })),
    records: [...store.records.values()].map(({ key, value }) => [key, pack(value)]),
  } satisfies Store);

async function restore(
  factory: IDBFactory,
  name: string,
  version: number,
  stores: Map<string, Uint8Array>,
): Promise<void> {
  const all = await Promise.all(
    [...stores].map(async ([id, bytes]) => {
      const store = deserialize(bytes) as Store;
      for (const record of store.records) record[1] = await unpack(record[1]);
      return [id, store] as const;
    }),
  );
  await new Promise<void>((resolve, reject) => {
    const opening = factory.open(name, version);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const [id, { keyPath, autoIncrement, indexes, records }] of all) {
        const store = opening.result.createObjectStore(id, { keyPath, autoIncrement });
        for (const index of indexes)
          store.createIndex(index.name, index.keyPath, { unique: index.unique });
        for (const [key, value] of records)
          if (keyPath) store.put(value);
          else store.put(value, key as IDBValidKey);
      }
    };
    opening.onsuccess = () => {
      for (const [id, { num }] of all) {
        const raw = (opening.result as unknown as { _rawDatabase: RawDb })._rawDatabase;
        const generator = raw.rawObjectStores.get(id)?.keyGenerator;
        if (generator) generator.num = num;
      }
      opening.result.close();
      resolve();
    };
  });
}

/** Begin with what the file holds; from now on every completed write is in it. */
export async function useDisk(path: string): Promise<void> {
  const factory = new IDBFactory();
  const image: Image = existsSync(path) ? deserialize(readFileSync(path)) : new Map();
  for (const [name, { version, stores }] of image) await restore(factory, name, version, stores);

  const write = (): void => {
    dieIf('before');
    writeFileSync(`${path}.part`, serialize(image));
    renameSync(`${path}.part`, path);
    dieIf('after');
  };
  const proto = IDBTransaction.prototype as unknown as {
    dispatchEvent(this: Tx, event: Event): boolean;
    _markFinished(this: Tx): void;
  };
  const dispatch = proto.dispatchEvent;
  proto.dispatchEvent = function dispatchEvent(event) {
    if (event.type === 'complete' && this.mode !== 'readonly') {
      const { name, version, rawObjectStores } = this.db._rawDatabase;
      const stores = image.get(name)?.stores ?? new Map<string, Uint8Array>();
      const touched = this.mode === 'versionchange' ? rawObjectStores.keys() : this._scope;
      for (const id of touched) stores.set(id, written(rawObjectStores.get(id) as RawStore));
      image.set(name, { version, stores });
      write();
    }
    return dispatch.call(this, event);
  };
  const finish = proto._markFinished;
  proto._markFinished = function _markFinished() {
    const isOver = this.error || this._state === 'finished' || this.mode !== 'readwrite';
    if (faults.full && !isOver) {
      this._state = 'active';
      this._abort('QuotaExceededError');
    } else finish.call(this);
  };
  const drop = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name: string) => {
    const request = drop(name);
    request.addEventListener('success', () => {
      image.delete(name);
      write();
    });
    return request;
  };
  Object.assign(globalThis, { indexedDB: factory, IDBKeyRange });
}
