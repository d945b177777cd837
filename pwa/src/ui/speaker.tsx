import { useEffect, useState } from 'preact/hooks';
import { isVoice } from '../domain/voices';
import { t } from '../i18n/t';
import { Icon, speakerIcon } from './icon';

/** Words to say by themselves, in their language; without any the screen is read. */
export type Words = { text: string; lang: string };

let hear: (words?: Words) => Promise<unknown>;

/** main.tsx says who reads aloud; pieces of the screen never import it. */
export function hearWith(read: typeof hear): void {
  hear = read;
}

/** Reads the screen aloud, or `words`. Says so when that part of the app is not here yet. */
export function Speaker({ words, of: name }: { words?: Words; of?: string }) {
  const [isAway, setAway] = useState(false);
  const press = () =>
    hear(words).then(
      () => setAway(false),
      () => setAway(true),
    );
  const label = t('listen') + (name ? `: ${name}` : '');
  return (
    <>
      <button class="round" type="button" data-listen aria-label={label} onClick={press}>
        <Icon of={speakerIcon} />
      </button>
      {isAway && (
        <p class="warn away" role="status">
          {t('chunkAway')}. {t('chunkAwayText')}
        </p>
      )}
    </>
  );
}

/** Says a few words; not there while this phone has no voice of its own for their language. */
export function Says({ words, of }: { words: Words; of: string }) {
  const voices = globalThis.speechSynthesis;
  const [, again] = useState(0);
  useEffect(() => {
    // Phones fill their list late.
    const look = () => again(Math.random);
    voices?.addEventListener?.('voiceschanged', look);
    return () => voices?.removeEventListener?.('voiceschanged', look);
  }, []);
  return voices?.getVoices().some((one) => isVoice(one, words.lang)) ? (
    <Speaker words={words} of={of} />
  ) : null;
}
