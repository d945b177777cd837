type ViewsProps = { label: string; of: readonly string[]; at: number; go: (at: number) => void };

/** A few short ways, side by side: one of them is taken. */
export const Views = ({ label, of, at, go }: ViewsProps) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a row in older Chrome
  <div class="row" role="group" aria-label={label}>
    {of.map((one, i) => (
      <button
        key={one}
        class="btn soft mid"
        type="button"
        aria-pressed={i === at}
        onClick={() => go(i)}
      >
        {one}
      </button>
    ))}
  </div>
);
