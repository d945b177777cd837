/** One request: the events as columns or rows, their check sum, compressed by the browser. */
import { type Answer, ask } from '../api/client';
import type { Profile } from '../db/device';
import { toBase64url } from '../domain/bytes';
import { pack, type Row as WireRow } from '../domain/columns';
import { plain, type StoredEvent, sha256 } from '../domain/event';
import type { Outbox } from './store';

export const MAX_EVENTS = 500;
const MAX_SENT_BYTES = 64_000;
const MAX_INFLATED_BYTES = 512_000;

export type Style = { columns: boolean; deflate: boolean };
/** `catalog` is the version on the phone, "" when there is none. */
export type Place = { edition: string; catalog: string };

/** Identity, `of` and the plain event; `s` is left out when it is the sender. */
function wireRow(row: StoredEvent, subject: string): WireRow {
  const { s, ...rest } = plain(row);
  return {
    ...rest,
    r: row.r,
    q: row.q,
    ...(row.of && { of: row.of }),
    ...(s !== subject && { s }),
  };
}

async function sumOf(rows: StoredEvent[]): Promise<string> {
  const lines = rows.map(({ r, q, h, of = [] }) => [r, q, h, ...of].join('.'));
  return toBase64url(await sha256(new TextEncoder().encode(lines.join('\n')))).slice(0, 8);
}

async function events(outbox: Outbox, subject: string, columns: boolean): Promise<object> {
  const stored = outbox.rows.map(({ row }) => row);
  if (!stored.length) return {};
  const rows = stored.map((row) => wireRow(row, subject));
  return columns ? { cols: pack(rows, outbox.held), sum: await sumOf(stored) } : { rows };
}

async function deflated(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Response(stream).arrayBuffer();
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
