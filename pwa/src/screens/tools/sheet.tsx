/** What the tools that hold her words share: the frame, keeping, and taking back. */
import type { ComponentChild } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { Sign } from '../../ui/frame';
import { backIcon, Icon } from '../../ui/icon';
import { addStyles } from '../../ui/styles';
import { Tabs } from '../tabs';
import { keep, type Own, useOwn, type Values } from './own';
import css from './sheet.css?inline';

addStyles(css);

/** `tool` stands before the names of what it keeps. */
type SheetProps = { title: string; tool: string; children: (values: Values) => ComponentChild };

/** A tool's screen; hers stays shut while it is not hers alone to see. */
export function Sheet({ title, tool, children }: SheetProps) {
  const mine = useOwn(tool);
  return (
    <>
      <Sign title={title} top={<ToBusiness />} />
      <main class="sheet">
        {mine.state === 'ready' && children(mine.values)}
        {mine.state === 'shut' && <p class="idea">{t('sheetShut')}</p>}
      </main>
      <Tabs here="#/negocio" />
    </>
  );
}

/** The way back to Mi negocio. */
export const ToBusiness = () => (
  <a class="round" href="#/negocio" aria-label={t('business')}>
    <Icon of={backIcon} />
  </a>
);

/**
 * Keep something of a tool, and say it when that failed; tells whether it is on the disk. One after the
 * other: of two at once that stand in the same second nobody could tell which is the last.
 */
export function useKeep(tool: string) {
  const [isFailed, setFailed] = useState(false);
  const line = useRef(Promise.resolve(true));
  const put = (name: string, value: Own): Promise<boolean> => {
    line.current = line.current
      .then(() => keep(tool, name, value))
      .then(
        () => true,
        () => false,
      );
    void line.current.then((isKept) => setFailed(!isKept));
    return line.current;
  };
  const failed = isFailed && (
    <p class="warn" role="alert">
      {t('notSaved')}
    </p>
  );
  return { put, failed };
}

type FoldProps = { title: string; children: () => ComponentChild };

/** A line that opens. What is shut is not there: neither read aloud nor seen by who looks on. */
export function Fold({ title, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="cloth" onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary class="link">
        <h2>{title}</h2>
      </summary>
      {isOpen && <div class="entre">{children()}</div>}
    </details>
  );
}

/** Says what is gone, with the way to have it back. */
export function Gone({ back }: { back: (() => void) | undefined }) {
  return (
    <div role="status">
      {back && (
        <p class="row">
          <span class="grow">{t('sheetGone')}</span>
          <button class="btn soft mid" type="button" onClick={back}>
            {t('sheetUndo')}
          </button>
        </p>
      )}
    </div>
  );
}
