import { useState } from 'preact/hooks';
import type { Entry } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { bring, costOf } from './shelf';

/** Fetch, and say in words how it goes. */
export function useBring(): [status: string, start: (entry: Entry, then?: () => void) => void] {
  const [status, setStatus] = useState('');
  const start = async (entry: Entry, then = () => {}) => {
    setStatus(t('bringing', costOf(entry)));
    const ok = await bring(entry.kind === 'module' ? entry.id : undefined);
    setStatus(ok ? '' : t('noSignal'));
    if (ok) then();
  };
  return [status, start];
}
