// @vitest-environment node
import { describe, expect, it } from 'vitest';
import vector from '../../tests/vectors/hpke.json';
import { fromBase64url, toBase64url } from '../src/domain/bytes';
import { seal } from '../src/vault/hpke';

/** tests/unit/sealing/test_hpke_vector.py opens the same bytes with another implementation. */
describe('what is sealed to the server', () => {
  it('is what another implementation opens', async () => {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const { ephemeral } = vector;
    const { d: _, ...half } = ephemeral;
    const pair = {
      privateKey: await crypto.subtle.importKey('jwk', ephemeral, curve, true, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', half, curve, true, []),
    };
    const plain = new TextEncoder().encode(vector.plain);
    const sealed = await seal(fromBase64url(vector.public), vector.info, plain, pair);
    expect(toBase64url(sealed)).toBe(vector.sealed);
  });

  it('never looks the same twice', async () => {
    const plain = new TextEncoder().encode(vector.plain);
    const twice = [0, 1].map(() => seal(fromBase64url(vector.public), vector.info, plain));
    const [one, two] = await Promise.all(twice);
    expect(one).not.toEqual(two);
    expect(one?.length).toBe(65 + plain.length + 16);
  });
});
