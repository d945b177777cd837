/**
 * FSRS 6 by whole days, without fuzz or short steps, from its published formulas: the same numbers
 * as `ts-fsrs`, which tests/review.test.ts holds it against (docs/adr/0034, 0039).
 */

/** How hard a card is, from 1 to 10, and after how many days it is known nine times in ten. */
export type Recall = { difficulty: number; stability: number };

/** From 1, forgotten, to 4, easy. */
export const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4] as const;

const LONGEST = 36_500;
const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
  0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const w = (i: number): number => W[i] as number;
const FACTOR = 0.9 ** (-1 / w(20)) - 1;
const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

const firstDifficulty = (rating: number): number => w(4) - Math.exp((rating - 1) * w(5)) + 1;

function nextDifficulty(old: number, rating: number): number {
  const moved = old + (-w(6) * (rating - GOOD) * (10 - old)) / 9;
  return clamp(w(7) * firstDifficulty(EASY) + (1 - w(7)) * moved, 1, 10);
}

function nextStability({ difficulty: d, stability: s }: Recall, days: number, rating: number) {
  const known = (1 + (FACTOR * days) / s) ** -w(20);
  if (rating === AGAIN) {
    const forgot = w(11) * d ** -w(12) * ((s + 1) ** w(13) - 1) * Math.exp((1 - known) * w(14));
    return Math.min(s, forgot);
  }
  const extra = (rating === HARD ? w(15) : 1) * (rating === EASY ? w(16) : 1);
  return s + s * extra * Math.exp(w(8)) * (11 - d) * s ** -w(9) * Math.expm1((1 - known) * w(10));
}

/** Where a card is after it was rated, `days` after the time before; undefined before the first. */
export const rated = (old: Recall | undefined, days: number, rating: number): Recall =>
  old
    ? {
        difficulty: nextDifficulty(old.difficulty, rating),
        stability: clamp(nextStability(old, days, rating), 0.001, LONGEST),
      }
    : {
        difficulty: clamp(firstDifficulty(rating), 1, 10),
        stability: Math.max(w(rating - 1), 0.1),
      };

/** In how many days it comes back. */
export const daysUntil = ({ stability }: Recall): number =>
  clamp(Math.round(stability), 1, LONGEST);
