/** The cash notebook: what is in the tin, what came in and went out. Whole céntimos. Pure. */

export type Place = 'negocio' | 'casa';
/** In, out, owed to her, owed by her. */
export type Kind = 'in' | 'out' | 'owed' | 'owe';

/** `w` says what for; `n` who, of a debt; `paid` is the day on which a debt was settled. */
export type Entry = { k: Kind; p: Place; a: number; w: string; n?: string; paid?: string };
/** An entry with its day and the name it is kept under. */
export type Line = Entry & { day: string; name: string };
/** What was in the tin in the morning, and when she counted. */
export type Count = { before: number; now: number };

type Values = ReadonlyMap<string, unknown>;

/** How the count of a day is named; its entries have random names. */
const COUNT = 'cajon';
export const countName = (day: string): string => `${day}/${COUNT}`;

const KINDS: unknown[] = ['in', 'out', 'owed', 'owe'];
const isAmount = (one: unknown): one is number => Number.isSafeInteger(one) && Number(one) >= 0;

/** The entries among what she keeps, by day and then by name; what is none is passed over. */
export function linesIn(values: Values): Line[] {
  return [...values]
    .flatMap(([name, value]) => {
      const one = value as Entry | null;
      return one && KINDS.includes(one.k) && isAmount(one.a) && typeof one.w === 'string'
        ? [{ ...one, name, day: name.slice(0, 10) }]
        : [];
    })
    .sort((x, y) => (x.name < y.name ? -1 : 1));
}

/** The count of one day. */
export function countOf(values: Values, day: string): Count | undefined {
  const one = values.get(countName(day)) as Count | undefined;
  return one && isAmount(one.before) && isAmount(one.now) ? one : undefined;
}

/** What was in the tin when it was last counted before a day. */
export function countedBefore(values: Values, day: string): number | undefined {
  const days = [...values.keys()].filter((name) => name.endsWith(`/${COUNT}`) && name < day);
  return countOf(values, days.sort().pop()?.slice(0, 10) ?? '')?.now;
}

/** What stayed in the tin that day; less than nothing is missing. */
export const stayed = ({ before, now }: Count): number => now - before;

/** Money moves when it is paid: a debt on the day on which it is settled. */
const movesOn = ({ k, day, paid }: Line): string | undefined =>
  k === 'in' || k === 'out' ? day : paid;

export type Totals = { came: number; went: number; left: number };

/** What came in and went out of one place on some days. */
export function totals(lines: Line[], place: Place, days: string[]): Totals {
  let came = 0;
  let went = 0;
  for (const line of lines) {
    const day = movesOn(line);
    if (line.p !== place || !day || !days.includes(day)) continue;
    if (line.k === 'in' || line.k === 'owed') came += line.a;
    else went += line.a;
  }
  return { came, went, left: came - went };
}

/** The debts that are not settled. */
export const openDebts = (lines: Line[], kind: 'owed' | 'owe'): Line[] =>
  lines.filter((line) => line.k === kind && !line.paid);

export const sumOf = (lines: Line[]): number => lines.reduce((all, { a }) => all + a, 0);

/** The seven days of the week in which a day is, from Monday. */
export function weekOf(day: string): string[] {
  const noon = new Date(`${day}T12:00:00Z`);
  const monday = noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7);
  return Array.from({ length: 7 }, (_, i) => {
    const one = new Date(noon);
    one.setUTCDate(monday + i);
    return one.toISOString().slice(0, 10);
  });
}

/** A sheet would take what begins like this for a formula. */
const FORMULA = /^[=+\-@＝＋－＠]/;

/** One cell: in one line, and never a formula. */
function cell(text: string): string {
  const flat = text.replace(/[\s"]+/g, ' ').trim();
  return FORMULA.test(flat) ? `'${flat}` : flat;
}

/** "12.50": the decimal point is that of Peru. */
export const soles = (amount: number): string =>
  `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

/** What its columns, kinds and places are called. */
export type SheetWords = { head: string[]; of: Record<Kind | Place | 'before' | 'now', string> };

/**
 * Her notebook as rows for a spreadsheet, fields parted by tabs. Names of others are not in it:
 * the file may go on to somebody.
 */
export function sheetOf(values: Values, { head, of }: SheetWords): string {
  const lines = linesIn(values);
  const counts = [...values.keys()].filter((name) => name.endsWith(`/${COUNT}`)).sort();
  const rows = [
    ...lines.map(({ day, k, p, w, a, paid = '' }) => [day, of[k], of[p], w, soles(a), paid]),
    ...counts.flatMap((name) => {
      const day = name.slice(0, 10);
      const count = countOf(values, day);
      return (['before', 'now'] as const).flatMap((when) =>
        count ? [[day, of[when], of.negocio, '', soles(count[when]), '']] : [],
      );
    }),
  ].sort(([x = ''], [y = '']) => (x < y ? -1 : Number(x > y)));
  return [head, ...rows].map((row) => `${row.map(cell).join('\t')}\r\n`).join('');
}

/**
 * The rows as Excel opens them right whatever the country of the computer: UTF-16 with its mark and
 * tabs. With commas or semicolons it would follow the settings of each computer, and UTF-8 loses its
 * accents where the separator has to be told first.
 */
export const sheetUnits = (text: string): Uint16Array<ArrayBuffer> =>
  Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0));
