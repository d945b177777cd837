import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { device } from '../db/device';
import { endHelp, helping, helpRanOut, touchHelp } from '../db/helper';
import type { Card } from '../domain/bundle';
import { isHers } from '../domain/helper';
import { t } from '../i18n/t';
import type { CardProps } from '../ui/card';
import { HelpButton } from './corner';
import { changed } from './state/changes';
import { isSimple } from './state/mode';
import { lockUp, simple, whose } from './state/parts';

const LOOK_MS = 10_000;

/** Help that nobody used for long is over; what has a key asks for it again. */
async function look(): Promise<void> {
  const id = helpRanOut();
  if (!id) return;
  const me = device.current();
  if (me?.lock && me.id === id) await lockUp();
  else await endHelp(id);
  changed();
}

function watch(): () => void {
  const glance = () => void look().catch(() => {});
  const touch = () => {
    glance();
    touchHelp();
  };
  const timer = setInterval(glance, LOOK_MS);
  for (const name of ['pointerdown', 'keydown']) addEventListener(name, touch, { passive: true });
  glance();
  return () => {
    clearInterval(timer);
    for (const name of ['pointerdown', 'keydown']) removeEventListener(name, touch);
  };
}

/** End it; with a key of hers, where that is asked for. */
export const endHelpNow = async (): Promise<void> => (await whose.load()).helpEnds();

/** Over every screen: the form of the app, and that somebody helps. */
export function HelperLine() {
  const big = isSimple();
  useLayoutEffect(() => {
    document.documentElement.classList.toggle('big', big);
    // Its sizes come with it; without signal the letters stay as they are.
    if (big) void simple.load().catch(() => {});
  }, [big]);
  useEffect(watch, []);
  return helping() ? <simple.Part show={({ Band }) => <Band end={endHelpNow} />} /> : null;
}

/** Below the head of a lesson: help in its corner, and what this card asks of a helper, in a line. */
export const hint = (kind: Card[0]) => (
  <>
    {isSimple() && (
      <nav class="corner hand" aria-label={t('help')}>
        <HelpButton />
      </nav>
    )}
    {helping() && <simple.Part show={({ Hint }) => <Hint kind={kind} />} />}
  </>
);

/** With a helper beside her it stays open. */
export const waits = ([kind]: Card): boolean => isHers(kind) && helping();

/** A card that she answers by herself. */
export const alone =
  (Kind: ComponentType<CardProps>): ComponentType<CardProps> =>
  (props) =>
    helping() ? <simple.Part show={({ ForHer }) => <ForHer {...props} />} /> : <Kind {...props} />;
