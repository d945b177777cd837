/** What the tools that hold her words share: the frame, keeping, lines that open, and her trade. */
import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { type Key, t } from '../../i18n/t';
import { addStyles } from '../../ui/styles';
import { progress } from '../state/session';
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

/** The trades that examples and lists are told for, as in the tables of the lessons. */
const TRADES = [
  'comida',
  'belleza',
  'ropa',
  'cuidado',
  'salud',
  'ensenar',
  'arte',
  'oficios',
  'tejido',
];

/** The trade she told first that has a list, or the first of all; by its place. */
export function useTrade() {
  return useState(() => {
    const told = progress().about?.rubro ?? [];
    return Math.max(0, TRADES.indexOf(told.find((one) => TRADES.includes(one)) ?? ''));
  });
}

/** Another trade: who weaves, or has two, sees that one's. */
export function Trades({ trade, pick }: { trade: number; pick: (trade: number) => void }) {
  return (
    <label class="entre">
      <b>{t('sheetTrade')}</b>
      <select
        class="btn soft"
        value={trade}
        onChange={({ currentTarget }) => pick(Number(currentTarget.value))}
      >
        {TRADES.map((one, at) => (
          <option key={one} value={at}>
            {t((one === 'tejido' ? one : `q-rubro-${one}`) as Key)}
          </option>
        ))}
      </select>
    </label>
  );
}
