import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../db/device';
import { tn } from '../../i18n/plural';
import { t } from '../../i18n/t';
import { Icon, nextIcon, okIcon } from '../../ui/icon';
import { waiting } from '../../vault/behind';

type Way = { href: string; title: 'wayPhone' | 'wayKey' | 'wayCard' | 'wayMentor' };

const ways: Way[] = [
  { href: '#/otro', title: 'wayPhone' },
  { href: '#/llave', title: 'wayKey' },
  { href: '#/tarjeta', title: 'wayCard' },
  { href: '#/otro', title: 'wayMentor' },
];

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
  const [count, setCount] = useState<number>();
  useEffect(() => void waiting(one).then(setCount, () => {}), [one.id]);
  return (
    <section class="entre" aria-label={t('forgot')}>
      <div class="cloth entre">
        <h2>{t('nothingLost')}</h2>
        <p class="told">
          <Icon of={okIcon} />
          {t('lostSent')}
        </p>
        {count !== undefined && count > 0 && (
          <p class="told">
            <Icon of={okIcon} />
            {tn('lostWaits', count)}
          </p>
        )}
        <p>{t('noBackDoor')}</p>
      </div>
      <h2>{t('waysIn')}</h2>
      <ul class="list">
        {ways.map(({ href, title }) => (
          <li key={title}>
            <a href={href}>
              <span class="about grow">
                <b>{t(title)}</b>
                <span class="note">{t(`${title}How`)}</span>
              </span>
              <Icon of={nextIcon} />
            </a>
          </li>
        ))}
      </ul>
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
