/**
 * A disk for fake-indexeddb: all databases in one file, written whole at each `complete`, before the
 * app hears of it. So a killed phone comes back with exactly what it had said to be saved.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { IDBDatabase as FDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb';

type Raw = {
  name: string;
  version: number;
  rawObjectStores: Map<
    string,
    {
      name: string;
      keyPath: string | null;
      autoIncrement: boolean;
      keyGenerator: { num: number } | null;
      records: { values(): Iterable<{ key: unknown; value: unknown }> };
      rawIndexes: Map<string, { name: string; keyPath: string; unique: boolean }>;
    }
  >;
};
type Store = {
  name: string;
  keyPath: string | null;
  autoIncrement: boolean;
  num: number;
  indexes: { name: string; keyPath: string; unique: boolean }[];
  records: [unknown, unknown][];
};
type Saved = { name: string; version: number; stores: Store[] };

/** The phone's one HMAC key, as it goes into the file: Node has no way to write a CryptoKey. */
let deviceJwk: JsonWebKey | undefined;
const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const subtle = crypto.subtle;
const generate = subtle.generateKey.bind(subtle) as (...a: unknown[]) => Promise<CryptoKey>;
Object.defineProperty(subtle, 'generateKey', {
  value: async (how: { name: string }, extractable: boolean, uses: string[]) => {
    if (how.name !== 'HMAC') return generate(how, extractable, uses);
    const key = await generate(how, true, uses);
    deviceJwk = await subtle.exportKey('jwk', key);
    return key;
  },
});
// What stretching costs is measured elsewhere; here it would be most of a schedule's time.
const derive = subtle.deriveBits.bind(subtle);
Object.defineProperty(subtle, 'deriveBits', {
  value: (how: Pbkdf2Params, key: CryptoKey, bits: number) =>
    derive(how.name === 'PBKDF2' ? { ...how, iterations: 1000 } : how, key, bits),
});

const pack = (value: unknown): unknown =>
  value instanceof CryptoKey ? { __key: deviceJwk } : value;

async function unpack(value: unknown): Promise<unknown> {
  const jwk = (value as { __key?: JsonWebKey } | null)?.__key;
  if (!jwk) return value;
  deviceJwk = jwk;
  return subtle.importKey('jwk', jwk, HMAC, true, ['sign']);
}

const databases = (factory: IDBFactory): Map<string, Raw> =>
  (factory as unknown as { _databases: Map<string, Raw> })._databases;

function dump(factory: IDBFactory): Saved[] {
  return [...databases(factory).values()].map((raw) => ({
    name: raw.name,
    version: raw.version,
    stores: [...raw.rawObjectStores.values()].map((store) => ({
      name: store.name,
      keyPath: store.keyPath,
      autoIncrement: store.autoIncrement,
      num: store.keyGenerator?.num ?? 0,
      indexes: [...store.rawIndexes.values()].map(({ name, keyPath, unique }) => ({
        name,
        keyPath,
        unique,
      })),
      records: [...store.records.values()].map(({ key, value }): [unknown, unknown] => [
        key,
        pack(value),
      ]),
    })),
  }));
}

async function restore(factory: IDBFactory, saved: Saved): Promise<void> {
  const rows = new Map<string, [unknown, unknown][]>();
  for (const store of saved.stores) {
    const all = store.records.map(async ([k, v]): Promise<[unknown, unknown]> => [
      k,
      await unpack(v),
    ]);
    rows.set(store.name, await Promise.all(all));
  }
  await new Promise<void>((resolve, reject) => {
    const opening = factory.open(saved.name, saved.version);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      for (const { name, keyPath, autoIncrement, indexes } of saved.stores) {
        const store = opening.result.createObjectStore(name, { keyPath, autoIncrement });
        for (const index of indexes)
          store.createIndex(index.name, index.keyPath, { unique: index.unique });
        for (const [key, value] of rows.get(name) ?? [])
          if (keyPath) store.put(value);
          else store.put(value, key as IDBValidKey);
      }
    };
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
  for (const { name, num } of saved.stores) {
    const generator = databases(factory).get(saved.name)?.rawObjectStores.get(name)?.keyGenerator;
    if (generator) generator.num = num;
  }
}

let full = false;
/** A full disk lets every request succeed and aborts the transaction afterwards. */
export const fillDisk = (now: boolean): void => {
  full = now;
};

/** Begin with what the file holds; from now on every completed write is in it. */
export async function useDisk(path: string): Promise<void> {
  const factory = new IDBFactory();
  if (existsSync(path))
    for (const one of deserialize(readFileSync(path)) as Saved[]) await restore(factory, one);
  const write = (): void => {
    writeFileSync(`${path}.part`, serialize(dump(factory)));
    renameSync(`${path}.part`, path);
  };
  const real = FDBDatabase.prototype.transaction as (...a: unknown[]) => IDBTransaction;
  FDBDatabase.prototype.transaction = function transaction(this: unknown, ...words: unknown[]) {
    const tx = real.apply(this, words);
    if (tx.mode === 'readwrite') tx.addEventListener('complete', write);
    if (tx.mode === 'readwrite' && full) setTimeout(() => tx.abort(), 30);
    return tx;
  } as never;
  const drop = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name: string) => {
    const request = drop(name);
    request.addEventListener('success', write);
    return request;
  };
  Object.assign(globalThis, { indexedDB: factory, IDBKeyRange });
}
