// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countedBefore,
  countName,
  countOf,
  type Entry,
  type Kind,
  linesIn,
  openDebts,
  type Place,
  sheetOf,
  sheetUnits,
  soles,
  stayed,
  sumOf,
  totals,
  weekOf,
} from '../src/domain/cash';
import { dateOf } from '../src/domain/lima';
import { MOST } from '../src/domain/price';

const SUNDAY = '2026-11-29';
const words = {
  head: ['Día', 'Qué', 'De', 'Para qué', 'Soles', 'Pagado'],
  of: {
    in: 'Entró',
    out: 'Salió',
    owed: 'Me deben',
    owe: 'Debo',
    negocio: 'Negocio',
    casa: 'Casa',
    before: 'Cajón en la mañana',
    now: 'Cajón al contar',
  },
};

const amount = fc.integer({ min: 0, max: MOST });
const day = fc
  .integer({ min: 0, max: 27 })
  .map((i) => dateOf(Date.UTC(2026, 10, 9 + i, 17) / 1000));
const entry: fc.Arbitrary<Entry> = fc.record(
  {
    k: fc.constantFrom<Kind>('in', 'out', 'owed', 'owe'),
    p: fc.constantFrom<Place>('negocio', 'casa'),
    a: amount,
    w: fc.string({ maxLength: 12 }),
    n: fc.constantFrom('Rosa', 'don Julio'),
    paid: day,
  },
  { requiredKeys: ['k', 'p', 'a', 'w'] },
) as fc.Arbitrary<Entry>;
const values = fc
  .uniqueArray(fc.tuple(day, fc.stringMatching(/^[\w-]{8}$/), entry), {
    maxLength: 40,
    selector: ([, id]) => id,
  })
  .map((all) => new Map(all.map(([of, id, one]) => [`${of}/${id}`, one])));

describe('the count of the tin', () => {
  it('says what stayed, and what is missing', () => {
    expect(stayed({ before: 2000, now: 6550 })).toBe(4550);
    expect(stayed({ before: 2000, now: 1990 })).toBe(-10);
  });

  it('is one a day, and this morning begins with what was there the last time', () => {
    const all = new Map<string, unknown>([
      [countName('2026-11-27'), { before: 0, now: 1500 }],
      [countName('2026-11-28'), { before: 1500, now: 4500 }],
      [countName(SUNDAY), { before: 4500, now: 5000 }],
      [`${SUNDAY}/zzzz`, { k: 'in', p: 'negocio', a: 1, w: '' }],
    ]);
    expect(countOf(all, SUNDAY)).toEqual({ before: 4500, now: 5000 });
    expect(countedBefore(all, SUNDAY)).toBe(4500);
    expect(countedBefore(all, '2026-11-27')).toBeUndefined();
    expect(linesIn(all)).toHaveLength(1);
  });
});

describe('the notebook', () => {
  it('keeps the house apart, and counts a debt on the day on which it is paid', () => {
    const all = new Map<string, Entry>([
      ['2026-11-23/a', { k: 'in', p: 'negocio', a: 5000, w: 'Venta' }],
      ['2026-11-24/b', { k: 'out', p: 'negocio', a: 1250, w: 'Compras' }],
      ['2026-11-24/c', { k: 'out', p: 'casa', a: 300, w: 'Pasaje' }],
      ['2026-11-25/d', { k: 'owed', p: 'negocio', a: 700, w: 'Menú', n: 'Rosa', paid: SUNDAY }],
      ['2026-11-25/e', { k: 'owe', p: 'negocio', a: 900, w: 'Gas', n: 'don Julio' }],
    ]);
    const lines = linesIn(all);
    const week = weekOf(SUNDAY);
    expect(totals(lines, 'negocio', week)).toEqual({ came: 5700, went: 1250, left: 4450 });
    expect(totals(lines, 'casa', week)).toEqual({ came: 0, went: 300, left: -300 });
    expect(totals(lines, 'negocio', ['2026-11-25'])).toEqual({ came: 0, went: 0, left: 0 });
    expect(totals(lines, 'negocio', [SUNDAY]).came).toBe(700);
    expect(openDebts(lines, 'owed')).toEqual([]);
    expect(sumOf(openDebts(lines, 'owe'))).toBe(900);
  });

  it('adds up to the céntimo: days to weeks, whatever the order', () => {
    fc.assert(
      fc.property(values, fc.constantFrom<Place>('negocio', 'casa'), (all, place) => {
        const lines = linesIn(all);
        const weeks = [...new Set(lines.flatMap((one) => [one.day, one.paid ?? one.day]))].map(
          (one) => weekOf(one),
        );
        for (const week of weeks) {
          const whole = totals(lines, place, week);
          const days = week.map((one) => totals(lines, place, [one]));
          for (const part of ['came', 'went', 'left'] as const) {
            expect(days.reduce((sum, one) => sum + one[part], 0)).toBe(whole[part]);
            expect(Number.isSafeInteger(whole[part])).toBe(true);
          }
          expect(totals([...lines].reverse(), place, week)).toEqual(whole);
        }
        expect(linesIn(new Map([...all].reverse()))).toEqual(lines);
      }),
      { numRuns: 30 },
    );
  });

  it('loses nothing: what came and went in all places is all that moved', () => {
    fc.assert(
      fc.property(values, (all) => {
        const lines = linesIn(all);
        const days = [...new Set(lines.flatMap(({ day: one, paid }) => [one, paid ?? one]))];
        const both = (['negocio', 'casa'] as const).map((place) => totals(lines, place, days));
        const moved = both.reduce((sum, { came, went }) => sum + came + went, 0);
        const open = [...openDebts(lines, 'owed'), ...openDebts(lines, 'owe')];
        expect(moved + sumOf(open)).toBe(sumOf(lines));
      }),
      { numRuns: 30 },
    );
  });

  it('passes over what is no entry', () => {
    const all = new Map<string, unknown>([
      ['2026-11-23/a', null],
      ['2026-11-23/b', { k: 'in', p: 'negocio', a: 1.5, w: '' }],
      ['2026-11-23/c', { k: 'more', p: 'negocio', a: 5, w: '' }],
      ['2026-11-23/d', { k: 'in', p: 'negocio', a: -5, w: '' }],
      ['2026-11-23/e', 'text'],
    ]);
    expect(linesIn(all)).toEqual([]);
  });

  it('has weeks of seven days from Monday, over months and years', () => {
    expect(weekOf(SUNDAY)[0]).toBe('2026-11-23');
    expect(weekOf('2026-11-23')).toEqual(weekOf(SUNDAY));
    expect(weekOf('2027-01-01')).toEqual(
      ['28', '29', '30', '31']
        .map((one) => `2026-12-${one}`)
        .concat(['01', '02', '03'].map((one) => `2027-01-${one}`)),
    );
  });
});

describe('the sheet', () => {
  it('has her counts and entries by day, and no name of another', () => {
    const all = new Map<string, unknown>([
      [countName(SUNDAY), { before: 4500, now: 5005 }],
      ['2026-11-25/d', { k: 'owed', p: 'negocio', a: 700, w: 'Menú', n: 'Rosa', paid: SUNDAY }],
    ]);
    expect(sheetOf(all, words)).toBe(
      [
        'Día\tQué\tDe\tPara qué\tSoles\tPagado',
        '2026-11-25\tMe deben\tNegocio\tMenú\t7.00\t2026-11-29',
        '2026-11-29\tCajón en la mañana\tNegocio\t\t45.00\t',
        '2026-11-29\tCajón al contar\tNegocio\t\t50.05\t',
        '',
      ].join('\r\n'),
    );
  });

  it('is never a formula, and keeps its rows and columns, whatever she typed', () => {
    const evil = fc.constantFrom('=1+1', '+51', '-2', '@SUM(A1)', '\t=1', '＝1', 'a\r\n=b', '"=1');
    fc.assert(
      fc.property(values, evil, (all, text) => {
        all.set(`${SUNDAY}/evil`, { k: 'in', p: 'casa', a: 5, w: text });
        const rows = sheetOf(all, words).split('\r\n');
        expect(rows).toHaveLength(all.size + 2);
        for (const row of rows.slice(0, -1)) {
          const cells = row.split('\t');
          expect(cells).toHaveLength(6);
          for (const one of cells) expect(one).not.toMatch(/^\s*[=+\-@＝＋－＠"]/);
        }
        expect(rows.join()).not.toMatch(/Rosa|Julio/);
      }),
      { numRuns: 30 },
    );
  });

  it('writes every amount so that it is read back to the céntimo', () => {
    fc.assert(fc.property(amount, (one) => Math.round(Number(soles(one)) * 100) === one));
    expect([soles(5), soles(1250), soles(123_456)]).toEqual(['0.05', '12.50', '1234.56']);
  });

  it('is UTF-16 with its mark, accents and all', () => {
    const bytes = new Uint8Array(sheetUnits('Menú\r\n').buffer);
    expect([...bytes.slice(0, 2)]).toEqual([0xff, 0xfe]);
    expect(new TextDecoder('utf-16le').decode(bytes)).toBe('Menú\r\n');
  });
});
