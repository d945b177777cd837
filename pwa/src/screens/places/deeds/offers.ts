/** What the edition offers above her route: a survey, or a date that comes near. */
import { dayOf } from '../../../domain/lima';
import { answeredOf, type Meeting, nextOf, type SurveyId, surveyNow } from '../../../domain/offers';
import { library } from '../../../downloads/library';
import { note, rows, setNote } from '../../state/session';
import { bringSurveys, surveyOf } from '../../state/surveys';
import { nowS } from './said';

/** Among her notes: what of it she put away for good. */
const AWAY = 'ofrece/';
const NEAR_DAYS = 7;

/** Put away once, it never comes again. */
export type Offer = { putAway: () => Promise<void> };
export type ToAnswer = Offer & { id: SurveyId };
export type ToCome = Offer & { meeting: Meeting };

const offer = async <T extends object>(id: string, what: T): Promise<(T & Offer) | undefined> =>
  (await note(AWAY + id)) ? undefined : { ...what, putAway: () => setNote(AWAY + id, '1') };

/** Asked for once: without a signal it waits until the app is opened again. */
let isComing = false;

/** A survey whose time has come, once it is on the phone whole, until she has answered all of it. */
export async function toAnswer(): Promise<ToAnswer | undefined> {
  const id = surveyNow(rows(), nowS(), library.editionText()?.en);
  const found = id && (await offer(id, { id }));
  if (!found) return undefined;
  // Nothing waits for the network: it is offered the next time she comes here.
  const survey = surveyOf(found.id);
  if (!survey && !isComing) void bringSurveys(found.id).catch(() => {});
  isComing = true;
  const told = answeredOf(rows(), found.id);
  return survey?.[4].some(([question]) => !told.has(question)) ? found : undefined;
}

/** The next date, in its last week. */
export async function toCome(): Promise<ToCome | undefined> {
  const now = nowS();
  const meeting = nextOf(library.editionText()?.dt ?? [], now);
  return meeting && dayOf(meeting[2]) - dayOf(now) < NEAR_DAYS
    ? offer(meeting[0], { meeting })
    : undefined;
}
