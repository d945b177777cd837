import { useState } from 'preact/hooks';
import { device } from '../../db/device';
import { helping } from '../../db/helper';
import { type Question, waiting } from '../../domain/helper';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { Notice, Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon } from '../../ui/icon';
import { handIcon } from '../../ui/icons-more';
import { currentLog, progress } from '../state/session';
import { moduleEntries, onShelf } from '../state/shelf';
import { Tabs } from '../tabs';
import { Check } from './check';
import { help, helpOver } from './lock-up';

/** Where help begins; and with a key of hers, where it ends. */
export function HelperPlace() {
  const [failed, setFailed] = useState(false);
  const log = currentLog();
  const kind = log?.profile.lock?.kind ?? device.current()?.lock?.kind;
  if (log && kind && helping())
    return (
      <>
        <Sign title={t('helperEndKey')} top={<Wordmark />} />
        <main class="sheet">
          <p class="idea">{t('helperEndWhy')}</p>
          <Check
            log={log}
            kind={kind}
            back={() => history.back()}
            done={() => void helpOver().catch(() => setFailed(true))}
          />
        </main>
      </>
    );
  const begin = () => {
    setFailed(false);
    help().then(
      () => {
        location.hash = '#/';
      },
      () => setFailed(true),
    );
  };
  return (
    <>
      <Sign title={t('helper')} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t('helperWho')}</p>
        <ul class="guide dots">
          {(['helper1', 'helper2', 'helper3', 'helper4'] as Key[]).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
        <p class="note">{t('helperStops')}</p>
        <p class={failed ? 'warn' : 'sr'} role="status">
          {failed && t('notSaved')}
        </p>
        <button class="btn" type="button" onClick={begin}>
          <Icon of={handIcon} />
          {t('helperStart')}
        </button>
      </main>
      <Tabs here="#/ayudante" />
    </>
  );
}

/** Her questions that were passed on, of the lessons on this phone. */
export const questions = (): Question[] =>
  waiting(
    moduleEntries().flatMap(({ id }) => onShelf(id)?.ls ?? []),
    progress().lessons,
  );

/** When help ends: what waits for her alone. */
export function Waiting() {
  const all = questions();
  if (!all.length) return <Notice title={t('waitNone')} text={t('waitNoneWhy')} />;
  return (
    <Notice title={tn('waitYou', all.length)} text={t('waitYouWhy')}>
      <ul class="entre">
        {all.map(({ lesson, card, title }) => (
          <li key={`${lesson}/${card}`}>
            <a class="btn soft" href={`#/l/${lesson}/${card}`}>
              {title}
              <Icon of={nextIcon} />
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
