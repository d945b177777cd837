import { useState } from 'preact/hooks';
import { filled, MOST_LETTERS, slotsOf } from '../../../domain/slots';
import { type Key, t } from '../../../i18n/t';
import { Send } from '../../places/send';
import { useOnce } from '../undo';

type MessageProps = {
  text: string;
  /** Keep these words as hers; tells whether they are on the disk. */
  save: (words: string) => Promise<boolean>;
  /** Take her own version away; a ready one stays. */
  drop?: () => void;
};

/** A message: as it stands, and opened with its blanks, its words and the ways to send it. */
export function Message({ text, save, drop }: MessageProps) {
  const [isUsed, setUsed] = useState(false);
  return (
    <section class="entre">
      {drop && (
        <p>
          <span class="chip yes">{t('msgMine')}</span>
        </p>
      )}
      {isUsed ? (
        <Use text={text} save={save} />
      ) : (
        <>
          <p class="says" lang="es">
            {text}
          </p>
          <button
            class="btn soft"
            type="button"
            aria-label={`${t('msgUse')}: ${text}`}
            onClick={() => setUsed(true)}
          >
            {t('msgUse')}
          </button>
        </>
      )}
      {drop && (
        <button class="link" type="button" aria-label={`${t('msgDrop')}: ${text}`} onClick={drop}>
          {t('msgDrop')}
        </button>
      )}
    </section>
  );
}

/** What she fills in is for this message alone and kept nowhere: it names others. */
function Use({ text, save }: Pick<MessageProps, 'text' | 'save'>) {
  const [words, setWords] = useState<Record<string, string>>({});
  const [form, setForm] = useState(text);
  // As it stands among hers, or as it came: there is no second one of the same words.
  const [last, setLast] = useState(text);
  const once = useOnce();
  const [said, say] = useState<Key>();
  const slots = slotsOf(form);
  const ready = filled(form, words);
  const open = slotsOf(ready);
  const copy = async () => {
    await navigator.clipboard.writeText(ready);
    say('msgCopied');
  };
  const mine = form.trim();
  const keep = async () => {
    const isKept = await save(mine);
    say(isKept ? 'msgKept' : 'notSaved');
    if (isKept) setLast(mine);
    return isKept;
  };
  return (
    <>
      {slots.map((slot) => (
        <label class="find" key={slot} lang="es">
          <b>{slot}</b>
          <input
            autocomplete="off"
            maxLength={60}
            value={words[slot] ?? ''}
            onInput={({ currentTarget: { value } }) => setWords({ ...words, [slot]: value })}
          />
        </label>
      ))}
      {open.length > 0 || !ready ? (
        <>
          <p class="says">{ready}</p>
          {open.length > 0 && <p class="note">{t('msgOpen', open.join(', '))}</p>}
        </>
      ) : (
        <>
          <Send text={ready} label="byWhatsapp" />
          <button
            class="btn soft"
            type="button"
            onClick={() => void copy().catch(() => say('msgByHand'))}
          >
            {t('msgCopy')}
          </button>
        </>
      )}
      {ready.length > MOST_LETTERS && <p class="warn">{t('msgLong', ready.length)}</p>}
      <p class="note" role="status">
        {said && t(said)}
      </p>
      <details>
        <summary class="link">{t('msgChange')}</summary>
        <label class="entre">
          <span class="note">{t('msgChangeHow')}</span>
          <textarea
            rows={5}
            maxLength={MOST_LETTERS}
            autocomplete="off"
            value={form}
            onInput={({ currentTarget: { value } }) => setForm(value)}
          />
        </label>
        {mine && mine !== last && (
          <button class="btn soft" type="button" onClick={() => void once(keep)}>
            {t('msgKeep')}
          </button>
        )}
      </details>
    </>
  );
}
