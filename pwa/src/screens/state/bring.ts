import { useState } from 'preact/hooks';
import type { Entry } from '../../domain/bundle';
import { sizeWords } from '../../domain/bytes';
import { t } from '../../i18n/t';
import { bring } from './shelf';

/** Fetch, and say in words how it goes. */
export function useBring(): [status: string, start: (entry: Entry, then?: () => void) => void] {
  const [status, setStatus] = useState('');
  const start = async (entry: Entry, then = () => {}) => {
    setStatus(t('bringing', sizeWords(entry.transfer_bytes)));
    const ok = await bring(entry.kind === 'module' ? entry.id : undefined);
    setStatus(ok ? '' : t('noSignal'));
    if (ok) then();
  };
  return [status, start];
}
