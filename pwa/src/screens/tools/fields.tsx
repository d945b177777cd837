/** What the tools that reckon share: their frame, what they are put in with, and kept with. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { backIcon, Icon } from '../../ui/icon';
import { Tabs } from '../tabs';
import { Shut, Stays, ToolEnd } from './end';
import { keep, type Mine, type Own, useOwn } from './own';

/** What she put, or else what she kept under a name. */
export function useForm<T extends object>(tool: string, name: string, empty: T) {
  const mine = useOwn(tool);
  const kept = mine.state === 'ready' ? (mine.values.get(name) as T | undefined) : undefined;
  const [put, setPut] = useState<T>();
  const form: T = put ?? { ...empty, ...kept };
  return {
    mine,
    form,
    change: (some: Partial<T>) => setPut({ ...form, ...some }),
    forget: () => setPut(undefined),
  };
}

type ToolScreenProps = {
  title: Key;
  of: string;
  mine: Mine;
  /** Called when today was erased: what the screen still shows is no longer so. */
  changed: () => void;
  children: ComponentChildren;
};

export const ToolScreen = ({ title, of, mine, changed, children }: ToolScreenProps) => (
  <>
    <Sign
      title={t(title)}
      top={
        <a class="round" href="#/negocio" aria-label={t('business')}>
          <Icon of={backIcon} />
        </a>
      }
    />
    <main class="sheet">
      {children}
      <Stays />
      {mine.state === 'shut' && <Shut />}
      <ToolEnd of={of} changed={changed} />
    </main>
    <Tabs here="#/negocio" />
  </>
);

type CountProps = {
  title: Key;
  value: number;
  set: (value: number) => void;
  least?: number;
  most: number;
  steps?: number[];
};

/** How many, by large steps and small. */
export function Count({
  title,
  value,
  set,
  least = 0,
  most,
  steps = [-10, -1, 1, 10],
}: CountProps) {
  return (
    <section class="entre" aria-label={t(title)}>
      <h2>{t(title)}</h2>
      <div class="row count">
        {steps.map((step) => (
          <>
            {step === 1 && <output class="grow">{value}</output>}
            <button
              key={step}
              class="btn soft mid"
              type="button"
              aria-label={t(step < 0 ? 'fewer' : 'more', Math.abs(step))}
              onClick={() => set(Math.min(most, Math.max(least, value + step)))}
            >
              {step < 0 ? `−${-step}` : `+${step}`}
            </button>
          </>
        ))}
      </div>
    </section>
  );
}

type ChipsProps<T> = {
  label: string;
  value: T;
  set: (value: T) => void;
  of: readonly T[];
  say: (value: T) => string;
};

/** One of a few, by its name. */
export function Chips<T extends string | number>({ label, value, set, of, say }: ChipsProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome
    <div class="pick" role="group" aria-label={label}>
      {of.map((one) => (
        <button key={one} type="button" aria-pressed={one === value} onClick={() => set(one)}>
          {say(one)}
        </button>
      ))}
    </div>
  );
}

/** Words whose key is put together, of the tools that reckon (i18n/es-sums.ts). */
export const say = (id: string): string => t(`sum-${id}` as Key);

type SaveProps = { of: string; name: string; value: object; mine: Mine };

/** Keep what stands here under a name, and say whether it is on the phone. */
export function Save({ of: tool, name, value, mine }: SaveProps) {
  const [said, setSaid] = useState<['sumKept' | 'notSaved', object]>();
  if (mine.state !== 'ready') return null;
  const save = () =>
    void keep(tool, name, value as Own).then(
      () => setSaid(['sumKept', value]),
      () => setSaid(['notSaved', value]),
    );
  // What was said of other numbers is no longer so.
  const key = said?.[1] === value ? said[0] : undefined;
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
