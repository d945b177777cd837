/**
 * What a loan costs in all: soles, and the TCEA, the effective rate of a year of 360 days at which
 * the instalments, each brought back to the day she got the money, are what she got in her
 * hand. Amounts are whole céntimos; only the rate has a fraction.
 */

/** How often it is paid; `workday` is Monday to Saturday, as who collects at the stall often does. */
export const TIMES = ['day', 'workday', 'week', 'fortnight', 'month'] as const;
export type Times = (typeof TIMES)[number];

/** `lent` is what they say they lend; `off` is what they keep of it before she has it in her hand. */
export type Loan = { lent: number; off: number; each: number; times: Times; count: number };

export const MOST_INSTALMENTS = 999;
/** Above this a number says nothing to anybody: 1,000 % a year. */
export const HIGHEST = 10;

const YEAR = 360;
/** As near as two numbers below 1 can stand, twice over. */
const CLOSE = 2 ** -52;
const DAYS: Record<Times, number> = { day: 1, workday: 1, week: 7, fortnight: 15, month: 30 };

/** The day on which an instalment is due; the first is number 1, and day 0 brings the money. */
export const dayOf = (times: Times, number: number): number =>
  times === 'workday' ? number + Math.floor((number - 1) / 6) : number * DAYS[times];

export type Cost = {
  /** What she has in her hand, what she gives back in all, and how much more that is. */
  got: number;
  total: number;
  more: number;
  /** The day of the last instalment. */
  days: number;
  /** 0.25 is 25 % a year; `over` when it is above HIGHEST. Absent when she gives back less. */
  tcea?: number | 'over';
};

/** What the instalments are worth on day 0, and how fast that grows, for a factor of one day. */
function worth({ each, times, count }: Loan, factor: number): [value: number, slope: number] {
  let value = 0;
  let slope = 0;
  for (let number = 1; number <= count; number += 1) {
    const day = dayOf(times, number);
    const one = each * factor ** (day - 1);
    value += one * factor;
    slope += one * day;
  }
  return [value, slope];
}

/** Find the factor at which they are worth what she got: Newton's steps, halving where one leaves. */
function factorOf(loan: Loan, got: number, floor: number): number {
  let low = floor;
  let high = 1;
  let factor = (low + high) / 2;
  for (let i = 0; i < 200; i += 1) {
    const [value, slope] = worth(loan, factor);
    if (value > got) high = factor;
    else low = factor;
    const step = factor - (value - got) / slope;
    const next = step > low && step < high ? step : (low + high) / 2;
    const moved = Math.abs(next - factor);
    factor = next;
    if (moved < CLOSE) break;
  }
  return factor;
}

function rateOf(loan: Loan, got: number): number | 'over' {
  const floor = (1 + HIGHEST) ** (-1 / YEAR);
  if (worth(loan, floor)[0] > got) return 'over';
  return factorOf(loan, got, floor) ** -YEAR - 1;
}

/** Tell what a loan costs; undefined until there is money in her hand and something to give back. */
export function costOf(loan: Loan): Cost | undefined {
  const { lent, off, each, times, count } = loan;
  const got = lent - off;
  if (!(got > 0 && each > 0 && count > 0)) return undefined;
  const total = each * count;
  const cost = { got, total, more: total - got, days: dayOf(times, count) };
  return total < got ? cost : { ...cost, tcea: total === got ? 0 : rateOf(loan, got) };
}
