/**
 * Events as columns with differences, so that deflate finds runs (docs/sync-protocol.md section 4).
 * Mirrored by api/sync/columns.py; the phone packs, `unpack` proves that nothing was lost.
 */
import type { StoredEvent, Value } from './event';

/** A row of the wire: a stored event without its hash; `s` is left out when it is the sender. */
export type Row = Omit<StoredEvent, 'h' | 's'> & { s?: string };
/** Type codes whose events have this field, then their values; `null` is a missing one. */
export type Column =
  | [codes: number[], kind: 'i', differences: string]
  | [codes: number[], kind: 's', words: (Value | null)[], places: string];
type Extra = { [key: string]: unknown };
type Name = number | string;
export type Columns = {
  n: number;
  id: [replica: Name, first: number, count: number][];
  of?: [position: number, replica: Name, first: number, count: number][];
  b: number[];
  at: string;
  t: string;
  v?: Record<string, number>;
  x?: Record<string, Extra>;
  d?: Record<string, Column>;
};

const CORE = new Set(['r', 'q', 'of', 't', 'v', 'at', 'b', 'd']);

export const VLQ = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Integers in base64 VLQ, the format of source maps: small ones take one character, no comma. */
function vlq(values: number[]): string {
  let text = '';
  for (const value of values) {
    // Not by shifts: the first second of a column has more than 31 bits.
    let rest = value < 0 ? -2 * value + 1 : 2 * value;
    for (; rest > 31; rest = Math.floor(rest / 32)) text += VLQ[(rest % 32) + 32];
    text += VLQ[rest];
  }
  return text;
}

const filled = (object: object): boolean => Object.keys(object).length > 0;
const differences = (values: number[]): number[] =>
  values.map((value, i) => value - (values[i - 1] ?? 0));

function identityRuns(rows: Row[], name: (r: string) => Name): Columns['id'] {
  const runs: Columns['id'] = [];
  for (const { r, q } of rows) {
    const last = runs[runs.length - 1];
    if (last && last[0] === name(r) && last[1] + last[2] === q) last[2]++;
    else runs.push([name(r), q, 1]);
  }
  return runs;
}

function originRuns(rows: Row[], name: (r: string) => Name): NonNullable<Columns['of']> {
  const runs: NonNullable<Columns['of']> = [];
  rows.forEach(({ of }, i) => {
    if (!of) return;
    const last = runs[runs.length - 1];
    const follows = last && last[0] + last[3] === i && last[2] + last[3] === of[1];
    if (follows && last[1] === name(of[0])) last[3]++;
    else runs.push([i, name(of[0]), of[1], 1]);
  });
  return runs;
}

function runLengths(values: number[]): number[] {
  const flat: number[] = [];
  for (const value of values) {
    if (flat.length && flat[flat.length - 2] === value) flat.push((flat.pop() as number) + 1);
    else flat.push(value, 1);
  }
  return flat;
}

function packColumn(codes: number[], values: (Value | undefined)[]): Column {
  if (values.every((value): value is number => typeof value === 'number'))
    return [codes, 'i', vlq(differences(values))];
  const words = new Map(values.map((value) => [JSON.stringify(value), value ?? null]));
  const order = [...words.keys()];
  const places = values.map((value) => order.indexOf(JSON.stringify(value)));
  return [codes, 's', [...words.values()], vlq(places)];
}

function packBodies(rows: Row[]): NonNullable<Columns['d']> {
  const plain = rows.filter((row) => !row.enc);
  const fields = new Set(plain.flatMap((row) => Object.keys(row.d ?? {})));
  const column = (field: string): Column => {
    const has = new Set(plain.filter((row) => field in (row.d ?? {})).map((row) => row.t));
    const values = plain.filter((row) => has.has(row.t)).map((row) => row.d?.[field]);
    return packColumn(
      [...has].sort((a, b) => a - b),
      values,
    );
  };
  return Object.fromEntries([...fields].sort().map((field) => [field, column(field)]));
}

/** Pack rows; undefined when they do not fit (two versions of one type): send them as rows. */
export function pack(rows: Row[], held: string[]): Columns | undefined {
  const versions: Record<string, number> = {};
  const x: Record<string, Extra> = {};
  for (const [i, row] of rows.entries()) {
    versions[row.t] ??= row.v;
    if (versions[row.t] !== row.v) return undefined;
    const extra = Object.entries(row).filter(([key]) => !CORE.has(key));
    if (extra.length) x[i] = Object.fromEntries(extra);
  }
  const v = Object.fromEntries(Object.entries(versions).filter(([, version]) => version !== 1));
  const name = (r: string): Name => (held.includes(r) ? held.indexOf(r) : r);
  const of = originRuns(rows, name);
  const d = packBodies(rows);
  return {
    n: rows.length,
    id: identityRuns(rows, name),
    ...(of.length && { of }),
    b: runLengths(rows.map((row) => row.b)),
    at: vlq(differences(rows.map((row) => row.at))),
    t: vlq(rows.map((row) => row.t)),
    ...(filled(v) && { v }),
    ...(filled(x) && { x }),
    ...(filled(d) && { d }),
  };
}
