/** What is read aloud, sentence by sentence, in the order of the screen. */

import type { Block, Card, Choice, Inline, Variants } from './bundle';
import { shuffled } from './shuffle';
import { spoken } from './spoken';
import { heard } from './variants';

/** `text` stands on the screen, so that it can be marked there; `say` is what the voice gets. */
export type Sentence = { text: string; say: string };

/** Words of the screen that are not in the card: `rule`, `risk`, `when` … */
export type Label = (key: string) => string;

/** What is told to her of what is told in several ways. */
export type Told = (block: Variants) => Choice | undefined;

const PIECE = /\S.*?(?:[.!?…]+[»”")]*(?=\s|$)|$)/gs;
const ABBREVIATED = /(?:^|\s)(?:Sra?|Dra?|Uds?|p\. ej|aprox)\.$/;

/** Cut a text where a person would breathe. */
export function cut(text: string): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const [piece] of text.matchAll(PIECE)) {
    open = open ? `${open} ${piece}` : piece;
    if (ABBREVIATED.test(open)) continue;
    pieces.push(open);
    open = '';
  }
  return open ? [...pieces, open] : pieces;
}

/** The sentences of one text; what has no letter and no digit is silent. */
export const sentences = (text: string): Sentence[] =>
  cut(text)
    .map((one) => ({ text: one, say: spoken(one) }))
    .filter(({ say }) => /[\p{L}\d]/u.test(say));

const plain = (text: Inline): string =>
  typeof text === 'string'
    ? text
    : text.map((part) => (typeof part === 'string' ? part : part[1])).join('');

/** Pictures are seen, not told. Who speaks is named before her words. */
function blockTexts(block: Block, label: Label, name: string, told?: Told): string[] {
  if (typeof block === 'string') return [block];
  const [kind, ...items] = block;
  if (kind === 'f') return [];
  if (kind === 'r') return [`${label('rule')} ${plain(items[0] as Inline)}`];
  if (kind === 's') return [name, plain(items[0] as Inline)];
  if (kind === 'e' || kind === 'v') {
    const variants = block as Variants;
    return heard(variants, told?.(variants)).flatMap(([, title, ...texts]) => [
      ...(kind === 'v' ? [`${title}.`] : []),
      ...texts.flatMap((one) => blockTexts(one, label, name)),
    ]);
  }
  if (kind === 'u' || kind === 'o') return (items as Inline[]).map(plain);
  return [plain(block as Inline)];
}

/** What she answers with, in the order in which the screen shows it. */
function extraTexts(card: Card, lesson: string, label: Label): string[] {
  const seed = `${lesson}/${card[1]}`;
  switch (card[0]) {
    case 'one':
    case 'many':
      return card[5].map(([, text]) => plain(text));
    case 'order':
      return shuffled(card[5][0], seed).map(([, text]) => plain(text));
    case 'match': {
      const [pairs] = card[5];
      const below = shuffled(pairs, seed).map(([, , right]) => right);
      return [...pairs.map(([, left]) => left), ...below];
    }
    case 'do': {
      const [steps, whens, wheres, risk] = card[5];
      const pick = (title: string, codes: string[]) =>
        codes.length ? [label(title), ...codes.map(label)] : [];
      const careful = plain(risk) && `${label('risk')} ${plain(risk)}`;
      return [...steps.map(plain), ...pick('when', whens), ...pick('where', wheres), careful];
    }
    default:
      return [];
  }
}

/** Cut a card into what is said when it opens: its title, its words, what there is to choose. */
export function cardSentences(card: Card, lesson: string, label: Label, told?: Told): Sentence[] {
  const name = card[0] === 'story' ? card[5][1] : '';
  const words = card[4].flatMap((block) => blockTexts(block, label, name, told));
  return [card[3], ...words, ...extraTexts(card, lesson, label)].flatMap(sentences);
}

/** Which recorded explanations belong to an answer: of her options, else "bien" or "casi". */
export const feedbackKeys = (card: Card, option: string | number, right: boolean): string[] =>
  (card[0] === 'one' || card[0] === 'many' ? [...String(option)] : [right ? 'bien' : 'casi']).map(
    (key) => `${card[1]}-${key}`,
  );
