/** Parts of the app that come when they are asked for. */
import type { ComponentChild } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { applyUpdate, onUpdate } from '../../downloads/shell';
import { t } from '../../i18n/t';
import { Notice } from '../../ui/frame';
import { changed } from './changes';

/** Make a part known by what fetches it; nothing is fetched yet. */
export function later<T>(fetch: () => Promise<T>) {
  let here: T | undefined;

  async function load(): Promise<T> {
    if (!here) {
      here = await fetch();
      changed();
    }
    return here;
  }

  /** Have it on the phone for when there is no signal; a page without a worker would not keep it. */
  async function keep(): Promise<void> {
    if (navigator.serviceWorker?.controller) await load().catch(() => {});
  }

  /** Show a piece of it; says so when neither the phone nor the network has it. */
  function Part({ show }: { show: (part: T) => ComponentChild }) {
    const [isMissing, setMissing] = useState(false);
    const again = () => {
      setMissing(false);
      load().catch(() => setMissing(true));
    };
    useEffect(again, []);
    // A newer server no longer has this build's parts, and the new build waits: it has its own.
    useEffect(() => (isMissing ? onUpdate(() => void applyUpdate()) : undefined), [isMissing]);
    if (here) return show(here);
    return isMissing ? (
      <Notice title={t('chunkAway')} text={t('chunkAwayText')}>
        <button class="btn" type="button" onClick={again}>
          {t('retry')}
        </button>
      </Notice>
    ) : null;
  }

  /** Show a piece that a screen does well without: nothing while it is not here. */
  function Piece({ show }: { show: (part: T) => ComponentChild }) {
    useEffect(() => void load().catch(() => {}), []);
    return here ? show(here) : null;
  }

  return { load, keep, Part, Piece, now: () => here };
}
