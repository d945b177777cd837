/**
 * Fold what she recalled into when each card comes back, by FSRS (docs/adr/0034-review.md).
 *
 * The order in which events arrive means nothing: they are taken by their second, then by replica
 * and number of their first identity. An action key (first identity, hash) counts once.
 */
import { CODES, VERSIONS } from '../../domain/event-types.gen';
import type { FoldEvent } from '../../domain/fold';
import { AGAIN, daysUntil, EASY, GOOD, HARD, type Recall, rated } from '../../domain/fsrs';
import { dayOf } from '../../domain/lima';

export type Recalled = FoldEvent;

/** A card with one meaning: when its revision rises, it is another. */
export type Memory = Recall & {
  lesson: string;
  card: number;
  rev: number;
  /** Days as domain/lima.ts counts them: the last time, and when it comes back. */
  last: number;
  due: number;
  /** How often it came back. */
  times: number;
};

const compare = <T extends string | number>(x: T, y: T): number => (x < y ? -1 : x > y ? 1 : 0);
const first = ({ of, r, q }: Recalled): [string, number] => of ?? [r, q];

/** As the phone claimed it, or by the server's clock where the phone knew that its own is wrong. */
const secondOf = ({ at, d }: Recalled): number => Number(d?.sec ?? at);

function inOrder(x: Recalled, y: Recalled): number {
  const [[xr, xq], [yr, yq]] = [first(x), first(y)];
  return (
    compare(secondOf(x), secondOf(y)) || compare(xr, yr) || compare(xq, yq) || compare(x.h, y.h)
  );
}

const isReadable = ({ t, v, d }: Recalled): boolean =>
  (t === CODES['answer.given'] || t === CODES['card.recalled']) && !!d && v <= (VERSIONS[t] ?? 1);

/** 1 January 2026: there was no app before, so a clock that says so knows nothing. */
const EARLIEST = dayOf(1_767_225_600);

/**
 * Fold in any order, as of a moment. What is claimed for later than that came no day after what it
 * follows, and long ago where it follows nothing: a clock that ran ahead hides no card. By card.
 */
export function foldRecall(events: readonly Recalled[], now: number): Map<string, Memory> {
  const memories = new Map<string, Memory>();
  const today = dayOf(now);
  let previous: Recalled | undefined;
  for (const e of events.filter(isReadable).sort(inOrder)) {
    // Copies of one event stand side by side.
    if (previous && !inOrder(previous, e)) continue;
    previous = e;
    const { lesson, card, rev, rating } = e.d as unknown as Memory & { rating: number };
    const key = `${lesson}/${card}/${rev}`;
    const old = memories.get(key);
    const claimed = dayOf(secondOf(e));
    const day = claimed > today ? (old?.last ?? EARLIEST) : Math.max(claimed, EARLIEST);
    const state = e.t === CODES['card.recalled'] ? recalled(old, day, rating) : answered(old, day);
    if (!state) continue;
    const due = day + daysUntil(state);
    const times = (old?.times ?? 0) + Number(e.t === CODES['card.recalled']);
    memories.set(key, { ...state, lesson, card, rev, last: day, due, times });
  }
  return memories;
}

/** In the lesson itself: right away is well known, tried again on that day is harder. */
function answered(old: Memory | undefined, day: number): Recall | undefined {
  if (!old) return rated(undefined, 0, GOOD);
  const isSameVisit = !old.times && old.last === day;
  return isSameVisit ? rated(undefined, 0, HARD) : undefined;
}

function recalled(old: Memory | undefined, day: number, rating: number): Recall | undefined {
  if (rating < AGAIN || rating > EASY) return undefined;
  return rated(old, Math.max(0, day - (old?.last ?? day)), rating);
}
