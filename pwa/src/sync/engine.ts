/**
 * When the phone speaks (docs/sync-protocol.md section 5). Only this small part is always loaded:
 * before a consent there is nothing that could send anything.
 */
import { device } from '../db/device';
import { locked } from '../db/idb';
import { type Log, openLog } from '../db/log';
import { fail, ok, type Result } from '../domain/result';
import { waitMs } from './backoff';
import { mayLeave, type Shelf, today } from './gate';

export type EngineState = 'off' | 'idle' | 'sending' | 'waiting' | 'attention';

const DEBOUNCE_MS = 3000;
const DAY_KEY = 'day';

let state: EngineState = 'off';
let shelf: Shelf | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let quietUntil = 0;
let asked = false;
let running: Promise<Result<null>> | undefined;
const listeners = new Set<() => void>();
const watched = new WeakSet<Log>();

function become(next: EngineState): void {
  if (state === next) return;
  state = next;
  for (const fn of listeners) fn();
}

/** All logs of this phone; a save in any of them is sent a little later. */
async function openLogs(): Promise<Log[]> {
  const logs = await Promise.all(device.profiles().map(openLog));
  for (const log of logs) {
    if (watched.has(log)) continue;
    watched.add(log);
    log.subscribe(() => {
      if (log.counts().unsent && mayLeave(log)) later(DEBOUNCE_MS);
    });
  }
  return logs;
}

function later(delayMs: number): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendNow(), delayMs);
}

/** Without consent: a conditional GET of the catalogue, once a day, which carries nothing of hers. */
async function glance(): Promise<Result<null>> {
  become('off');
  if (!shelf || (await device.get(DAY_KEY)) === today()) return ok(null);
  const got = await shelf.refresh();
  if (!got.ok) return got;
  await device.set(DAY_KEY, today());
  await shelf.update();
  return ok(null);
}

async function speak(): Promise<Result<null>> {
  const logs = (await openLogs()).filter(mayLeave);
  if (!logs.length && !(await device.get('erasing'))) return glance();
  const { round } = await import('./round');
  const outcome = await round(logs, shelf, () => become('sending'));
  clearTimeout(timer);
  const unsent = logs.some((log) => log.counts().unsent);
  if (outcome.ok) {
    failures = 0;
    become(logs.some((log) => log.counts().attention) ? 'attention' : 'idle');
    return ok(null);
  }
  failures++;
  const pauseMs = waitMs(failures, Math.random(), outcome.retryAfterS);
  quietUntil = outcome.retryAfterS ? Date.now() + pauseMs : 0;
  if (outcome.reason.startsWith('auth')) become('attention');
  else if (unsent) {
    become('waiting');
    later(pauseMs);
  } else become('idle');
  return fail(outcome.reason);
}

/** Send what waits and hear the news; two callers share one turn, two tabs take turns. */
function sendNow(): Promise<Result<null>> {
  if (running) asked = true;
  running ??= locked('sync', speak)
    .catch((error): Result<null> => fail((error as Error).message))
    .finally(() => {
      running = undefined;
      // Saved while the last batch was on its way.
      if (asked && state === 'idle') later(DEBOUNCE_MS);
      asked = false;
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
  sendNow,
  state: (): EngineState => state,
  subscribe(fn: () => void): () => void {
    listeners.add(fn);
    return () => listeners.delete(fn);
  },
};
