// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  COINS,
  choose,
  inCoins,
  itemsIn,
  looksPersonal,
  MOST,
  MOST_IN_PACK,
  MOST_PACKS,
  NOTES,
  ONE,
  piecesOf,
  priceOf,
  wholePrice,
} from '../src/domain/price';
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

describe('the price with everything', () => {
  const amount = fc.integer({ min: 0, max: MOST });
  const whole = fc.record({
    cost: amount,
    count: fc.integer({ min: 1, max: 9999 }),
    minutes: fc.integer({ min: 0, max: 99 * 60 }),
    perHour: amount,
    extras: amount,
    margin: fc.constantFrom(0, 10, 20, 30, 50, 100),
  });

  it('adds her time, what else it cost, and the margin', () => {
    const of = { cost: 1800, count: 20, minutes: 90, perHour: 500, extras: 450, margin: 30 };
    expect(wholePrice(of)).toEqual({ time: 750, all: 3000, each: 150, least: 150, price: 200 });
    expect(wholePrice({ ...of, count: 0 })).toBeUndefined();
    expect(wholePrice({ ...of, cost: 0, minutes: 0, extras: 0 })).toBeUndefined();
  });

  it('pays for everything and the margin, and 10 céntimos less would not', () => {
    fc.assert(
      fc.property(whole, (of) => {
        const found = wholePrice(of);
        if (!found) return of.cost + of.extras === 0;
        const big = (n: number): bigint => BigInt(n);
        const wanted = big(found.all) * big(100 + of.margin);
        const brings = (price: number): bigint => big(price) * big(of.count) * 100n;
        return (
          found.all === of.cost + of.extras + found.time &&
          Math.abs(found.time * 60 - of.perHour * of.minutes) <= 30 &&
          found.price % 10 === 0 &&
          found.least <= found.price &&
          brings(found.price) >= wanted &&
          brings(found.price - 10) < wanted
        );
      }),
    );
  });

  it('is the simple price where there is nothing more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST }), fc.integer({ min: 1, max: 9999 }), (c, n) => {
        const more = { minutes: 0, perHour: 0, extras: 0, margin: 0 };
        const simple = priceOf({ cost: c, count: n, charge: 0 });
        const found = wholePrice({ cost: c, count: n, ...more });
        return found?.each === simple?.each && found?.least === simple?.least;
      }),
    );
  });
});

describe('two suppliers', () => {
  const offer = fc.record({
    cost: fc.integer({ min: 1, max: MOST }),
    packs: fc.integer({ min: 1, max: MOST_PACKS }),
    inPack: fc.integer({ min: 1, max: MOST_IN_PACK }),
  });

  it('are compared by the kilo: a sack of 10 for 45, or two bags of 2.5 for 23', () => {
    const sack = { cost: 4500, packs: 1, inPack: 10 * ONE };
    const bags = { cost: 2300, packs: 2, inPack: 2.5 * ONE };
    expect(choose(sack, bags)).toEqual({ each: [450, 460], better: 0 });
    expect(choose(bags, sack)?.better).toBe(1);
    expect(choose(sack, { ...sack, cost: 9000, packs: 2 })).toEqual({
      each: [450, 450],
      better: undefined,
    });
    expect(choose(sack, { ...bags, packs: 0 })).toBeUndefined();
  });

  it('are compared exactly, where rounded they look the same', () => {
    const one = { cost: 1000, packs: 3, inPack: ONE };
    expect(choose(one, { ...one, cost: 1001 })).toEqual({ each: [333, 334], better: 0 });
    const far = { cost: 10_000, packs: 99, inPack: MOST_IN_PACK };
    expect(choose(far, { ...far, cost: 10_001 })).toEqual({ each: [0, 0], better: 0 });
    fc.assert(
      fc.property(offer, offer, (x, y) => {
        const left = BigInt(x.cost) * BigInt(y.packs * y.inPack);
        const right = BigInt(y.cost) * BigInt(x.packs * x.inPack);
        const better = left === right ? undefined : left < right ? 0 : 1;
        return choose(x, y)?.better === better;
      }),
    );
  });
});

describe('the price list', () => {
  it('is in the order of its names, and holds nothing that is no price', () => {
    const values = new Map<string, unknown>([
      ['b', { n: 'Ñoquis', a: 900 }],
      ['c', { n: 'Arepa', a: 150 }],
      ['d', { n: 'Nada' }],
      ['e', null],
      ['f', 5],
    ]);
    expect(itemsIn(values).map(({ n }) => n)).toEqual(['Arepa', 'Ñoquis']);
  });

  it('knows what looks like a telephone, a document or an address of the net', () => {
    const numbers = ['987 654 321', '51-987654321', '987 - 654 - 321', '(01) 234 (5678)'];
    for (const text of [...numbers, 'rosa@x.pe', 'www.rosa.pe', 'DNI 41234567'])
      expect(looksPersonal(text)).toBe(true);
    for (const text of ['Arepa', 'Menú de 12 soles', '100 tequeños', 'Docena 12 x 2026'])
      expect(looksPersonal(text)).toBe(false);
  });

  it('puts down an amount in pieces that add up to it', () => {
    expect(piecesOf(4550)).toEqual([2000, 2000, 500, 50]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST / 10 }), (tens) => {
        const pieces = piecesOf(tens * 10);
        return pieces.reduce((all, one) => all + one, 0) === tens * 10;
      }),
      { numRuns: 50 },
    );
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
