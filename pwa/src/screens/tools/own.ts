/** What she keeps in a tool: read, kept, taken back (vault/private.ts). */
import { useEffect, useState } from 'preact/hooks';
import { helping } from '../../db/helper';
import type { Log } from '../../db/log';
import { keepOwn, type Own, ownOf } from '../../vault/private';
import { currentLog, someLog } from '../state/session';

export type { Own };

/** By the name under which it was kept, without the tool's. */
export type Values = Map<string, Own>;

export type Mine =
  | { state: 'loading' }
  /** Somebody is beside her, or her key is not here. */
  | { state: 'shut' }
  | { state: 'ready'; values: Values };

/** All of hers under `<tool>/`; read anew whenever her log changes. */
export function useOwn(tool: string): Mine {
  const [mine, set] = useState<Mine>({ state: 'loading' });
  const log = currentLog();
  useEffect(() => {
    const read = () => void valuesOf(tool, log).then(set, () => set({ state: 'shut' }));
    read();
    return log?.subscribe(read);
  }, [tool, log]);
  return helping() ? { state: 'shut' } : mine;
}

async function valuesOf(tool: string, log: Log | undefined): Promise<Mine> {
  const values: Values = new Map();
  const under = `${tool}/`;
  for (const [name, value] of log ? await ownOf(log) : [])
    if (name.startsWith(under)) values.set(name.slice(under.length), value);
  return { state: 'ready', values };
}

/** Keep a value under a tool's name, null takes it back; rejects when it is not on the disk. */
export async function keep(tool: string, name: string, value: Own): Promise<void> {
  if (helping()) throw new Error('private');
  await keepOwn(await someLog(), `${tool}/${name}`, value);
}
