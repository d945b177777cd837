// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COINS, inCoins, MOST, NOTES, priceOf } from '../src/domain/price';
import { esCommunity } from '../src/i18n/es-community';
import { money as written } from '../src/i18n/format';
import { addWords } from '../src/i18n/t';
import { money, pieceName } from '../src/ui/money';

const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

describe('the price of a batch', () => {
  it('is the one of the lesson: 20 arepas, 18 soles, sold at 1 sol', () => {
    expect(priceOf({ cost: 1800, count: 20, charge: 100 })).toEqual({
      each: 90,
      even: true,
      least: 90,
      keepEach: 10,
      keepAll: 200,
    });
  });

  it('says nothing while nothing cost or nothing came out', () => {
    expect(priceOf({ cost: 0, count: 20, charge: 100 })).toBeUndefined();
    expect(priceOf({ cost: 1800, count: 0, charge: 100 })).toBeUndefined();
  });

  it.each([
    // cost, count, each, least: a half goes up; the least is what coins can pay
    [1000, 3, 333, 340],
    [1000, 6, 167, 170],
    [25, 2, 13, 20],
    [10, 3, 3, 10],
    [990, 1, 990, 990],
    [50, 9999, 0, 10],
  ])('%i céntimos among %i: %i each, at least %i', (cost, count, each, least) => {
    const found = priceOf({ cost, count, charge: 0 });
    expect(found).toMatchObject({ each, least, even: cost % count === 0 });
  });

  it('rounds a loss like a gain, and calls nothing by less than nothing', () => {
    expect(priceOf({ cost: 1805, count: 10, charge: 180 })?.keepEach).toBe(-1);
    expect(priceOf({ cost: 1795, count: 10, charge: 180 })?.keepEach).toBe(1);
    expect(priceOf({ cost: 1800, count: 10, charge: 180 })?.keepEach).toBe(0);
    expect(priceOf({ cost: 1800, count: 18, charge: 100 })?.keepAll).toBe(0);
  });

  it('charged the least, never loses, and 10 céntimos less would', () => {
    const cost = fc.integer({ min: 1, max: MOST });
    const count = fc.integer({ min: 1, max: 9999 });
    fc.assert(
      fc.property(cost, count, (c, n) => {
        const least = priceOf({ cost: c, count: n, charge: 0 })?.least ?? -1;
        const at = (charge: number) => priceOf({ cost: c, count: n, charge })?.keepAll ?? 0;
        return least % 10 === 0 && at(least) >= 0 && at(least - 10) < 0;
      }),
    );
  });

  it('keeps the largest batch whole', () => {
    const found = priceOf({ cost: MOST, count: 9999, charge: MOST });
    expect(found?.keepAll).toBe(MOST * 9999 - MOST);
    expect(Number.isSafeInteger(found?.keepAll)).toBe(true);
    expect(inCoins(MOST)).toBe(MOST);
  });
});

describe('money in words', () => {
  addWords(esCommunity);

  it('says céntimos below a sol, soles above', () => {
    expect([1, 90, 100].map(money)).toEqual(['1 céntimo', '90 céntimos', '1 sol']);
    expect([0, 1800, 123450].map((x) => plain(written(x)))).toEqual([
      'S/ 0.00',
      'S/ 18.00',
      'S/ 1,234.50',
    ]);
    expect(plain(money(1250))).toBe('S/ 12.50');
  });

  it('names every coin and note as it is called', () => {
    expect([...COINS, ...NOTES].map(pieceName)).toEqual([
      'moneda de 10 céntimos',
      'moneda de 20 céntimos',
      'moneda de 50 céntimos',
      'moneda de 1 sol',
      'moneda de 2 soles',
      'moneda de 5 soles',
      'billete de 10 soles',
      'billete de 20 soles',
      'billete de 50 soles',
      'billete de 100 soles',
      'billete de 200 soles',
    ]);
  });
});
