import { useEffect, useRef, useState } from 'preact/hooks';
import type { Log } from '../../db/log';
import { isWeak, type LockKind } from '../../domain/pin';
import { tn } from '../../i18n/plural';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { Icon, okIcon } from '../../ui/icon';
import { lockIcon } from '../../ui/icons-more';
import { autoLockMin, removeLock, setAutoLock, setLock } from '../../vault/index';
import { changed } from '../state/changes';
import { currentLog } from '../state/session';
import { Tabs } from '../tabs';
import { Check, type CheckProps } from './check';
import { reopen } from './lock-up';
import { HelperLink } from './me';
import { PicturePad, PinPad } from './pads';

type Step = 'start' | 'check-change' | 'check-remove' | 'kind' | LockKind;

/** A key of her own: set, change, take off; when it locks; and somebody helping her. */
export function KeyPlace() {
  const [step, setStep] = useState<Step>('start');
  const [said, setSaid] = useState<Key>();
  const log = currentLog();
  const kind = log?.profile.lock?.kind;
  const ref = useRef<HTMLElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    // What she pressed is gone with its step: she goes on at the head of the next.
    if (shown.current !== step) ref.current?.focus();
    shown.current = step;
  }, [step]);
  const end = (words: Key) => {
    setSaid(words);
    setStep('start');
    changed();
  };
  return (
    <>
      <Sign title={t('myKey')} />
      <main class="sheet" tabIndex={-1} ref={ref}>
        {said && (
          <p class="chip yes big" role="status">
            <Icon of={okIcon} />
            {t(said)}
          </p>
        )}
        {!log && <p class="idea">{t('nothingYet')}</p>}
        {log && step === 'start' && (kind ? <Kept go={setStep} /> : <Free go={setStep} />)}
        {log && step.startsWith('check') && kind && (
          <Check
            log={log}
            kind={kind}
            back={() => setStep('start')}
            done={() => {
              if (step === 'check-change') setStep('kind');
              else
                void takeOff(log).then(
                  () => end('keyOff'),
                  () => setStep('start'),
                );
            }}
          />
        )}
        {step === 'kind' && <ChooseKind go={setStep} />}
        {log && (step === 'pin' || step === 'pictures') && (
          <NewKey log={log} kind={step} done={() => end('keyOn')} back={() => setStep('kind')} />
        )}
      </main>
      <Tabs here="#/clave" />
    </>
  );
}

async function takeOff(log: Log): Promise<void> {
  await removeLock(log);
  await reopen();
}

function Free({ go }: { go: (step: Step) => void }) {
  return (
    <>
      <p class="idea">{t('keyWhy')}</p>
      <button class="btn" type="button" onClick={() => go('kind')}>
        <Icon of={lockIcon} />
        {t('keySet')}
      </button>
      <Limits />
    </>
  );
}

/** What a key does and does not do, said before it is trusted. */
function Limits() {
  return (
    <section class="cloth entre">
      <h2>{t('keyNot')}</h2>
      <ul class="guide dots">
        {(['keyNot1', 'keyNot2', 'keyNot3', 'keyNot4', 'keyNot5'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </section>
  );
}

function Kept({ go }: { go: (step: Step) => void }) {
  return (
    <>
      <section class="cloth entre">
        <p>{t('helperWhy')}</p>
        <HelperLink />
      </section>
      <AutoLock />
      <button class="btn soft" type="button" onClick={() => go('check-change')}>
        {t('keyChange')}
      </button>
      <button class="link" type="button" onClick={() => go('check-remove')}>
        {t('keyRemove')}
      </button>
      <Limits />
    </>
  );
}

const MINUTES = [1, 5, 15, 60];

function AutoLock() {
  const [now, setNow] = useState<number>();
  useEffect(() => void autoLockMin().then(setNow, () => {}), []);
  const choose = (minutes: number) =>
    void setAutoLock(minutes).then(
      () => setNow(minutes),
      () => {},
    );
  return (
    <section class="cloth entre">
      <h2>{t('autoLock')}</h2>
      <fieldset class="pick">
        <legend>{t('autoLockWhy')}</legend>
        {MINUTES.map((minutes) => (
          <button
            key={minutes}
            type="button"
            aria-pressed={minutes === now}
            onClick={() => choose(minutes)}
          >
            {tn('minutesN', minutes)}
          </button>
        ))}
      </fieldset>
    </section>
  );
}

function ChooseKind({ go }: { go: (step: Step) => void }) {
  return (
    <section class="entre" aria-label={t('keySet')}>
      <h2>{t('whichKey')}</h2>
      <button class="btn soft" type="button" onClick={() => go('pin')}>
        {t('pinKind')}
      </button>
      <button class="btn soft" type="button" onClick={() => go('pictures')}>
        {t('pictureKind')}
      </button>
      <button class="link" type="button" onClick={() => go('start')}>
        {t('back')}
      </button>
    </section>
  );
}

/** Twice the same, and not one of those that are guessed first. */
function NewKey({ log, kind, done, back }: CheckProps) {
  const [first, setFirst] = useState<string>();
  const [said, setSaid] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const isPin = kind === 'pin';
  const take = async (secret: string) => {
    if (!first) {
      if (isWeak(kind, secret)) return setSaid(isPin ? 'weakPin' : 'weakPictures');
      setSaid(undefined);
      return setFirst(secret);
    }
    if (secret !== first) {
      setFirst(undefined);
      return setSaid('notSame');
    }
    setBusy(true);
    const got = await setLock(log, kind, secret).catch(() => undefined);
    setBusy(false);
    if (!got?.ok) {
      setFirst(undefined);
      return setSaid('notSaved');
    }
    await reopen();
    done();
  };
  const Pad = isPin ? PinPad : PicturePad;
  return (
    <section class="unlock entre" aria-label={t('keySet')}>
      <h2>{t(first ? 'onceMore' : isPin ? 'newPin' : 'newPictures')}</h2>
      <p class={said ? 'warn' : 'note'} role="status">
        {busy ? t('sealing') : said ? t(said) : t(isPin ? 'keyRemember' : 'keyRemember4')}
      </p>
      <Pad off={busy} done={(secret) => void take(secret)} />
      <button class="link" type="button" onClick={back}>
        {t('back')}
      </button>
    </section>
  );
}
