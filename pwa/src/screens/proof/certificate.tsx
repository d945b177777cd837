import { useEffect, useRef, useState } from 'preact/hooks';
import { readCode } from '../../domain/proofcode';
import { library } from '../../downloads/library';
import { type Key, t } from '../../i18n/t';
import { save } from '../after/share';
import { paintShare, pngFrom } from '../after/share-picture';
import { Qr } from '../whose/code';
import { type Issuer, issuer } from './issuer';
import { addressOf, type Mine } from './mine';
import { monthWords } from './month';
import { paintCode } from './picture';

/** What others are shown, and the ways to show it. */
export function Certificate({ of: mine, rename }: { of: Mine; rename: () => void }) {
  const [by, setBy] = useState<Issuer>();
  const [isPicture, setPicture] = useState(false);
  useEffect(() => void issuer().then(setBy, () => {}), []);
  const said = readCode(mine.code.split('.')[0] as string);
  const month = monthWords(said?.month ?? '');
  const what = library.editionText()?.t ?? 'CREANDO';
  const value = said?.official ? '' : t('noValue');
  const file = () => save(new File([mine.jwt], 'constancia.jwt', { type: 'application/jwt' }));
  return (
    <section class="proof entre">
      <div class="cloth entre printed">
        <h2>{mine.name}</h2>
        <p>
          {t('proofOf')} <b>{what}</b>, {month}. {value}
        </p>
        <Qr text={addressOf(mine)} label={t('proofQr')} />
        <p class="note">
          {t('proofCheck')} {t('proofBy', by?.name ?? 'CREANDO', mine.id)}
        </p>
      </div>
      {isPicture ? (
        <Preview of={mine} title={`${t('proofOf')} ${what}, ${month}`} value={value} />
      ) : (
        <button class="btn soft" type="button" onClick={() => setPicture(true)}>
          {t('proofPicture')}
        </button>
      )}
      <button class="btn soft" type="button" onClick={() => print()}>
        {t('proofPrint')}
      </button>
      <button class="btn soft" type="button" onClick={file}>
        {t('proofFile')}
      </button>
      <p class="note">{t('proofFileWhy')}</p>
      <a class="btn soft" href={`#/v/${mine.code}`}>
        {t('proofSee')}
      </a>
      <button class="link" type="button" onClick={rename}>
        {t('proofRename')}
      </button>
    </section>
  );
}

/** The picture as it will be sent: her name is in it because she wrote it for this. */
function Preview({ of: mine, title, value }: { of: Mine; title: string; value: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [file, setFile] = useState<File>();
  const [said, setSaid] = useState<Key>();
  useEffect(() => {
    const one = canvas.current;
    if (!one) return;
    const place = `${value} ${location.host}`.trim();
    paintShare(one, { count: 5, title, rule: mine.name, place });
    paintCode(one, addressOf(mine));
    pngFrom(one).then(
      (png) => setFile(new File([png], 'constancia.png', { type: png.type })),
      () => {},
    );
  }, []);
  const give = (one: File) => {
    if (!navigator.canShare?.({ files: [one] })) {
      save(one);
      setSaid('proofSaved');
    } else void navigator.share({ files: [one] }).catch(() => {});
  };
  return (
    <>
      <canvas class="shared" ref={canvas} role="img" aria-label={t('proofPictureOf', mine.name)} />
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {file && (
        <button class="btn soft" type="button" onClick={() => give(file)}>
          {t(navigator.canShare?.({ files: [file] }) ? 'proofSend' : 'proofSave')}
        </button>
      )}
    </>
  );
}
