import type { Log } from '../../db/log';
import type { LockKind } from '../../domain/pin';
import { type Key, t } from '../../i18n/t';
import { unlock } from '../../vault/index';
import { reopen } from './lock-up';
import { KeyEntry } from './unlock';

export type CheckProps = { log: Log; kind: LockKind; done: () => void; back: () => void };

/** The key she has, before it is changed or taken off, or before help is over. */
export function Check({ log, kind, done, back }: CheckProps) {
  const attempt = async (secret: string): Promise<Key | undefined> => {
    const got = await unlock(log.profile, secret);
    if (got.ok) {
      await reopen();
      done();
      return undefined;
    }
    return got.reason === 'wait' ? undefined : 'wrongKey';
  };
  return (
    <section class="unlock entre" aria-label={t('keyNow')}>
      <h2>{t(kind === 'pin' ? 'pinNow' : 'picturesNow')}</h2>
      <KeyEntry kind={kind} subject={log.profile.id} attempt={attempt} />
      <button class="link" type="button" onClick={back}>
        {t('back')}
      </button>
    </section>
  );
}
