/**
 * The picture of a lesson's end, painted on the phone from the app's own drawings: the cloth, the
 * rule, our name and the address of this place. Nothing of hers is in it: no face, no name, no number.
 */
import { fewColours, pngOf } from '../../domain/png';
import { wrapWords } from '../../domain/wrap';
import { bands } from '../../ui/manta';

export const WIDE = 1080;
export const TALL = 1350;

const EDGE = 90;
const CLOTH = { left: 120, top: 230, wide: 840, tall: 520 };
const MOST_ROW = 80;
const LEAST_ROWS = 5;
/** Where the words begin, and how high they may stand above the address. */
const WORDS = { top: 830, tall: 290 };

type Pen = CanvasRenderingContext2D;
type Words = { count: number; title: string; rule: string; place: string };

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const letters = (size: number): string => `700 ${size}px ${colour('rotulo')}`;

/** Paint the whole picture. */
export function paintShare(canvas: HTMLCanvasElement, words: Words): void {
  canvas.width = WIDE;
  canvas.height = TALL;
  const pen = canvas.getContext('2d') as Pen;
  paintGround(pen);
  paintWordmark(pen);
  paintCloth(pen, words.count);
  paintWords(pen, words);
}

/** The painted picture as a file of few bytes; an older browser's own encoder makes more of them. */
export async function pngFrom(canvas: HTMLCanvasElement): Promise<Blob> {
  if (!('CompressionStream' in globalThis)) {
    return new Promise((resolve, reject) =>
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error('no picture'))), 'image/png'),
    );
  }
  const { width, height } = canvas;
  const { data } = (canvas.getContext('2d') as Pen).getImageData(0, 0, width, height);
  const { palette, rows } = fewColours(data, width);
  const deflated = new Blob([rows]).stream().pipeThrough(new CompressionStream('deflate'));
  const body = new Uint8Array(await new Response(deflated).arrayBuffer());
  return new Blob([pngOf(width, height, palette, body)], { type: 'image/png' });
}

/** Night, with rays of ember behind the cloth. */
function paintGround(pen: Pen): void {
  pen.fillStyle = colour('noche');
  pen.fillRect(0, 0, WIDE, TALL);
  pen.fillStyle = colour('brasa');
  const half = Math.PI / 40;
  for (let turn = 0; turn < 2 * Math.PI; turn += 4 * half) {
    pen.beginPath();
    pen.moveTo(WIDE / 2, 490);
    pen.lineTo(WIDE / 2 + 2000 * Math.cos(turn - half), 490 + 2000 * Math.sin(turn - half));
    pen.lineTo(WIDE / 2 + 2000 * Math.cos(turn + half), 490 + 2000 * Math.sin(turn + half));
    pen.fill();
  }
}

/** Our name in the strokes of styles/base.css, .k1 to .k5. */
function paintWordmark(pen: Pen): void {
  const path = new Path2D(document.querySelector('#letras path')?.getAttribute('d') ?? '');
  const fire = pen.createLinearGradient(0, 0, 0, 40);
  for (const stop of document.querySelectorAll('#g-fuego stop'))
    fire.addColorStop(
      Number(stop.getAttribute('offset')),
      stop.getAttribute('stop-color') as string,
    );
  pen.save();
  pen.translate(EDGE + 24, 62);
  pen.scale(2.6, 2.6);
  pen.lineJoin = pen.lineCap = 'round';
  const strokes: [string | CanvasGradient, number, number, number][] = [
    [colour('naranja'), 19, 3, 5],
    [colour('rosa'), 19, 0, 0],
    [colour('linea'), 12.5, 0, 0],
    [fire, 8.5, 0, 0],
    [colour('blanco'), 1.4, -1, -1],
  ];
  for (const [style, width, x, y] of strokes) {
    pen.save();
    pen.translate(x, y);
    pen.strokeStyle = style;
    pen.lineWidth = width;
    pen.stroke(path);
    pen.restore();
  }
  pen.restore();
}

/** A pattern of the page as something to fill with, as high as a row; a plain colour while it is not here. */
function weaveOf(pen: Pen, band: string, high: number): string | CanvasPattern {
  const plain: Record<string, string> = { R: 'rosa', A: 'amarillo', T: 'turquesa', N: 'naranja' };
  const woven = document.getElementById(`t-${band}`);
  if (!woven) return colour(plain[band] ?? 'verde');
  const size = (name: string) => Number(woven.getAttribute(name));
  const tile = document.createElement('canvas');
  tile.width = Math.round((size('width') * high) / size('height'));
  tile.height = high;
  const own = tile.getContext('2d') as Pen;
  own.scale(tile.width / size('width'), high / size('height'));
  for (const path of woven.querySelectorAll('path')) {
    own.fillStyle = getComputedStyle(path).fill;
    own.fill(new Path2D(path.getAttribute('d') ?? ''));
  }
  return pen.createPattern(tile, 'repeat') as CanvasPattern;
}

/** A band for each lesson she finished; below them bare threads while they are few. */
function paintCloth(pen: Pen, count: number): void {
  const { left, top, wide, tall } = CLOTH;
  const rows = Math.max(count, LEAST_ROWS);
  const high = Math.max(1, Math.min(MOST_ROW, Math.floor(tall / rows)));
  const bottom = top + rows * high;
  pen.strokeStyle = colour('naranja');
  pen.lineWidth = 8;
  pen.beginPath();
  for (let x = left + 10; x < left + wide; x += 28) {
    pen.moveTo(x, bottom);
    pen.lineTo(x, bottom + 44);
  }
  pen.stroke();
  pen.fillStyle = colour('linea');
  pen.fillRect(left - 8, top - 8, wide + 16, rows * high + 16);
  pen.strokeStyle = '#c9a29a';
  pen.lineWidth = 6;
  pen.beginPath();
  for (let x = left + 16; x < left + wide; x += 32) {
    pen.moveTo(x, top);
    pen.lineTo(x, bottom);
  }
  pen.stroke();
  for (let row = 0; row < count; row++) {
    pen.save();
    pen.translate(left, top + row * high);
    pen.fillStyle = weaveOf(pen, bands[row % bands.length] as string, high);
    pen.fillRect(0, 0, wide, high);
    pen.restore();
  }
}

/** The rule, as large as it fits; the lesson; where this is. */
function paintWords(pen: Pen, { title, rule, place }: Words): void {
  const wide = (line: string) => pen.measureText(line).width;
  const most = WIDE - 2 * EDGE;
  let size = 92;
  let lines: string[];
  do {
    size -= 4;
    pen.font = letters(size);
    lines = wrapWords(rule || title, most, wide);
  } while (
    size > 40 &&
    (lines.length * size * 1.1 > WORDS.tall || lines.some((line) => wide(line) > most))
  );
  pen.textBaseline = 'top';
  pen.fillStyle = colour('crema');
  let y = WORDS.top;
  for (const line of lines) {
    pen.fillText(line, EDGE, y, most);
    y += size * 1.1;
  }
  pen.font = letters(44);
  pen.fillStyle = colour('amarillo');
  if (rule) pen.fillText(title, EDGE, y + 8, most);
  pen.fillText(place, EDGE, TALL - 118, most);
  pen.save();
  pen.translate(0, TALL - 48);
  pen.fillStyle = weaveOf(pen, 'rombo', 48);
  pen.fillRect(0, 0, WIDE, 48);
  pen.restore();
}
