import { directorio, type Place } from '../../../i18n/es.directorio';
import { esDirectory } from '../../../i18n/es-directory';
import { addWords, t } from '../../../i18n/t';
import { Foot, Sign } from '../../../ui/frame';
import { backIcon, Icon } from '../../../ui/icon';
import { Says } from '../../../ui/speaker';
import { helplines } from '../../state/shelf';
import { Fold } from '../sheet';

addWords(esDirectory);

/** Gone from the screen and from the way back: what opens is what anybody sees who opens the app. */
const leave = (): void => location.replace('#/');

/** Directorio: whom to ask, without a signal. Nothing here is kept, and every line is shut at first. */
export function Directory() {
  return (
    <>
      <Sign
        title={t('directory')}
        top={
          <a class="round" href="#/negocio" aria-label={t('business')}>
            <Icon of={backIcon} />
          </a>
        }
      />
      <main class="sheet">
        <p>{t('dirHow')}</p>
        <Fold title={t('dirNumbers')}>{() => <Numbers />}</Fold>
        {directorio.map((one) => (
          <Fold key={one.name} title={one.name}>
            {() => <Kind of={one} />}
          </Fold>
        ))}
      </main>
      <Foot>
        <button class="btn" type="button" onClick={leave}>
          {t('dirLeave')}
        </button>
      </Foot>
    </>
  );
}

/** Those that somebody of the edition confirmed; no others are on the phone. */
function Numbers() {
  const lines = helplines();
  if (!lines.length) return <p>{t('helplinesNone')}</p>;
  return (
    <ul class="entre">
      {lines.map(([name, what, number]) => (
        <li key={number}>
          <a class="btn soft" href={`tel:${number}`}>
            {name} · {number}
          </a>
          <p class="note">{what}</p>
        </li>
      ))}
    </ul>
  );
}

function Kind({ of: { name, for: what, facts, free, say, not } }: { of: Place }) {
  return (
    <div class="entre" lang="es">
      <p>{what}</p>
      <ul class="entre">
        {facts.map(([id, says, confirm]) => (
          <li key={id}>
            {says} <span class="note">{t('dirOpen', confirm)}</span>
          </li>
        ))}
      </ul>
      <p>
        <b>{t('dirCost')}</b> {t(free ? 'dirFree' : 'dirAsk')}
      </p>
      <div class="row">
        <b class="grow">{t('dirSay')}</b>
        <Says words={{ text: say, lang: 'es' }} of={name} />
      </div>
      <p class="says">«{say}»</p>
      <p class="warn">
        <b>{t('dirNot')}</b> {not}
      </p>
    </div>
  );
}
