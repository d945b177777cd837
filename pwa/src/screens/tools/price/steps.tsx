import type { ComponentChild } from 'preact';
import { t } from '../../../i18n/t';

/** How a step is written on its button, and said: [step, written, how much it is in words]. */
export type Step = readonly [step: number, written?: string, size?: string];

type StepsProps = {
  of: readonly Step[];
  most: number;
  value: number;
  set: (value: number) => void;
  children: ComponentChild;
};

/** A count that grows and shrinks by steps; `children` is how it is shown. */
export function Steps({ of, most, value, set, children }: StepsProps) {
  const button = ([step, written, size]: Step) => {
    const big = written ?? String(Math.abs(step));
    return (
      <button
        key={step}
        class="btn soft mid"
        type="button"
        aria-label={t(step < 0 ? 'fewer' : 'more', size ?? big)}
        onClick={() => set(Math.min(most, Math.max(0, value + step)))}
      >
        {`${step < 0 ? '−' : '+'}${big}`}
      </button>
    );
  };
  // Two steps each way leave room between them for a number and no more.
  const isWide = of.some(([, written]) => written);
  const shown = <output class="grow">{children}</output>;
  return (
    <div class={isWide ? 'row count wide' : 'row count'}>
      {isWide && shown}
      {of.filter(([step]) => step < 0).map(button)}
      {!isWide && shown}
      {of.filter(([step]) => step > 0).map(button)}
    </div>
  );
}

/** As many as came out of a batch. */
export const countSteps: readonly Step[] = [[-10], [-1], [1], [10]];
