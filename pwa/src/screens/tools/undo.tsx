import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';

/** How long what was taken away can be brought back. */
const UNDO_MS = 20_000;

type Offer = { said: Key; back?: (() => Promise<void>) | undefined };

/** A second touch so soon after is one of a trembling thumb. */
const TWICE_MS = 500;

/** Do a job once, whatever the thumb does; it gives true when it was done. */
export function useOnce() {
  const until = useRef(0);
  return async (job: () => Promise<boolean>): Promise<void> => {
    if (performance.now() < until.current) return;
    until.current = Number.POSITIVE_INFINITY;
    let isDone = false;
    try {
      isDone = await job();
    } finally {
      until.current = isDone ? performance.now() + TWICE_MS : 0;
    }
  };
}

type Say = (said: Key, back?: Offer['back']) => void;

/** Say what was done; with `back` it can be undone for a while, and `isOpen` until then. */
export function useUndo(): [Said: VNode, say: Say, isOpen: boolean] {
  const [offer, set] = useState<Offer>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // What was touched is gone from the screen: the way back is where she is now.
    button.current?.focus();
    if (!offer?.back) return undefined;
    const timer = setTimeout(() => set({ said: offer.said }), UNDO_MS);
    return () => clearTimeout(timer);
  }, [offer]);
  const undo = () =>
    void offer?.back?.().then(
      () => set(undefined),
      () => set({ said: 'notSaved' }),
    );
  const said = (
    <div class="row">
      <p class="note grow" role="status">
        {offer && t(offer.said)}
      </p>
      {offer?.back && (
        <button class="btn soft mid" type="button" ref={button} onClick={undo}>
          {t('undo')}
        </button>
      )}
    </div>
  );
  return [said, (key, back) => set({ said: key, back }), !!offer?.back];
}
