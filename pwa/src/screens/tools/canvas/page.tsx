import { useState } from 'preact/hooks';
import { nameOf, risksOf } from '../../../domain/canvas';
import { lienzo } from '../../../i18n/es.lienzo';
import { t } from '../../../i18n/t';
import { Says } from '../../../ui/speaker';
import { Preview } from '../../after/share';
import { keepAll, type Own } from '../own';
import { useUndo } from '../undo';
import { paint } from './picture';

type PageProps = { texts: string[]; change: (at: number) => void };

/** All nine on one page: to change, to print, to make a picture of, to erase. */
export function Page({ texts, change }: PageProps) {
  const [said, say] = useUndo();
  const isEmpty = !texts.some(Boolean);
  const erase = async () => {
    const gone = texts.flatMap((text, at): [string, Own][] => (text ? [[nameOf(at), text]] : []));
    await keepAll(
      'lienzo',
      gone.map(([name]) => [name, null]),
    );
    say('sheetGone', () => keepAll('lienzo', gone));
  };
  return (
    <>
      <section class="paper">
        <div class="printed entre">
          <h2>{t('canvas')}</h2>
          <ol class="entre">
            {lienzo.map(([ask], at) => (
              <li key={ask} class="cloth">
                <h3 lang="es">
                  {at + 1}. {ask}
                </h3>
                <p>{texts[at] || t('canvasBlank')}</p>
                <button
                  class="link"
                  type="button"
                  aria-label={`${t('canvasChange')}: ${ask}`}
                  onClick={() => change(at)}
                >
                  {t('canvasChange')}
                </button>
              </li>
            ))}
          </ol>
        </div>
      </section>
      {said}
      {!isEmpty && <Out texts={texts} />}
      {!isEmpty && (
        <button
          class="btn soft"
          type="button"
          onClick={() => void erase().catch(() => say('notSaved'))}
        >
          {t('canvasErase')}
        </button>
      )}
    </>
  );
}

const rowsOf = (texts: string[]) =>
  lienzo.flatMap(([ask], at) => (texts[at] ? [{ ask, text: texts[at] }] : []));

/** Paper and picture, with the warning first: what she wrote is seen by who gets it. */
function Out({ texts }: { texts: string[] }) {
  const [isRead, setRead] = useState(false);
  const found = texts.flatMap((text, at) => risksOf(text).map((risk) => ({ at, risk })));
  const warning = t('canvasWarn');
  return (
    <section class="cloth entre">
      <div class="row">
        <h2 class="grow">{t('canvasOut')}</h2>
        <Says words={{ text: warning, lang: 'es' }} of={t('canvasOut')} />
      </div>
      <p>{warning}</p>
      {found.map(({ at, risk }) => (
        <p class="warn" key={`${at}${risk}`}>
          {risk === 'phone' && t('canvasPhone', at + 1)}
          {risk === 'place' && t('canvasPlace', at + 1)}
          {risk === 'money' && t('canvasMoney', at + 1)}
        </p>
      ))}
      {isRead ? (
        <>
          <Preview
            paint={(canvas) => paint(canvas, t('canvas'), rowsOf(texts))}
            name="mi-lienzo.png"
            alt={t('canvasPicture')}
          />
          <button class="btn soft" type="button" onClick={() => print()}>
            {t('canvasPrint')}
          </button>
        </>
      ) : (
        <button class="btn soft" type="button" onClick={() => setRead(true)}>
          {t('canvasRead')}
        </button>
      )}
    </section>
  );
}
