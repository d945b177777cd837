/** What the tools that hold her words share: the frame, keeping, and lines that open. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { Shut, ToolEnd } from './end';
import { keep, type Own, useOwn, type Values } from './own';
import { ToolScreen } from './screen';
import css from './sheet.css?inline';

addStyles(css);

/** `tool` stands before the names of what it keeps. */
type SheetProps = { title: string; tool: string; children: (values: Values) => ComponentChild };

/** A tool's screen; hers stays shut while it is not hers alone to see. */
export function Sheet({ title, tool, children }: SheetProps) {
  const mine = useOwn(tool);
  return (
    <ToolScreen title={title}>
      {mine.state === 'ready' && children(mine.values)}
      {mine.state === 'shut' && <Shut />}
      <ToolEnd of={tool} />
    </ToolScreen>
  );
}

/** Keep something of a tool, and say it when that failed; tells whether it is on the disk. */
export function useKeep(tool: string) {
  const [isFailed, setFailed] = useState(false);
  const put = async (name: string, value: Own): Promise<boolean> => {
    const isKept = await keep(tool, name, value).then(
      () => true,
      () => false,
    );
    setFailed(!isKept);
    return isKept;
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
