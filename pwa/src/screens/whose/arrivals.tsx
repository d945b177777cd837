import { useEffect, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { dayWords } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { type Arrival, newArrivals, seeArrivals } from '../../vault/arrivals';

const HOW: Record<string, Key> = {
  phone: 'howLink',
  key: 'howKey',
  card: 'howCard',
  mentor: 'howMentor',
};

/** How a phone came to speak for her, in words. */
export const howWords = (how: string): string => t(HOW[how] ?? 'howFirst');

/** Another phone came in as her: said on the ones she has, while it can still be sent away. */
export function Arrivals({ log }: { log: Log }) {
  const [found, setFound] = useState<Arrival[]>([]);
  const look = () => void newArrivals(log).then(setFound, () => {});
  useEffect(() => {
    look();
    return log.subscribe(look);
  }, [log]);
  if (!found.length) return null;
  return (
    <section class="warn entre" role="status">
      <h2>{t(found.length > 1 ? 'arrivals' : 'arrival')}</h2>
      <ul>
        {found.map(({ at, how }) => (
          <li key={at}>
            {howWords(how)}, {dayWords(at)}.
          </li>
        ))}
      </ul>
      <p>{t('arrivalNot')}</p>
      <a class="btn soft" href="#/telefonos">
        {t('myPhones')}
      </a>
      <button
        class="btn soft"
        type="button"
        onClick={() => void seeArrivals(log).then(look, () => {})}
      >
        {t('arrivalMine')}
      </button>
    </section>
  );
}
