import { render } from 'preact';
import { App } from './app';
import { device } from './db/device';
import { library } from './downloads/library';
import { language } from './i18n/t';
import { readArt } from './screens/state/art';
import { changed } from './screens/state/changes';
import { watchInstall } from './screens/state/install';
import { readPrefs } from './screens/state/prefs';
import { loadRest, restIsAt, restNow, variants } from './screens/state/rest';
import { openSession, progress } from './screens/state/session';
import { settle } from './screens/state/settle';
import { readShelf } from './screens/state/shelf';
import { engine } from './sync/engine';
import { readRoute } from './ui/route';
import { hearWith } from './ui/speaker';
import { variantsWith } from './ui/text';

/** She may look around this long before the rest of the app comes; a first card begins it at once. */
const LOOK_AROUND_MS = 15_000;

/** Read everything from the phone; the network comes after the first drawing. */
async function readPhone(): Promise<void> {
  await device.open();
  await readPrefs();
  // Someone was here and is not: the browser made room, or somebody cleared it.
  if (!location.hash && !device.profiles().length && localStorage.creando)
    location.hash = '#/falta';
  await openSession();
  await library.open(progress().edition?.edition);
  readShelf();
  readArt();
  await restNow()?.atHand();
}

async function begin(): Promise<void> {
  restIsAt(() => import('./screens/rest'));
  hearWith(async (words) => (await loadRest()).hear(words));
  variantsWith(variants);
  watchInstall();
  // A browser that lets us keep nothing still shows the app; each save says that it failed.
  await readPhone().catch(() => {});
  // Every other address needs the rest, and so do other languages; until it is here the words of
  // index.html stay.
  if (readRoute(location.hash).at !== 'home' || language() !== 'es')
    await loadRest().catch(() => {});
  const root = document.getElementById('app') as HTMLElement;
  root.replaceChildren();
  render(<App />, root);
  library.subscribe(readShelf);
  engine.subscribe(changed);
  engine.speakWith(async () => (await loadRest()).speak);
  engine.start(library);
  const known = !!navigator.serviceWorker?.controller;
  setTimeout(() => void settle().catch(() => {}), known ? 0 : LOOK_AROUND_MS);
}

void begin();
