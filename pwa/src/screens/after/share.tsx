import { useEffect, useRef, useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';
import { Icon, nextIcon } from '../../ui/icon';
import { paintShare, pngFrom } from './share-picture';

export type ShareProps = { count: number; title: string; rule: string };

/** Whom does this serve? A picture she sees before it goes anywhere, and sends herself. */
export function Share(props: ShareProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="cloth entre">
      <h2>{t('whoNeedsIt')}</h2>
      <p class="note">{t('shareHas')}</p>
      {isOpen ? (
        <Manta {...props} />
      ) : (
        <button class="btn soft" type="button" onClick={() => setOpen(true)}>
          {t('shareMake')}
        </button>
      )}
    </section>
  );
}

/** The cloth of what she finished, and the rule. */
function Manta({ count, title, rule }: ShareProps) {
  return (
    <Preview
      paint={(canvas) => paintShare(canvas, { count, title, rule, place: location.host })}
      name="creando-manta.png"
      alt={t('sharePicture', rule || title)}
      text={t('shareText', rule || title, location.origin)}
    />
  );
}

type PreviewProps = {
  paint: (canvas: HTMLCanvasElement) => void;
  name: string;
  alt: string;
  /** Goes with the picture, or alone where the phone sends no pictures. */
  text?: string;
};

/** A picture as it will be sent, and the ways to send it that this phone has. */
export function Preview({ paint, name, alt, text }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState<Key>();
  useEffect(() => {
    const one = canvas.current;
    if (!one) return;
    paint(one);
    pngFrom(one).then(
      (png) => setFile(new File([png], name, { type: png.type })),
      () => setSaid('shareFailed'),
    );
    one.scrollIntoView({ block: 'nearest' });
  }, []);
  const share = (files: File[]) => {
    navigator.share({ files, ...(text && { text }) }).then(
      () => setSaid('shareGone'),
      // She closed the list of apps: nothing went out, and nothing need be said.
      ({ name }: Error) => name === 'AbortError' || setSaid('shareFailed'),
    );
  };
  return (
    <>
      <canvas class="shared" ref={canvas} role="img" aria-label={alt} />
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {file && navigator.canShare?.({ files: [file] }) && (
        <button class="btn soft" type="button" onClick={() => share([file])}>
          {t('shareSend')}
          <Icon of={nextIcon} />
        </button>
      )}
      {file && !navigator.canShare?.({ files: [file] }) && (
        <>
          <button
            class="btn soft"
            type="button"
            onClick={() => {
              saveFile(file);
              setSaid('shareSaved');
            }}
          >
            {t('shareSave')}
          </button>
          {text && (
            <a
              class="btn soft"
              href={`https://wa.me/?text=${encodeURIComponent(text)}`}
              target="_blank"
              rel="noreferrer"
            >
              {t('shareWhatsApp')}
            </a>
          )}
        </>
      )}
    </>
  );
}

/** Put the file among the phone's downloads. */
export function saveFile(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
