/** Columns back into rows: the proof that `pack` loses nothing, and how what is carried is read. */
import { type Column, type Columns, type Row, VLQ } from './columns';
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

function numbers(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let unit = 1;
  for (const char of text) {
    const digit = VLQ.indexOf(char);
    check(digit >= 0);
    value += (digit % 32) * unit;
    unit *= 32;
    if (digit > 31) continue;
    found.push(value % 2 ? -(value - 1) / 2 : value / 2);
    value = 0;
    unit = 1;
  }
  check(unit === 1);
  return found;
}

function unpackColumn(column: Column): (Value | null)[] {
  if (column[1] === 'i') return sums(numbers(column[2]));
  check(column[1] === 's');
  const words = column[2];
  return numbers(column[3]).map((place) => at(words, place));
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
  const ats = sums(numbers(cols.at));
  const types = numbers(cols.t);
  check([ids, boots, ats, types].every((list) => list.length === cols.n));
  const rows: Row[] = ids.map(([r, q], i) => {
    const t = at(types, i);
    return { r, q, t, v: cols.v?.[t] ?? 1, at: at(ats, i), b: at(boots, i), ...cols.x?.[i] };
  });
  for (const [position, name, first, count] of cols.of ?? [])
    for (let i = 0; i < count; i++) at(rows, position + i).of = [nameOf(name), first + i];
  for (const row of rows) if (!row.enc) row.d = {};
  for (const [field, column] of Object.entries(cols.d ?? {})) {
    const owners = rows.filter((row) => row.d && column[0].includes(row.t));
    const values = unpackColumn(column);
    check(values.length === owners.length);
    values.forEach((value, i) => {
      if (value !== null) (at(owners, i).d as Body)[field] = value;
    });
  }
  return rows;
}
