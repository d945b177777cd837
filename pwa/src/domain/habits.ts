/**
 * Fold the rules she took up and what she said of them each week; her answers to the weeks are
 * read by api/progress/habits.py too.
 *
 * The order of the events means nothing: every rule here is a maximum or a minimum.
 * tests/vectors/habits.json holds the cases. The last part, when to ask, is the phone's alone.
 */
import { CODES, VERSIONS } from './event-types.gen';
import type { FoldEvent } from './fold';
import { dayOf } from './lima';

/** Days for taking root: a rule of a Sunday is not asked about on the Monday. */
const FIRST_DAYS = 4;
/** A rule is kept when this many of the first weekly checks say yes. */
const FIRST_WEEKS = 6;
const ENOUGH = 3;

export type Habit = {
  lesson: string;
  on: boolean;
  /** When she took it up first, and last; seconds. */
  first: number;
  since: number;
  /** What she said of each week. */
  weeks: Record<number, string>;
};

type HabitEvent = Pick<FoldEvent, 't' | 'v' | 'at' | 'h' | 'd'>;

/** The week of a moment in seconds, from Monday to Sunday in Lima; week 0 began in 1969. */
export const weekOf = (at: number): number => Math.floor((dayOf(at) + 3) / 7);

const mondayOf = (week: number): number => week * 7 - 3;

/** Fold in any order; rules that she never took up are not there. By lesson. */
export function foldHabits(events: Iterable<HabitEvent>): Habit[] {
  const taken = new Map<string, Omit<Habit, 'weeks'> & { at: number }>();
  const said = new Map<string, Map<number, HabitEvent>>();
  for (const e of events) {
    const { t, v, at, h, d } = e;
    if (!d || v > (VERSIONS[t] ?? 1)) continue;
    const lesson = d.lesson as string;
    if (t === CODES['habit.taken']) {
      const on = !!d.on;
      const none = { lesson, on: false, first: Infinity, since: -Infinity, at: -Infinity };
      const one = taken.get(lesson) ?? none;
      if (on) {
        one.first = Math.min(one.first, at);
        one.since = Math.max(one.since, at);
      }
      // The latest wins, and of one second the one that puts it down.
      if (at > one.at) one.on = on;
      else if (at === one.at) one.on &&= on;
      one.at = Math.max(one.at, at);
      taken.set(lesson, one);
    } else if (t === CODES['habit.checked']) {
      const weeks = said.get(lesson) ?? new Map<number, HabitEvent>();
      const old = weeks.get(d.week as number);
      const isNewer = !old || at > old.at || (at === old.at && h > old.h);
      if (isNewer) weeks.set(d.week as number, e);
      said.set(lesson, weeks);
    }
  }
  return [...taken.values()]
    .filter(({ first }) => first < Infinity)
    .sort((x, y) => (x.lesson < y.lesson ? -1 : 1))
    .map(({ at: _, ...habit }) => ({ ...habit, weeks: answersOf(said.get(habit.lesson)) }));
}

const answersOf = (weeks: Map<number, HabitEvent> = new Map()): Habit['weeks'] =>
  Object.fromEntries([...weeks].map(([week, { d }]) => [week, d?.answer as string]));

/** Said yes in three of the six weeks that follow the one in which she first took it up. */
export function isKept({ first, weeks }: Habit): boolean {
  const from = weekOf(first);
  const yes = Object.keys(weeks).filter((week) => {
    const after = Number(week) - from;
    return after > 0 && after <= FIRST_WEEKS && weeks[Number(week)] === 'yes';
  });
  return yes.length >= ENOUGH;
}

/** In how many weeks she said yes. */
export const timesOf = ({ weeks }: Habit): number =>
  Object.values(weeks).filter((answer) => answer === 'yes').length;

/** The day on which it is asked about next: once a week, and not before it had a few days. */
export function asksOn({ since, weeks }: Habit, now: number): number {
  const first = Math.max(mondayOf(weekOf(since) + 1), dayOf(since) + FIRST_DAYS);
  const week = weekOf(now);
  return week in weeks ? Math.max(first, mondayOf(week + 1)) : first;
}

const lastAsked = ({ weeks, since }: Habit): number =>
  Math.max(weekOf(since), ...Object.keys(weeks).map(Number));

/** The rules to ask about now, those that waited longest first. */
export const checksNow = (habits: readonly Habit[], now: number): Habit[] =>
  habits
    .filter((one) => one.on && asksOn(one, now) <= dayOf(now))
    .sort((x, y) => lastAsked(x) - lastAsked(y) || x.since - y.since);
