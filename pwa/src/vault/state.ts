/** A sealed log in memory, and what changes it. Pure. */

import type { Seen } from '../db/log';
import type { Cursor, Head, Held, News, Row, Stuck, Twins } from '../domain/exchange';
import type { Change } from '../sync/apply';
import { linked } from '../sync/twins';

/**
 * Tokens that read, from before: does the server know today's, in this life of its log? If not,
 * it knows one of the `past`, most likely the last; a restore may bring it back to any. `met`: it
 * has answered the one that reads, though it may not know the one that appends.
 */
export type Tokens = { past: string[]; told: boolean; met?: true };

const MOST_PAST = 4;

/** The token that reads which the server knows, as far as this phone can tell. */
export const knownToken = (tokens: Tokens | null | undefined, present: string): string =>
  (tokens && !tokens.told && !tokens.met && tokens.past.at(-1)) || present;

/** The tokens from before a new key; `present` is the one of now. */
export function tokensBefore(tokens: Tokens | null | undefined, present: string): Tokens {
  const past = tokens?.past ?? [];
  const last = knownToken(tokens, present) === present ? [] : past.slice(-1);
  const rest = past.slice(0, past.length - last.length);
  return { past: [...rest, present, ...last].slice(-MOST_PAST), told: false };
}

/** The few values beside the rows. */
export type Marks = {
  head: Head;
  epoch: string;
  cursor: Cursor;
  /** Day of the last contact. */
  day: number;
  /** Something of hers may have left. */
  sent: number;
  stuck: Stuck | null;
  /** Not written down before the first reply: then what was pulled says it. */
  twins: Twins | null;
  tokens: Tokens | null;
};

export type State = Marks & {
  /** Number of the last box read. */
  gen: number;
  next: number;
  rows: Map<number, Row>;
  kept: Row[];
  aside: Row[];
  pulled: Map<string, News>;
};

/** One box of the journal. */
export type Patch = {
  put?: [key: number, row: Row][];
  drop?: number[];
  kept?: Row[];
  aside?: Row[];
  clear?: 1;
  news?: News[];
  /** Streams whose rows go. */
  part?: string[];
  marks?: Partial<Marks>;
};

export const fresh = (head: Head): State => ({
  gen: 0,
  next: 1,
  head,
  epoch: '',
  cursor: { l: 0, e: 0 },
  day: 0,
  sent: 0,
  stuck: null,
  twins: null,
  tokens: null,
  rows: new Map(),
  kept: [],
  aside: [],
  pulled: new Map(),
});

export function patch(state: State, box: Patch): void {
  for (const key of box.drop ?? []) state.rows.delete(key);
  for (const [key, row] of box.put ?? []) {
    state.rows.set(key, row);
    state.next = Math.max(state.next, key + 1);
  }
  state.kept.push(...(box.kept ?? []));
  state.aside.push(...(box.aside ?? []));
  if (box.clear) state.pulled.clear();
  for (const st of box.part ?? [])
    for (const [key, row] of state.pulled) if (row.st === st) state.pulled.delete(key);
  for (const row of box.news ?? []) state.pulled.set(`${row.st},${row.n}`, row);
  Object.assign(state, box.marks);
}

/** Everything in one patch: what a snapshot is. */
export function snapshot(state: State): Patch {
  const { head, epoch, cursor, day, sent, stuck, twins, tokens } = state;
  return {
    put: [...state.rows],
    kept: state.kept,
    aside: state.aside,
    news: [...state.pulled.values()],
    marks: { head, epoch, cursor, day, sent, stuck, twins, tokens },
  };
}

/** Keys grow with the log and are never used again, so order and parcels stay as they were. */
export const held = (state: State): Held[] =>
  [...state.rows].sort(([x], [y]) => x - y).map(([key, row]) => ({ key, row }));

export const twinsIn = ({ twins, pulled }: State): Twins =>
  twins ?? linked({}, [...pulled.values()]);

/** A log as `plan` sees it. */
export const forPlan = (state: State) => ({ ...state, held: held(state), twins: twinsIn(state) });

/** What `plan` decided, as a box. */
export const fromChange = (state: State, change: Change, day?: number): Patch => ({
  drop: change.drop,
  put: [
    ...change.put.map(({ key, row }): [number, Row] => [key, row]),
    ...change.append.map((row, i): [number, Row] => [state.next + i, row]),
  ],
  kept: change.kept,
  ...(change.clearPulled && { clear: 1 as const }),
  news: change.news,
  part: change.parted,
  marks: {
    head: change.head,
    epoch: change.epoch,
    cursor: change.cursor,
    twins: change.twins,
    ...(day !== undefined && { day }),
    ...(state.tokens &&
      change.epoch !== state.epoch && { tokens: { ...state.tokens, told: false } }),
  },
});

export const forFold = (state: State): Seen[] => [
  ...state.rows.values(),
  ...state.kept,
  ...state.pulled.values(),
];
