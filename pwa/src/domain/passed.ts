/** Which questions of a check are still to be answered right. Pure. */
import type { Card, ChoiceCard, Lesson } from './bundle';
import type { Answer } from './fold';

const isQuestion = (card: Card): card is ChoiceCard => card[0] === 'one' || card[0] === 'many';

/** Was this card, with the meaning it has now, answered with all its right options and no other? */
function isRight([, , rev, , , options]: ChoiceCard, answer: Answer | undefined): boolean {
  const chosen = String(answer?.option ?? '');
  return (
    answer?.rev === rev && options.every(([id, , right]) => chosen.includes(id) === (right === 1))
  );
}

/** The questions of a lesson without a right answer, in their order. */
export const wrongIn = (lesson: Lesson, answers: Record<number, Answer | undefined>): Card[] =>
  lesson[5].filter((card) => isQuestion(card) && !isRight(card, answers[card[1]]));
