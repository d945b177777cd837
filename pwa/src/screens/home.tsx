import { device } from '../db/device';
import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Foot, useTitle, Wordmark } from '../ui/frame';
import { giftIcon, Icon, nextIcon, noMoneyIcon, noPaperIcon } from '../ui/icon';
import { Speaker } from '../ui/speaker';
import { Languages } from './languages';
import { FirstNeed } from './need';
import { Part, restNow } from './state/rest';
import { isUnasked } from './state/session';
import { stops } from './state/shelf';
import { Truth } from './truth';

export function Home({ asks }: { asks: boolean | undefined }) {
  // Who came by an invitation is somebody already, and is asked all the same.
  if (device.current() && !(asks && isUnasked()))
    return <Part show={(rest) => <rest.RouteScreen />} />;
  return asks ? <FirstNeed /> : <Welcome />;
}

/** A first visit: what this is, who runs it, what it costs, and one way in. */
function Welcome() {
  const ref = useTitle(t('hello'));
  const rest = restNow();
  const way = stops();
  return (
    <>
      <header class="sign hero">
        <div class="bar">
          <Wordmark />
          <Speaker />
        </div>
        <p class="motto">{t('motto')}</p>
        <svg class="d scene" viewBox="0 10 320 160" aria-hidden="true">
          <use href="#hero" />
        </svg>
      </header>
      <main class="sheet">
        <h1 tabIndex={-1} ref={ref}>
          {t('hello')}
        </h1>
        <p class="idea">{t('helloText')}</p>
        <Languages />
        <ul class="three">
          <li>
            <Icon of={giftIcon} />
            {t('free')}
          </li>
          <li>
            <Icon of={noPaperIcon} />
            {t('noPapers')}
          </li>
          <li>
            <Icon of={noMoneyIcon} />
            {t('noMoney')}
          </li>
        </ul>
        <Truth />
        <a class="btn soft" href="#/otro">
          {t('alreadyHere')}
        </a>
        {rest && way.length > 0 && (
          <>
            <h2>{t('inside')}</h2>
            <rest.Way of={way} />
          </>
        )}
      </main>
      <Foot tall>
        {way.length ? (
          <button class="btn" type="button" onClick={() => (location.hash = '#/empezar')}>
            {t('start')}
            <Icon of={nextIcon} />
          </button>
        ) : (
          <>
            <p class="note" role="status">
              {t('nothing')}
            </p>
            <button class="btn" type="button" onClick={() => library.refresh()}>
              {t('retry')}
            </button>
          </>
        )}
      </Foot>
    </>
  );
}
