/** One place of a card told in several ways: which of them is for her. Pure. */
import type { Choice, Variants } from './bundle';

/**
 * The one she asked for; else, of trades, her own or the first. Of documents none: which is hers is
 * never guessed.
 */
export function toldTo(
  [kind, ...choices]: Variants,
  asked: string | undefined,
  mine: readonly string[],
): Choice | undefined {
  const of = (key: string | undefined) => choices.find(([one]) => one === key);
  if (kind === 'v') return of(asked);
  return of(asked) ?? of(mine.find(of)) ?? choices[0];
}

/** What is read aloud: what is told to her, else every document by its name. */
export const heard = (block: Variants, told = toldTo(block, undefined, [])): Choice[] =>
  told ? [told] : (block.slice(1) as Choice[]);
