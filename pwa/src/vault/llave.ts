/**
 * Mi llave: twelve characters that bring her back. What the server keeps is drawn from them by
 * stretching, and opens nothing; her own keys travel in a box that only they open.
 */
import { fromBase64url, randomBytes, toBase64url } from '../domain/bytes';
import { drawLetters, LLAVE_LETTERS } from '../domain/letters';
import { type Bytes, dataKey, open, shut } from './boxes';

const ROUNDS = 300_000;
const SALT = new TextEncoder().encode('creando llave 1');
const SIZES = { id: 16, auth: 32, wrap: 32 };

export type Drawn = { id: string; auth: string; wrap: CryptoKey };

export const newLlave = (): string => drawLetters(randomBytes(LLAVE_LETTERS));

/** What the twelve characters stand for; as slow as a PIN. */
export async function drawn(llave: string): Promise<Drawn> {
  const raw = new TextEncoder().encode(llave);
  const base = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: SALT, iterations: ROUNDS };
  const stretched = await crypto.subtle.deriveBits(how, base, 256);
  const key = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveBits']);
  const draw = async (part: keyof typeof SIZES): Promise<Bytes> => {
    const info = new TextEncoder().encode(`creando llave 1 ${part}`);
    const also = { name: 'HKDF', hash: 'SHA-256', salt: SALT, info };
    return new Uint8Array(await crypto.subtle.deriveBits(also, key, 8 * SIZES[part]));
  };
  return {
    id: toBase64url(await draw('id')),
    auth: toBase64url(await draw('auth')),
    wrap: await dataKey(await draw('wrap')),
  };
}

export const boxOf = async (one: Drawn, key: Bytes): Promise<string> =>
  toBase64url(await shut(one.wrap, key));

/** Her own key out of the box; undefined when it is not hers. */
export const keyIn = (one: Drawn, box: string): Promise<Bytes | undefined> =>
  open(one.wrap, fromBase64url(box));
