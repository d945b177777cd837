import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import { aheadOf } from '../../domain/ahead';
import type { Action } from '../../domain/fold';
import { promiseToAsk } from '../../domain/returning';
import { type Key, t } from '../../i18n/t';
import { closeIcon, Icon } from '../../ui/icon';
import { currentLog, note, progress, setNote } from '../state/session';
import { findLesson } from '../state/shelf';
import { Invitation, useInvitation } from './install';

/** Where her own notes keep when the promise was made that she was asked about last. */
const ASKED = 'asked';

const said: Record<string, Key> = {
  now: 'saidNow',
  closing: 'saidClosing',
  tomorrow: 'saidTomorrow',
  weekend: 'saidWeekend',
};

/** At most one thing above her route: her promise, the way to the home screen, or a question. */
export function Ahead({ question }: { question: ComponentChild }) {
  const [asked, setAsked] = useState<number>();
  useEffect(() => {
    note(ASKED).then(
      (text) => setAsked(Number(text ?? 0)),
      () => {},
    );
  }, []);
  const isRead = asked !== undefined && !!currentLog();
  const promise = isRead && promiseToAsk(progress().actions, Date.now() / 1000, asked);
  const card = promise ? cardOf(promise) : undefined;
  const facts = { isHelped: helping(), promise: isRead ? !!card : undefined };
  // What would stand behind another thing is not asked for: it is offered once.
  const isFree = aheadOf({ ...facts, invitation: true }) === 'invitation';
  const [invitation, putInvitationAway] = useInvitation(isFree);
  const ahead = aheadOf({ ...facts, invitation: invitation && invitation !== 'none' });
  if (ahead === 'question') return <>{question}</>;
  if (ahead === 'invitation')
    return <Invitation isAway={invitation === 'away'} putAway={putInvitationAway} />;
  if (ahead !== 'promise' || !promise || !card) return null;
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
