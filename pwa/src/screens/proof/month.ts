import { tongues } from '../../i18n/format';

/** "noviembre de 2026" from "2026-11", in the language of the app. */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat(tongues(), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(month));
