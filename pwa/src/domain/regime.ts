/**
 * The four ways of paying taxes, side by side. It judges with nothing but amounts that somebody
 * confirmed for this very year (lessons/constants.json): where one is open there is no verdict.
 */

/** As the bundle has it (api/content/words.py); an open one comes without its amount. */
export type Constant = [
  id: string,
  unit: string,
  year: number,
  /** Who confirms it, in words of the lessons. */
  who: string,
  value?: number,
];

const MONTHS = 12;
const IN_UIT = 'UIT';
const UIT = 'uit';

type Known = ReadonlyMap<string, number>;

/** The amounts that are confirmed and of this year; what is told in UIT is worth céntimos. */
export function knownIn(constants: readonly Constant[], year: number): Known {
  const valid = constants.filter(([, , of]) => of === year);
  const uit = valid.find(([id]) => id === UIT)?.[4];
  const known = new Map<string, number>();
  for (const [id, unit, , , value] of valid) {
    if (value === undefined) continue;
    if (unit !== IN_UIT) known.set(id, value);
    else if (uit !== undefined) known.set(id, value * uit);
  }
  return known;
}

/** What she sells or buys in a month: more than `over`, and up to `upTo` or without an end. */
export type Range = { over: number; upTo: number | null };

/** Parts a month by the limits that are known; none when none is. */
export function rangesIn(known: Known): Range[] {
  const year = ['rer-tope', 'rmt-tope'].map((id) => Math.floor((known.get(id) ?? 0) / MONTHS));
  const month = ['nrus-tope-1', 'nrus-tope-2'].map((id) => known.get(id) ?? 0);
  const limits = [...new Set([...month, ...year])].filter(Boolean).sort((a, b) => a - b);
  if (!limits.length) return [];
  return [0, ...limits].map((over, i) => ({ over, upTo: limits[i] ?? null }));
}

/** What can be answered; `figures` is asked in place of the two ranges while no limit is known. */
export const CHOICES = {
  buyers: ['people', 'firms', 'both'],
  invoice: ['yes', 'no', 'unsure'],
  figures: ['yes', 'no'],
  places: ['one', 'more'],
  trade: ['market', 'goods', 'service'],
} as const;
type Month = Range | 'unsure';
export type Answers = { [one in keyof typeof CHOICES]?: (typeof CHOICES)[one][number] } & {
  sales?: Month;
  buys?: Month;
};
export type Asked = keyof Answers;

/** The questions, in their order. */
export const askedWith = (known: Known): Asked[] => [
  'buyers',
  'invoice',
  ...(rangesIn(known).length ? (['sales', 'buys'] as const) : (['figures'] as const)),
  'places',
  'trade',
];

/** The amounts that stand behind each; the last has no limit to know. */
const NEEDS = {
  nrus: ['nrus-tope-1', 'nrus-tope-2', 'nrus-cuota-1', 'nrus-cuota-2'],
  rer: ['rer-tope', 'rer-tasa'],
  rmt: ['rmt-tope', UIT],
  general: [],
} as const;
type Regime = keyof typeof NEEDS;
const REGIMES = Object.keys(NEEDS) as Regime[];

export type View = {
  regime: Regime;
  /** Amounts that nobody confirmed for this year, by id. */
  missing: string[];
  /**
   * `open`: an amount is missing, so no verdict. `over`: she sells or buys more than its limit.
   * `bills`: she needs invoices, and it has none. `may`: by its limits she may. `ask`: cannot be told.
   */
  fit: 'open' | 'over' | 'bills' | 'may' | 'ask';
  /** The limit, of a month (`nrus`) or a year, what is paid a month, and the part of what is sold. */
  limit?: number;
  fee?: number;
  share?: number;
};

/** Is a month within a limit? Undefined when the limit cuts through what she told. */
function within(month: Answers['sales'], limit: number): boolean | undefined {
  if (!month || month === 'unsure') return undefined;
  if (month.over >= limit) return false;
  return month.upTo !== null && month.upTo <= limit ? true : undefined;
}

const verdict = (fits: (boolean | undefined)[]): View['fit'] =>
  fits.includes(false) ? 'over' : fits.every(Boolean) ? 'may' : 'ask';

function nrus(known: (id: string) => number, answers: Answers): Partial<View> {
  const both = [answers.sales, answers.buys];
  const [small, large] = [known('nrus-tope-1'), known('nrus-tope-2')];
  const isSmall = both.every((one) => within(one, small));
  const fit = verdict(both.map((one) => within(one, large)));
  return {
    limit: isSmall ? small : large,
    // Of a month that nobody knows, nobody knows the fee.
    ...(fit === 'may' && { fee: known(isSmall ? 'nrus-cuota-1' : 'nrus-cuota-2') }),
    fit: answers.invoice === 'yes' ? 'bills' : fit,
  };
}

function byYear(limit: number, { sales }: Answers): Partial<View> {
  return { limit, fit: verdict([within(sales, Math.floor(limit / MONTHS))]) };
}

/** Put the four side by side for what she answered. */
export function viewsOf(answers: Answers, known: Known): View[] {
  const amount = (id: string) => known.get(id) as number;
  return REGIMES.map((regime) => {
    const [first, second] = NEEDS[regime];
    const missing = NEEDS[regime].filter((id) => !known.has(id));
    const none: View = { regime, missing, fit: missing.length ? 'open' : 'ask' };
    if (missing.length || !first) return none;
    if (regime === 'nrus') return { ...none, ...nrus(amount, answers) };
    const share = second === 'rer-tasa' && { share: amount(second) };
    return { ...none, ...byYear(amount(first), answers), ...share };
  });
}

/** What to ask where it is confirmed, from what she answered. */
const QUESTIONS = ['invoice', 'places', 'market', 'service', 'low'] as const;
export const toAsk = ({ buyers, invoice, places, trade }: Answers) =>
  QUESTIONS.filter(
    (one) =>
      ({
        invoice: invoice !== 'no' || (buyers !== undefined && buyers !== 'people'),
        places: places === 'more',
        market: trade === 'market',
        service: trade === 'service',
        low: true,
      })[one],
  );
