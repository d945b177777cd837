/**
 * When the phone speaks (docs/sync-protocol.md section 5). Only this small part comes before the
 * first card: while the phone knows nobody there is nothing to send.
 */
import { device } from '../db/device';
import { locked } from '../db/idb';
import { fail, ok, type Result } from '../domain/result';
import { type Engine, type EngineState, type Shelf, today } from './gate';

let state: EngineState = 'off';
let shelf: Shelf | undefined;
let running: Promise<Result<null>> | undefined;
/** Where the part that speaks is; it comes when somebody is here. */
let voice: (() => Promise<(engine: Engine) => Promise<Result<null>>>) | undefined;
let asked = false;
/** Until then an overloaded server is left alone, unless she presses the button. */
let quietUntil = 0;
const listeners = new Set<() => void>();

function become(next: EngineState): void {
  if (state === next) return;
  state = next;
  for (const fn of listeners) fn();
}

/** Without consent: a conditional GET of the catalogue, once a day, which carries nothing of hers. */
async function glance(): Promise<Result<null>> {
  become('off');
  if (!shelf || (await device.get('day')) === today()) return ok(null);
  const got = await shelf.refresh();
  if (!got.ok) return got;
  await device.set('day', today());
  await shelf.update();
  return ok(null);
}

async function turn(): Promise<Result<null>> {
  if (!device.profiles().length && !(await device.get('erasing'))) return glance();
  if (!voice) return glance();
  const speak = await voice();
  return speak({ shelf, become, glance, sendNow, quiet: (untilMs) => (quietUntil = untilMs) });
}

/** Send what waits and hear the news; two callers share one turn, two tabs take turns. */
function sendNow(): Promise<Result<null>> {
  if (running) asked = true;
  running ??= locked('sync', turn)
    .catch((error): Result<null> => fail((error as Error).message))
    .then((result) => {
      running = undefined;
      // Saved, or asked for, while the last batch was on its way.
      if (asked && result.ok) void sendNow();
      asked = false;
      return result;
    });
  return running;
}

/** Begin at an opening of the app, after what she waits for is on the screen. */
function start(library?: Shelf): void {
  shelf = library;
  const wake = (): void => {
    if (document.visibilityState === 'visible' && Date.now() >= quietUntil) void sendNow();
  };
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', wake);
  wake();
}

export const engine = {
  start,
  speakWith(load: NonNullable<typeof voice>): void {
    voice = load;
  },
  sendNow,
  state: (): EngineState => state,
  subscribe(fn: () => void): () => void {
    listeners.add(fn);
    return () => listeners.delete(fn);
  },
};
