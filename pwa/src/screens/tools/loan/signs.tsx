import { useState } from 'preact/hooks';
import { tn } from '../../../i18n/plural';
import { t } from '../../../i18n/t';
import { Icon, okIcon } from '../../../ui/icon';
import { say } from '../fields';

const THREAT = 'threat';
/** What the lesson about it warns of, and what people say it asks for. */
const SIGNS = ['paper', 'daily', 'name', 'hurry', 'papers', 'photos', 'before', THREAT];

/** Signs of "gota a gota" to tick, and what to do; kept nowhere, and no verdict on anybody. */
export function Signs() {
  const [ticked, setTicked] = useState<string[]>([]);
  const isTicked = (sign: string) => ticked.includes(sign);
  const tick = (sign: string) =>
    setTicked(isTicked(sign) ? ticked.filter((one) => one !== sign) : [...ticked, sign]);
  return (
    <section class="entre">
      <h2>{t('signs')}</h2>
      <p class="note">{t('signsHow')}</p>
      <ul class="steps">
        {SIGNS.map((sign) => (
          <li key={sign}>
            <button type="button" aria-pressed={isTicked(sign)} onClick={() => tick(sign)}>
              <span class="tick">{isTicked(sign) && <Icon of={okIcon} />}</span>
              <span class="grow">{say(sign)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div class={ticked.length ? 'warn entre' : 'note'} role="status">
        <p>{ticked.length ? tn('signsSeen', ticked.length) : t('signsNone')}</p>
        {ticked.length > 0 && <p>{t(isTicked(THREAT) ? 'signsSafe' : 'signsDo')}</p>}
      </div>
      <p class="rule">{t('signsRule')}</p>
      <a class="btn soft" href="#/negocio/directorio">
        {t('signsHelp')}
      </a>
      <a class="btn soft" href="#/l/gota">
        {t('signsLesson')}
      </a>
      <a class="btn soft" href="#/l/ya-debo">
        {t('signsOwe')}
      </a>
    </section>
  );
}
