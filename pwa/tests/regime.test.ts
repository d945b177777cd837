// @vitest-environment node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  askedWith,
  type Constant,
  knownIn,
  rangesIn,
  toAsk,
  viewsOf,
} from '../src/domain/regime';

const ROOT = join(import.meta.dirname, '../..');
type Source = { id: string; value: number; unit: string; year: number; state: string };
const file: { constants: Source[] } = JSON.parse(
  readFileSync(join(ROOT, 'lessons/constants.json'), 'utf8'),
);
const YEAR = 2031;

/** As api/content/words.py sends them. */
const sent = ({ id, value, unit, year, state }: Source): Constant =>
  state === 'open' ? [id, unit, year, 'confirma'] : [id, unit, year, 'confirma', value];
/** Made up: only that they grow matters. */
const amounts: Record<string, number> = {
  uit: 100_000,
  'nrus-tope-1': 60_000,
  'nrus-tope-2': 90_000,
  'nrus-cuota-1': 500,
  'nrus-cuota-2': 700,
  'rer-tope': 1_200_000,
  'rer-tasa': 3,
  'rmt-tope': 24,
};
const confirmed: Constant[] = Object.entries(amounts).map(([id, value]) => [
  id,
  id === 'rmt-tope' ? 'UIT' : 'centimos',
  YEAR,
  'confirma',
  value,
]);
const known = knownIn(confirmed, YEAR);
const ranges = rangesIn(known);
const range = (i: number) => ranges[i] ?? ('unsure' as const);
const view = (answers: Answers) =>
  Object.fromEntries(viewsOf(answers, known).map(({ regime, missing, ...rest }) => [regime, rest]));

const someAnswers: fc.Arbitrary<Answers> = fc.record(
  {
    buyers: fc.constantFrom('people' as const, 'firms' as const, 'both' as const),
    invoice: fc.constantFrom('yes' as const, 'no' as const, 'unsure' as const),
    sales: fc.nat({ max: 5 }).map(range),
    buys: fc.nat({ max: 5 }).map(range),
    places: fc.constantFrom('one' as const, 'more' as const),
    trade: fc.constantFrom('market' as const, 'goods' as const, 'service' as const),
  },
  { requiredKeys: [] },
);

describe('the comparison of regimes', () => {
  it('parts a month by the limits that are known, without a gap', () => {
    expect(ranges).toEqual([
      { over: 0, upTo: 60_000 },
      { over: 60_000, upTo: 90_000 },
      { over: 90_000, upTo: 100_000 },
      { over: 100_000, upTo: 200_000 },
      { over: 200_000, upTo: null },
    ]);
    expect(rangesIn(new Map())).toEqual([]);
  });

  it('puts her on either side of each limit', () => {
    const fits = (sales: number, buys = 0) => {
      const found = view({ sales: range(sales), buys: range(buys) });
      return [found.nrus?.fit, found.rer?.fit, found.rmt?.fit, found.general?.fit];
    };
    expect(fits(0)).toEqual(['may', 'may', 'may', 'ask']);
    expect(fits(1)).toEqual(['may', 'may', 'may', 'ask']);
    expect(fits(2)).toEqual(['over', 'may', 'may', 'ask']);
    expect(fits(0, 2)).toEqual(['over', 'may', 'may', 'ask']);
    expect(fits(3)).toEqual(['over', 'over', 'may', 'ask']);
    expect(fits(4)).toEqual(['over', 'over', 'over', 'ask']);
    expect(fits(9)).toEqual(['ask', 'ask', 'ask', 'ask']);
  });

  it('names what is paid from the amounts, and no invoices in the one that has none', () => {
    const small = { sales: range(0), buys: range(0) };
    expect(view(small).nrus).toEqual({ fit: 'may', limit: 60_000, fee: 500 });
    expect(view({ ...small, buys: range(1) }).nrus).toEqual({
      fit: 'may',
      limit: 90_000,
      fee: 700,
    });
    // Of a month that she does not know, nobody tells a fee.
    expect(view({ ...small, sales: 'unsure' }).nrus).toEqual({ fit: 'ask', limit: 90_000 });
    expect(view({ ...small, invoice: 'yes' }).nrus?.fit).toBe('bills');
    expect(view(small).rer).toEqual({ fit: 'may', limit: 1_200_000, share: 3 });
    expect(view(small).rmt).toEqual({ fit: 'may', limit: 2_400_000 });
  });

  it('gives no verdict on an open amount, nor on one of another year', () => {
    const states = fc.array(fc.constantFrom('confirmed', 'open', 'old', 'gone'), {
      minLength: confirmed.length,
      maxLength: confirmed.length,
    });
    fc.assert(
      fc.property(states, someAnswers, (each, answers) => {
        const some = confirmed.flatMap(([id, unit, year, who, value], i): Constant[] => {
          if (each[i] === 'gone') return [];
          if (each[i] === 'open') return [[id, unit, year, who]];
          return [[id, unit, each[i] === 'old' ? year - 1 : year, who, value as number]];
        });
        const isGood = (id: string) =>
          each[confirmed.findIndex(([one]) => one === id)] === 'confirmed';
        for (const { regime, fit, missing, limit, fee, share } of viewsOf(
          answers,
          knownIn(some, YEAR),
        )) {
          const needed = Object.keys(amounts).filter(
            (id) => id.startsWith(regime) || (regime === 'rmt' && id === 'uit'),
          );
          const isWhole = needed.every(isGood);
          expect(missing.length === 0).toBe(isWhole);
          if (isWhole) expect(fit).not.toBe('open');
          else expect([fit, limit, fee, share]).toEqual(['open', undefined, undefined, undefined]);
        }
      }),
    );
  });

  it('judges none whose amounts nobody confirmed in the file of the lessons', () => {
    for (const year of new Set(file.constants.map((one) => one.year))) {
      const good = file.constants.filter((one) => one.state !== 'open' && one.year === year);
      const ids = good.map(({ id }) => id);
      const needed = viewsOf({}, new Map()).map(({ missing }) => missing);
      const open = needed.map((all) => all.filter((id) => !ids.includes(id)));
      const views = viewsOf({}, knownIn(file.constants.map(sent), year));
      expect(views.map(({ missing }) => missing)).toEqual(open);
      expect(views.map(({ fit }) => fit === 'open')).toEqual(open.map((all) => all.length > 0));
    }
  });

  it('has every amount it asks for in the file of the lessons', () => {
    const ids = file.constants.map(({ id }) => id);
    expect(
      viewsOf({}, new Map())
        .flatMap(({ missing }) => missing)
        .filter((id) => !ids.includes(id)),
    ).toEqual([]);
  });

  it('holds no amount in its code', () => {
    const code = [
      'src/domain/regime.ts',
      'src/screens/tools/regime/regime.tsx',
      'src/screens/tools/regime/views.tsx',
    ].map((path) => readFileSync(join(ROOT, 'pwa', path), 'utf8'));
    const numbers = code
      .join('')
      .match(/(?<![a-z])\d[\d_]*/g)
      ?.map((one) => Number(one.replaceAll('_', '')));
    // A second has a thousand parts; nothing else is counted so high.
    expect(numbers?.filter((one) => one > 12 && one !== 1000)).toEqual([]);
  });

  it('asks for her figures only while there are no limits to part them by', () => {
    expect(askedWith(known)).toEqual(['buyers', 'invoice', 'sales', 'buys', 'places', 'trade']);
    expect(askedWith(new Map())).toEqual(['buyers', 'invoice', 'figures', 'places', 'trade']);
  });

  it('gives her the questions of the lesson to take along', () => {
    expect(toAsk({ buyers: 'people', invoice: 'no', places: 'one', trade: 'goods' })).toEqual([
      'low',
    ]);
    expect(toAsk({ buyers: 'firms', invoice: 'no', places: 'more', trade: 'market' })).toEqual([
      'invoice',
      'places',
      'market',
      'low',
    ]);
  });
});
