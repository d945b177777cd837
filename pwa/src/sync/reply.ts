/** Read the server's answer; what does not fit the documented shape is not an answer. */
import type { Json } from '../api/client';
import { hashOf } from '../domain/event';
import type { Cursor, News, Reply, Twins, Verdict } from '../domain/exchange';
import { readTwins } from './twins';

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown): value is string => typeof value === 'string';

function readVerdicts(value: unknown, count: number): Verdict[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const all: Verdict[] = [];
  for (const pair of value) {
    if (!Array.isArray(pair) || !isText(pair[0]) || !isCount(pair[1])) return undefined;
    if (!/^(accepted|duplicate|fork|quarantined:.+)$/.test(pair[0])) return undefined;
    if (pair[1] > count - all.length) return undefined;
    all.push(...Array<Verdict>(pair[1]).fill(pair[0] as Verdict));
  }
  return all.length === count ? all : undefined;
}

const isNews = (row: unknown): row is News =>
  typeof row === 'object' &&
  row !== null &&
  isText((row as News).st) &&
  isCount((row as News).n) &&
  isText((row as News).r) &&
  isCount((row as News).q);

const isTwins = (value: unknown): value is Twins =>
  typeof value === 'object' && value !== null && Object.values(value).every(isCount);

/** Undefined when this is not an answer to `events` events and `held` replicas of `subject`. */
export async function readReply(
  body: Json,
  subject: string,
  events: number,
  held: number,
): Promise<Reply | undefined> {
  const { ep, cat, kept, cur, more = false, news = [], tw = {} } = body;
  const verdicts = readVerdicts(body.v, events);
  const { l, e } = (cur ?? {}) as Partial<Cursor>;
  if (
    !verdicts ||
    !isText(ep) ||
    !ep ||
    (cat !== undefined && !isText(cat)) ||
    typeof more !== 'boolean'
  )
    return undefined;
  if (!isCount(l) || !isCount(e)) return undefined;
  if (!Array.isArray(kept) || kept.length !== held || !kept.every(isCount)) return undefined;
  if (!Array.isArray(news) || !news.every(isNews) || !isTwins(tw)) return undefined;
  return {
    epoch: ep,
    catalog: cat,
    kept,
    verdicts,
    cursor: { l, e },
    more,
    news: await Promise.all(readTwins(news, tw).map((row) => hashed(row, subject))),
    twins: tw,
  };
}

/** Hashed here, since nothing may be awaited inside the transaction that stores it. */
async function hashed(row: News, subject: string): Promise<News> {
  const whole = { ...row, s: row.s ?? subject };
  return { ...whole, h: await hashOf(whole) };
}
