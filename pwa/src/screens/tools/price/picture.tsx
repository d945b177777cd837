/** The price list as a picture, painted on the phone: names and prices, and nothing else of hers. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Key, t } from '../../../i18n/t';
import { pngFrom, TALL, WIDE } from '../../after/share-picture';

/** More would be too small to read on a phone. */
export const MOST_ROWS = 14;

const NAME = 'mis-precios.png';
const EDGE = 80;
const HEAD = 250;
const MOST_HIGH = 110;

type Rows = readonly (readonly [name: string, price: string])[];

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Paint it: a title, and each thing with its price across from it. */
function paint(canvas: HTMLCanvasElement, title: string, all: Rows): void {
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
  pen.font = letters(high * 0.6);
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

/** She sees it before it goes anywhere, and sends or saves it herself. */
export function ListPicture({ title, rows }: { title: string; rows: Rows }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File>();
  const [said, say] = useState<Key>();
  useEffect(() => {
    const one = canvas.current as HTMLCanvasElement;
    paint(one, title, rows);
    pngFrom(one).then(
      (png) => setFile(new File([png], NAME, { type: png.type })),
      () => say('shareFailed'),
    );
    one.scrollIntoView({ block: 'nearest' });
  }, []);
  const canSend = file && navigator.canShare?.({ files: [file] });
  const send = () => {
    if (!file) return;
    if (!canSend) {
      save(file);
      say('shareSaved');
      return;
    }
    navigator.share({ files: [file] }).then(
      () => say('shareGone'),
      // She closed the list of apps: nothing went out, and nothing need be said.
      ({ name }: Error) => name === 'AbortError' || say('shareFailed'),
    );
  };
  const label = [title, ...rows.slice(0, MOST_ROWS).map((row) => row.join(': '))].join('. ');
  return (
    <>
      <canvas class="shared" ref={canvas} role="img" aria-label={label} />
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {file && (
        <button class="btn soft" type="button" onClick={send}>
          {t(canSend ? 'shareSend' : 'shareSave')}
        </button>
      )}
    </>
  );
}

/** Put the file among the phone's downloads. */
function save(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
