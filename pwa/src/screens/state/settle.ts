/** What waits until the first card is on the screen, so that nothing she waits for competes with it. */

import { library } from '../../downloads/library';
import { bringArt } from './art';
import { loadRest, restNow } from './rest';
import { progress } from './session';
import { readShelf } from './shelf';

/** Long enough for the first card to be there and to be begun. */
export const BREATH_MS = 1500;

let settled = false;
let breathed = () => {};
let linked = false;

/** Fetch the rest of the app, its drawings and its worker; once an opening. */
export async function settle(): Promise<void> {
  if (settled) return;
  settled = true;
  await new Promise<void>((resolve) => {
    breathed = resolve;
    setTimeout(resolve, BREATH_MS);
  });
  const { registerWorker, askToStay, faceSets, freshWords } = await loadRest();
  // Who runs this, and what a copy would send: asked at the end of a lesson, signal or not.
  if (!library.has(`edition-${library.edition()}`)) await library.fetchEdition();
  await bringArt(...faceSets());
  await registerWorker();
  askToStay();
  await freshWords();
  await settleMore();
}

/** She went on: nothing is left to wait for. */
export const goOn = (): void => breathed();

export const hasFinished = (): boolean =>
  Object.values(progress().lessons).some((one) => one.finished);

/** The app on the home screen: for who finished a lesson, so that a first look costs nothing of it. */
export async function settleMore(): Promise<void> {
  if (!hasFinished()) return;
  linkManifest();
  readShelf();
  await restNow()?.keepParts();
}

/** Let the browser offer to install the app. */
export function linkManifest(): void {
  if (linked) return;
  linked = true;
  const link = document.createElement('link');
  link.rel = 'manifest';
  link.href = '/manifest.webmanifest';
  document.head.append(link);
}
