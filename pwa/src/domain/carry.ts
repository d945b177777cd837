/**
 * What one person did, as text for the fragment of an address (docs/sync-protocol.md section 7):
 * out of another app's browser, from a tab to the home screen, from an old address to a new one.
 *
 * `<form><sum><data>`: form 1 is deflated, 0 is not; the sum is eight characters of SHA-256 over the
 * data as written, so a link that was cut is not taken for a whole one.
 */
import { fromBase64url, toBase64url } from './bytes';
import { type Columns, pack, type Row } from './columns';
import { hashOf, type PlainEvent, plain, type StoredEvent, sha256 } from './event';
import { isFace } from './faces';
import { fail, ok, type Result } from './result';
import { unpack } from './unpack';

/** Who it is, and her events with the identities they have. */
export type Carried = {
  subject: string;
  token: string;
  avatar: string;
  createdAt: number;
  rows: StoredEvent[];
};

/** Longer addresses are cut by some browsers and by the message that opens another app. */
export const MOST_CHARS = 32_000;
const MOST_BYTES = 512_000;

type Written = { s: string; k: string; f: string; c: number; h: string[] } & (
  | { cols: Columns }
  | { rows: Row[] }
);

const SUM = 8;
const sumOf = async (data: string): Promise<string> =>
  toBase64url(await sha256(new TextEncoder().encode(data))).slice(0, SUM);

async function through(bytes: Uint8Array<ArrayBuffer>, engine: CompressionStream) {
  const stream = new Blob([bytes]).stream().pipeThrough(engine);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Stops as soon as more comes out than may: a small text can hold a huge one. */
async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('deflate'))
    .getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    parts.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const base64url = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 0x6000) text += toBase64url(bytes.subarray(i, i + 0x6000));
  return text;
};

function wireRow(row: StoredEvent, subject: string): Row {
  const { s, ...rest } = plain(row);
  return {
    ...rest,
    r: row.r,
    q: row.q,
    ...(row.of && { of: row.of }),
    ...(s !== subject && { s }),
  };
}

/** Pack it; fails with `long` when no address holds it. */
export async function packCarry(one: Carried): Promise<Result<string>> {
  const held = [...new Set(one.rows.map(({ r }) => r))];
  const rows = one.rows.map((row) => wireRow(row, one.subject));
  const cols = pack(rows, held);
  const written: Written = {
    s: one.subject,
    k: one.token,
    f: one.avatar,
    c: one.createdAt,
    h: held,
    ...(cols ? { cols } : { rows }),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(written));
  const small = typeof CompressionStream !== 'undefined';
  const data = base64url(small ? await through(bytes, new CompressionStream('deflate')) : bytes);
  const text = `${small ? 1 : 0}${await sumOf(data)}${data}`;
  return text.length > MOST_CHARS ? fail('long') : ok(text);
}

const ID = /^[\w-]{22}$/;
const TOKEN = /^[\w-]{43}$/;

function isWritten(value: unknown): value is Written {
  const one = value as Partial<Record<keyof Written, unknown>> | null;
  return (
    typeof one === 'object' &&
    one !== null &&
    ID.test(String(one.s)) &&
    TOKEN.test(String(one.k)) &&
    isFace(String(one.f)) &&
    Number.isSafeInteger(one.c) &&
    Array.isArray(one.h) &&
    one.h.every((r) => ID.test(String(r)))
  );
}

const isRow = (row: Row): boolean =>
  ID.test(String(row.r)) &&
  Number.isSafeInteger(row.q) &&
  row.q > 0 &&
  [row.t, row.v, row.at, row.b].every(Number.isSafeInteger) &&
  !!(row.d ?? row.enc);

/** Read it back, hashes made anew; fails with `cut` when it is not whole or not ours. */
export async function unpackCarry(text: string): Promise<Result<Carried>> {
  const [, form, sum, data] = /^([01])([\w-]{8})([\w-]+)$/.exec(text) ?? [];
  try {
    if (!data || text.length > MOST_CHARS || (await sumOf(data)) !== sum) return fail('cut');
    const bytes = fromBase64url(data);
    const plainBytes = form === '1' ? await inflated(bytes) : bytes;
    const written: unknown = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(plainBytes),
    );
    if (!isWritten(written)) return fail('cut');
    const rows = 'cols' in written ? unpack(written.cols, written.h) : written.rows;
    if (!rows.every(isRow)) return fail('cut');
    return ok({
      subject: written.s,
      token: written.k,
      avatar: written.f,
      createdAt: written.c,
      rows: await Promise.all(rows.map((row) => stored(row, written.s))),
    });
  } catch {
    return fail('cut');
  }
}

async function stored({ r, q, of, ...rest }: Row, subject: string): Promise<StoredEvent> {
  const event: PlainEvent = { s: subject, ...rest };
  return { ...event, r, q, ...(of && { of }), h: await hashOf(event) };
}
