/**
 * A PNG of few colours: a phone's own encoder keeps every shade of every edge, and makes of our flat
 * drawing four times the bytes that she, and whoever gets it, would pay for. Pure.
 */

/** The colours seen most, and for each pixel the nearest of them, row by row, each with its 0 filter. */
export function fewColours(
  pixels: Uint8ClampedArray,
  wide: number,
  most = 64,
): { palette: number[]; rows: Uint8Array<ArrayBuffer> } {
  const seen = new Map<number, number>();
  const colourAt = (i: number): number =>
    ((pixels[i] as number) << 16) | ((pixels[i + 1] as number) << 8) | (pixels[i + 2] as number);
  for (let i = 0; i < pixels.length; i += 4) {
    const colour = colourAt(i);
    seen.set(colour, (seen.get(colour) ?? 0) + 1);
  }
  const palette = [...seen]
    .sort(([, x], [, y]) => y - x)
    .slice(0, most)
    .map(([colour]) => colour);
  const nearest = new Map([...seen.keys()].map((colour) => [colour, nearestOf(palette, colour)]));
  const tall = pixels.length / 4 / wide;
  const rows = new Uint8Array(tall * (wide + 1));
  for (let y = 0; y < tall; y++)
    for (let x = 0; x < wide; x++)
      rows[y * (wide + 1) + 1 + x] = nearest.get(colourAt(4 * (y * wide + x))) as number;
  return { palette, rows };
}

function nearestOf(palette: number[], colour: number): number {
  const far = (other: number): number =>
    [16, 8, 0].reduce(
      (sum, shift) => sum + (((colour >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    );
  let best = 0;
  palette.forEach((other, i) => {
    if (far(other) < far(palette[best] as number)) best = i;
  });
  return best;
}

const bytesOf = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => (value >>> (8 * (count - 1 - i))) & 255);

function crc(bytes: number[] | Uint8Array): number {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(kind: string, data: ArrayLike<number>): number[] {
  const body = [...kind].map((letter) => letter.charCodeAt(0));
  for (let i = 0; i < data.length; i++) body.push(data[i] as number);
  return [...bytesOf(data.length, 4), ...body, ...bytesOf(crc(body), 4)];
}

/** Frame rows that were deflated already; nothing but pixels is said of the picture. */
export function pngOf(
  wide: number,
  tall: number,
  palette: number[],
  deflated: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array([
    ...[137, 80, 78, 71, 13, 10, 26, 10],
    ...chunk('IHDR', [...bytesOf(wide, 4), ...bytesOf(tall, 4), 8, 3, 0, 0, 0]),
    ...chunk(
      'PLTE',
      palette.flatMap((colour) => bytesOf(colour, 3)),
    ),
    ...chunk('IDAT', deflated),
    ...chunk('IEND', []),
  ]);
}
