/** What of it is hers alone: her own words for a promise, and her small tries. */
import { useEffect, useState } from 'preact/hooks';
import { type Deed, type Result, TRY, wordsName } from '../../../domain/deeds';
import { keepOwn, type Own, ownOf } from '../../../vault/private';
import { currentLog, someLog } from '../../state/session';

/** The moment and the place that she named, for the promise made at `taken`; seconds. */
export type Words = { taken: number; due: number; place: string };
/** A try of one day and less than S/ 10: what, when (a day), how she will know, and how it went. */
export type Try = { what: string; day: number; how: string; result?: Result | undefined };
/** `name` is the one under which it is kept; `begun` the day on which she wrote it. */
export type KeptTry = Try & { name: string; begun: number };

export type Kept = ReadonlyMap<string, Own>;

/** All that this phone can open; nothing when its key is not here yet. */
export async function readOwn(): Promise<Kept> {
  const log = currentLog();
  return log ? ownOf(log).catch(() => new Map()) : new Map();
}

export async function keepHers(name: string, value: Own): Promise<void> {
  await keepOwn(await someLog(), name, value);
}

/** Read anew whenever her log changes; undefined until it is read. */
export function useOwn(): Kept | undefined {
  const log = currentLog();
  const [own, setOwn] = useState<Kept>();
  useEffect(() => {
    const read = () => void readOwn().then(setOwn);
    read();
    return log?.subscribe(read);
  }, [log]);
  return own;
}

/** Her words for this promise; those for an older one of the same card are not meant. */
export function wordsOf(own: Kept, deed: Deed): Words | undefined {
  const words = own.get(wordsName(deed)) as Words | undefined;
  return words?.taken === deed.at ? words : undefined;
}

/** Her tries, the newest first. */
export const triesOf = (own: Kept): KeptTry[] =>
  [...own]
    .filter(([name]) => name.startsWith(TRY))
    .map(([name, one]) => ({ ...(one as Try), name, begun: Number(name.slice(TRY.length)) }))
    .sort((x, y) => y.begun - x.begun);
