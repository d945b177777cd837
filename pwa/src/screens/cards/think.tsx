import { useEffect, useState } from 'preact/hooks';
import type { ReadingCard } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { CardBody, CardFoot, type CardProps, NextButton } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { lockIcon } from '../../ui/icons-more';
import { note, setNote } from '../state/session';

const PAUSE_MS = 500;

/** Keep what she writes while she writes it: a phone that dies takes half a second of it. */
function useDraft(key: string) {
  const [draft] = useState(() => {
    let last = Promise.resolve();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let waits: string | undefined;
    const save = (text: string): Promise<void> => {
      clearTimeout(timer);
      waits = undefined;
      // One after the other: an older text never comes last.
      last = last.catch(() => {}).then(() => setNote(key, text.trim()));
      return last;
    };
    const now = () => waits !== undefined && void save(waits).catch(() => {});
    const later = (text: string) => {
      waits = text;
      clearTimeout(timer);
      timer = setTimeout(now, PAUSE_MS);
    };
    return { save, now, later };
  });
  useEffect(() => {
    document.addEventListener('visibilitychange', draft.now);
    return () => {
      document.removeEventListener('visibilitychange', draft.now);
      draft.now();
    };
  }, []);
  return draft;
}

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
  const draft = useDraft(key);
  const go = () => hold(() => draft.save(text), next);
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
            onInput={({ currentTarget: { value } }) => {
              setText(value);
              draft.later(value);
            }}
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
