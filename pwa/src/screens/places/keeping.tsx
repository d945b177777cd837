import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { currentLog } from '../state/session';

/** Keep something, and say it when that failed. */
export function useKeep() {
  const [failed, setFailed] = useState(false);
  return {
    failed: failed && <p class="warn">{t('notSaved')}</p>,
    attempt: (job: Promise<void>, then = () => {}) =>
      void job.then(
        () => {
          setFailed(false);
          then();
        },
        () => setFailed(true),
      ),
  };
}

const who = (): string | undefined => currentLog()?.profile.id;

/**
 * Keep what stands when she leaves the screen by whatever way, or puts the phone away: a fact for
 * each touch would be sent.
 */
export function useLeaving(done: (then: () => void) => void): void {
  const leaving = useRef(done);
  leaving.current = done;
  useEffect(() => {
    const mine = who();
    // What she left is hers: a screen is told late that it went, and somebody else may be here.
    const keep = () => {
      if (!mine || mine === who()) leaving.current(() => {});
    };
    const look = () => document.visibilityState === 'hidden' && keep();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      keep();
    };
  }, []);
}

/** Back to where she came from: the route, or all her answers. */
export function leave(): void {
  if (history.length > 1) history.back();
  else location.hash = '#/';
}
