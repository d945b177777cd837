/**
 * Fold what she decided to do and how it went. Which answer stands is read by api/progress/deeds.py
 * too; where a promise stands is the phone's alone.
 *
 * The order of the events means nothing: of one promise, and of its answers, the latest counts.
 * Apart from the fold of progress, so that no phone carries it to its first card.
 * tests/vectors/deeds.json holds the cases (docs/adr/0033-deeds.md).
 */
import type { Body } from './event';
import { CODES, VERSIONS } from './event-types.gen';
import type { Action, FoldEvent } from './fold';
import { dayOf } from './lima';

/** How it went, as she says it. `couldnt` and `unsafe` are neither done nor failed. */
export const RESULTS = ['worked', 'half', 'no', 'couldnt', 'unsafe'] as const;
export type Result = (typeof RESULTS)[number];
/** An answer that takes back the one before it. */
export const TAKEN_BACK = 'back';

/** At most so many are open at once. */
const MOST_OPEN = 2;
/** After so many days she is asked whether she did it again. */
const AGAIN_DAYS = 7;

export type Told = { result: Result; at: number };
/**
 * `later`: there are two newer ones open, so this one waits for its place.
 * `replaced`: she decided anew about the same card before she told how it went.
 */
type Standing = 'open' | 'later' | 'replaced' | 'done';
/** `isLast`: the newest promise of its card. `result` and `again`: told at first, and a week later. */
export type Deed = Action & { standing: Standing; isLast: boolean; result?: Told; again?: Told };
export type DeedState = Standing | 'due' | 'again';

type DeedEvent = Pick<FoldEvent, 't' | 'v' | 'at' | 'h' | 'd'>;
type Order = [at: number, rank: number, h: string];
type Latest = Map<string, { order: Order; d: Body }>;

const isResult = (text: unknown): text is Result => RESULTS.includes(text as Result);
const isAfter = (x: Order, y: Order): boolean =>
  x[0] !== y[0] ? x[0] > y[0] : x[1] !== y[1] ? x[1] > y[1] : x[2] > y[2];

function offer(latest: Latest, slot: string, order: Order, d: Body): void {
  const best = latest.get(slot);
  if (!best || isAfter(order, best.order)) latest.set(slot, { order, d });
}

const compare = <T extends string | number>(x: T, y: T): number => (x < y ? -1 : x > y ? 1 : 0);

/** What she told in a round, unless it was taken back. */
function toldOf(answers: Latest, { lesson, card, at }: Action, round: number): Told | undefined {
  const best = answers.get(`${lesson}/${card}/${at}/${round}`);
  const result = best?.d.result;
  return best && isResult(result) ? { result, at: best.order[0] } : undefined;
}

/** Fold in any order, the newest promise first; an event that comes twice counts once. */
export function foldDeeds(events: Iterable<DeedEvent>): Deed[] {
  const promises: Latest = new Map();
  const answers: Latest = new Map();
  for (const { t, v, at, h, d } of events) {
    if (!d || v > (VERSIONS[t] ?? 1)) continue;
    const card = `${d.lesson}/${d.card}`;
    if (t === CODES['action.taken']) offer(promises, `${card}/${at}`, [at, 0, h], d);
    else if (t === CODES['action.done']) {
      // Of one second, what is taken back stays so: an answer and its undoing may share it.
      const rank = Number(!isResult(d.result));
      offer(answers, `${card}/${d.taken}/${d.round}`, [at, rank, h], d);
    }
  }
  const actions = [...promises.values()].map(({ order, d }) => ({ ...d, at: order[0] }) as Action);
  actions.sort((x, y) => y.at - x.at || compare(x.lesson, y.lesson) || compare(x.card, y.card));
  const cards = new Set<string>();
  let open = 0;
  return actions.map((action) => {
    const card = `${action.lesson}/${action.card}`;
    const isLast = !cards.has(card);
    cards.add(card);
    const result = toldOf(answers, action, 0);
    if (result) {
      const again = isRepeatable(result) ? toldOf(answers, action, 1) : undefined;
      return { ...action, standing: 'done', isLast, result, ...(again && { again }) };
    }
    if (!isLast) return { ...action, standing: 'replaced', isLast };
    open += 1;
    return { ...action, standing: open > MOST_OPEN ? 'later' : 'open', isLast };
  });
}

/** Only what worked, at least by halves, is worth asking about again. */
const isRepeatable = ({ result }: Told): boolean => result === 'worked' || result === 'half';

/**
 * The first day on which it makes sense to ask: the next one; after a weekend, its Monday.
 * `chosen` is the moment that she named herself, in seconds.
 */
export function dueOn({ at, when }: Pick<Action, 'at' | 'when'>, chosen?: number): number {
  if (chosen !== undefined) return dayOf(chosen) + 1;
  const day = dayOf(at);
  return day + (when === 'weekend' ? 7 - ((day + 3) % 7) : 1);
}

/** The day on which to ask once more, whatever was told a week before. */
export const againOn = ({ at }: Told): number => dayOf(at) + AGAIN_DAYS;

/** Where a promise stands today. */
export function stateOf(deed: Deed, now: number, chosen?: number): DeedState {
  const { standing, isLast, result, again } = deed;
  if (standing === 'open') return dueOn(deed, chosen) <= dayOf(now) ? 'due' : 'open';
  const asks = result && isLast && !again && isRepeatable(result) && againOn(result) <= dayOf(now);
  return asks ? 'again' : standing;
}

/** The name under which her own words for a card are kept, and for a small try begun on a day. */
export const wordsName = ({ lesson, card }: Pick<Action, 'lesson' | 'card'>): string =>
  `accion/${lesson}/${card}`;
export const TRY = 'prueba/';
