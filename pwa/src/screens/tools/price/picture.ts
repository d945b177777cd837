/** The price list as a picture, painted on the phone: names and prices, and nothing else of hers. */
import { TALL, WIDE } from '../../after/share-picture';

/** More would be too small to read on a phone. */
export const MOST_ROWS = 14;

const EDGE = 80;
const HEAD = 250;
const MOST_HIGH = 150;

export type Rows = readonly (readonly [name: string, price: string])[];

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Paint it: a title, and each thing with its price across from it. */
export function paintList(canvas: HTMLCanvasElement, title: string, all: Rows): void {
  canvas.width = WIDE;
  canvas.height = TALL;
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const letters = (size: number): string => `700 ${size}px ${colour('rotulo')}`;
  pen.fillStyle = colour('noche');
  pen.fillRect(0, 0, WIDE, TALL);
  ['rosa', 'naranja', 'amarillo', 'turquesa'].forEach((dye, i) => {
    pen.fillStyle = colour(dye);
    pen.fillRect(0, 16 * i, WIDE, 16);
    pen.fillRect(0, TALL - 16 * (i + 1), WIDE, 16);
  });
  pen.textBaseline = 'middle';
  pen.font = letters(120);
  pen.fillStyle = colour('amarillo');
  pen.fillText(title, EDGE, 160, WIDE - 2 * EDGE);
  const rows = all.slice(0, MOST_ROWS);
  const high = Math.min(MOST_HIGH, (TALL - HEAD - 2 * EDGE) / rows.length);
  pen.font = letters(high * 0.5);
  rows.forEach(([name, price], i) => {
    const y = HEAD + high * (i + 0.5);
    const wide = pen.measureText(price).width;
    pen.textAlign = 'left';
    pen.fillStyle = colour('crema');
    pen.fillText(name, EDGE, y, WIDE - 2 * EDGE - wide - 40);
    pen.textAlign = 'right';
    pen.fillStyle = colour('amarillo');
    pen.fillText(price, WIDE - EDGE, y);
    pen.fillStyle = colour('noche2');
    pen.fillRect(EDGE, y + high / 2 - 2, WIDE - 2 * EDGE, 4);
  });
}
