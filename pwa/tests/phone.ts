/** One phone for tests: IndexedDB in memory, and the Web Locks that Node does not have. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { vi } from 'vitest';

type Work = (lock: object | null) => unknown;
type Options = { ifAvailable?: boolean; mode?: 'shared' | 'exclusive' };

/** Exclusive locks of one origin, first come first served. */
function locks() {
  const queues = new Map<string, Promise<unknown>>();
  const held = new Set<string>();
  return {
    request(name: string, options: Options | Work, work?: Work): Promise<unknown> {
      const run = (work ?? options) as Work;
      if ((options as Options).ifAvailable && held.has(name)) return Promise.resolve(run(null));
      const turn = (queues.get(name) ?? Promise.resolve()).then(async () => {
        held.add(name);
        try {
          return await run({ name });
        } finally {
          held.delete(name);
        }
      });
      queues.set(
        name,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}

/** A new phone: nothing stored, every module fresh. */
export function newPhone(): void {
  vi.resetModules();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('navigator', { locks: locks() });
}

/** Another tab, or the same app opened again: the same storage, other modules. */
export async function openApp() {
  vi.resetModules();
  const [{ device }, { openLog }, { engine }, idb] = await Promise.all([
    import('../src/db/device'),
    import('../src/db/log'),
    import('../src/sync/engine'),
    import('../src/db/idb'),
  ]);
  await device.open();
  engine.speakWith(async () => (await import('../src/sync/turn')).speak);
  return { device, openLog, engine, NotSaved: idb.NotSaved };
}
