/** What waits until the first card is on the screen, so that nothing she waits for competes with it. */

import { library } from '../downloads/library';
import { readArt } from './art';
import { loadRest } from './chunk';
import { readShelf } from './shelf';

let settled = false;

function linkManifest(): void {
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = '/manifest.webmanifest';
  document.head.append(link);
}

/** Fetch the rest of the app, its drawings and its worker; once an opening. */
export async function settle(): Promise<void> {
  if (settled) return;
  settled = true;
  await loadRest().catch(() => {});
  if (!library.has('art')) await library.fetchArt();
  await readArt();
  if (!library.has(`edition-${library.edition()}`)) await library.fetchEdition();
  await readShelf();
  const { askToStay, registerWorker } = await import('../downloads/shell');
  await registerWorker();
  linkManifest();
  askToStay();
}
