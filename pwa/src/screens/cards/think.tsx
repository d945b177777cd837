import { useEffect, useState } from 'preact/hooks';
import type { ReadingCard } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardBody, CardFoot, type CardProps, NextButton } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { lockIcon } from '../../ui/icons-more';
import { note, setNote } from '../state/session';

/** A reflection. What she writes is a note of this phone, never an event. */
export function Think({ card, lesson, hold, next, back }: CardProps<ReadingCard>) {
  const key = `think:${lesson}/${card[1]}`;
  const [text, setText] = useState('');
  useEffect(() => {
    note(key).then(
      (old) => old && setText((now) => now || old),
      () => {},
    );
  }, [key]);
  const go = () => hold(() => setNote(key, text.trim()), next);
  return (
    <>
      <CardBody card={card}>
        <label class="entre">
          <b>{t('thinkLabel')}</b>
          <textarea
            rows={5}
            maxLength={2000}
            // Else the browser writes what is typed, in clear, into its own file of open pages.
            autocomplete="off"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <p class="note row top">
          <Icon of={lockIcon} />
          <span class="grow">{t('thinkStays')}</span>
        </p>
      </CardBody>
      <CardFoot back={back}>
        <NextButton next={go} />
      </CardFoot>
    </>
  );
}
