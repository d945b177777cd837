import { useState } from 'preact/hooks';
import { COINS, MOST, NOTES } from '../domain/price';
import { money } from '../i18n/format';
import { t } from '../i18n/t';
import { Icon, type Strokes } from './icon';
import { eraseIcon } from './icons-more';
import { pieceName } from './money';

const KINDS = [
  ['coins', COINS],
  ['bills', NOTES],
] as const;

/** What tells one note from another besides its colour: geometry of ours, no copy of a note. */
const adornments: Record<number, Strokes> = {
  1000: ['M12 14Q3 13 2 5q10 0 10 9zM12 12q1-8 10-9 0 9-10 9z', 'M12 12v10'],
  2000: ['M12 10Q4 4 2 12q6-2 10-2zM12 10q8-6 10 2-6-2-10-2z', 'M12 10q-2 6 0 12'],
  5000: ['M2 20L9 6l4 7 3-4 6 11z', 'M7 10l2 2 2-2'],
  10000: [
    'M12 7a5 5 0 1 0 .1 0z',
    'M12 1v3M12 20v3M1 12h3M20 12h3M4 4l2 2M18 18l2 2M20 4l-2 2M4 20l2-2',
  ],
  20000: ['M12 2l3 7 7 1-5 5 1 7-6-4-6 4 1-7-5-5 7-1z', ''],
};

/** How many of the pieces put down are drawn; all of them count. */
const SHOWN = 12;

const sum = (pieces: readonly number[]): number => pieces.reduce((all, one) => all + one, 0);

/** A coin or a note: its number; what stands beside it is no text, for the number is in its name. */
function Piece({ of: piece, small }: { of: number; small?: boolean }) {
  const adornment = adornments[piece];
  const isCents = piece < 100;
  const unit = adornment ? 'S/' : t(isCents ? 'cents' : piece === 100 ? 'sol' : 'soles');
  return (
    <span
      class={`${adornment ? 'bill' : 'coin'} s${piece}`}
      aria-hidden="true"
      data-unit={small ? '' : unit}
    >
      {isCents ? piece : piece / 100}
      {adornment && <Icon of={adornment} />}
    </span>
  );
}

type CoinPadProps = { pieces: number[]; set: (pieces: number[]) => void };

/** An amount put down in coins and notes: touching one adds it, erasing takes the last one back. */
export function CoinPad({ pieces, set }: CoinPadProps) {
  const [isFull, setFull] = useState(false);
  const put = (piece: number) => {
    const fits = sum(pieces) + piece <= MOST;
    setFull(!fits);
    if (fits) set([...pieces, piece]);
  };
  const takeBack = () => {
    setFull(false);
    set(pieces.slice(0, -1));
  };
  return (
    <div class="entre">
      <div class="till">
        <output>{money(sum(pieces))}</output>
        <button class="round" type="button" aria-label={t('takeBack')} onClick={takeBack}>
          <Icon of={eraseIcon} />
        </button>
      </div>
      <p class="note" role="status">
        {isFull && t('tooMuch', money(MOST))}
      </p>
      <div class="table" aria-hidden="true">
        {pieces.slice(-SHOWN).map((piece, i) => (
          <Piece key={pieces.length - i} of={piece} small />
        ))}
      </div>
      {KINDS.map(([kind, ones]) => (
        <div class={kind} key={kind}>
          {ones.map((piece) => (
            <button
              key={piece}
              type="button"
              aria-label={pieceName(piece)}
              onClick={() => put(piece)}
            >
              <Piece of={piece} />
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
