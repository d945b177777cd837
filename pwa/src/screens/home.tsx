import { device } from '../db/device';
import { library } from '../downloads/library';
import { t } from '../i18n/t';
import { Foot, useTitle, Wordmark } from '../ui/frame';
import { giftIcon, Icon, nextIcon, noMoneyIcon, noPaperIcon } from '../ui/icon';
import { Languages } from './languages';
import { useBring } from './state/bring';
import { Part, restNow } from './state/rest';
import { costOf, nextIn, runBy, stops } from './state/shelf';
import type { Stop } from './state/stop';

export function Home() {
  return device.current() ? <Part show={(rest) => <rest.RouteScreen />} /> : <Welcome />;
}

/** A first visit: what this is, who runs it, what it costs, and one way in. */
function Welcome() {
  const ref = useTitle(t('hello'));
  const [status, start] = useBring();
  const rest = restNow();
  const way = stops();
  const first = way.find((stop) => stop.state === 'next');
  const begin = ({ entry, module }: Stop) => {
    const lesson = module && nextIn(module);
    if (lesson) location.hash = `#/l/${lesson[0]}`;
    else start(entry, () => begin(stops().find((stop) => stop.entry.id === entry.id) as Stop));
  };
  return (
    <>
      <header class="sign hero">
        <Wordmark />
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
        <p class="note">
          {runBy()} <a href="#/ayuda">{t('isItTrue')}</a>
        </p>
        {rest && way.length > 0 && (
          <>
            <h2>{t('inside')}</h2>
            <rest.Way of={way} />
          </>
        )}
      </main>
      <Foot tall>
        <p class="note" role="status">
          {status || (first ? cost(first) : t('nothing'))}
        </p>
        {first ? (
          <button class="btn" type="button" onClick={() => begin(first)}>
            {t('start')}
            <Icon of={nextIcon} />
          </button>
        ) : (
          <button class="btn" type="button" onClick={() => library.refresh()}>
            {t('retry')}
          </button>
        )}
      </Foot>
    </>
  );
}

const cost = ({ entry, module }: Stop): string =>
  module ? t('startFree', entry.title) : t('startCost', entry.title, costOf(entry));
