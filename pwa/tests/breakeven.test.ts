// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cost, evenOf, leftOf, moreFor, PERIODS, pointsOf } from '../src/domain/breakeven';

const costs = fc.array(
  fc.record({
    amount: fc.integer({ min: 0, max: 9_999_990 }),
    per: fc.constantFrom(...PERIODS),
  }),
  { maxLength: 7 },
);
const keeps = fc.integer({ min: 1, max: 9_999_990 });
const days = fc.integer({ min: 1, max: 7 });

/** What is due in a week as a fraction of whole numbers: twelve months are fifty-two weeks. */
const due = (all: Cost[], worked: number): [number: bigint, of: bigint] => [
  all.reduce((sum, { amount, per }) => {
    const one = BigInt(amount);
    return sum + (per === 'month' ? one * 12n : one * 52n * BigInt(per === 'day' ? worked : 1));
  }, 0n),
  52n,
];

describe('break-even', () => {
  it('is that of the lesson: 60 soles for a day at the fair, 1.50 left of each, 40 slices', () => {
    const fair: Cost[] = [4000, 1200, 800].map((amount) => ({ amount, per: 'day' }));
    expect(evenOf(fair, 150, 1)).toEqual({ due: 6000, week: 40, day: 40 });
  });

  it('says 42 a week and 7 a day', () => {
    expect(evenOf([{ amount: 12600, per: 'week' }], 300, 6)).toEqual({
      due: 12600,
      week: 42,
      day: 7,
    });
  });

  it('takes the months of the lessons: 26 days of 2 soles are 52 soles of light', () => {
    const month = evenOf([{ amount: 5200, per: 'month' }], 1, 6);
    expect(month).toEqual(evenOf([{ amount: 200, per: 'day' }], 1, 6));
  });

  it('says nothing while nothing is due or nothing stays', () => {
    expect(evenOf([], 100, 6)).toBeUndefined();
    expect(evenOf([{ amount: 0, per: 'day' }], 100, 6)).toBeUndefined();
    expect(evenOf([{ amount: 100, per: 'day' }], 0, 6)).toBeUndefined();
  });

  it('is the least that pays all of it, exactly', () => {
    fc.assert(
      fc.property(costs, keeps, days, (all, keep, worked) => {
        const even = evenOf(all, keep, worked);
        const [sum, of] = due(all, worked);
        if (!even) {
          expect(sum).toBe(0n);
          return;
        }
        const paid = (sold: number) => BigInt(sold) * BigInt(keep) * of >= sum;
        expect([paid(even.week), paid(even.week - 1)]).toEqual([true, false]);
        expect(even.day * worked >= even.week && (even.day - 1) * worked < even.week).toBe(true);
        expect(BigInt(even.due) * of >= sum && BigInt(even.due - 1) * of < sum).toBe(true);
        // The whole céntimo above is paid by the same number of sales.
        expect(leftOf(even, keep, even.week)).toBeGreaterThanOrEqual(0);
        expect(leftOf(even, keep, even.week - 1)).toBeLessThan(0);
      }),
    );
  });

  it('tells what a helper takes: 200 left, 150 to pay, 50 stay', () => {
    const even = { due: 30000, week: 100, day: 20 };
    expect(leftOf(even, 300, 167) - 15000).toBe(5100);
    expect(moreFor(even, 300, 15000)).toBe(50);
    fc.assert(
      fc.property(costs, keeps, days, keeps, (all, keep, worked, pay) => {
        const one = evenOf(all, keep, worked);
        if (!one) return;
        const more = moreFor(one, keep, pay);
        expect(leftOf(one, keep, one.week + more)).toBeGreaterThanOrEqual(pay);
        expect(leftOf(one, keep, one.week + more - 1)).toBeLessThan(pay);
      }),
    );
  });

  it('draws from nothing sold to twice enough; the lines cross where it is enough', () => {
    expect(pointsOf({ due: 12600, week: 42, day: 7 }, 300)).toEqual([
      [0, 0, 12600],
      [42, 12600, 12600],
      [84, 25200, 12600],
    ]);
    expect(pointsOf({ due: 100, week: 1, day: 1 }, 150)).toEqual([
      [0, 0, 100],
      [1, 150, 100],
      [2, 300, 100],
    ]);
  });
});
