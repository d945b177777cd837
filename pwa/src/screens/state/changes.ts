/** One bell for everything the screens show: whoever changes something rings it. */
const listeners = new Set<() => void>();

/** Tell every screen that something changed. */
export function changed(): void {
  for (const fn of listeners) fn();
}

/** Call `fn` after each change; returns how to stop. */
export function onChange(fn: () => void): () => void {
  listeners.add(fn);
  return () => listeners.delete(fn);
}
