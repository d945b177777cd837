import { type Key, language, others, t } from './t';

/** A phrase with a form for one thing: `bands` and `bands1`. */
export type Counted = { [K in Key]: `${K}1` extends Key ? K : never }[Key];

/** Say how many, in the form that the language's own rules ask for. `{0}` is the number. */
export function tn(key: Counted, count: number, ...more: (string | number)[]): string {
  const own = others[language()];
  const one = `${key}1` as Key;
  // What lacks is said in Spanish, so it follows the rules of Spanish.
  const rules = new Intl.PluralRules(own?.[key] ? language() : 'es');
  // Some languages have one form for all: Quechua says "one thing" and "three thing".
  const hasOne = !own?.[key] || own[one];
  return t(hasOne && rules.select(count) === 'one' ? one : key, count, ...more);
}
