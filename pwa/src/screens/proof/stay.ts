/** This page for when there is no signal: who checks one certificate will check others. */
import { settle } from '../state/settle';

const isPart = ({ name }: PerformanceEntry): boolean =>
  name.startsWith(`${location.origin}/assets/`);

/** Have the worker now and not in a while; what came before it was there is given to it as well. */
export async function stay(): Promise<void> {
  const worker = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!worker || worker.controller) return;
  const taken = new Promise((done) => worker.addEventListener('controllerchange', done));
  await settle();
  await taken;
  // The browser's own cache has them: no byte of hers.
  const parts = performance.getEntriesByType('resource').filter(isPart);
  await Promise.all(parts.map(({ name }) => fetch(name, { cache: 'force-cache' })));
}
