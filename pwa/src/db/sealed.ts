/** The database of a sealed log; parcels and receipts in it are for whoever has the phone. */
import { type Db, database } from './idb';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Events for the server's eyes only. `names` says to her which they are; `print` whether they are
 * still the same; `epoch` what she knew when it was made; `posted` in which one it arrived.
 */
export type Parcel = {
  key: string;
  body: Bytes;
  names: Bytes;
  print: string;
  count: number;
  epoch: string;
  posted?: string;
  /** In this epoch the server could not read it: it waits until its owner seals it anew. */
  refused?: string;
  /** It holds rows: as columns the server could not read it. */
  rows?: 1;
  /** The last number of each of its replicas, as the server says in `kept` what every backup has. */
  tops?: number[];
  /** The day it was last posted by others after its key was forgotten. */
  asked?: number;
};
/** Key of the parcel that brings no events: who she is. */
export const HELLO = 'hello';
/** In `kv`, when her key was forgotten: the token that brought her parcels in until then. */
export const TOKEN = 'token';
/** In `kv`: how many events wait that no parcel carries, without the server's key or her yes. */
export const BARE = 'bare';

/** What the server answered to a parcel; its owner applies it when she is back. */
export type Receipt = { names: Bytes; epoch: string; body: unknown };

function upgrade(db: IDBDatabase): void {
  for (const name of ['boxes', 'kv']) db.createObjectStore(name);
  db.createObjectStore('parcels', { keyPath: 'key' });
  for (const name of ['receipts', 'secrets']) db.createObjectStore(name, { autoIncrement: true });
}

export const sealedDb = (name: string): Db => database(name, upgrade);
