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

export type Whole = {
  cost: number;
  count: number;
  minutes: number;
  /** What an hour of hers is worth to her. */
  perHour: number;
  /** Gas, passage, stall: what the batch cost besides. */
  extras: number;
  /** How much more than it costs: of every 100 céntimos. */
  margin: number;
};
export type WholePrice = {
  /** What her own time in the batch is worth, to the nearest céntimo. */
  time: number;
  all: number;
  /** What each cost with everything, to the nearest céntimo. */
  each: number;
  /** The least that pays for everything, and what leaves the margin too; in coins that exist. */
  least: number;
  price: number;
};

/** The price with her time, what else the batch cost, and a margin. */
export function wholePrice(of: Whole): WholePrice | undefined {
  const time = share(of.perHour * of.minutes, 60);
  const all = of.cost + time + of.extras;
  if (!(all > 0 && of.count > 0)) return undefined;
  const atLeast = (percent: number): number =>
    Math.ceil((all * percent) / (of.count * 100 * COINS[0])) * COINS[0];
  return {
    time,
    all,
    each: share(all, of.count),
    least: atLeast(100),
    price: atLeast(100 + of.margin),
  };
}

/** Of kilos and metres, thousandths; of units, units in thousandths too. */
export const ONE = 1000;
export const MOST_IN_PACK = 999 * ONE;
export const MOST_PACKS = 99;

/** What a supplier asks for some packs, and how much is in each. */
export type Offer = { cost: number; packs: number; inPack: number };
export type Choice = {
  /** What one kilo, metre or unit costs at each, to the nearest céntimo. */
  each: [number, number];
  /** The better of the two; undefined when they cost the same. */
  better: 0 | 1 | undefined;
};

const thousandths = ({ packs, inPack }: Offer): number => packs * inPack;

/** Which of two suppliers is cheaper by the kilo, metre or unit: compared exactly, not as rounded. */
export function choose(one: Offer, two: Offer): Choice | undefined {
  const all = [one, two];
  if (!all.every((of) => of.cost > 0 && thousandths(of) > 0)) return undefined;
  const difference = one.cost * thousandths(two) - two.cost * thousandths(one);
  return {
    each: [share(one.cost * ONE, thousandths(one)), share(two.cost * ONE, thousandths(two))],
    better: difference === 0 ? undefined : difference < 0 ? 0 : 1,
  };
}

/** A thing of her price list, by the name under which it is kept. */
export type Item = { name: string; n: string; a: number };

/** Her price list, in the order of the names she gave; what is no price is passed over. */
export function itemsIn(values: ReadonlyMap<string, unknown>): Item[] {
  return [...values]
    .flatMap(([name, value]) => {
      const { n, a } = (value ?? {}) as Partial<Item>;
      return typeof n === 'string' && Number.isSafeInteger(a) && a ? [{ name, n, a }] : [];
    })
    .sort((x, y) => x.n.localeCompare(y.n, 'es') || (x.name < y.name ? -1 : 1));
}

/** Seven digits or more in what was written, or an @: a telephone, a document, an address. */
export const looksPersonal = (text: string): boolean =>
  /(\d[\s.\-()]*){7}|@|https?:|www\./i.test(text);
