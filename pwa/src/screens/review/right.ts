import type { Card, ChoiceCard, MatchCard, NumberCard, OrderCard } from '../../domain/bundle';

export type Question = ChoiceCard | OrderCard | MatchCard | NumberCard;

/** What can come back: a card with a right answer. */
export const isQuestion = (card: Card): card is Question =>
  /^(one|many|order|match|number)$/.test(card[0]);

/** Is this the answer? As the cards of screens/cards write it: ids, or a number. */
export function isRight(card: Question, option: string | number): boolean {
  if (card[0] === 'number') {
    const [target, , near] = card[5];
    return Math.abs(Number(option) - target) <= near;
  }
  const chosen = String(option);
  if (card[0] === 'order' || card[0] === 'match') {
    const items: (readonly [id: string, ...words: unknown[]])[] = card[5][0];
    return items.map(([id]) => id).join('') === chosen;
  }
  const { length } = card[5].filter(([id, , right]) => chosen.includes(id) === (right === 1));
  return length === card[5].length;
}
