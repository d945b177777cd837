/**
 * Seal bytes to a public key: HPKE base mode, single shot (RFC 9180 sections 4, 5 and 6.1), with
 * DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM, over the browser's own cryptography.
 *
 * tests/vectors/hpke.json was made by another implementation.
 */
const KEM = [0, 16];
const SUITE = [...KEM, 0, 1, 0, 2];

type Bytes = Uint8Array<ArrayBuffer>;

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
const join = (...parts: (number[] | Bytes)[]): Bytes =>
  Uint8Array.from(parts.flatMap((p) => [...p]));

async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  // An empty key and one of zeros are the same to HMAC; browsers refuse the empty one.
  const raw = key.length ? key : new Uint8Array(32);
  const imported = await crypto.subtle.importKey('raw', raw, HASH, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, data));
}

const HASH = { name: 'HMAC', hash: 'SHA-256' };
const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const NONE: Bytes = new Uint8Array(0);

const extract = (suite: number[], salt: Bytes, label: string, data: Bytes): Promise<Bytes> =>
  hmac(salt, join(ascii('HPKE-v1'), suite, ascii(label), data));

/** One block of HKDF-Expand: at most 32 bytes are ever asked. */
async function expand(
  suite: number[],
  key: Bytes,
  label: string,
  info: Bytes,
  length: number,
): Promise<Bytes> {
  const block = join([0, length], ascii('HPKE-v1'), suite, ascii(label), info, [1]);
  return (await hmac(key, block)).slice(0, length);
}

/** From the agreed secret to the one key and nonce of this message; both sides compute it. */
export async function contextOf(
  dh: Bytes,
  enc: Bytes,
  publicKey: Bytes,
  info: string,
): Promise<{ raw: Bytes; iv: Bytes }> {
  const kem = [...ascii('KEM'), ...KEM];
  const prk = await extract(kem, NONE, 'eae_prk', dh);
  const shared = await expand(kem, prk, 'shared_secret', join(enc, publicKey), 32);
  const suite = [...ascii('HPKE'), ...SUITE];
  const context = join(
    [0],
    await extract(suite, NONE, 'psk_id_hash', NONE),
    await extract(suite, NONE, 'info_hash', join(ascii(info))),
  );
  const secret = await extract(suite, shared, 'secret', NONE);
  return {
    raw: await expand(suite, secret, 'key', context, 32),
    iv: await expand(suite, secret, 'base_nonce', context, 12),
  };
}

/** Return `enc || ciphertext` for the holder of `publicKey`, a raw uncompressed point. */
export async function seal(
  publicKey: Bytes,
  info: string,
  plain: Bytes,
  ephemeral?: CryptoKeyPair,
): Promise<Bytes> {
  const theirs = await crypto.subtle.importKey('raw', publicKey, CURVE, false, []);
  const mine = ephemeral ?? (await crypto.subtle.generateKey(CURVE, false, ['deriveBits']));
  const enc = new Uint8Array(await crypto.subtle.exportKey('raw', mine.publicKey));
  const agreed = { name: 'ECDH', public: theirs };
  const dh = new Uint8Array(await crypto.subtle.deriveBits(agreed, mine.privateKey, 256));
  const { raw, iv } = await contextOf(dh, enc, publicKey, info);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt']);
  return join(
    enc,
    new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain)),
  );
}
