/** One request: the events as columns or rows, their check sum, compressed by the browser. */
import { type Answer, ask } from '../api/client';
import type { Profile } from '../db/device';
import { pack } from '../domain/columns';
import type { Outbox, Twins } from '../domain/exchange';
import { deflated, sumOf, wireRow } from './pack';

export const MAX_EVENTS = 500;
const MAX_SENT_BYTES = 64_000;
const MAX_INFLATED_BYTES = 512_000;

export type Style = { columns: boolean; deflate: boolean };
/** `catalog` is the version on the phone, "" when there is none. */
export type Place = { edition: string; catalog: string };

async function events(outbox: Outbox, subject: string, columns: boolean): Promise<object> {
  const stored = outbox.rows.map(({ row }) => row);
  if (!stored.length) return {};
  const rows = stored.map((row) => wireRow(row, subject));
  return columns ? { cols: pack(rows, outbox.held), sum: await sumOf(stored) } : { rows };
}

/** Nothing is added for who has no twin. */
function asked(twins: Twins): object {
  const all = Object.entries(twins).map(([twin, n]) => [twin, Math.max(0, n)]);
  return all.length ? { tw: Object.fromEntries(all) } : {};
}

const TOO_LARGE: Answer = { kind: 'error', status: 413, key: 'request.too_large', retryAfterS: 0 };

/** Send what the outbox holds; with no rows it is a plain contact. */
export async function post(
  profile: Profile,
  outbox: Outbox,
  place: Place,
  style: Style,
): Promise<Answer> {
  const text = JSON.stringify({
    sub: profile.id,
    ed: place.edition,
    ep: outbox.epoch,
    cat: place.catalog,
    cur: outbox.cursor,
    held: outbox.held,
    ...asked(outbox.twins),
    ...(await events(outbox, profile.id, style.columns)),
  });
  const small = style.deflate && typeof CompressionStream !== 'undefined';
  const plainBytes = new TextEncoder().encode(text);
  const body = small ? await deflated(text) : plainBytes;
  if (body.byteLength > MAX_SENT_BYTES || plainBytes.length > MAX_INFLATED_BYTES) return TOO_LARGE;
  const headers = {
    'Content-Type': 'application/json',
    ...(small && { 'Content-Encoding': 'deflate' }),
  };
  return ask('/api/v1/sync', { method: 'POST', headers, body }, profile.token);
}
