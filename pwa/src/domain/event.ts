/** The plain event, its canonical form and its hash (docs/sync-protocol.md section 2). */
import { toBase64url } from './bytes';

export type Value = number | string | Value[];
export type Body = { [field: string]: Value };
export type Enc = { kid: string; to: 'self' | 'server' | 'analyst' | 'edition'; ct: string };

export type PlainEvent = {
  t: number;
  v: number;
  s: string;
  at: number;
  b: number;
  d?: Body;
  a?: string;
  via?: 'helper';
  enc?: Enc;
};

/** Identity `(r, q)`; `of` is the first identity of an event that had to move. */
export type StoredEvent = PlainEvent & { r: string; q: number; h: string; of?: [string, number] };

/** Deterministic JSON: sorted keys, no white space. Keys are ASCII, numbers are integers. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
  return `{${fields}}`;
}

/** What is not hashed: identity, and what a phone or a stream notes about an event. */
const APART = new Set(['r', 'q', 'of', 'h', 'u', 'ack', 'why', 'st', 'n']);

/** The plain event; a header key from the future stays in it. */
export const plain = (e: PlainEvent): PlainEvent =>
  Object.fromEntries(Object.entries(e).filter(([key]) => !APART.has(key))) as PlainEvent;

export const canonical = (e: PlainEvent): string => canonicalJson(plain(e));

export async function sha256(bytes: BufferSource): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** h, as base64url (43 characters). */
export async function hashOf(e: PlainEvent): Promise<string> {
  return toBase64url(await sha256(new TextEncoder().encode(canonical(e))));
}

/** Well-formed NFC text and integers within 2^53; anything else is a bug of ours. */
export function quantised(value: Value): Value {
  if (typeof value === 'string') {
    // Encoding to UTF-8 and back replaces lone surrogates; toWellFormed() is missing before Chrome 111.
    return new TextDecoder().decode(new TextEncoder().encode(value)).normalize();
  }
  if (Array.isArray(value)) return value.map(quantised);
  if (!Number.isSafeInteger(value)) throw new TypeError('events hold integers');
  return value;
}

export const quantisedBody = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, quantised(value)]),
  );
