/** The page as a picture, painted on the phone: her nine answers and nothing that she did not write. */
import { wrapWords } from '../../../domain/wrap';
import { TALL, WIDE } from '../../after/share-picture';

const EDGE = 70;
const LEFT = 170;
const HEAD = 180;
/** As high as letters of 15 px on a phone that shows the picture 360 px wide. */
const LINE = 58;
const ASK = 54;
const BETWEEN = 34;

type Row = { ask: string; text: string };

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const font = (weight: number, size: number): string =>
  `${weight} ${size}px ${colour(weight > 400 ? 'rotulo' : 'texto')}`;

/** Paint the page, as tall as her words need. */
export function paint(canvas: HTMLCanvasElement, title: string, rows: Row[]): void {
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  const most = WIDE - LEFT - EDGE;
  pen.font = font(400, 46);
  const wrapped = rows.map(({ ask, text }) => ({
    ask,
    lines: wrapWords(text, most, (line) => pen.measureText(line).width),
  }));
  const tall = wrapped.reduce((sum, { lines }) => sum + ASK + lines.length * LINE + BETWEEN, 0);
  canvas.width = WIDE;
  canvas.height = Math.max(TALL, HEAD + BETWEEN + tall + EDGE);
  pen.textBaseline = 'top';
  pen.fillStyle = colour('crema');
  pen.fillRect(0, 0, WIDE, canvas.height);
  pen.fillStyle = colour('noche');
  pen.fillRect(0, 0, WIDE, HEAD);
  weave(pen, HEAD - 24);
  weave(pen, canvas.height - 24);
  write(pen, title, EDGE, 44, font(700, 84), 'amarillo', WIDE - 2 * EDGE);
  let y = HEAD + BETWEEN;
  wrapped.forEach(({ ask, lines }, at) => {
    pen.fillStyle = colour('amarillo');
    pen.beginPath();
    pen.arc(EDGE + 34, y + 40, 38, 0, 7);
    pen.fill();
    pen.textAlign = 'center';
    write(pen, String(at + 1), EDGE + 34, y + 18, font(700, 50), 'linea', 76);
    pen.textAlign = 'left';
    write(pen, ask, LEFT, y, font(700, 42), 'linea', most);
    y += ASK;
    for (const line of lines) {
      write(pen, line, LEFT, y, font(400, 46), 'linea', most);
      y += LINE;
    }
    y += BETWEEN;
  });
}

function write(
  pen: CanvasRenderingContext2D,
  words: string,
  x: number,
  y: number,
  letters: string,
  ink: string,
  most: number,
): void {
  pen.font = letters;
  pen.fillStyle = colour(ink);
  pen.fillText(words, x, y, most);
}

/** A strip of the cloth. */
function weave(pen: CanvasRenderingContext2D, y: number): void {
  const inks = ['rosa', 'amarillo', 'turquesa'].map(colour);
  for (let x = 0; x < WIDE; x += 36) {
    pen.fillStyle = inks[(x / 36) % 3] as string;
    pen.fillRect(x, y, 36, 24);
  }
}
