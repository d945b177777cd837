import { useEffect, useState } from 'preact/hooks';
import { readCode } from '../../domain/proofcode';
import { t } from '../../i18n/t';
import { Preview, saveFile } from '../after/share';
import { paintShare } from '../after/share-picture';
import { Qr } from '../whose/code';
import { type Issuer, issuer } from './issuer';
import { addressOf, type Mine } from './mine';
import { paintCode } from './picture';
import { editionOf, monthOf, whatOf } from './what';

/** What others are shown, and the ways to show it; her name is in the picture because she wrote it for this. */
export function Certificate({ of: mine, rename }: { of: Mine; rename: () => void }) {
  const [by, setBy] = useState<Issuer>();
  const [isPicture, setPicture] = useState(false);
  useEffect(() => void issuer().then(setBy, () => {}), []);
  const said = readCode(mine.code.split('.')[0] as string);
  const value = said?.official ? '' : t('noValue');
  const file = () => saveFile(new File([mine.jwt], 'constancia.jwt', { type: 'application/jwt' }));
  // It was read when it came.
  if (!said) return null;
  return (
    <section class="proof paper entre">
      {by?.ids.includes(mine.id) && <p class="warn">{t('checkRevoked')}</p>}
      <div class="cloth entre printed">
        <h2>{mine.name}</h2>
        <p>
          {t('proofOf')} <b>{editionOf(said)}</b>, {monthOf(said)}. {value}
        </p>
        <Qr text={addressOf(mine)} label={t('proofQr')} />
        <p class="note">
          {t('proofCheck')} {t('proofBy', by?.name ?? 'CREANDO', mine.id)}
        </p>
      </div>
      {isPicture ? (
        <Preview
          paint={(canvas) => {
            const place = `${value} ${location.host}`.trim();
            const title = `${t('proofOf')} ${whatOf(said)}`;
            paintShare(canvas, { count: 5, title, rule: mine.name, place });
            paintCode(canvas, addressOf(mine));
          }}
          name="constancia.png"
          alt={t('proofPictureOf', mine.name)}
        />
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
