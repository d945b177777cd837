/** What an edition offers her by itself, each once: a survey whose time has come, its next date. Pure. */
import type { Edition } from './bundle';
import { CODES } from './event-types.gen';
import type { FoldEvent } from './fold';
import { dayOf } from './lima';

/** The first one tells how things were before: after two weeks of lessons it no longer does. */
const FIRST_DAYS = 14;
const HALF_YEAR = 182;
/** Three months of openings are enough to have seen it. */
const LATER_DAYS = 91;
const DAY_MS = 86_400_000;

type Event = Pick<FoldEvent, 't' | 'at' | 'd'>;
export type SurveyId = 'entrada' | 'seis-meses';

/**
 * The survey whose time it is: after her first lesson, or half a year after the last day of the
 * edition (`ends`, "2027-06-30"), after her first day where it has none or she came later.
 */
export function surveyNow(
  events: Iterable<Event>,
  now: number,
  ends?: string,
): SurveyId | undefined {
  let joined = Infinity;
  let learned = Infinity;
  for (const { t, at } of events) {
    joined = Math.min(joined, at);
    if (t === CODES['lesson.finished']) learned = Math.min(learned, at);
  }
  if (learned === Infinity) return undefined;
  const today = dayOf(now);
  if (today - dayOf(learned) < FIRST_DAYS) return 'entrada';
  const end = Date.parse(ends ?? '') / DAY_MS;
  const months = today - (end >= dayOf(joined) ? end : dayOf(joined)) - HALF_YEAR;
  return months >= 0 && months < LATER_DAYS ? 'seis-meses' : undefined;
}

/** The questions of a survey that she answered or skipped. */
export function answeredOf(events: readonly Event[], survey: SurveyId): Set<string> {
  const mine = events.filter(({ t, d }) => t === CODES['survey.answered'] && d?.survey === survey);
  return new Set(mine.map(({ d }) => d?.question as string));
}

export type Meeting = NonNullable<Edition['dt']>[number];

/** The next one that is not over. */
export const nextOf = (dates: readonly Meeting[], now: number): Meeting | undefined =>
  dates.filter(([, , at, minutes]) => at + minutes * 60 > now).sort((x, y) => x[2] - y[2])[0];
