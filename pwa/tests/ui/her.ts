/** Somebody with a log of her own on a new phone, for tests of the tools that keep her words. */
import 'fake-indexeddb/auto';
import { configure, fireEvent, waitFor } from '@testing-library/preact';
import { vi } from 'vitest';
import { device, deviceDb } from '../../src/db/device';
import type { Log } from '../../src/db/log';
import * as rest from '../../src/screens/rest';
import { loadRest, restIsAt } from '../../src/screens/state/rest';
import { currentLog, newPerson, openSession } from '../../src/screens/state/session';
import { ownOf } from '../../src/vault/private';

// Nothing waits for real: a slow machine is not a fault.
configure({ asyncUtilTimeout: 15_000 });

export async function newHer(): Promise<Log> {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no signal')));
  vi.stubGlobal('scrollTo', () => {});
  location.hash = '';
  await deviceDb.run(['profiles', 'kv'], 'readwrite', (store) => {
    store('profiles').clear();
    store('kv').clear();
  });
  await device.open();
  restIsAt(async () => rest);
  await loadRest();
  await openSession();
  await newPerson('y1');
  return currentLog() as Log;
}

/** What she keeps under a tool's names, opened with her key. */
export async function kept(log: Log, tool: string): Promise<Record<string, unknown>> {
  const all = [...(await ownOf(log))].filter(([name]) => name.startsWith(`${tool}/`));
  return Object.fromEntries(all.map(([name, value]) => [name.slice(tool.length + 1), value.v]));
}

/** A button or link by what it is called; looking it up by role walks the whole screen each time. */
export const find = (name: string): Element | undefined =>
  [...document.querySelectorAll('main button, main a, .foot button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );

/** Touch it as soon as it is there. */
export async function press(name: string): Promise<void> {
  fireEvent.click(
    await waitFor(() => {
      const one = find(name);
      if (!one) throw new Error(`no button: ${name}`);
      return one;
    }),
  );
}
