/** The server's half of a parcel, for tests of the phone: its key, and the opening of HPKE. */
import { toBase64url } from '../src/domain/bytes';
import { contextOf } from '../src/vault/hpke';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ENC_BYTES = 65;
const KID_BYTES = 6;

const pair = crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
const point = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.exportKey('raw', (await pair).publicKey));

export async function sealKey(): Promise<{ kid: string; pub: string }> {
  const raw = await point();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  return { kid: toBase64url(digest).slice(0, 8), pub: toBase64url(raw) };
}

/** Undefined when it does not open. */
export async function openParcel(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  const kid = toBase64url(body.slice(0, KID_BYTES));
  if (kid !== (await sealKey()).kid) return undefined;
  const enc = body.slice(KID_BYTES, KID_BYTES + ENC_BYTES);
  const theirs = await crypto.subtle.importKey('raw', enc, CURVE, false, []);
  const agreed = { name: 'ECDH', public: theirs };
  const dh = await crypto.subtle.deriveBits(agreed, (await pair).privateKey, 256);
  const { raw, iv } = await contextOf(new Uint8Array(dh), enc, await point(), 'creando parcel 1');
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  const ct = body.slice(KID_BYTES + ENC_BYTES);
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, ct));
  } catch {
    return undefined;
  }
}
