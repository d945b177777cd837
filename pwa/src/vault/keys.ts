/**
 * From what she knows and what this phone is to the keys of her log (docs/adr/0011-vault.md).
 *
 * Key of keys = HKDF(PBKDF2(secret, salt) || HMAC(device key, salt)). The device key never leaves
 * the browser's store as bytes that a script could read; who copies the files copies it too.
 */
import { device } from '../db/device';
import { fromBase64url, randomBytes, toBase64url } from '../domain/bytes';
import type { Lock } from '../domain/lock';
import type { LockKind } from '../domain/pin';
import { type Bytes, dataKey, open, shut } from './boxes';

/** `open` opens her log, `secret` what she keeps from a helper too; undefined once dropped. */
export type Keys = { open: CryptoKey; secret: CryptoKey | undefined; session: string };

const KEY_BYTES = 32;
const LEAST_ROUNDS = 300_000;
const SAMPLE_ROUNDS = 60_000;
const AIM_MS = 700;

async function deviceKey(): Promise<CryptoKey> {
  const found = await device.get<CryptoKey>('key');
  if (found) return found;
  const how = { name: 'HMAC', hash: 'SHA-256' };
  const made = (await crypto.subtle.generateKey(how, false, ['sign'])) as CryptoKey;
  return device.getOrPut('key', made);
}

async function stretch(secret: string, salt: Bytes, rounds: number): Promise<Bytes> {
  const raw = new TextEncoder().encode(secret);
  const base = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(how, base, 8 * KEY_BYTES));
}

async function keyOfKeys(secret: string, salt: Bytes, rounds: number): Promise<CryptoKey> {
  const known = await stretch(secret, salt, rounds);
  const had = new Uint8Array(await crypto.subtle.sign('HMAC', await deviceKey(), salt));
  const both = new Uint8Array([...known, ...had]);
  const base = await crypto.subtle.importKey('raw', both, 'HKDF', false, ['deriveBits']);
  const info = new TextEncoder().encode('creando lock 1');
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info };
  const bits = await crypto.subtle.deriveBits(how, base, 8 * KEY_BYTES);
  return dataKey(new Uint8Array(bits));
}

/** As many rounds as this phone does in 0.7 s; a slow phone waits longer before it gets fewer. */
async function calibrate(): Promise<number> {
  const began = performance.now();
  await stretch('000000', randomBytes(16), SAMPLE_ROUNDS);
  const tookMs = Math.max(1, performance.now() - began);
  return Math.max(LEAST_ROUNDS, Math.floor((SAMPLE_ROUNDS * AIM_MS) / tookMs));
}

async function keysOf(raw: Bytes): Promise<Keys> {
  return {
    open: await dataKey(raw.slice(0, KEY_BYTES)),
    secret: await dataKey(raw.slice(KEY_BYTES, 2 * KEY_BYTES)),
    session: toBase64url(raw.slice(2 * KEY_BYTES)),
  };
}

/** Draw new data keys and lock them, with the token that reads, behind what she knows. */
export async function makeLock(
  kind: LockKind,
  secret: string,
  session: string,
): Promise<{ lock: Lock; keys: Keys }> {
  const salt = randomBytes(16);
  const rounds = await calibrate();
  const raw = new Uint8Array([...randomBytes(2 * KEY_BYTES), ...fromBase64url(session)]);
  const box = await shut(await keyOfKeys(secret, salt, rounds), raw);
  return { lock: { kind, salt, rounds, box }, keys: await keysOf(raw) };
}

/** Undefined when it is not her key, or not this phone. */
export async function openLock(lock: Lock, secret: string): Promise<Keys | undefined> {
  const raw = await open(await keyOfKeys(secret, lock.salt, lock.rounds), lock.box);
  return raw && keysOf(raw);
}
