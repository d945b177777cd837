/** What the edition offers above her route: a survey, or a date that comes near. */
import { toldOf } from '../../../domain/graduation';
import { dayOf } from '../../../domain/lima';
import { type Meeting, nextOf, type SurveyId, surveyNow } from '../../../domain/offers';
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
  const all = rows();
  const id = surveyNow(all, nowS(), library.editionText()?.en);
  const told = id && toldOf(all, id);
  const isOpen = () => surveyOf(id as string)?.[4].some(([question]) => !told?.[question]);
  const found = id && (isOpen() ?? true) ? await offer(id, { id }) : undefined;
  if (!found) return undefined;
  // Nothing waits for the network: it is offered the next time she comes here.
  if (!surveyOf(found.id) && !isComing) void bringSurveys(found.id).catch(() => {});
  isComing = true;
  return isOpen() ? found : undefined;
}

/** The next date, in its last week. */
export async function toCome(): Promise<ToCome | undefined> {
  const now = nowS();
  const meeting = nextOf(library.editionText()?.dt ?? [], now);
  return meeting && dayOf(meeting[2]) - dayOf(now) < NEAR_DAYS
    ? offer(meeting[0], { meeting })
    : undefined;
}
