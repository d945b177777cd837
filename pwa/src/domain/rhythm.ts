/**
 * Her week: on how many days she wants to come, by her own choice, and the weeks as a woven cloth.
 * Nothing is ever lost: two weeks are free, and a bare thread is only a bare thread. Pure.
 */
import { CODES } from './event-types.gen';
import type { FoldEvent } from './fold';
import { dayOf } from './lima';

/** The question of `about.told` that holds it, and what may be answered: days a week. */
export const RHYTHM = 'ritmo';
export const PACES = ['1', '2', '3'] as const;

const FREE_WEEKS = 2;
const WEEK = 7;
/** Day 0 was a Thursday; weeks begin on Mondays. */
const weekOf = (day: number): number => Math.floor((day + 3) / WEEK);

/** What is something done: lessons, answers, decisions, reviews. Telling and allowing is not. */
const DOINGS: number[] = (
  [
    'card.done',
    'answer.given',
    'lesson.finished',
    'action.taken',
    'habit.taken',
    'card.recalled',
    'action.done',
    'habit.checked',
  ] as const
).map((name) => CODES[name]);

export type Week = 'woven' | 'free' | 'bare';
/** `weeks`: those that are over since she chose, the oldest first; `days`: those of this week. */
export type Rhythm = { pace: number; days: number; weeks: Week[] };

type RhythmEvent = Pick<FoldEvent, 't' | 'at' | 'h' | 'd'>;

const paceOf = (one?: RhythmEvent): number => Number((one?.d?.answers as string[])?.[0] ?? 0);

/** What she chose, in order, since she last had none: what came before is not counted. */
function choices(told: RhythmEvent[]): RhythmEvent[] {
  told.sort((x, y) => x.at - y.at || (x.h < y.h ? -1 : 1));
  const none = told.map(paceOf).lastIndexOf(0);
  return told.slice(none + 1);
}

/** Fold in any order; undefined while she has chosen none. */
export function rhythmOf(events: Iterable<RhythmEvent>, now: number): Rhythm | undefined {
  const told: RhythmEvent[] = [];
  const active = new Set<number>();
  for (const one of events) {
    if (one.t === CODES['about.told'] && one.d?.question === RHYTHM) told.push(one);
    else if (DOINGS.includes(one.t)) active.add(dayOf(one.at));
  }
  const mine = choices(told);
  const [first] = mine;
  if (!first) return undefined;
  const count = (week: number): number => [...active].filter((day) => weekOf(day) === week).length;
  const begun = weekOf(dayOf(first.at));
  const thisWeek = weekOf(dayOf(now));
  const weeks: Week[] = [];
  let free = FREE_WEEKS;
  for (let week = begun; week < thisWeek; week += 1) {
    // Choosing more days later unravels nothing: each week by what she had chosen when it ended.
    const then = mine.filter((one) => weekOf(dayOf(one.at)) <= week);
    if (count(week) >= paceOf(then.at(-1))) weeks.push('woven');
    // The week in which she chose had fewer days than she asked of it.
    else if (week > begun) {
      weeks.push(free > 0 ? 'free' : 'bare');
      free -= 1;
    }
  }
  return { pace: paceOf(mine.at(-1)), days: count(thisWeek), weeks };
}
