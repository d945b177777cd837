// @vitest-environment node
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, randomBytes, toBase64url } from '../src/domain/bytes';
import { type Carried, MOST_CHARS, packCarry, unpackCarry } from '../src/domain/carry';
import { type Body, hashOf, sha256 } from '../src/domain/event';

const one: Omit<Carried, 'rows'> = {
  subject: newId(),
  token: toBase64url(randomBytes(32)),
  avatar: 'y7',
  createdAt: 1_795_000_000,
};
const replicas = [newId(), newId()];

async function person(bodies: Body[], also: object = {}): Promise<Carried> {
  const rows = bodies.map(async (d, i) => {
    const event = { t: 5 + (i % 4), v: 1, s: one.subject, at: 1_795_000_000 + 9 * i, b: 77, d };
    return { ...event, h: await hashOf(event), r: replicas[i % 2] as string, q: 1 + (i >> 1) };
  });
  return { ...one, rows: (await Promise.all(rows)).map((row) => ({ ...row, ...also })) };
}

const written = async (value: unknown): Promise<string> => {
  const data = toBase64url(deflateSync(JSON.stringify(value)));
  return `1${toBase64url(await sha256(new TextEncoder().encode(data))).slice(0, 8)}${data}`;
};

const body = fc.record({
  lesson: fc.constantFrom('tanda', 'cajones', 'ñandú'),
  card: fc.nat(40),
  option: fc.oneof(
    fc.string({ maxLength: 6 }).map((text) => text.normalize()),
    fc.nat(9),
  ),
});

describe('what is carried in an address', () => {
  it('comes out with the identities and hashes it went in with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 30 }), async (bodies) => {
        const packed = await packCarry(await person(bodies as Body[]));
        if (!packed.ok) throw new Error(packed.reason);
        expect(packed.value).toMatch(/^1[\w-]+$/);
        expect(await unpackCarry(packed.value)).toEqual({
          ok: true,
          value: await person(bodies as Body[]),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves behind what only one phone knows of an event', async () => {
    const packed = await packCarry(
      await person([{ lesson: 'tanda' }], { u: 1, ack: 'x', why: 'y' }),
    );
    if (!packed.ok) throw new Error(packed.reason);
    const got = await unpackCarry(packed.value);
    expect(got.ok && Object.keys(got.value.rows[0] as object).sort()).toEqual([
      'at',
      'b',
      'd',
      'h',
      'q',
      'r',
      's',
      't',
      'v',
    ]);
  });

  it('keeps the first identity of an event that had to move', async () => {
    const moved = await person([{ lesson: 'tanda' }], { of: [newId(), 4] });
    const packed = await packCarry(moved);
    expect(packed.ok && (await unpackCarry(packed.value))).toEqual({ ok: true, value: moved });
  });

  it('fits an address when it is weeks of study, and says so when it does not', async () => {
    const weeks = Array.from({ length: 600 }, (_, i) => ({ lesson: `l${i % 16}`, card: i % 9 }));
    const packed = await packCarry(await person(weeks));
    expect(packed.ok && packed.value.length).toBeLessThan(8_000);
    const noise = Array.from({ length: 1500 }, () => ({ option: toBase64url(randomBytes(18)) }));
    expect(await packCarry(await person(noise))).toEqual({ ok: false, reason: 'long' });
  });

  it('is refused when it was cut, changed, or is nothing of ours', async () => {
    const packed = await packCarry(await person([{ lesson: 'tanda', card: 3 }]));
    if (!packed.ok) throw new Error(packed.reason);
    const whole = packed.value;
    const spoilt = [
      '',
      'hola',
      whole.slice(0, -1),
      whole.slice(0, 40),
      `${whole.slice(0, 30)}${whole[30] === 'A' ? 'B' : 'A'}${whole.slice(31)}`,
      `0${whole.slice(1)}`,
      `${whole}%20`,
      `1${'A'.repeat(MOST_CHARS)}`,
    ];
    for (const text of spoilt)
      expect(await unpackCarry(text)).toEqual({ ok: false, reason: 'cut' });
  });

  it('is refused when it is whole but not a person and her events', async () => {
    const base = { s: one.subject, k: one.token, f: 'y7', c: 1, h: [] };
    const row = { r: newId(), q: 1, t: 5, v: 1, at: 1, b: 1, d: { lesson: 'tanda' } };
    for (const f of ['y1', 'y12', 'y13', 'y24'])
      expect((await unpackCarry(await written({ ...base, f, rows: [row] }))).ok).toBe(true);
    for (const wrong of [
      null,
      [],
      { ...base, s: 'x', rows: [] },
      { ...base, k: '', rows: [] },
      { ...base, f: 'y13"><b>', rows: [] },
      { ...base, f: 'y0', rows: [] },
      { ...base, f: 'y25', rows: [] },
      { ...base, f: 'y013', rows: [] },
      { ...base, h: ['x'], rows: [] },
      { ...base, rows: [{ ...row, q: 0 }] },
      { ...base, rows: [{ ...row, d: undefined }] },
      { ...base, rows: [{ ...row, r: 7 }] },
      { ...base, cols: { n: 2, id: [], b: [], at: '', t: '' } },
      base,
    ])
      expect(await unpackCarry(await written(wrong))).toEqual({ ok: false, reason: 'cut' });
  });

  it('never grows into more than a phone can hold', async () => {
    const bomb = await written({ s: 'x'.repeat(600_000) });
    expect(bomb.length).toBeLessThan(2_000);
    expect(await unpackCarry(bomb)).toEqual({ ok: false, reason: 'cut' });
  });
});
