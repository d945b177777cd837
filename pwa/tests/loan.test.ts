// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, dayOf, HIGHEST, type Loan, MOST_INSTALMENTS, TIMES } from '../src/domain/loan';

/** Days by walking a calendar, not by the formula of the code: day 0 is a Saturday. */
function calendar({ times, count }: Loan): number[] {
  const found: number[] = [];
  for (let day = 1; found.length < count; day += 1) {
    const isDue = {
      day: true,
      workday: day % 7 !== 0,
      week: day % 7 === 0,
      fortnight: day % 15 === 0,
      month: day % 30 === 0,
    }[times];
    if (isDue) found.push(day);
  }
  return found;
}

/** A second implementation: whole numbers with 128 binary places, and nothing but halving. */
const PLACES = 128n;
const ONE = 1n << PLACES;
const times = (a: bigint, b: bigint): bigint => (a * b) >> PLACES;
function power(base: bigint, exponent: number): bigint {
  let [left, square, all] = [exponent, base, ONE];
  for (; left; left = Math.floor(left / 2)) {
    if (left % 2) all = times(all, square);
    square = times(square, square);
  }
  return all;
}
/** What instalments are worth at a factor of one day, by Horner's rule from the last one on. */
function worthAt(factor: bigint, days: number[], each: number): bigint {
  const powers = new Map<number, bigint>();
  let all = 0n;
  for (let i = days.length - 1; i >= 0; i -= 1) {
    const gap = (days[i] as number) - (i ? (days[i - 1] as number) : 0);
    const known = powers.get(gap) ?? power(factor, gap);
    powers.set(gap, known);
    all = times(all + BigInt(each) * ONE, known);
  }
  return all;
}
function exactFactor(loan: Loan, got: number): bigint {
  const days = calendar(loan);
  let [low, high] = [0n, ONE];
  for (let i = 0; i < 75; i += 1) {
    const middle = (low + high) / 2n;
    if (worthAt(middle, days, loan.each) > BigInt(got) * ONE) high = middle;
    else low = middle;
  }
  return low;
}
/** The rate of 360 days, to twelve decimals; `over` from 1,000 % on. */
function exactRate(factor: bigint): number | 'over' {
  const year = power(factor, 360);
  if (year * BigInt(1 + HIGHEST) < ONE) return 'over';
  return Number((ONE * 10n ** 12n) / year - 10n ** 12n) / 10 ** 12;
}

const loans = fc.record({
  lent: fc.integer({ min: 1, max: 9_999_990 }),
  off: fc.integer({ min: 0, max: 500_000 }),
  each: fc.integer({ min: 1, max: 9_999_990 }),
  times: fc.constantFrom(...TIMES),
  count: fc.integer({ min: 1, max: 60 }),
});
/** Loans as they are offered: what comes back is up to twice what was lent. */
const offered = fc
  .record({
    lent: fc.integer({ min: 1000, max: 9_999_990 }),
    off: fc.integer({ min: 0, max: 900 }),
    back: fc.integer({ min: 1000, max: 2000 }),
    times: fc.constantFrom(...TIMES),
    count: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ back, ...loan }) => ({
    ...loan,
    each: Math.ceil((loan.lent * back) / 1000 / loan.count),
  }));

describe('the cost of a loan', () => {
  it('is that of the lessons: 12 of 50 and 20 of 35 for 500 soles, 24 of 15 for 300', () => {
    const loan = { lent: 50000, off: 0, times: 'month' } as const;
    const first = costOf({ ...loan, each: 5000, count: 12 });
    expect(first).toMatchObject({ total: 60000, more: 10000, days: 360 });
    expect(costOf({ ...loan, each: 3500, count: 20 })).toMatchObject({ total: 70000, more: 20000 });
    const drop = { lent: 30000, off: 0, each: 1500, count: 24, times: 'workday' } as const;
    expect(costOf(drop)).toEqual({
      got: 30000,
      total: 36000,
      more: 6000,
      days: 27,
      tcea: 'over',
    });
  });

  it('knows the rates that can be told by heart', () => {
    const one = { lent: 10000, off: 0, times: 'month', count: 12 } as const;
    expect(costOf({ ...one, count: 1, each: 11000 })?.tcea).toBeCloseTo(1.1 ** 12 - 1, 10);
    // What is kept of it beforehand is a cost too: 90 in the hand, 99 back after a month.
    expect(costOf({ ...one, off: 1000, count: 1, each: 9900 })?.tcea).toBeCloseTo(
      1.1 ** 12 - 1,
      10,
    );
  });

  it('is nothing, or not to be told, when no more comes back than she got', () => {
    const even = { lent: 12000, off: 0, each: 1000, times: 'week', count: 12 } as const;
    expect(costOf(even)).toMatchObject({ more: 0, tcea: 0 });
    expect(costOf({ ...even, count: 11 })).toEqual({
      got: 12000,
      total: 11000,
      more: -1000,
      days: 77,
    });
    expect(costOf({ ...even, off: 12000 })).toBeUndefined();
    expect(costOf({ ...even, each: 0 })).toBeUndefined();
    expect(costOf({ ...even, count: 0 })).toBeUndefined();
  });

  it('has its days from a calendar, and none on Sunday for who collects from Monday to Saturday', () => {
    for (const one of TIMES) {
      const days = calendar({ lent: 1, off: 0, each: 1, times: one, count: 40 });
      expect(days.map((_, i) => dayOf(one, i + 1))).toEqual(days);
    }
  });

  it('is a number for every loan there can be, never a NaN', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const cost = costOf(loan);
        if (!cost) return loan.off >= loan.lent;
        const { got, total, more, tcea } = cost;
        expect([got, total, more].every(Number.isSafeInteger)).toBe(true);
        expect([got + more, total]).toEqual([total, loan.each * loan.count]);
        if (more < 0) return tcea === undefined;
        return tcea === 'over' || ((tcea as number) >= 0 && (tcea as number) <= HIGHEST);
      }),
    );
  });

  it('gives back the sum disbursed to the céntimo, and is the rate of another implementation', () => {
    let told = 0;
    fc.assert(
      fc.property(offered, (loan) => {
        const cost = costOf(loan);
        if (!cost || cost.more <= 0) return;
        const exact = exactRate(exactFactor(loan, cost.got));
        if (cost.tcea === 'over' || exact === 'over') {
          expect(cost.tcea).toBe(exact);
          return;
        }
        const rate = cost.tcea as number;
        told += 1;
        expect(Math.abs(rate - exact)).toBeLessThan(1e-9);
        const back = calendar(loan).reduce(
          (all, day) => all + loan.each * (1 + rate) ** (-day / 360),
          0,
        );
        expect(Math.abs(back - cost.got)).toBeLessThan(1);
      }),
      { numRuns: 50 },
    );
    expect(told).toBeGreaterThan(10);
  });

  it('holds for the longest and largest that can be put down', () => {
    const loan = {
      lent: 9_999_990,
      off: 0,
      each: 20_000,
      times: 'day',
      count: MOST_INSTALMENTS,
    } as const;
    const rate = costOf(loan)?.tcea as number;
    expect(rate).toBeCloseTo(exactRate(exactFactor(loan, loan.lent)) as number, 9);
  });
});
