// @vitest-environment node
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import doc from '../../docs/sync-protocol.md?raw';
import canonicalText from '../../tests/vectors/canonical.json?raw';
import columns from '../../tests/vectors/columns.json';
import { type Columns, pack, type Row } from '../src/domain/columns';
import { canonical, hashOf, type PlainEvent, quantised } from '../src/domain/event';
import { unpack } from '../src/domain/unpack';

// Parsed here: half an emoji is JSON, but Vite's reader refuses it.
const canonicals = JSON.parse(canonicalText) as {
  name: string;
  event: PlainEvent;
  canonical: string;
  h: string;
}[];
const example = (name: string): string =>
  new RegExp(`\`\`\`\\w+ example=${name}\\n([^]*?)\`\`\``).exec(doc)?.[1] ?? '';

const REPLICA = 'AQEBAQEBAQEBAQEBAQEBAQ';

describe('the examples of docs/sync-protocol.md', () => {
  it('has the documented hash', async () => {
    const event = JSON.parse(example('event')) as PlainEvent;
    const raw = atob((await hashOf(event)).replace(/-/g, '+').replace(/_/g, '/'));
    const hex = Array.from(raw, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    expect(hex.slice(0, 16)).toBe(example('hash').trim());
    expect(canonical(event)).toBe(JSON.stringify(event));
  });

  it('packs its rows into its columns, and back', () => {
    const rows = JSON.parse(example('rows')) as Row[];
    expect(pack(rows, [REPLICA])).toEqual(JSON.parse(example('columns')));
    expect(unpack(JSON.parse(example('columns')), [REPLICA])).toEqual(rows);
  });
});

describe('vectors shared with the server', () => {
  it.each(canonicals.map((one) => [one.name, one] as const))('canonical: %s', async (_, one) => {
    const { event } = one;
    expect(canonical(event)).toBe(one.canonical);
    expect(await hashOf(event)).toBe(one.h);
  });

  it.each(columns.map((one) => [one.name, one] as const))(
    'columns: %s',
    (_, { rows, held, cols }) => {
      expect(pack(rows as Row[], held)).toEqual(cols);
      expect(unpack(cols as unknown as Columns, held)).toEqual(rows);
    },
  );
});

const text = fc.string({ unit: 'grapheme', maxLength: 5 });
const int = fc.maxSafeInteger().map((n) => n % 1e9);
const replica = fc.constantFrom('A', 'B', 'C');
const value = fc.oneof(int, text, fc.array(text, { maxLength: 2 }));
const row: fc.Arbitrary<Row> = fc
  .record({
    r: replica,
    q: fc.integer({ min: 1, max: 4 }),
    t: fc.integer({ min: 1, max: 4 }),
    v: fc.constant(1),
    at: int,
    b: fc.constantFrom(7, 8),
    d: fc.dictionary(fc.constantFrom('a', 'b', 'c'), value),
    of: fc.option(fc.tuple(replica, fc.integer({ min: 1, max: 4 })), { nil: undefined }),
    via: fc.constantFrom('helper' as const, undefined),
    enc: fc.constantFrom({ kid: 'k', to: 'self' as const, ct: 'AAAA' }, undefined, undefined),
  })
  .map(({ of, via, enc, d, ...rest }) => ({
    ...rest,
    ...(of && { of: of as [string, number] }),
    ...(via && { via }),
    ...(enc ? { enc } : { d }),
    v: rest.t === 3 ? 2 : 1,
  }));

describe('columns', () => {
  it('give back exactly the rows that were packed', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
        const cols = pack(rows, ['B', 'A']);
        expect(unpack(JSON.parse(JSON.stringify(cols)), ['B', 'A'])).toEqual(rows);
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse two versions of one type', () => {
    const one: Row = { r: 'A', q: 1, t: 5, v: 1, at: 1, b: 1, d: {} };
    expect(pack([one, { ...one, q: 2, v: 2 }], ['A'])).toBeUndefined();
  });

  it('do not unpack when a count is off', () => {
    const cols = JSON.parse(example('columns'));
    expect(() => unpack({ ...cols, n: 4 }, [REPLICA])).toThrow(RangeError);
    expect(() => unpack(cols, [])).toThrow(RangeError);
  });
});

describe('quantised', () => {
  it('mends half an emoji and composes accents', () => {
    expect(quantised('a😀'.slice(0, 2))).toBe('a\ufffd');
    expect(quantised('cafe\u0301')).toBe('caf\u00e9');
    expect(() => quantised(1.5)).toThrow(TypeError);
  });
});
