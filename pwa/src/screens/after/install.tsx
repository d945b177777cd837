import { useEffect, useState } from 'preact/hooks';
import { device } from '../../db/device';
import { type Browser, browserOf } from '../../domain/browser';
import { t } from '../../i18n/t';
import { inside, isStandalone } from '../state/inside';
import { installOffer } from '../state/install';
import { progress } from '../state/session';
import { HomeArt, MenuArt } from './install-art';

/** Set on the phone when the invitation is shown for the first time: it is never shown again. */
const INVITED = 'invited';

const names: [Browser, string][] = [
  ['chrome', 'Chrome'],
  ['samsung', 'Samsung Internet'],
  ['firefox', 'Firefox'],
  ['safari', 'Safari (iPhone)'],
];

const mine = (): Browser =>
  browserOf({
    standalone: 'standalone' in navigator,
    prompt: 'onbeforeinstallprompt' in globalThis,
    gecko: 'mozInnerScreenX' in globalThis,
    agent: navigator.userAgent,
  });

/** Hers while this page lives; another opening finds the note and says nothing. */
let isMine: Promise<boolean> | undefined;

const firstTime = (): Promise<boolean> => {
  const now = Date.now() + Math.random();
  isMine ??= device.getOrPut(INVITED, now).then((kept) => kept === now);
  return isMine;
};

/** She was invited at an earlier opening. */
export const wasInvited = async (): Promise<boolean> => !isMine && !!(await device.get(INVITED));

/** Is there a home screen that she has not put us on, and a way there? */
const canInvite = (): boolean =>
  !isStandalone() &&
  !inside() &&
  (!!installOffer() || matchMedia('(pointer: coarse)').matches) &&
  Object.values(progress().lessons).some((one) => one.finished);

type State = 'none' | 'shown' | 'away';

/** Whether she is invited now, and how she puts it away; undefined until the phone said. */
export function useInvitation(
  isFree: boolean,
  isOver: boolean,
): [state: State | undefined, putAway: () => void] {
  const [state, setState] = useState<State | undefined>(isOver ? 'none' : undefined);
  const can = isFree && canInvite();
  useEffect(() => {
    if (can)
      firstTime().then(
        (first) => setState(first ? 'shown' : 'none'),
        () => setState('none'),
      );
  }, [can]);
  const putAway = () => {
    isMine = Promise.resolve(false);
    setState('away');
  };
  return [can ? state : 'none', putAway];
}

/** After the first lesson, once on a phone. */
export function Invitation({ isAway, putAway }: { isAway: boolean; putAway: () => void }) {
  if (isAway) {
    return (
      <p class="note" role="status">
        {t('toHomeLater')}
      </p>
    );
  }
  return (
    <aside class="cloth entre" aria-label={t('toHome')}>
      <h2>{t('toHome')}</h2>
      <p>{t('toHomeWhy')}</p>
      <Ways />
      <button class="link" type="button" onClick={putAway}>
        {t('toHomeNot')}
      </button>
    </aside>
  );
}

/** The same in Yo, always. */
export function ToHome() {
  return (
    <section class="cloth entre">
      <h2>{t('toHome')}</h2>
      <p>{t(isStandalone() ? 'toHomeDone' : 'toHomeWhy')}</p>
      {!isStandalone() && <Ways />}
    </section>
  );
}

/** One button where the browser does it; else its own menu in pictures. */
function Ways() {
  const offer = installOffer();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {offer && (
        <button class="btn soft" type="button" onClick={offer}>
          {t('toHome')}
        </button>
      )}
      {!offer && !isOpen && (
        <button class="btn soft" type="button" onClick={() => setOpen(true)}>
          {t('toHomeShow')}
        </button>
      )}
      {!offer && isOpen && <Guide />}
    </>
  );
}

function Guide() {
  const [which, setWhich] = useState(mine);
  return (
    <>
      <h3 id="which">{t('toHomeWhich')}</h3>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
      <div class="pick" role="group" aria-labelledby="which">
        {names.map(([browser, name]) => (
          <button
            key={browser}
            type="button"
            aria-pressed={browser === which}
            onClick={() => setWhich(browser)}
          >
            {name}
          </button>
        ))}
      </div>
      <ol class="shots">
        <li>
          <MenuArt of={which} />
          <p>{t(`${which}1`)}</p>
        </li>
        <li>
          <MenuArt of={which} open />
          <p>{t(`${which}2`)}</p>
        </li>
        <li>
          <HomeArt />
          <p>{t('homeLook')}</p>
        </li>
      </ol>
      <p class="note">{t('toHomeVary')}</p>
    </>
  );
}
