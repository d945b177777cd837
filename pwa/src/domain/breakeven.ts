/** How much has to be sold to pay what is due whether anything is sold or not. Whole céntimos. */

/** How often something is paid; what is paid by the day is paid on the days she works. */
export const PERIODS = ['day', 'week', 'month'] as const;
type Period = (typeof PERIODS)[number];
export type Cost = { amount: number; per: Period };

/**
 * Twelve months are fifty-two weeks: who works six days a week works 26 a month, as the lessons say.
 * So a week is 3/13 of a month, and thirteenths of a céntimo keep every sum exact.
 */
const PARTS = 13;
const OF_MONTH = 3;

/** What is due in a week, in thirteenths of a céntimo. */
const weekly = (costs: readonly Cost[], days: number): number =>
  costs.reduce((all, { amount, per }) => {
    const times = per === 'month' ? OF_MONTH : PARTS * (per === 'day' ? days : 1);
    return all + amount * times;
  }, 0);

export type Even = {
  /** What is due in a week, to the céntimo above. */
  due: number;
  /** The least that has to be sold to pay it: in a week, and on each day she works. */
  week: number;
  day: number;
};

/** Tell how much has to be sold; undefined until something is due and something stays of a sale. */
export function evenOf(costs: readonly Cost[], keep: number, days: number): Even | undefined {
  const due = weekly(costs, days);
  if (!(due > 0 && keep > 0 && days > 0)) return undefined;
  const week = Math.ceil(due / (keep * PARTS));
  return { due: Math.ceil(due / PARTS), week, day: Math.ceil(week / days) };
}

/** What stays of a week, when so many are sold, after all that is due; less than 0 lacks. */
export const leftOf = ({ due }: Even, keep: number, sold: number): number => sold * keep - due;

/** How many more have to be sold in a week to pay a helper besides. */
export const moreFor = (even: Even, keep: number, pay: number): number =>
  Math.ceil((even.due + pay) / keep) - even.week;

/** Points of the picture, from nothing sold to twice enough: what its sales leave, and what is due. */
export const pointsOf = (
  { due, week }: Even,
  keep: number,
): [sold: number, stays: number, due: number][] =>
  [0, week, week * 2].map((sold) => [sold, sold * keep, due]);
