/** Columns back into rows: the proof that `pack` loses nothing. Not part of what ships. */
import type { Column, Columns, Row } from './columns';
import type { Body, Value } from './event';

const sums = (values: number[]): number[] => {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
};

function check(fits: boolean): asserts fits {
  if (!fits) throw new RangeError('columns do not fit');
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  check(value !== undefined);
  return value;
}

function unpackColumn(column: Column): (Value | null)[] {
  if (column[0] === 'i') return sums(column.slice(1) as number[]);
  if (column[0] === 'r') return column.slice(1) as (Value | null)[];
  check(column[0] === 's');
  const words = column[1];
  return column[2].map((place) => at(words, place));
}

/** Throws RangeError for anything that does not fit. */
export function unpack(cols: Columns, held: string[]): Row[] {
  const nameOf = (name: number | string): string =>
    typeof name === 'string' ? name : at(held, name);
  const ids = cols.id.flatMap(([name, first, count]) =>
    Array.from({ length: count }, (_, i) => [nameOf(name), first + i] as const),
  );
  const boots: number[] = [];
  for (let i = 0; i < cols.b.length; i += 2)
    boots.push(...Array(at(cols.b, i + 1)).fill(at(cols.b, i)));
  const ats = sums(cols.at);
  check([ids, boots, ats, cols.t].every((list) => list.length === cols.n));
  const rows: Row[] = ids.map(([r, q], i) => {
    const t = at(cols.t, i);
    return { r, q, t, v: cols.v?.[t] ?? 1, at: at(ats, i), b: at(boots, i), ...cols.x?.[i] };
  });
  for (const [position, name, first, count] of cols.of ?? [])
    for (let i = 0; i < count; i++) at(rows, position + i).of = [nameOf(name), first + i];
  for (const row of rows) if (!row.enc) row.d = {};
  for (const [t, fields] of Object.entries(cols.d ?? {})) {
    const owners = rows.filter((row) => row.t === Number(t) && row.d);
    for (const [field, column] of Object.entries(fields)) {
      const values = unpackColumn(column);
      check(values.length === owners.length);
      values.forEach((value, i) => {
        if (value !== null) (at(owners, i).d as Body)[field] = value;
      });
    }
  }
  return rows;
}
