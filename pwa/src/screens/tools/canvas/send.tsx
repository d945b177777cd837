import { useEffect, useRef, useState } from 'preact/hooks';
import { lienzo } from '../../../i18n/es.lienzo';
import { type Key, t } from '../../../i18n/t';
import { paint, pngOfCanvas } from './picture';

const NAME = 'mi-lienzo.png';

/** The picture as it will be sent; she sends or saves it herself, the app does neither. */
export function Send({ texts }: { texts: string[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File>();
  const [said, say] = useState<Key>();
  useEffect(() => {
    const one = canvas.current as HTMLCanvasElement;
    const rows = lienzo.flatMap(([ask], at) => (texts[at] ? [{ ask, text: texts[at] }] : []));
    paint(one, t('canvas'), rows);
    pngOfCanvas(one).then(
      (png) => setFile(new File([png], NAME, { type: png.type })),
      () => say('canvasFailed'),
    );
  }, []);
  const canShare = file && navigator.canShare?.({ files: [file] });
  const send = () => {
    if (!file) return;
    if (!canShare) return save(file, () => say('canvasSaved'));
    navigator.share({ files: [file] }).then(
      () => say(undefined),
      // She closed the list of apps: nothing went out, and nothing need be said.
      ({ name }: Error) => name === 'AbortError' || say('canvasFailed'),
    );
  };
  return (
    <>
      <canvas class="shared" ref={canvas} role="img" aria-label={t('canvasPicture')} />
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {file && (
        <button class="btn" type="button" onClick={send}>
          {t(canShare ? 'canvasSend' : 'canvasSave')}
        </button>
      )}
    </>
  );
}

function save(file: File, done: () => void): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  done();
}
