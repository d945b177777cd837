import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/t';
import { Notice } from './frame';
import { changed } from './session';

/** What the first card does without; one chunk, because a request costs as much as 2 kB of code. */
export type Rest = typeof import('../screens/rest');

let rest: Rest | undefined;

/** The rest of the app if it is loaded already. */
export const restNow = (): Rest | undefined => rest;

export async function loadRest(): Promise<Rest> {
  if (!rest) {
    rest = await import('../screens/rest');
    changed();
  }
  return rest;
}

/** Show a part of the rest; says so when neither the phone nor the network has it. */
export function Part({ show }: { show: (rest: Rest) => ComponentChild }) {
  const [isMissing, setMissing] = useState(false);
  const load = () => void loadRest().catch(() => setMissing(true));
  useEffect(load, []);
  if (rest) return show(rest);
  return isMissing ? (
    <Notice title={t('chunkAway')} text={t('chunkAwayText')}>
      <button class="btn" type="button" onClick={load}>
        {t('retry')}
      </button>
    </Notice>
  ) : null;
}
