import { es } from './es';
import type { esAllow } from './es-allow';
import type { esEnding } from './es-ending';
import type { esHelp } from './es-help';
import type { esMore } from './es-more';
import type { esWhose } from './es-whose';
import type { esYo } from './es-yo';

export type Key = keyof (typeof es &
  typeof esMore &
  typeof esHelp &
  typeof esYo &
  typeof esWhose &
  typeof esAllow &
  typeof esEnding);

const words: Record<string, string> = { ...es };

/** Add the words that a chunk brings along. */
export function addWords(more: Record<string, string>): void {
  Object.assign(words, more);
}

/** Say a phrase, with `{0}`, `{1}` … filled in. */
export function t(key: Key, ...values: (string | number)[]): string {
  return (words[key] ?? key).replace(/\{(\d)\}/g, (_, n) => String(values[n]));
}
