import { esEquipo } from '../i18n/es-equipo';

export type Words = keyof typeof esEquipo;

/** Whether the page has words for a key. */
export const hasWords = (key: string): key is Words => key in esEquipo;

/** Say a phrase, with `{0}`, `{1}` … filled in. */
export function say(key: Words, ...values: (string | number)[]): string {
  return esEquipo[key].replace(/\{(\d)\}/g, (_, n) => String(values[n]));
}
