import { es } from './es';
import type { esAllow } from './es-allow';
import type { esAsk } from './es-ask';
import type { esCanvas } from './es-canvas';
import type { esChecklist } from './es-checklist';
import type { esCommunity } from './es-community';
import type { esDeeds } from './es-deeds';
import type { esDirectory } from './es-directory';
import type { esEnding } from './es-ending';
import type { esHelp } from './es-help';
import type { esHelper } from './es-helper';
import type { esLanguage } from './es-language';
import type { esListen } from './es-listen';
import type { esMessages } from './es-messages';
import type { esMore } from './es-more';
import type { esProof } from './es-proof';
import type { esReview } from './es-review';
import type { esSheets } from './es-sheets';
import type { esSimple } from './es-simple';
import type { esSums } from './es-sums';
import type { esTools } from './es-tools';
import type { esWay } from './es-way';
import type { esWhose } from './es-whose';
import type { esYo } from './es-yo';

export type Key = keyof (typeof es &
  typeof esMore &
  typeof esHelp &
  typeof esListen &
  typeof esYo &
  typeof esWhose &
  typeof esAllow &
  typeof esLanguage &
  typeof esCommunity &
  typeof esAsk &
  typeof esEnding &
  typeof esHelper &
  typeof esDeeds &
  typeof esProof &
  typeof esReview &
  typeof esCanvas &
  typeof esChecklist &
  typeof esDirectory &
  typeof esMessages &
  typeof esSheets &
  typeof esSums &
  typeof esTools &
  typeof esWay &
  typeof esSimple);

type Words = Record<string, string>;

/** Written by the build (locales.config.ts): the languages it carries besides Spanish. */
declare const __LOCALES__: [lang: string, name: string][];
export const LOCALES = __LOCALES__;

const words: Words = { ...es };
/** The words of other languages that are here, by language. */
export const others: Record<string, Words> = {};
/** Who knows which language is wanted now; Spanish until somebody does. */
export const spoken: { by?: () => string | undefined } = {};

/** Add the words that a chunk brings along. */
export function addWords(more: Words): void {
  Object.assign(words, more);
}

/** A language whose words are here, or else Spanish. */
export const known = (lang = 'es'): string => (others[lang] ? lang : 'es');
export const language = (): string => known(spoken.by?.());

/** Say a phrase in one language; in Spanish and marked as such when it lacks there. Never a key. */
export function tIn(lang: string, key: Key, ...values: (string | number)[]): string {
  const own = others[lang];
  const text = own?.[key] ?? (words[key] ?? '') + (own ? ` (${own.inSpanish})` : '');
  return text.replace(/\{(\d)\}/g, (_, n) => String(values[n]));
}

/** Say a phrase, with `{0}`, `{1}` … filled in. */
export const t = (key: Key, ...values: (string | number)[]): string =>
  tIn(language(), key, ...values);
