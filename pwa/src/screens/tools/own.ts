/** What she keeps in a tool: read, kept, taken back (vault/private.ts). */
import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { Log } from '../../db/log';
import { dayOf } from '../../domain/lima';
import { type Kept, keepOwn, type Own, ownOf } from '../../vault/private';
import { onChange } from '../state/changes';
import { currentLog, someLog } from '../state/session';

export type { Own };

/** Under which names it is kept what is out of sight. */
export const AWAY = 'fuera';

/** By the name under which it was kept, without the tool's. */
export type Values = Map<string, Own>;

export type Mine =
  | { state: 'loading' }
  /** Somebody is beside her, or her key is not on this phone. */
  | { state: 'shut' }
  | { state: 'ready'; values: Values };

/** All of hers under `<tool>/`, or under every name; read anew whenever her log changes. */
export function useOwn(tool = ''): Mine {
  const [mine, set] = useState<Mine>({ state: 'loading' });
  useEffect(() => {
    let turn = 0;
    const read = () => {
      const asked = ++turn;
      // What was asked before and comes later is older.
      const show = (found: Mine) => asked === turn && set(found);
      void valuesOf(tool, currentLog()).then(show, () => show({ state: 'shut' }));
    };
    read();
    return onChange(read);
  }, [tool]);
  return helping() ? { state: 'shut' } : mine;
}

async function valuesOf(tool: string, log: Log | undefined): Promise<Mine> {
  const values: Values = new Map();
  const all: Map<string, Kept> = log ? await ownOf(log) : new Map();
  const under = tool && `${tool}/`;
  for (const [name, { v }] of all)
    if (name.startsWith(under)) values.set(name.slice(under.length), v);
  return { state: 'ready', values };
}

/** Keep values under a tool's names, null takes one back, all of who is here now; rejects when one is not on the disk. */
export async function keepAll(tool: string, values: readonly [string, Own][]): Promise<void> {
  if (helping()) throw new Error('private');
  const log = await someLog();
  for (const [name, value] of values) await keepOwn(log, `${tool}/${name}`, value);
}

export const keep = (tool: string, name: string, value: Own): Promise<void> =>
  keepAll(tool, [[name, value]]);

export type Erased = { count: number; back: () => Promise<void> };

/** Put back what stood under a tool's names this morning: how much that was, and how to undo it. */
export async function eraseToday(tool: string): Promise<Erased> {
  const log = currentLog();
  if (helping()) throw new Error('private');
  if (!log) return { count: 0, back: async () => {} };
  const today = dayOf(Date.now() / 1000);
  const isToday = ({ at }: Kept) => dayOf(at) >= today;
  const before = await ownOf(log, (kept) => !isToday(kept));
  const now = [...(await ownOf(log))].filter(
    ([name, kept]) => name.startsWith(`${tool}/`) && isToday(kept),
  );
  for (const [name] of now) await keepOwn(log, name, before.get(name)?.v ?? null);
  const back = async () => {
    for (const [name, { v }] of now) await keepOwn(log, name, v);
  };
  return { count: now.length, back };
}
