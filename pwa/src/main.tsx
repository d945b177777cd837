import { render } from 'preact';
import { App } from './app';
import { device } from './db/device';
import { library } from './downloads/library';
import { engine } from './sync/engine';
import { readArt } from './ui/art';
import { watchInstall } from './ui/install';
import { openSession, progress } from './ui/session';
import { settle } from './ui/settle';
import { readShelf } from './ui/shelf';

/** She may look around this long before the rest of the app comes; a first card begins it at once. */
const LOOK_AROUND_MS = 15_000;

/** Read everything from the phone; the network comes after the first drawing. */
async function readPhone(): Promise<void> {
  await device.open();
  await openSession();
  await library.open(progress().edition?.edition);
  await readShelf();
  await readArt();
}

async function begin(): Promise<void> {
  watchInstall();
  // A browser that lets us keep nothing still shows the app; each save says that it failed.
  await readPhone().catch(() => {});
  render(<App />, document.getElementById('app') as HTMLElement);
  library.subscribe(() => void readShelf());
  engine.start(library);
  const known = !!navigator.serviceWorker?.controller;
  setTimeout(() => void settle(), known ? 500 : LOOK_AROUND_MS);
}

void begin();
