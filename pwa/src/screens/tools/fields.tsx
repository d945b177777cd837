/** What the tools that reckon share: their frame, what they are put in with, and kept with. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';
import { Shut, Stays, ToolEnd } from './end';
import { keep, type Mine, type Own, useOwn } from './own';
import { countSteps, Steps } from './price/steps';
import { ToolScreen } from './screen';
import { Views } from './views';

/** What she put, or else what she kept under a name; what is erased goes from the screen too. */
export function useForm<T extends object>(tool: string, name: string, empty: T) {
  const mine = useOwn(tool);
  const kept = mine.state === 'ready' ? (mine.values.get(name) as T | undefined) : undefined;
  const [put, setPut] = useState<T>();
  useEffect(() => setPut(undefined), [kept]);
  const form: T = put ?? { ...empty, ...kept };
  return { mine, form, change: (some: Partial<T>) => setPut({ ...form, ...some }) };
}

type FrameProps = { title: Key; of: string; mine: Mine; children: ComponentChildren };

export const Frame = ({ title, of, mine, children }: FrameProps) => (
  <ToolScreen title={t(title)}>
    {children}
    <Stays />
    {mine.state === 'shut' && <Shut />}
    <ToolEnd of={of} />
  </ToolScreen>
);

type CountProps = {
  title: Key;
  value: number;
  set: (value: number) => void;
  most: number;
  of?: typeof countSteps;
};

/** How many of something. */
export const Count = ({ title, value, of = countSteps, ...rest }: CountProps) => (
  <section class="entre" aria-label={t(title)}>
    <h2>{t(title)}</h2>
    <Steps of={of} value={value} {...rest}>
      {value}
    </Steps>
  </section>
);

type ChipsProps<T> = { label: string; value: T; set: (value: T) => void; of: readonly T[] };

/** One of a few, by its name. */
export const Chips = <T extends string>({ label, value, set, of }: ChipsProps<T>) => (
  <Views label={label} of={of.map(say)} at={of.indexOf(value)} go={(at) => set(of[at] as T)} />
);

/** Words whose key is put together, of the tools that reckon (i18n/es-sums.ts). */
export const say = (id: string): string => t(`sum-${id}` as Key);

type SaveProps = { of: string; name: string; value: object; mine: Mine };

/** Keep what stands here under a name, and say whether it is on the phone. */
export function Save({ of: tool, name, value, mine }: SaveProps) {
  const [said, setSaid] = useState<['sumKept' | 'notSaved', string]>();
  const written = JSON.stringify(value);
  if (mine.state !== 'ready') return null;
  const save = () =>
    void keep(tool, name, value as Own).then(
      () => setSaid(['sumKept', written]),
      () => setSaid(['notSaved', written]),
    );
  // What was said of other numbers is no longer so.
  const key = said?.[1] === written ? said[0] : undefined;
  return (
    <>
      <button class="btn" type="button" onClick={save}>
        {t('sumKeep')}
      </button>
      <p class={key === 'notSaved' ? 'warn' : 'note'} role="status">
        {key && t(key)}
      </p>
    </>
  );
}
