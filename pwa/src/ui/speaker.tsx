import { useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { Icon, speakerIcon } from './icon';

let hear: () => Promise<unknown>;

/** main.tsx says who reads aloud; pieces of the screen never import it. */
export function hearWith(read: typeof hear): void {
  hear = read;
}

/** Reads the screen aloud. Says so when that part of the app is not here yet. */
export function Speaker() {
  const [isAway, setAway] = useState(false);
  const press = () =>
    hear().then(
      () => setAway(false),
      () => setAway(true),
    );
  return (
    <>
      <button class="round" type="button" data-listen aria-label={t('listen')} onClick={press}>
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
