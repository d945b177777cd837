/** Days, hours and titles as they are said to her. */
import type { Deed, Result } from '../../../domain/deeds';
import { tongues } from '../../../i18n/format';
import { type Key, t } from '../../../i18n/t';
import { findLesson } from '../../state/shelf';

const DAY_S = 86_400;
/** Lima is five hours behind UTC all year round. */
const LIMA_S = 5 * 3600;

export const nowS = (): number => Math.floor(Date.now() / 1000);

/** The second at which an hour of a day begins in Lima. */
export const momentOf = (day: number, hour: number): number => day * DAY_S + LIMA_S + hour * 3600;

/** Say a moment by the clock of Lima, in the language of the app. */
export const said = (at: number, how: Intl.DateTimeFormatOptions): string =>
  new Date(at * 1000).toLocaleString(tongues(), { timeZone: 'America/Lima', ...how });
/** "sábado, 28 de noviembre" */
export const dayWords = (at: number): string =>
  said(at, { weekday: 'long', day: 'numeric', month: 'long' });
export const hourWords = (at: number): string => said(at, { timeStyle: 'short' });

/** Her own words, as they are repeated to her. */
export const repeated = ({ due, place }: { due: number; place: string }): string =>
  t('deedOn', dayWords(due), hourWords(due)) + (place && `, ${place}`);

/** The card of a promise, as it stands today; undefined when it is no longer on the phone. */
export function cardOf({ lesson, card }: Deed): { title: string; href: string } | undefined {
  const cards = findLesson(lesson)?.lesson[5] ?? [];
  const index = cards.findIndex(([, id]) => id === card);
  const title = cards[index]?.[3];
  return title === undefined ? undefined : { title, href: `#/l/${lesson}/${index + 1}` };
}

/** The title of its card, the lesson's when the card is gone. */
export const titleOf = (deed: Deed): string =>
  cardOf(deed)?.title ?? findLesson(deed.lesson)?.lesson[1] ?? t('aLesson');

/** What she may answer, and what is said to it. */
export const answers: Record<Result, [answer: Key, reply: Key]> = {
  worked: ['deedWorked', 'deedWorkedThen'],
  half: ['deedHalf', 'deedHalfThen'],
  no: ['deedNo', 'deedNoThen'],
  couldnt: ['deedCouldnt', 'deedCouldntThen'],
  unsafe: ['deedUnsafe', 'deedUnsafeThen'],
};
