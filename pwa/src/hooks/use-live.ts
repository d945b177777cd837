import { useLayoutEffect, useState } from 'preact/hooks';

/** Read a value now and again after each change of its source (a log, the library, the engine). */
export function useLive<T>(source: { subscribe(fn: () => void): () => void }, read: () => T): T {
  const [, again] = useState(0);
  useLayoutEffect(() => source.subscribe(() => again((count) => count + 1)), [source]);
  return read();
}
