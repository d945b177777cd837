/** What a batch cost, what each one of it cost, and what is left: whole céntimos, no halves. */

/** The pieces of money of Peru that pass from hand to hand, in céntimos. */
export const COINS = [10, 20, 50, 100, 200, 500] as const;
export const NOTES = [1000, 2000, 5000, 10000, 20000] as const;

/** The most that the keyboard takes: S/ 99,999.90. */
export const MOST = 9_999_990;
/** The most things in a batch. */
export const MOST_THINGS = 9999;

/** Divide as people do: to the nearest céntimo, a half goes up, a loss like a gain. */
const share = (amount: number, count: number): number =>
  Math.sign(amount) * Math.floor(Math.abs(amount) / count + 0.5);

/** The smallest amount that can be paid in coins and is not less than this one. */
export const inCoins = (amount: number): number => Math.ceil(amount / COINS[0]) * COINS[0];

/** An amount in the fewest pieces of money; what is less than the smallest coin is left out. */
export function piecesOf(amount: number): number[] {
  const pieces: number[] = [];
  let left = amount;
  for (const piece of [...COINS, ...NOTES].reverse())
    for (; left >= piece; left -= piece) pieces.push(piece);
  return pieces;
}

export type Batch = { cost: number; count: number; charge: number };
export type Price = {
  /** What each one cost, and whether the division came out even. */
  each: number;
  even: boolean;
  /** The least to charge, in coins that exist, so as not to lose. */
  least: number;
  /** What stays of each one and of the whole batch; less than 0 is lost. */
  keepEach: number;
  keepAll: number;
};

/** Work out the price of a batch; undefined until something cost and something came out. */
export function priceOf({ cost, count, charge }: Batch): Price | undefined {
  if (!(cost > 0 && count > 0)) return undefined;
  const keepAll = charge * count - cost;
  return {
    each: share(cost, count),
    even: cost % count === 0,
    least: inCoins(cost / count),
    keepEach: share(keepAll, count),
    keepAll,
  };
}
