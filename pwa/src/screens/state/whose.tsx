import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { applyUpdate, onUpdate } from '../../downloads/shell';
import { t } from '../../i18n/t';
import { Notice } from '../../ui/frame';
import { changed } from './changes';
import type { Whose } from './rest';

let whose: Whose | undefined;

export async function loadWhose(): Promise<Whose> {
  if (!whose) {
    ({ whose } = await import('../whose/whose'));
    changed();
  }
  return whose;
}

/** Have it on the phone for when there is no signal; a page without a worker would not keep it. */
export async function keepWhose(): Promise<void> {
  if (navigator.serviceWorker?.controller) await loadWhose().catch(() => {});
}

export const lockUp = async (): Promise<void> => (await loadWhose()).lockUp();

/** Show a part of it; says so when neither the phone nor the network has it. */
export function WhosePart({ show }: { show: (whose: Whose) => ComponentChild }) {
  const [isMissing, setMissing] = useState(false);
  const load = () => {
    setMissing(false);
    loadWhose().catch(() => setMissing(true));
  };
  useEffect(load, []);
  // A newer server no longer has this build's parts, and the new build waits: it has its own.
  useEffect(() => (isMissing ? onUpdate(() => void applyUpdate()) : undefined), [isMissing]);
  if (whose) return show(whose);
  return isMissing ? (
    <Notice title={t('chunkAway')} text={t('chunkAwayText')}>
      <button class="btn" type="button" onClick={load}>
        {t('retry')}
      </button>
    </Notice>
  ) : null;
}
