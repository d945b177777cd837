import { useEffect, useState } from 'preact/hooks';
import type { Action } from '../../domain/fold';
import { promiseToAsk } from '../../domain/returning';
import { type Key, t } from '../../i18n/t';
import { closeIcon, Icon } from '../../ui/icon';
import { currentLog, note, progress, setNote } from '../state/session';
import { findLesson } from '../state/shelf';
import { Invitation } from './install';

/** Where her own notes keep when the promise was made that she was asked about last. */
const ASKED = 'asked';

const said: Record<string, Key> = {
  now: 'saidNow',
  closing: 'saidClosing',
  tomorrow: 'saidTomorrow',
  weekend: 'saidWeekend',
};

/** At most one thing above her route: the promise she made, or the way to the home screen. */
export function Ahead() {
  const [asked, setAsked] = useState<number>();
  useEffect(() => {
    note(ASKED).then(
      (text) => setAsked(Number(text ?? 0)),
      () => {},
    );
  }, []);
  if (asked === undefined || !currentLog()) return null;
  const promise = promiseToAsk(progress().actions, Date.now() / 1000, asked);
  const card = promise && cardOf(promise);
  if (!card) return <Invitation />;
  const putAway = () => {
    setAsked(promise.at);
    setNote(ASKED, String(promise.at)).catch(() => {});
  };
  return (
    <aside class="cloth row">
      <p class="grow">
        {t('howWas', card.title, t(said[promise.when] ?? 'saidTomorrow'))}{' '}
        <a class="link" href={card.href} onClick={putAway}>
          {t('howSee')}
        </a>
      </p>
      <button class="round" type="button" aria-label={t('howAway')} onClick={putAway}>
        <Icon of={closeIcon} />
      </button>
    </aside>
  );
}

/** The card of a promise, as it stands today; undefined when it is no longer on the phone. */
function cardOf({ lesson, card }: Action): { title: string; href: string } | undefined {
  const cards = findLesson(lesson)?.lesson[5] ?? [];
  const index = cards.findIndex(([, id]) => id === card);
  const title = cards[index]?.[3];
  return title === undefined ? undefined : { title, href: `#/l/${lesson}/${index + 1}` };
}
