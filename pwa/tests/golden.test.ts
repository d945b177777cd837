// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Columns, pack, type Row } from '../src/domain/columns';
import { hashOf, type PlainEvent } from '../src/domain/event';
import { type FoldEvent, fold } from '../src/domain/fold';
import { unpack } from '../src/domain/unpack';

type Line = {
  name: string;
  sub: string;
  held: string[];
  rows: Row[];
  cols?: Columns;
  h: (string | null)[];
  v: string[];
};
type Last = { sub: string; progress: unknown };

// Read as text: half an emoji is JSON, but Vite's reader refuses it.
const files = import.meta.glob('../../tests/golden/*.jsonl', {
  query: '?raw',
  import: 'default',
  eager: true,
}) as Record<string, string>;

const plainOf = ({ r: _r, q: _q, of: _of, ...rest }: Row, sub: string): PlainEvent => ({
  s: sub,
  ...rest,
});
const bare = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('there are golden files', () => {
  expect(Object.keys(files)).toContain('../../tests/golden/main-job.jsonl');
});

describe.each(Object.entries(files))('%s', (_, text) => {
  const all = text.trim().split('\n');
  const last = JSON.parse(all.pop() as string) as Last;
  const lines = all.map((one) => JSON.parse(one) as Line);
  /** Whatever the server took from her, this phone reads. */
  const accepted = lines.flatMap(({ sub, rows, h, v }) =>
    rows.flatMap((row, i) =>
      v[i] === 'accepted' ? [{ sub, row: { ...row, h: h[i] } as Row & { h: string } }] : [],
    ),
  );

  it('has the hashes it had', async () => {
    expect(accepted.length).toBeGreaterThan(5);
    for (const { sub, row } of accepted) {
      const { h, ...rest } = row;
      expect(await hashOf(plainOf(rest, sub))).toBe(h);
    }
  });

  it('unpacks to its rows, and what is packed today unpacks to them too', () => {
    const packed = lines.filter((line) => line.cols);
    expect(packed.length).toBeGreaterThan(1);
    for (const { cols, held, rows } of packed) {
      expect(unpack(cols as Columns, held)).toEqual(rows);
      expect(unpack(pack(rows, held) as Columns, held)).toEqual(rows);
    }
  });

  it('folds into what she saw', () => {
    const hers = accepted.filter(({ sub }) => sub === last.sub).map(({ row }) => row);
    expect(bare(fold(hers as unknown as FoldEvent[]))).toEqual(last.progress);
  });
});
