import { type Key, t } from '../../i18n/t';
import { Icon, type Strokes } from '../../ui/icon';

type PickProps<T extends string> = {
  title: Key;
  /** What is not called otherwise is called by its value. */
  of: readonly (readonly [value: T, icon: Strokes, label?: Key])[];
  chosen: T | undefined;
  choose: (value: T) => void;
};

/** One of a few, by its picture. */
export function Pick<T extends string>({ title, of, chosen, choose }: PickProps<T>) {
  return (
    <>
      <h2 id={title}>{t(title)}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in older Chrome */}
      <div class="pick" role="group" aria-labelledby={title}>
        {of.map(([value, icon, label = value as Key]) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            onClick={() => choose(value)}
          >
            <Icon of={icon} />
            {t(label)}
          </button>
        ))}
      </div>
    </>
  );
}
