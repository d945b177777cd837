import { useState } from 'preact/hooks';
import { MOST_LETTERS, MOST_STEPS, moved, tidy } from '../../../domain/checklist';
import { t } from '../../../i18n/t';
import { closeIcon, Icon, type Strokes } from '../../../ui/icon';
import { downIcon, upIcon } from '../../../ui/icons-more';
import type { Own } from '../own';
import { useUndo } from '../undo';

type EditProps = {
  steps: readonly string[];
  isOwn: boolean;
  /** Null: the list it began with again. */
  keep: (steps: Own) => Promise<boolean>;
  close: () => void;
};

/** Her list to write anew: nothing is kept before she says so. */
export function Edit({ steps, isOwn, keep, close }: EditProps) {
  const [lines, setLines] = useState([...steps]);
  const [said, say] = useUndo();
  const drop = (at: number, line: string) => {
    setLines(lines.filter((_, one) => one !== at));
    // Into what she wrote since.
    say('sheetGone', async () => setLines((now) => [...now.slice(0, at), line, ...now.slice(at)]));
  };
  const move = (at: number, by: number, button: HTMLElement) => {
    setLines(moved(lines, at, at + by));
    // The focus goes with the line that moved.
    const rows = button.closest('ol')?.children[at + by];
    rows?.querySelectorAll('button')[by < 0 ? 0 : 1]?.focus();
  };
  const end = (mine: Own) => void keep(mine).then((isKept) => isKept && close());
  return (
    <>
      <ol class="entre">
        {lines.map((line, at) => {
          const name = t('checkStep', at + 1);
          return (
            <li key={at}>
              <label class="entre">
                <b>{name}</b>
                <textarea
                  rows={2}
                  autocomplete="off"
                  maxLength={MOST_LETTERS}
                  value={line}
                  onInput={({ currentTarget: { value } }) =>
                    setLines(lines.map((old, one) => (one === at ? value : old)))
                  }
                />
              </label>
              <div class="row">
                <Act
                  icon={upIcon}
                  label={t('up', name)}
                  off={!at}
                  act={(button) => move(at, -1, button)}
                />
                <Act
                  icon={downIcon}
                  label={t('down', name)}
                  off={at === lines.length - 1}
                  act={(button) => move(at, 1, button)}
                />
                <Act
                  icon={closeIcon}
                  label={t('checkDrop', name)}
                  off={false}
                  act={() => drop(at, line)}
                />
              </div>
            </li>
          );
        })}
      </ol>
      {said}
      {lines.length < MOST_STEPS && (
        <button class="btn soft" type="button" onClick={() => setLines([...lines, ''])}>
          {t('checkAdd')}
        </button>
      )}
      <button
        class="btn"
        type="button"
        disabled={!tidy(lines).length}
        onClick={() => end(tidy(lines))}
      >
        {t('checkKeep')}
      </button>
      <button class="btn soft" type="button" onClick={close}>
        {t('checkLeave')}
      </button>
      {isOwn && (
        <button class="link" type="button" onClick={() => end(null)}>
          {t('checkStart')}
        </button>
      )}
    </>
  );
}

type ActProps = {
  icon: Strokes;
  label: string;
  off: boolean;
  act: (button: HTMLElement) => void;
};

const Act = ({ icon, label, off, act }: ActProps) => (
  <button
    class="round"
    type="button"
    aria-label={label}
    aria-disabled={off}
    onClick={({ currentTarget }) => off || act(currentTarget)}
  >
    <Icon of={icon} />
  </button>
);
