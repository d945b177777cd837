/** What there is to go over now, and when something comes back. */
import { heldNow, secondsNow } from '../../db/clock';
import { helping } from '../../db/helper';
import type { Lesson } from '../../domain/bundle';
import { asksOn, checksNow, foldHabits, type Habit } from '../../domain/habits';
import { dayOf } from '../../domain/lima';
import { tongues } from '../../i18n/format';
import { progress, rows } from '../state/session';
import { findLesson } from '../state/shelf';
import { foldRecall, type Memory } from './recall';
import { isQuestion, type Question } from './right';

/** Two minutes at most: that many of each, so long each. */
const MOST_CHECKS = 3;
const MOST_CARDS = 4;
const CHECK_S = 12;
const CARD_S = 20;

/** A practice to ask about, or a card that comes back. */
export type Step = { lesson: Lesson; question?: Question };
export type Plan = {
  steps: Step[];
  /** The next day with something, of what is not for now. */
  next: number | undefined;
};

/** By the phone's clock, as her rules are: it asks about weeks, and says which ones it means. */
export const nowS = secondsNow;

let folded: { all: unknown; size: number; day: number; habits: Habit[]; memories: Memory[] };

/** Folded anew when her log or the day is another. */
function known(): typeof folded {
  const [all, now] = [rows(), heldNow()];
  const day = dayOf(now);
  if (folded?.all !== all || folded.size !== all.length || folded.day !== day)
    folded = {
      all,
      size: all.length,
      day,
      habits: foldHabits(all),
      memories: [...foldRecall(all, now).values()],
    };
  return folded;
}

/** All that she ever took up. */
export const habits = (): Habit[] => known().habits;

/** The weekly question of a lesson's rule. */
export const checkOf = (lesson: Lesson | undefined): string | undefined => lesson?.[6]?.h;

/** A lesson with a weekly question that is on this phone. */
export function ruled(id: string): Lesson | undefined {
  const lesson = findLesson(id)?.lesson;
  return checkOf(lesson) ? lesson : undefined;
}

const isFinished = (id: string): boolean => !!progress().lessons[id]?.finished;

/** The card as it is today, unless its meaning changed or the phone does not have it. */
function questionOf({ lesson: id, card, rev }: Memory): Step | undefined {
  const lesson = isFinished(id) ? findLesson(id)?.lesson : undefined;
  const question = lesson?.[5].find((one) => one[1] === card && one[2] === rev);
  return lesson && question && isQuestion(question) ? { lesson, question } : undefined;
}

/** Practices first, then the cards that wait longest. What she does herself is not for who helps. */
export function planNow(): Plan {
  const now = nowS();
  const mine = helping() ? [] : habits().filter(({ on, lesson }) => on && ruled(lesson));
  const checks = checksNow(mine, now).map(({ lesson }) => ({ lesson: ruled(lesson) as Lesson }));
  const { memories, day } = known();
  const cards = memories
    .flatMap((memory) => {
      const step = questionOf(memory);
      return step ? [{ step, due: memory.due }] : [];
    })
    .sort((x, y) => x.due - y.due);
  const due = cards.filter((one) => one.due <= day).map(({ step }) => step);
  const later = [
    ...mine.map((one) => asksOn(one, now)).filter((asked) => asked > dayOf(now)),
    ...cards.map((one) => one.due).filter((comes) => comes > day),
  ];
  return {
    steps: [...checks.slice(0, MOST_CHECKS), ...due.slice(0, MOST_CARDS)],
    next: later.length ? Math.min(...later) : undefined,
  };
}

/** How long these take, in whole minutes. */
export function minutesOf(steps: Step[]): number {
  const seconds = steps.reduce((sum, { question }) => sum + (question ? CARD_S : CHECK_S), 0);
  return Math.max(1, Math.ceil(seconds / 60));
}

const DAY_MS = 86_400_000;

/** A day as domain/lima.ts counts them, in words: its noon there. "martes 1 de diciembre". */
export const dayText = (day: number): string =>
  new Date((day + 0.7) * DAY_MS)
    .toLocaleDateString(tongues(), {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'America/Lima',
    })
    .replace(',', '');
