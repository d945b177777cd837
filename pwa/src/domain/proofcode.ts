/**
 * The short signed code of a certificate, as it stands in a QR, and how to check it without the
 * server (docs/adr/0035-proof.md). Mirrors api/proof/shortcode.py, which has the table of its
 * bytes; tests/vectors/proofcode.json holds what both read.
 */
import { fromBase64url, toBase64url } from './bytes';
import { sha256 } from './event';

export type Key = { kid: string; pub: string };
type Bytes = Uint8Array<ArrayBuffer>;
/** `month` as "2026-11". */
export type Said = {
  kid: string;
  month: string;
  id: string;
  hash: Bytes;
  edition: string;
  official: boolean;
};

const HEAD = 34;
const SIGNATURE = 64;
const MOST_SLUG = 24;
const FORM = 1;
/** An edition finished: without official value, with it. */
const KINDS = [1, 2];
const ECDSA = { name: 'ECDSA', hash: 'SHA-256', namedCurve: 'P-256' };

/** Read bytes that were written in our one way; undefined for any other text. */
function bytesOf(text: string): Bytes | undefined {
  try {
    const bytes = fromBase64url(text);
    return toBase64url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

async function isSigned(data: Bytes, signature: Bytes, { pub }: Key): Promise<boolean> {
  const { subtle } = crypto;
  const key = await subtle.importKey('raw', fromBase64url(pub), ECDSA, false, ['verify']);
  return subtle.verify(ECDSA, key, signature, data);
}

/** What a code says, whoever signed it. */
export function readCode(code: string): (Said & { raw: Bytes }) | undefined {
  const raw = bytesOf(code);
  const slug = raw?.subarray(HEAD, -SIGNATURE);
  if (!raw || !slug?.length || slug.length > MOST_SLUG) return undefined;
  if (raw[0] !== FORM || !KINDS.includes(raw[9] as number)) return undefined;
  const months = (raw[7] as number) * 256 + (raw[8] as number);
  return {
    raw,
    kid: toBase64url(raw.subarray(1, 7)),
    month: `${2000 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`,
    id: toBase64url(raw.subarray(10, 18)),
    hash: raw.subarray(18, HEAD),
    edition: String.fromCharCode(...slug),
    official: raw[9] === KINDS[1],
  };
}

/** Check a code with the keys this phone has; what it says only when it is good. */
export async function checkCode(
  code: string,
  keys: readonly Key[],
): Promise<Said | 'altered' | 'unknown'> {
  const read = readCode(code);
  if (!read) return 'altered';
  const key = keys.find(({ kid }) => kid === read.kid);
  if (!key) return 'unknown';
  const { raw, ...said } = read;
  const isGood = await isSigned(raw.slice(0, -SIGNATURE), raw.slice(-SIGNATURE), key);
  return isGood ? said : 'altered';
}

/** Not seen on paper, so whoever types the name she reads leaves them out. */
const UNSEEN = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]/g;

/**
 * A name as it is signed, mirrored by `neat_name` in api/proof/name.py: one way to write its
 * letters, apostrophes and hyphens, single spaces, nothing that is not seen.
 */
export const neatName = (name: string): string =>
  name
    .replace(UNSEEN, '')
    .normalize('NFC')
    .replace(/[\u2018\u2019\u02bc\u00b4`]/g, "'")
    .replace(/[\u2010\u2011\u2013]/g, '-')
    .trim()
    .replace(/\s+/g, ' ');

/** All 32 bytes; a code has the first 16. */
export function hashName(salt: Bytes, name: string): Promise<Bytes> {
  return sha256(new Uint8Array([...salt, ...new TextEncoder().encode(neatName(name))]));
}

export async function isNameOf({ hash }: Said, salt: string, name: string): Promise<boolean> {
  const bytes = bytesOf(salt);
  if (!bytes || !neatName(name)) return false;
  const own = await hashName(bytes, name);
  return hash.every((byte, i) => byte === own[i]);
}

/** The signed list of what was taken back; undefined unless one of these keys signed it. */
export async function readList(
  token: string,
  keys: readonly Key[],
): Promise<{ at: number; ids: string[] } | undefined> {
  const [head = '', body = '', signature = ''] = token.split('.');
  const signed = bytesOf(signature);
  const data = new TextEncoder().encode(`${head}.${body}`);
  for (const key of signed ? keys : [])
    if (await isSigned(data, signed as Bytes, key)) {
      const { iat, revoked } = JSON.parse(new TextDecoder().decode(fromBase64url(body)));
      return { at: iat, ids: revoked };
    }
  return undefined;
}
