// @vitest-environment node
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fewColours, pngOf } from '../src/domain/png';

/** Read a PNG as any reader does: its chunks, each with the sum it claims. */
function chunks(png: Uint8Array): [kind: string, data: Buffer][] {
  const all = Buffer.from(png);
  const found: [string, Buffer][] = [];
  for (let at = 8; at < all.length; ) {
    const size = all.readUInt32BE(at);
    const body = all.subarray(at + 4, at + 8 + size);
    expect(all.readUInt32BE(at + 8 + size)).toBe(crc32(body));
    found.push([body.subarray(0, 4).toString(), body.subarray(4)]);
    at += 12 + size;
  }
  return found;
}

const pixels = (...colours: number[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(colours.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255, 255]));

describe('a PNG of few colours', () => {
  it('gives every pixel back when the colours are few', () => {
    const given = [0xff0000, 0x00ff00, 0xff0000, 0x0000ff, 0xff0000, 0x00ff00];
    const { palette, rows } = fewColours(pixels(...given), 3);
    const png = pngOf(3, 2, palette, deflateSync(rows));
    expect([...png.subarray(0, 4)]).toEqual([137, 80, 78, 71]);
    const found = chunks(png);
    expect(found.map(([kind]) => kind)).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    const data = Object.fromEntries(found);
    expect([data.IHDR?.readUInt32BE(0), data.IHDR?.readUInt32BE(4)]).toEqual([3, 2]);
    const back = inflateSync(data.IDAT as Buffer);
    const read = [1, 2, 3, 5, 6, 7].map((i) => data.PLTE?.readUIntBE(3 * (back[i] as number), 3));
    expect(read).toEqual(given);
    expect([back[0], back[4]]).toEqual([0, 0]);
  });

  it('takes the nearest of those seen most when they are many', () => {
    const given = [0x000000, 0x000000, 0xffffff, 0xffffff, 0x101010, 0xe0e0e0];
    const { palette, rows } = fewColours(pixels(...given), 6, 2);
    expect(palette).toEqual([0x000000, 0xffffff]);
    expect([...rows]).toEqual([0, 0, 0, 1, 1, 0, 1]);
  });
});
