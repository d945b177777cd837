// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vectors from '../../tests/vectors/proofcode.json';
import { fromBase64url, toBase64url } from '../src/domain/bytes';
import {
  checkCode,
  hashName,
  isNameOf,
  type Key,
  neatName,
  readCode,
  readList,
  type Said,
} from '../src/domain/proofcode';
import { qr } from '../src/domain/qr';

const keys: Key[] = [
  { kid: 'AAAAAAAA', pub: vectors.pub },
  { kid: vectors.kid, pub: vectors.pub },
];
const good = vectors.codes[0]?.code as string;
const said = async () => (await checkCode(good, keys)) as Said;

/** The same draws each time. */
function draws(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

describe('codes signed by the server', () => {
  it.each(vectors.codes.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const found = await checkCode(one.code, keys);
    if (one.expect === 'good')
      expect(found).toMatchObject({
        id: vectors.id,
        edition: 'abierta',
        month: '2026-11',
        official: false,
      });
    else expect(found).toBe(one.expect);
  });

  it('are of nobody known without their key, and altered under another one', async () => {
    expect(await checkCode(good, [])).toBe('unknown');
    const pair = (await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
    ])) as CryptoKeyPair;
    const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
    const other = { kid: vectors.kid, pub: toBase64url(raw) };
    expect(await checkCode(good, [other])).toBe('altered');
  });

  it('fail when one letter is another, a hundred times', async () => {
    const draw = draws(6);
    const letters = 'ABCXYZabcxyz0189-_';
    for (let i = 0; i < 100; i++) {
      const at = draw(good.length);
      const others = [...letters].filter((one) => one !== good[at]);
      const code = good.slice(0, at) + others[draw(others.length)] + good.slice(at + 1);
      expect(['altered', 'unknown']).toContain(await checkCode(code, keys));
    }
    for (const code of ['', `${good}A`, good.slice(1), `${good}=`, 'ñ', good.toLowerCase()])
      expect(await checkCode(code, keys)).toBe('altered');
  });

  it('have one way to be written', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const odd = toBase64url(fromBase64url(good).slice(0, -1));
    const last = alphabet.indexOf(odd.at(-1) as string);
    expect(readCode(odd)).toBeDefined();
    expect(readCode(odd.slice(0, -1) + alphabet[last ^ 1])).toBeUndefined();
  });

  it('fit a QR with the address of a server and the salt', () => {
    const address = `https://creando.una-organizacion.org.pe/#/v/${good}.${vectors.salt}`;
    expect(`${good}.${vectors.salt}`.length).toBeLessThanOrEqual(180);
    expect(qr(address)).toBeDefined();
  });
});

describe('a name', () => {
  it('is hashed as the server was told', async () => {
    const hash = await hashName(fromBase64url(vectors.salt), vectors.name);
    expect(toBase64url(hash)).toBe(vectors.hash);
  });

  it('is hers however its letters are put together', async () => {
    const one = await said();
    for (const name of [vectors.name, vectors.name.normalize('NFD'), `  ${vectors.name}\n`])
      expect(await isNameOf(one, vectors.salt, name)).toBe(true);
  });

  it.each(vectors.names as [string, string][])('%j is written in one way', (typed, neat) => {
    expect(neatName(typed)).toBe(neat);
    expect(neatName(neat)).toBe(neat);
  });

  it('of somebody else is not, nor with another salt', async () => {
    const one = await said();
    for (const name of ['', ' ', 'Yuleisy', 'Yuleisy Rondon Ñañez', 'yuleisy rondón ñañez', 'Otra'])
      expect(await isNameOf(one, vectors.salt, name)).toBe(false);
    for (const salt of ['', '*', toBase64url(new Uint8Array(12)), `${vectors.salt}A`])
      expect(await isNameOf(one, salt, vectors.name)).toBe(false);
  });
});

describe('the list of what was taken back', () => {
  it('counts only as it was signed', async () => {
    const list = await readList(vectors.list, keys);
    expect(list).toEqual({ at: 1795000000, ids: [...(list?.ids ?? [])].sort() });
    expect(list?.ids).toContain(vectors.id);
    const [head, , signature] = vectors.list.split('.');
    const body = toBase64url(new TextEncoder().encode('{"iat":1,"revoked":[]}'));
    expect(await readList(`${head}.${body}.${signature}`, keys)).toBeUndefined();
    expect(await readList(vectors.list, [])).toBeUndefined();
    expect(await readList('', keys)).toBeUndefined();
  });
});
