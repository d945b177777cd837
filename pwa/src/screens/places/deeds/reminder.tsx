import { useState } from 'preact/hooks';
import type { Deed } from '../../../domain/deeds';
import { type Key, t } from '../../../i18n/t';
import { Send } from '../send';
import { saveCalendar } from './calendar';
import type { Words } from './own';
import { dayWords, hourWords, said, titleOf } from './said';

type ReminderProps = { of: Deed; words: Words | undefined; due: number };

/** A reminder that can ring, in her words: in the phone's own calendar; or a message to herself. */
export function Reminder({ of: deed, words, due }: ReminderProps) {
  const [isMade, setMade] = useState(false);
  const { lesson, card, at, when } = deed;
  const title = titleOf(deed);
  const where = words?.place || t(deed.where as Key);
  const address = `${location.origin}/#/l/${lesson}`;
  const make = () => {
    const uid = `${lesson}-${card}-${at}@creando`;
    saveCalendar(lesson, { uid, title, text: `${where}\n${address}`, at: due });
    setMade(true);
  };
  const moment = words ? t('deedOn', dayWords(due), hourWords(due)) : t(when as Key);
  return (
    <details>
      <summary class="link">{t('remindMe')}</summary>
      <div class="entre">
        <button class="btn soft" type="button" onClick={make}>
          {t('toCalendar')}
        </button>
        <p class="note" role="status">
          {isMade && t('calendarMade', said(due, { dateStyle: 'full', timeStyle: 'short' }))}
        </p>
        <Send text={t('reminderText', title, moment, where, address)} label="toMyself" />
        <p class="note">{t('toMyselfHow')}</p>
      </div>
    </details>
  );
}
