/** The QR on the picture that after/share-picture.ts paints, in the middle of its cloth. */
import { qr } from '../../domain/qr';
import { WIDE } from '../after/share-picture';

const MIDDLE = 490;
const SIDE = 500;
/** Light squares around a code: a camera wants four. */
const QUIET = 4;

export function paintCode(canvas: HTMLCanvasElement, text: string): void {
  const grid = qr(text);
  const pen = canvas.getContext('2d');
  if (!grid || !pen) return;
  const dot = Math.floor(SIDE / (grid.length + 2 * QUIET));
  const side = dot * (grid.length + 2 * QUIET);
  const [left, top] = [(WIDE - side) / 2, MIDDLE - side / 2];
  pen.fillStyle = '#fff';
  pen.fillRect(left, top, side, side);
  pen.fillStyle = '#000';
  grid.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) pen.fillRect(left + (x + QUIET) * dot, top + (y + QUIET) * dot, dot, dot);
    });
  });
}
