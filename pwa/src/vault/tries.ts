/**
 * How often a key may be tried. Written down, strictly, before each try; waits pass only while the
 * app is open, so neither a clock, nor a kill, nor a second tab gives one more.
 */
import { deviceDb } from '../db/device';
import { locked, req } from '../db/idb';
import { freeTries, waitAfterMs } from '../domain/pin';

type Tries = { wrong: number; waitMs: number };

const TICK_MS = 1000;
const NONE: Tries = { wrong: 0, waitMs: 0 };
const keyOf = (subject: string): string => `tries-${subject}`;

const read = async (kv: IDBObjectStore, subject: string): Promise<Tries> =>
  ((await req(kv.get(keyOf(subject)))) as Tries | undefined) ?? NONE;

/** Count a try that is about to be made as wrong; false when it has to wait. */
export const begin = (subject: string): Promise<boolean> =>
  deviceDb.run(['kv'], 'readwrite', async (store) => {
    const { wrong, waitMs } = await read(store('kv'), subject);
    if (waitMs > 0) return false;
    const next = { wrong: wrong + 1, waitMs: waitAfterMs(wrong + 1) };
    store('kv').put(next, keyOf(subject));
    return true;
  });

/** It was right: start from the beginning. */
export const succeed = (subject: string): Promise<void> =>
  deviceDb.run(['kv'], 'readwrite', (store) => {
    store('kv').delete(keyOf(subject));
  });

/** Seconds to wait, and tries that cost no wait yet. */
export const standing = (subject: string): Promise<{ waitS: number; free: number }> =>
  deviceDb.run(['kv'], 'readonly', async (store) => {
    const { wrong, waitMs } = await read(store('kv'), subject);
    return { waitS: Math.ceil(waitMs / 1000), free: freeTries(wrong) };
  });

/**
 * So much open-app time has passed; returns what is left to wait. Nothing passes unless `seen` is
 * what was left: without Web Locks another tab counts too, and two tabs are no faster than one.
 */
export const pass = (subject: string, passedMs: number, seen?: number): Promise<number> =>
  deviceDb.run(['kv'], 'readwrite', async (store) => {
    const { wrong, waitMs } = await read(store('kv'), subject);
    if (seen !== undefined && seen !== waitMs) return waitMs;
    const left = Math.max(0, waitMs - passedMs);
    if (waitMs) store('kv').put({ wrong, waitMs: left }, keyOf(subject));
    return left;
  });

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Let a wait pass, one tab at a time; ends when it is over or `stopped`. */
export function passTime(subject: string, tick: (waitS: number) => void): () => void {
  let stopped = false;
  void locked(`wait:${subject}`, async () => {
    let last = performance.now();
    let seen = Number.NaN;
    while (!stopped) {
      await sleep(TICK_MS);
      const now = performance.now();
      // A phone that slept did not wait: one tick counts for no more than two of them.
      const passed = Math.min(now - last, 2 * TICK_MS);
      const left = await pass(subject, passed, seen).catch(() => undefined);
      last = now;
      seen = left ?? seen;
      if (left !== undefined) tick(Math.ceil(left / 1000));
      if (left === 0) return;
    }
  });
  return () => {
    stopped = true;
  };
}
