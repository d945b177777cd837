// A phone's disk: IndexedDB in memory, written to one file at each `complete` and never before.
import { KeyObject, webcrypto } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';

const pwa = join(dirname(fileURLToPath(import.meta.url)), '../../pwa');
const require = createRequire(join(pwa, 'package.json'));
const from = async (name) => {
  const path = require.resolve(name).replace('/cjs/', '/esm/');
  return import(pathToFileURL(path).href);
};
const { IDBFactory, IDBKeyRange, IDBTransaction } = await from('fake-indexeddb');
export { IDBKeyRange };

const KEY = 'CryptoKey';
const isKey = (value) => value?.constructor?.name === KEY;

/** The one kind of value that has no bytes of its own: the phone's HMAC key. */
const outOf = (value) =>
  isKey(value) ? { [KEY]: KeyObject.from(value).export(), how: value.algorithm.hash.name } : value;
async function into(value) {
  if (!value?.[KEY]) return value;
  const how = { name: 'HMAC', hash: value.how };
  return webcrypto.subtle.importKey('raw', value[KEY], how, false, ['sign']);
}

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const rawOf = (store) => ({
  keyPath: store.keyPath,
  auto: store.autoIncrement,
  num: store.keyGenerator?.num ?? 0,
  indexes: [...store.rawIndexes.values()].map(({ name, keyPath, unique }) => [
    name,
    keyPath,
    unique,
  ]),
  records: [...store.records.values()].map(({ key, value }) => [key, outOf(value)]),
});

/** Open the disk in `path`. `hooks.commit(stores, databaseName)` runs just before a write lasts. */
export async function openDisk(path, hooks) {
  const factory = new IDBFactory();
  const image = existsSync(path) ? deserialize(readFileSync(path)) : new Map();
  let live = false;

  function write() {
    writeFileSync(`${path}.new`, serialize(image));
    renameSync(`${path}.new`, path);
  }

  const dispatch = IDBTransaction.prototype.dispatchEvent;
  IDBTransaction.prototype.dispatchEvent = function (event) {
    if (live && event.type === 'complete' && this.mode !== 'readonly') {
      const db = this.db._rawDatabase;
      hooks.commit?.([...this._scope], db.name);
      const old = image.get(db.name) ?? { version: db.version, stores: new Map() };
      old.version = db.version;
      const touched = this.mode === 'versionchange' ? db.rawObjectStores.keys() : this._scope;
      for (const name of touched)
        old.stores.set(name, serialize(rawOf(db.rawObjectStores.get(name))));
      image.set(db.name, old);
      write();
      hooks.committed?.([...this._scope], db.name);
    }
    return dispatch.call(this, event);
  };

  const remove = factory.deleteDatabase.bind(factory);
  factory.deleteDatabase = (name) => {
    const request = remove(name);
    request.addEventListener('success', () => {
      image.delete(name);
      write();
    });
    return request;
  };

  for (const [name, { version, stores }] of image) {
    const raws = [];
    for (const [id, bytes] of stores) {
      const raw = deserialize(bytes);
      for (const record of raw.records) record[1] = await into(record[1]);
      raws.push([id, raw]);
    }
    const opening = factory.open(name, version);
    opening.onupgradeneeded = () => {
      const db = opening.result;
      for (const [id, raw] of raws) {
        const how = { autoIncrement: raw.auto, ...(raw.keyPath && { keyPath: raw.keyPath }) };
        const store = db.createObjectStore(id, how);
        for (const [index, keyPath, unique] of raw.indexes)
          store.createIndex(index, keyPath, { unique });
        for (const [key, value] of raw.records)
          raw.keyPath ? store.put(value) : store.put(value, key);
      }
    };
    const db = await done(opening);
    for (const [id, raw] of raws) {
      const { keyGenerator } = db._rawDatabase.rawObjectStores.get(id);
      if (keyGenerator) keyGenerator.num = raw.num;
    }
    db.close();
  }
  live = true;
  return factory;
}
