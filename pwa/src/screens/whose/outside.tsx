import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { device } from '../../db/device';
import { intentOf } from '../../domain/inside';
import type { Result } from '../../domain/result';
import { type Key, t } from '../../i18n/t';
import { Sign, Wordmark } from '../../ui/frame';
import { Icon, nextIcon, okIcon } from '../../ui/icon';
import { inside } from '../state/inside';
import { carryOf, urlOf } from './carry';
import { Copyable } from './copyable';

type Packed = { packed: Result<string>; hasNotes: boolean };

/**
 * The way out of another app's window, or from a tab of an iPhone to the home screen. The address
 * of this very page becomes the one that carries: the menus of those apps open what stands there.
 */
export function Outside() {
  const [got, setGot] = useState<Packed>();
  const me = device.current();
  useEffect(() => {
    if (me)
      carryOf(me).then(setGot, () =>
        setGot({ packed: { ok: false, reason: 'failed' }, hasNotes: false }),
      );
    else setGot({ packed: { ok: true, value: '' }, hasNotes: false });
  }, []);
  const hash = got?.packed.ok
    ? got.packed.value
      ? `#/traer/${got.packed.value}`
      : '#/'
    : undefined;
  // Before it is said on the screen: she may copy the address at once.
  useLayoutEffect(() => {
    if (!hash) return;
    // With a manifest the home screen would open its start, and not this address.
    document.querySelector('link[rel=manifest]')?.remove();
    history.replaceState(null, '', hash);
  }, [hash]);
  return (
    <>
      <Sign title={t('outTitle')} top={<Wordmark />} />
      <main class="sheet">
        <p class="idea">{t(inside()?.system === 'ios' ? 'outWhyIos' : 'outWhy')}</p>
        {got && !hash && <p class="warn">{t('outLong')}</p>}
        {hash && (
          <>
            {me && (
              <p class="chip yes big">
                <Icon of={okIcon} />
                {t('outCarries')}
              </p>
            )}
            <Ways url={urlOf(hash)} />
            {got?.hasNotes && <p class="note">{t('outNotes')}</p>}
            {me && <p class="note">{t('outSecret')}</p>}
          </>
        )}
        <a class="link" href="#/">
          {t('outStay')}
        </a>
      </main>
    </>
  );
}

const steps: Record<'android' | 'ios' | 'other', Key[]> = {
  android: ['outDots', 'outOpenIn'],
  ios: ['outShare', 'outSafari', 'outHome'],
  other: ['outCopy', 'outPaste'],
};

function Ways({ url }: { url: string }) {
  const system = inside()?.system ?? (/iPhone|iPad/.test(navigator.userAgent) ? 'ios' : 'other');
  return (
    <>
      {system === 'android' && (
        <a class="btn" href={intentOf(url)}>
          {t('outChrome')}
          <Icon of={nextIcon} />
        </a>
      )}
      <section class="cloth entre">
        <h2>{t(system === 'android' ? 'outElse' : 'outHow')}</h2>
        <ol class="guide">
          {steps[system].map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
        <Copyable text={url} label={t('outCopyLink')} />
      </section>
    </>
  );
}
