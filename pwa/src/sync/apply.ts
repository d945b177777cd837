/** Rule 2 of docs/sync-protocol.md: what one reply changes. Pure; `store.ts` writes it at once. */
import type {
  Cursor,
  Head,
  Held,
  News,
  Reply,
  Row,
  Sent,
  Twins,
  Verdict,
} from '../domain/exchange';
import { parted, twinsAfter } from './twins';

export type State = { head: Head; epoch: string; cursor: Cursor; held: Held[]; twins?: Twins };
export type Change = {
  head: Head;
  epoch: string;
  cursor: Cursor;
  /** Local keys to remove, rows to write under their key, rows for the end of the log. */
  drop: number[];
  put: Held[];
  append: Row[];
  kept: Row[];
  clearPulled: boolean;
  news: News[];
  twins: Twins;
  /** Streams whose rows go: of who is a twin no more. */
  parted: string[];
};

const slot = ({ r, q }: Pick<Row, 'r' | 'q'>): string => `${r},${q}`;

/** An event as if the server had never heard of it. */
function unsent(row: Row): Row {
  if (row.u) return row;
  const { ack: _ack, why: _why, ...bare } = row;
  return { ...bare, u: 1 };
}

function answered({ u: _u, why: _why, ...row }: Row, verdict: Verdict, epoch: string): Row {
  const reason = verdict.split(':')[1];
  return { ...row, ack: epoch, ...(reason && { why: reason }) };
}

/** Verdicts, matched by identity and hash; returns the lowest forked seq of each replica. */
function judge(rows: Map<number, Row>, sent: Sent, reply: Reply): Map<string, number> {
  const keys = new Map([...rows].map(([key, row]) => [slot(row), key]));
  const forks = new Map<string, number>();
  sent.events.forEach((event, i) => {
    const key = keys.get(slot(event));
    const row = key === undefined ? undefined : rows.get(key);
    const verdict = reply.verdicts[i];
    if (key === undefined || row?.h !== event.h || !verdict) return;
    if (verdict === 'fork') forks.set(row.r, Math.min(row.q, forks.get(row.r) ?? row.q));
    else rows.set(key, answered(row, verdict, reply.epoch));
  });
  return forks;
}

/** Rule 4: from the lowest forked seq on, acknowledged or not, to the end of the current replica. */
function move(rows: Map<number, Row>, forks: Map<string, number>, first: Head): [Head, Row[]] {
  const moving = [...rows]
    .filter(([, row]) => row.q >= (forks.get(row.r) ?? Number.POSITIVE_INFINITY))
    .sort(([, x], [, y]) => (x.r === y.r ? x.q - y.q : x.r < y.r ? -1 : 1));
  let head = first;
  const moved = moving.map(([key, row]) => {
    rows.delete(key);
    const { r, q } = head;
    head = { r, q: q + 1 };
    return { ...unsent(row), of: row.of ?? [row.r, row.q], r, q } satisfies Row;
  });
  return [head, moved];
}

/** Rule 5: only what was acknowledged in this very epoch, up to what every backup holds. */
function prune(rows: Map<number, Row>, sent: Sent, reply: Reply): Row[] {
  const limits = new Map(sent.held.map((r, i) => [r, reply.kept[i] ?? 0]));
  const pruned = [...rows].filter(
    ([, row]) => row.ack === reply.epoch && row.q <= (limits.get(row.r) ?? 0),
  );
  for (const [key] of pruned) rows.delete(key);
  return pruned.map(([, row]) => row);
}

/** Undefined when the reply must be dropped: its request went out under another epoch. */
export function plan(
  state: State,
  sent: Sent,
  reply: Reply,
  mint: () => string,
): Change | undefined {
  if (sent.epoch !== state.epoch) return undefined;
  const another = reply.epoch !== state.epoch;
  const before = new Map(state.held.map(({ key, row }) => [key, row]));
  const rows = new Map(before);
  if (another) for (const [key, row] of rows) rows.set(key, unsent(row));
  const forks = judge(rows, sent, reply);
  const start = forks.has(state.head.r) ? { r: mint(), q: 1 } : state.head;
  const [head, append] = move(rows, forks, start);
  const kept = prune(rows, sent, reply);
  const { twins: had = {} } = state;
  const twins = twinsAfter(had, sent, reply, another);
  const away = parted({ ...had, ...reply.twins }, twins);
  return {
    head,
    epoch: reply.epoch,
    cursor: reply.cursor,
    drop: [...before.keys()].filter((key) => !rows.has(key)),
    put: [...rows]
      .filter(([key, row]) => row !== before.get(key))
      .map(([key, row]) => ({ key, row })),
    append,
    kept,
    clearPulled: another,
    news: reply.news.filter(({ st }) => !away.includes(st)),
    twins,
    parted: away,
  };
}
