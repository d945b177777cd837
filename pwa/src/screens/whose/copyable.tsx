import { useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';

/** A button that copies; where copying is forbidden the text is shown, to be marked by hand. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<Key>();
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid('copied');
  };
  return (
    <>
      <button
        class="btn soft"
        type="button"
        onClick={() => void copy().catch(() => setSaid('copyByHand'))}
      >
        {label}
      </button>
      <p class="note" role="status">
        {said && t(said)}
      </p>
      {said === 'copyByHand' && (
        <textarea class="address" readOnly aria-label={label} rows={3} value={text} />
      )}
    </>
  );
}
