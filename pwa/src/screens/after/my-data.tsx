import { useEffect, useState } from 'preact/hooks';
import { sizeWords } from '../../domain/bytes';
import { addSpent, type Spent, stripOf } from '../../domain/spent';
import { t } from '../../i18n/t';
import { spent } from '../state/spent';

const words = (bytes: number): string => (bytes ? sizeWords(bytes) : '0\u00a0kB');

/** What this app fetched this month, woven. */
export function MyData() {
  const [account, setAccount] = useState<Spent>();
  useEffect(() => void spent().then(setAccount, () => {}), []);
  if (!account) return null;
  // As of now: what was counted in another month is not this month's.
  const { bytes, today } = addSpent(account, 0, Date.now() / 1000);
  const { scale, part } = stripOf(bytes);
  const scaleWords = t('myDataStrip', scale);
  return (
    <section class="cloth entre data">
      <div class="row">
        <h2 class="grow">{t('myData')}</h2>
        <p class="shown">{words(bytes)}</p>
      </div>
      <svg class="weave" role="img" aria-label={`${words(bytes)}. ${scaleWords}`}>
        <rect width="100%" height="100%" fill="url(#t-hilo)" />
        <rect width={`${100 * part}%`} height="100%" fill="url(#t-rombo)" />
      </svg>
      <p class="note">
        <b>{t('myDataToday', words(today))}</b> {scaleWords} {t('myDataOnly')}
      </p>
    </section>
  );
}
