/** The canvas: nine questions in their order, and what her answers would carry into a picture. Pure. */
export const COUNT = 9;
export const MOST_LETTERS = 140;

/** Under which name an answer is kept; `at` counts from 0. */
export const nameOf = (at: number): string => String(at + 1);

/** The first question that she neither answered nor passed on; COUNT when there is none. */
export function firstOpen(has: (name: string) => boolean): number {
  let at = 0;
  while (at < COUNT && has(nameOf(at))) at += 1;
  return at;
}

export type Risk = 'phone' | 'place' | 'money';

const RISKS: [risk: Risk, looks: RegExp][] = [
  ['phone', /(?:\d[\s.\-()]*){7}/],
  ['place', /\b(?:jr|jir[oó]n|av|avenida|calle|pasaje|psje)\b\.?(?:\s+[^\s,]+){1,4}\s+\d/iu],
  ['place', /\b(?:mz|manzana)\b\.?\s*\w+.*\b(?:lt|lote)\b/iu],
  ['money', /s\/\.?\s*\d|\d\s*(?:soles|lucas)\b/iu],
];

/** What looks like a number to call, an address or an amount; a surname nobody can tell by its looks. */
export const risksOf = (text: string): Risk[] => [
  ...new Set(RISKS.filter(([, looks]) => looks.test(text)).map(([risk]) => risk)),
];
