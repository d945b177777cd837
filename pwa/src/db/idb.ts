/**
 * IndexedDB in as few bytes as its traps allow (docs/adr/0005-indexeddb-wrapper.md).
 *
 * A write is done at `oncomplete` and never before: with a full disk a put succeeds and its
 * transaction aborts afterwards. A connection may die under an open page; it is opened anew once.
 */

export type Reason = 'full' | 'gone' | 'timeout' | 'failed';

/** Why something is not on the phone. */
export class NotSaved extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
  }
}

export type Db = {
  /** Run `work` in one transaction; resolves with its value at `oncomplete`. */
  run<T>(
    stores: string[],
    mode: IDBTransactionMode,
    work: (store: (name: string) => IDBObjectStore) => T | Promise<T>,
  ): Promise<T>;
  close(): void;
};

const WATCHDOG_MS = 5000;

/** One request of an open transaction as a promise. Await nothing else inside a transaction. */
export const req = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const reasonOf = (error: unknown): Reason =>
  error instanceof NotSaved
    ? error.reason
    : (error as Error | null)?.name === 'QuotaExceededError'
      ? 'full'
      : 'failed';

function connect(
  name: string,
  upgrade: (db: IDBDatabase) => void,
  mustExist: boolean,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let late = false;
    let evicted = false;
    const timer = setTimeout(() => {
      late = true;
      reject(new NotSaved('timeout'));
    }, WATCHDOG_MS);
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => {
      // Storage that was here and is empty now was cleared by someone: say so, never start anew in silence.
      evicted = mustExist;
      if (evicted) opening.transaction?.abort();
      else upgrade(opening.result);
    };
    opening.onsuccess = () => {
      clearTimeout(timer);
      if (late) opening.result.close();
      else resolve(opening.result);
    };
    opening.onerror = () => {
      clearTimeout(timer);
      reject(new NotSaved(evicted ? 'gone' : reasonOf(opening.error)));
    };
  });
}

/** One attempt. `again` on the error: nothing was written and a new connection may help. */
function attempt<T>(
  db: IDBDatabase,
  stores: string[],
  mode: IDBTransactionMode,
  work: Parameters<Db['run']>[2],
): Promise<T> {
  return new Promise((resolve, reject) => {
    const tx = db.transaction(stores, mode, { durability: 'strict' });
    let value: unknown;
    let thrown: unknown;
    const timer = setTimeout(() => {
      reject(new NotSaved('timeout'));
      // An aborted transaction never commits, so trying again cannot write twice.
      try {
        tx.abort();
      } catch {}
    }, WATCHDOG_MS);
    tx.oncomplete = () => {
      clearTimeout(timer);
      resolve(value as T);
    };
    tx.onabort = () => {
      clearTimeout(timer);
      reject(thrown ?? tx.error ?? new NotSaved('failed'));
    };
    (async () => work((name) => tx.objectStore(name)))().then(
      (result) => {
        value = result;
      },
      (error) => {
        thrown = error;
        try {
          tx.abort();
        } catch {}
      },
    );
  });
}

/** A database that opens when first needed, steps aside for deletion, and reopens once. */
export function database(name: string, upgrade: (db: IDBDatabase) => void): Db {
  let open: Promise<IDBDatabase> | undefined;
  let seen = false;
  const connected = (): Promise<IDBDatabase> => {
    open ??= connect(name, upgrade, seen).then((db) => {
      seen = true;
      // Another tab erases or upgrades: let go. Site data cleared: `onclose`.
      db.onversionchange = () => {
        db.close();
        open = undefined;
      };
      db.onclose = () => {
        open = undefined;
      };
      return db;
    });
    return open;
  };
  const close = (): void => {
    open?.then((db) => db.close()).catch(() => {});
    open = undefined;
  };
  return {
    close,
    async run(stores, mode, work) {
      for (let last = false; ; last = true) {
        try {
          return await attempt(await connected(), stores, mode, work);
        } catch (error) {
          const reason = reasonOf(error);
          if (last || reason === 'full' || reason === 'gone' || error instanceof TypeError) {
            throw error instanceof TypeError ? error : new NotSaved(reason);
          }
          close();
        }
      }
    },
  };
}

/** Run alone over all tabs; browsers without Web Locks have the transaction's own order. */
export const locked = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
