import { useEffect, useRef, useState } from 'preact/hooks';
import type { Entry } from '../../domain/bundle';
import { t } from '../../i18n/t';
import { bring, costOf } from './shelf';

/** Fetch what she asked for, and say in words how it goes; it is tried again when signal comes. */
export function useBring(): [status: string, start: (entry: Entry, then?: () => void) => void] {
  const [status, setStatus] = useState('');
  const again = useRef(() => {});
  useEffect(() => {
    const wake = () => again.current();
    addEventListener('online', wake);
    return () => removeEventListener('online', wake);
  }, []);
  const start = async (entry: Entry, then = () => {}) => {
    again.current = () => {};
    setStatus(t('bringing', costOf(entry)));
    const ok = await bring(entry.kind === 'pack' ? undefined : entry.id);
    setStatus(ok ? '' : t('noSignal'));
    if (ok) then();
    else again.current = () => void start(entry, then);
  };
  return [status, start];
}
