import { type Key, t } from '../../i18n/t';

/** A message that leaves only by her own hand, and is read before it does. */
export function Send({ text, label }: { text: string; label: Key }) {
  return (
    <>
      <p class="note">{t('willSend')}</p>
      <p class="says">{text}</p>
      <a
        class="btn soft"
        href={`https://wa.me/?text=${encodeURIComponent(text)}`}
        target="_blank"
        rel="noopener noreferrer"
      >
        {t(label)}
      </a>
      {'share' in navigator && (
        <button
          class="btn soft"
          type="button"
          onClick={() => void navigator.share({ text }).catch(() => {})}
        >
          {t('otherWay')}
        </button>
      )}
    </>
  );
}
