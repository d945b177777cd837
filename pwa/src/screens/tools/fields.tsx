/** What the sums of a tool are put in with, and kept with. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { COINS, NOTES } from '../../domain/price';
import { money as written } from '../../i18n/format';
import { t } from '../../i18n/t';
import { CoinPad } from '../../ui/coin-pad';
import { Sign } from '../../ui/frame';
import { backIcon, Icon } from '../../ui/icon';
import { keep, type Own, useOwn } from './own';

const sum = (pieces: number[]): number => pieces.reduce((all, one) => all + one, 0);

/** The fewest coins and notes of an amount. */
function piecesOf(amount: number): number[] {
  let rest = amount;
  return [...COINS, ...NOTES].reverse().flatMap((piece) => {
    const count = Math.floor(rest / piece);
    rest -= count * piece;
    return Array<number>(count).fill(piece);
  });
}

export const ToolSign = ({ title }: { title: string }) => (
  <Sign
    title={title}
    top={
      <a class="round" href="#/negocio" aria-label={t('business')}>
        <Icon of={backIcon} />
      </a>
    }
  />
);

/** What she put, or else what she kept under a name; when that is taken back nothing is left. */
export function useForm<T extends object>(tool: string, name: string, empty: T) {
  const mine = useOwn(tool);
  const kept = mine.state === 'ready' ? (mine.values.get(name) as T | undefined) : undefined;
  const [put, setPut] = useState<T>();
  const had = useRef(kept);
  useEffect(() => {
    if (had.current && !kept) setPut(undefined);
    had.current = kept;
  }, [kept]);
  const form: T = put ?? { ...empty, ...kept };
  const change = (some: Partial<T>) => setPut({ ...form, ...some });
  return { form, change, canKeep: mine.state === 'ready' };
}

type Field<T> = { label: string; value: T; set: (value: T) => void };

/** An amount in coins and notes, put away until it is touched. */
export function Amount({
  label,
  value,
  set,
  note,
  opens,
}: Field<number> & { note?: string; opens?: boolean }) {
  const [pieces, setPieces] = useState<number[] | undefined>(opens ? [] : undefined);
  const till = useRef<HTMLButtonElement>(null);
  const close = () => {
    setPieces(undefined);
    setTimeout(() => till.current?.focus());
  };
  const put = (all: number[]) => {
    setPieces(all);
    set(sum(all));
  };
  return (
    <section class="entre">
      <h2>{label}</h2>
      {note && <p class="note">{note}</p>}
      {pieces ? (
        <>
          <CoinPad pieces={pieces} set={put} />
          <button
            class="btn soft"
            type="button"
            aria-label={`${t('ready')}: ${label}`}
            onClick={close}
          >
            {t('ready')}
          </button>
        </>
      ) : (
        <button
          class="till"
          type="button"
          ref={till}
          aria-label={t('putMoney', `${label} ${written(value)}`)}
          onClick={() => setPieces(piecesOf(value))}
        >
          <output>{written(value)}</output>
        </button>
      )}
    </section>
  );
}

type CountProps = Field<number> & { least?: number; most: number; steps?: number[] };

/** How many, by large steps and small. */
export function Count({
  label,
  value,
  set,
  least = 0,
  most,
  steps = [-10, -1, 1, 10],
}: CountProps) {
  const stepper = (step: number) => (
    <button
      key={step}
      class="btn soft mid"
      type="button"
      aria-label={t(step < 0 ? 'fewer' : 'more', Math.abs(step))}
      onClick={() => set(Math.min(most, Math.max(least, value + step)))}
    >
      {step < 0 ? `−${-step}` : `+${step}`}
    </button>
  );
  return (
    <section class="entre" aria-label={label}>
      <h2>{label}</h2>
      <div class="row count">
        {steps.filter((step) => step < 0).map(stepper)}
        <output class="grow">{value}</output>
        {steps.filter((step) => step > 0).map(stepper)}
      </div>
    </section>
  );
}

type PickProps<T> = {
  label: string;
  value?: T;
  set: (value: T) => void;
  of: readonly [T, string][];
};

/** One of a few. */
export function Pick<T extends string | number>({ label, value, set, of }: PickProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome
    <div class="pick" role="group" aria-label={label}>
      {of.map(([one, name]) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => set(one)}>
          {name}
        </button>
      ))}
    </div>
  );
}

/** Keep what stands here under a name; says whether it is on the phone. */
export function Save({ of: tool, name, value }: { of: string; name: () => string; value: object }) {
  const [said, say] = useState<'sumKept' | 'notSaved'>();
  const save = () =>
    void keep(tool, name(), value as Own).then(
      () => say('sumKept'),
      () => say('notSaved'),
    );
  return (
    <>
      <button class="btn" type="button" onClick={save}>
        {t('sumKeep')}
      </button>
      <p class={said === 'notSaved' ? 'warn' : 'note'} role="status">
        {t(said ?? 'ownStays')}
      </p>
    </>
  );
}
