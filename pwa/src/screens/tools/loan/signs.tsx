import { useState } from 'preact/hooks';
import { tn } from '../../../i18n/plural';
import { type Key, t } from '../../../i18n/t';
import { Icon, okIcon } from '../../../ui/icon';

/** What the lesson about it warns of, and what people say it asks for. */
const SIGNS: Key[] = [
  'signPaper',
  'signDaily',
  'signName',
  'signHurry',
  'signPapers',
  'signPhotos',
  'signBefore',
  'signThreat',
];

/** Signs of "gota a gota" to tick, and what to do; kept nowhere, and no verdict on anybody. */
export function Signs() {
  const [ticked, setTicked] = useState<Key[]>([]);
  const tick = (sign: Key) =>
    setTicked(ticked.includes(sign) ? ticked.filter((one) => one !== sign) : [...ticked, sign]);
  return (
    <section class="entre">
      <h2>{t('signs')}</h2>
      <p class="note">{t('signsHow')}</p>
      <ul class="steps">
        {SIGNS.map((sign) => (
          <li key={sign}>
            <button type="button" aria-pressed={ticked.includes(sign)} onClick={() => tick(sign)}>
              <span class="tick">{ticked.includes(sign) && <Icon of={okIcon} />}</span>
              <span class="grow">{t(sign)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class={ticked.length ? 'warn' : 'note'} role="status">
        {ticked.length ? tn('signsSeen', ticked.length) : t('signsNone')}
      </p>
      {ticked.length > 0 && (
        <>
          <p class="rule">{t('signsRule')}</p>
          <p>{t(ticked.includes('signThreat') ? 'signsSafe' : 'signsDo')}</p>
          <a class="btn" href="#/negocio/directorio">
            {t('signsHelp')}
          </a>
        </>
      )}
      <a class="btn soft" href="#/l/gota">
        {t('signsLesson')}
      </a>
      <a class="btn soft" href="#/l/ya-debo">
        {t('signsOwe')}
      </a>
    </section>
  );
}
