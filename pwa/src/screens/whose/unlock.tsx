import { useEffect, useState } from 'preact/hooks';
import type { Profile } from '../../db/device';
import type { LockKind } from '../../domain/pin';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { Icon, okIcon } from '../../ui/icon';
import { handIcon, lockIcon } from '../../ui/icons-more';
import { Face } from '../../ui/picture';
import { unlock, waitOf, watchWait } from '../../vault/index';
import { faceName, faceOf } from './faces';
import { PicturePad, PinPad } from './pads';

/** A wait in the words of a person: "30 segundos", "2 minutos". */
export function waitWords(seconds: number): string {
  if (seconds <= 90) return tn('seconds', seconds);
  return tn('minutesN', Math.ceil(seconds / 60));
}

/** Tries and waiting of one person; the wait passes while this is on the screen. */
export function useTries(subject: string) {
  const [state, setState] = useState({ waitS: 0, free: 5 });
  const look = () => waitOf(subject).then(setState, () => {});
  useEffect(() => void look(), [subject]);
  const isWaiting = state.waitS > 0;
  useEffect(() => {
    if (!isWaiting) return undefined;
    return watchWait(subject, (waitS) => setState((old) => ({ ...old, waitS })));
  }, [subject, isWaiting]);
  return { ...state, look };
}

type KeyEntryProps = {
  kind: LockKind;
  subject: string;
  /** Try it; the words to say when it is not taken. */
  attempt: (secret: string) => Promise<Key | undefined>;
};

/** A pad, and in words what became of the last try. */
export function KeyEntry({ kind, subject, attempt }: KeyEntryProps) {
  const { waitS, free, look } = useTries(subject);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Key>();
  const run = async (secret: string) => {
    setBusy(true);
    setSaid(undefined);
    setSaid(await attempt(secret).catch((): Key => 'notSaved'));
    setBusy(false);
    await look();
  };
  const Pad = kind === 'pin' ? PinPad : PicturePad;
  return (
    <>
      <div class={said || waitS ? 'warn' : 'sr'} role="status">
        {said && <p>{t(said)}</p>}
        {waitS > 0 && <p>{t('waitFor', waitWords(waitS))}</p>}
        {said === 'wrongKey' && !waitS && <p>{tn('triesLeft', free)}</p>}
        {busy && <p>{t('looking')}</p>}
      </div>
      <Pad off={busy || waitS > 0} done={(secret) => void run(secret)} />
    </>
  );
}

type UnlockProps = {
  one: Profile;
  done: (isHelped: boolean) => void;
  forgot: () => void;
  back: () => void;
};

/** Her key, and then her things. */
export function Unlock({ one, done, forgot, back }: UnlockProps) {
  const kind = one.lock?.kind ?? 'pin';
  const [isHelped, setHelped] = useState(false);
  const attempt = async (secret: string): Promise<Key | undefined> => {
    const got = await unlock(one, secret);
    if (got.ok) {
      done(isHelped);
      return undefined;
    }
    return got.reason === 'wait' ? undefined : got.reason === 'wrong' ? 'wrongKey' : 'brokenKey';
  };
  return (
    <section class="unlock entre" aria-label={t('withKey')}>
      <div class="row">
        <Face who={faceOf(one)} />
        <p class="grow">
          <span class="sr">{faceName(faceOf(one))}.</span>
          <b>{t(kind === 'pin' ? 'enterPin' : 'enterPictures')}</b>
        </p>
        <Icon of={lockIcon} />
      </div>
      <div class="row">
        <button class="link" type="button" onClick={back}>
          {t('notMe')}
        </button>
        <button class="link" type="button" onClick={forgot}>
          {t('forgot')}
        </button>
      </div>
      <KeyEntry kind={kind} subject={one.id} attempt={attempt} />
      <button
        class="btn soft"
        type="button"
        aria-pressed={isHelped}
        onClick={() => setHelped(!isHelped)}
      >
        <Icon of={isHelped ? okIcon : handIcon} />
        {t('helpsMe')}
      </button>
    </section>
  );
}
