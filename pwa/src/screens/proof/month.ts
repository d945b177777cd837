import { language } from '../../i18n/t';

/** "noviembre de 2026" from "2026-11", in the language of the app. */
export const monthWords = (month: string): string =>
  new Intl.DateTimeFormat([language() === 'es' ? 'es-PE' : language(), 'es-PE'], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(month));
