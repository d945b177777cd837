/**
 * A QR code as rows of dark (true) and light squares: bytes, level M, versions 1 to 10, up to 213
 * bytes (docs/adr/0013-qr.md). ISO/IEC 18004; the camera that reads it is the other phone's own.
 */

/** By version, at level M: bytes of data, correction bytes a block, and number of blocks. */
const DATA = [0, 16, 28, 44, 64, 86, 108, 124, 154, 182, 216];
const CORRECTION = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const BLOCKS = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5];

type Grid = boolean[][];

const sizeOf = (version: number): number => 17 + 4 * version;

/** Where the small squares stand that show a bent code straight. */
function anchors(version: number): number[] {
  if (version < 2) return [];
  const last = sizeOf(version) - 7;
  return version < 7 ? [6, last] : [6, Math.ceil((last + 6) / 4) * 2, last];
}

/** Product in the field of 256 elements that the standard names. */
function times(x: number, y: number): number {
  let z = 0;
  for (let i = 7; i >= 0; i--) z = (z << 1) ^ ((z >> 7) * 0x11d) ^ (((y >> i) & 1) * x);
  return z;
}

/** Reed-Solomon: the rest of a division by the generator of this degree. */
function correction(data: number[], degree: number): number[] {
  const generator = Array<number>(degree).fill(0);
  generator[degree - 1] = 1;
  let root = 1;
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++)
      generator[j] = times(generator[j] as number, root) ^ (generator[j + 1] ?? 0);
    root = times(root, 2);
  }
  const rest = Array<number>(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() as number);
    rest.push(0);
    generator.forEach((one, i) => {
      rest[i] = (rest[i] as number) ^ times(one, factor);
    });
  }
  return rest;
}

/** Mode, length, bytes, padding. */
function codewords(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, width: number) => {
    for (let i = width - 1; i >= 0; i--) bits.push((value >> i) & 1);
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  for (const byte of bytes) put(byte, 8);
  const room = (DATA[version] as number) * 8;
  put(0, Math.min(4, room - bits.length));
  put(0, -bits.length & 7);
  for (let pad = 0xec; bits.length < room; pad ^= 0xfd) put(pad, 8);
  return Array.from({ length: room / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0),
  );
}

/** Cut into blocks, correct each, and deal them out byte by byte. */
function interleaved(data: number[], version: number): number[] {
  const count = BLOCKS[version] as number;
  const short = Math.floor(data.length / count);
  const longOnes = data.length % count;
  let from = 0;
  const blocks = Array.from({ length: count }, (_, i) => {
    const end = from + short + (i >= count - longOnes ? 1 : 0);
    const block = data.slice(from, end);
    from = end;
    return block;
  });
  const deal = (rows: number[][]): number[] =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, i) =>
      rows.flatMap((row) => row.slice(i, i + 1)),
    ).flat();
  return [
    ...deal(blocks),
    ...deal(blocks.map((block) => correction(block, CORRECTION[version] as number))),
  ];
}

/** A value followed by the rest of its division, as format and version are written. */
function checked(value: number, generator: number, width: number): number {
  let rest = value;
  for (let i = 0; i < width; i++) rest = (rest << 1) ^ ((rest >> (width - 1)) * generator);
  return (value << width) | rest;
}

const MASKS: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** What every code of a version has; `fixed` marks the squares that carry no data. */
function frame(version: number): {
  grid: Grid;
  fixed: Grid;
  set: (x: number, y: number, dark: boolean) => void;
} {
  const size = sizeOf(version);
  const blank = (): Grid => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const [grid, fixed] = [blank(), blank()];
  const set = (x: number, y: number, dark: boolean) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    (grid[y] as boolean[])[x] = dark;
    (fixed[y] as boolean[])[x] = true;
  };
  const square = (cx: number, cy: number, reach: number, isDark: (ring: number) => boolean) => {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++)
        set(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const [first, last] = [6, size - 7];
  for (const x of anchors(version))
    for (const y of anchors(version))
      if (![`${first},${first}`, `${first},${last}`, `${last},${first}`].includes(`${x},${y}`))
        square(x, y, 2, (ring) => ring !== 1);
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(x, y, 4, (ring) => ring !== 2 && ring !== 4);
  return { grid, fixed, set };
}

/** Level M and the mask, twice; the version, twice, from 7 on. */
function sign(version: number, mask: number, set: (x: number, y: number, dark: boolean) => void) {
  const size = sizeOf(version);
  const format = checked(mask, 0x537, 10) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((format >> i) & 1) === 1;
    set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, dark);
    set(i < 8 ? size - 1 - i : i === 8 ? 7 : 14 - i, 8, dark);
  }
  set(8, size - 8, true);
  if (version < 7) return;
  const number = checked(version, 0x1f25, 12);
  for (let i = 0; i < 18; i++) {
    const dark = ((number >> i) & 1) === 1;
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
    set(a, b, dark);
    set(b, a, dark);
  }
}

/** Up and down in columns of two, from the right, around what is fixed. */
function fill(grid: Grid, fixed: Grid, bytes: number[], mask: number): void {
  const size = grid.length;
  let i = 0;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++) {
      const y = isUp ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y]?.[x]) continue;
        const bit = ((bytes[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
        (grid[y] as boolean[])[x] = (bit === 1) !== (MASKS[mask]?.(x, y) === 0);
        i++;
      }
    }
  }
}

/** How hard a camera finds it: long runs, blocks, false corners, too dark or too light. */
function penalty(grid: Grid): number {
  const size = grid.length;
  const lines = [
    ...grid.map((row) => row.map(Number).join('')),
    ...grid.map((_, x) => grid.map((row) => Number(row[x])).join('')),
  ];
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (const shape of ['10111010000', '00001011101'])
      for (let at = line.indexOf(shape); at >= 0; at = line.indexOf(shape, at + 1)) sum += 40;
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const dark = grid[y]?.[x];
      if (dark === grid[y - 1]?.[x] && dark === grid[y]?.[x - 1] && dark === grid[y - 1]?.[x - 1])
        sum += 3;
    }
  const darkShare = grid.flat().filter(Boolean).length / (size * size);
  return sum + Math.floor(Math.abs(darkShare - 0.5) * 20) * 10;
}

/** Draw `text`; undefined when it is too long. */
export function qr(text: string): Grid | undefined {
  const bytes = new TextEncoder().encode(text);
  // Mode, length and end take two bytes, three from version 10 on.
  const version = DATA.findIndex((room, one) => bytes.length + (one < 10 ? 2 : 3) <= room);
  if (version < 0) return undefined;
  const data = interleaved(codewords(bytes, version), version);
  let best: { grid: Grid; cost: number } | undefined;
  for (let mask = 0; mask < MASKS.length; mask++) {
    const { grid, fixed, set } = frame(version);
    sign(version, mask, set);
    fill(grid, fixed, data, mask);
    const cost = penalty(grid);
    if (!best || cost < best.cost) best = { grid, cost };
  }
  return best?.grid;
}
