import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { money } from '../../i18n/format';
import { type Key, t } from '../../i18n/t';
import { CoinPad } from '../../ui/coin-pad';

export const sum = (pieces: number[]): number => pieces.reduce((all, one) => all + one, 0);

type Amount = {
  title: Key;
  pieces: number[];
  set: (pieces: number[]) => void;
  more?: ComponentChild;
};

/** Amounts asked one below the other: the coins lie under one, the others wait for a touch. */
export function Amounts({ of: all }: { of: Amount[] }) {
  const [open, setOpen] = useState(0);
  return (
    <>
      {all.map(({ title, pieces, set, more }, i) => (
        <section class="entre" key={title}>
          <h2>{t(title)}</h2>
          {i === open ? (
            <CoinPad pieces={pieces} set={set} />
          ) : (
            <button
              class="till"
              type="button"
              aria-label={t('putMoney', money(sum(pieces)))}
              onClick={() => setOpen(i)}
            >
              <output>{money(sum(pieces))}</output>
            </button>
          )}
          {more}
        </section>
      ))}
    </>
  );
}
