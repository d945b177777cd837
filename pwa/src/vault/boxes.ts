/** AES-GCM boxes: `iv || ciphertext`, of bytes or of JSON. */
import { randomBytes } from '../domain/bytes';

const IV_BYTES = 12;

export type Bytes = Uint8Array<ArrayBuffer>;

export const dataKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);

export async function shut(key: CryptoKey, plain: Bytes): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES);
  const ct = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain));
  const box = new Uint8Array(IV_BYTES + ct.length);
  box.set(iv);
  box.set(ct, IV_BYTES);
  return box;
}

/** Undefined when this key does not open it. */
export async function open(key: CryptoKey, box: Bytes): Promise<Bytes | undefined> {
  const how = { name: 'AES-GCM', iv: box.slice(0, IV_BYTES) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, box.slice(IV_BYTES)));
  } catch {
    return undefined;
  }
}

export const shutJson = (key: CryptoKey, value: unknown): Promise<Bytes> =>
  shut(key, new TextEncoder().encode(JSON.stringify(value)));

export async function openJson<T>(key: CryptoKey, box: Bytes): Promise<T | undefined> {
  const plain = await open(key, box);
  return plain && (JSON.parse(new TextDecoder().decode(plain)) as T);
}
