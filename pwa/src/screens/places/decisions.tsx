import { useEffect, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { deeds } from './deeds/part';

/** What she decided, her small tries and her week; says so when neither phone nor network has it. */
export function Decisions() {
  const [isMissing, setMissing] = useState(false);
  const load = () => {
    setMissing(false);
    deeds.load().catch(() => setMissing(true));
  };
  useEffect(load, []);
  const part = deeds.now();
  if (part) return <part.Mine />;
  if (!isMissing) return null;
  return (
    <section class="cloth entre">
      <h2>{t('myDecisions')}</h2>
      <p>{t('chunkAwayText')}</p>
      <button class="btn soft" type="button" onClick={load}>
        {t('retry')}
      </button>
    </section>
  );
}
