import { type Locale, readLocales } from '../../locales.config';

/** The file of a language. */
export const locale = (lang: string): Locale =>
  readLocales().find((one) => one.lang === lang) as Locale;
