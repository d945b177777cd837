import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../db/device';
import { waitingOf } from '../../db/waiting';
import { t } from '../../i18n/t';
import { Icon, okIcon } from '../../ui/icon';

/** Nothing is lost: what is safe, and the ways back in. */
export function Forgot({
  one,
  again,
  afresh,
}: {
  one: Profile;
  again: () => void;
  afresh: () => void;
}) {
  const [waiting, setWaiting] = useState<number>();
  useEffect(() => void waitingOf(one).then(setWaiting, () => {}), [one.id]);
  return (
    <section class="entre" aria-label={t('forgot')}>
      <div class="cloth entre">
        <h2>{t('nothingLost')}</h2>
        <p class="told">
          <Icon of={okIcon} />
          {t('lostSent')}
        </p>
        {waiting !== undefined && waiting > 0 && (
          <p class="told">
            <Icon of={okIcon} />
            {waiting === 1 ? t('lostWaits1') : t('lostWaits', waiting)}
          </p>
        )}
        <p>{t('noBackDoor')}</p>
      </div>
      <button class="btn soft" type="button" onClick={afresh}>
        {t('wayAfresh')}
      </button>
      <p class="note">{t('wayAfreshHow')}</p>
      <button class="btn" type="button" onClick={again}>
        {t('tryAgain')}
      </button>
    </section>
  );
}
