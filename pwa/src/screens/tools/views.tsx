import { type Key, t } from '../../i18n/t';

type ViewsProps = { title: Key; of: readonly Key[]; at: number; go: (at: number) => void };

/** What a tool can do, side by side: one of them is open. */
export const Views = ({ title, of, at, go }: ViewsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in older Chrome
  <div class="row" role="group" aria-label={t(title)}>
    {of.map((one, i) => (
      <button
        key={one}
        class="btn soft mid"
        type="button"
        aria-pressed={i === at}
        onClick={() => go(i)}
      >
        {t(one)}
      </button>
    ))}
  </div>
);
