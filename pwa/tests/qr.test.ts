// @vitest-environment node
import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { qr } from '../src/domain/qr';

/** Photograph a code: four points a square, with the white edge that a camera needs. */
function photograph(grid: boolean[][]) {
  const [scale, edge] = [4, 4];
  const width = (grid.length + 2 * edge) * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (let y = 0; y < width; y++)
    for (let x = 0; x < width; x++) {
      const dark = grid[Math.floor(y / scale) - edge]?.[Math.floor(x / scale) - edge];
      if (dark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  return { width, height: width, data };
}

describe('a QR code', () => {
  it('is read back by another hand, at every length it can hold', () => {
    const alphabet = 'https://creando.example/#/otro/0123456789ABCDEFGHJKMNPQRSTVWXYZñ';
    let versions = 0;
    let last = 0;
    for (let length = 1; length <= 212; length++) {
      let text = '';
      while (new TextEncoder().encode(text).length < length)
        text += alphabet[(text.length * 7 + length) % alphabet.length];
      const grid = qr(text) as boolean[][];
      // Every code near a change of version, and every fifth of the others.
      const isNew = grid.length !== last;
      if (isNew) versions++;
      last = grid.length;
      if (isNew || length % 5 === 0) expect(decodeQR(photograph(grid))).toBe(text);
    }
    expect(versions).toBe(10);
  });

  it('says so when the text is too long', () => {
    expect(qr('x'.repeat(213))?.length).toBe(57);
    expect(qr('x'.repeat(214))).toBeUndefined();
  });
});
