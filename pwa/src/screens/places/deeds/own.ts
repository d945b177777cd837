/** What she decided, and what of it is hers alone: her own words, and her small tries. */
import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../../db/helper';
import { type Deed, type Result, TAKEN_BACK, TRY, wordsName } from '../../../domain/deeds';
import { keepOwn, type Own, valuesOf } from '../../../vault/private';
import { currentLog, keep, someLog } from '../../state/session';
import { nowS } from './said';

/** The moment and the place that she named, for the promise made at `taken`; seconds. */
export type Words = { taken: number; due: number; place: string };
/** A try: what, on which day, how she will know; kept under `name`, on the day it was `begun`. */
export type Try = {
  name: string;
  begun: number;
  what: string;
  day: number;
  how: string;
  result?: Result;
};

type Kept = ReadonlyMap<string, Own>;

/** All that this phone can open; nothing when its key is not here yet. */
export async function readOwn(): Promise<Kept> {
  const log = currentLog();
  return log ? valuesOf(log).catch(() => new Map()) : new Map();
}

export async function keepHers(name: string, value: Own): Promise<void> {
  if (helping()) throw new Error('private');
  await keepOwn(await someLog(), name, value);
}

let last = 0;

/** Of one promise the latest counts, by the second: a fast thumb waits for the next one. */
async function inItsSecond(job: () => Promise<void>): Promise<void> {
  if (nowS() === last) await new Promise((done) => setTimeout(done, 1000));
  last = nowS();
  await job();
}

/** How a promise went; without a result, that is taken back. */
export const keepResult = (
  { lesson, card, at }: Deed,
  round: 0 | 1,
  result: string = TAKEN_BACK,
): Promise<void> =>
  inItsSecond(() => keep('action.done', { lesson, card, taken: at, round, result }));

/** The same promise, made anew: the newest two are open. */
export const retake = ({ lesson, card, rev, when, where }: Deed): Promise<void> =>
  inItsSecond(() => keep('action.taken', { lesson, card, rev, when, where }));

/** Read anew whenever her log changes; undefined until it is read. */
export function useOwn(): Kept | undefined {
  const log = currentLog();
  const [own, setOwn] = useState<Kept>();
  useEffect(() => {
    let turn = 0;
    const read = () => {
      const asked = ++turn;
      // What was asked before and comes later is older.
      void readOwn().then((found) => asked === turn && setOwn(found));
    };
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
export const triesOf = (own: Kept): Try[] =>
  [...own]
    .filter(([name]) => name.startsWith(TRY))
    .map(([name, one]) => ({ ...(one as Try), name, begun: Number(name.slice(TRY.length)) }))
    .sort((x, y) => y.begun - x.begun);

export const keepTry = ({ name, what, day, how }: Try, result?: Result): Promise<void> =>
  keepHers(name, { what, day, how, ...(result && { result }) });
