/** Register the worker, say when a new version waits, and let it in when no lesson is open. */

type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): string;
  };
};

const WORKER = '/sw.js';
/** Held, shared, by every tab with an open lesson. */
const LESSON = 'lesson';
/** The page has just loaded these files and will not be asked for them again. */
const listeners = new Set<() => void>();
let waiting: ServiceWorker | undefined;

function trusted(url: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types
    ? types.createPolicy('creando', { createScriptURL: () => WORKER }).createScriptURL(url)
    : url;
}

/** Call `fn` when a new version is on the phone and waits; at once if one already does. */
export function onUpdate(fn: () => void): () => void {
  listeners.add(fn);
  if (waiting) fn();
  return () => listeners.delete(fn);
}

function found(worker: ServiceWorker | null): void {
  if (!worker || !navigator.serviceWorker.controller) return;
  const check = (): void => {
    if (worker.state !== 'installed') return;
    waiting = worker;
    for (const fn of listeners) fn();
  };
  worker.addEventListener('statechange', check);
  check();
}

/** Call once, after the first card: what it fetches competes with nothing she waits for. */
export async function registerWorker(): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!container) return;
  let first = !container.controller;
  container.addEventListener('controllerchange', () => {
    // The first worker takes over a page of its own build: nothing to load anew.
    if (!first) void whenNoLesson(() => location.reload());
    first = false;
  });
  try {
    const registration = await container.register(trusted(WORKER), { updateViaCache: 'all' });
    found(registration.waiting);
    registration.addEventListener('updatefound', () => found(registration.installing));
  } catch {
    // Without a worker the app still works while there is signal; the next opening tries again.
  }
}

const whenNoLesson = (work: () => void): Promise<unknown> =>
  navigator.locks ? navigator.locks.request(LESSON, work) : Promise.resolve(work());

/** Let the waiting version in; false while a tab has a lesson open, or nothing waits. */
export async function applyUpdate(): Promise<boolean> {
  const worker = waiting;
  if (!worker) return false;
  const go = (): boolean => {
    worker.postMessage({ type: 'activate' });
    return true;
  };
  if (!navigator.locks) return go();
  return navigator.locks.request(LESSON, { ifAvailable: true }, (lock) => !!lock && go());
}

/** Ask the browser not to clear us when space is short; an answer is not depended upon. */
export const askToStay = (): void => {
  void navigator.storage?.persist?.();
};
