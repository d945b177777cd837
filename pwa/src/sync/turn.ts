/** One turn of the engine: who may speak, what came of it, and when to try again. */
import { device } from '../db/device';
import { isOpen, type Log, openLog } from '../db/log';
import { fail, ok, type Result } from '../domain/result';
import { waitMs } from './backoff';
import { type Engine, mayLeave, type Outcome } from './gate';

const DEBOUNCE_MS = 3000;

let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
const watched = new WeakSet<Log>();

/** All logs of this phone; a save in any of them is sent a little later. */
async function openLogs(later: (delayMs: number) => void): Promise<Log[]> {
  const logs = await Promise.all(device.profiles().filter(isOpen).map(openLog));
  for (const log of logs) {
    if (watched.has(log)) continue;
    watched.add(log);
    log.subscribe(() => {
      if (log.counts().unsent && mayLeave(log)) later(DEBOUNCE_MS);
    });
  }
  return logs;
}

export async function speak(engine: Engine): Promise<Result<null>> {
  const { become } = engine;
  const later = (delayMs: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void engine.sendNow(), delayMs);
  };
  const logs = (await openLogs(later)).filter(mayLeave);
  const locked = device.profiles().filter((one) => !isOpen(one) || one.behind);
  const isSilent = !logs.length && !locked.length;
  if (isSilent && !(await device.get('erasing'))) return engine.glance();
  const outcome = await import('./round').then(
    ({ round }) => round(logs, locked, engine.shelf, () => become('sending')),
    // Not on the phone yet, and no signal to fetch it: as good as no answer.
    (): Outcome => ({ ok: false, reason: 'network', retryAfterS: 0 }),
  );
  clearTimeout(timer);
  if (outcome.ok) {
    failures = 0;
    become(logs.some((log) => log.counts().attention) ? 'attention' : 'idle');
    return ok(null);
  }
  failures++;
  const pauseMs = waitMs(failures, Math.random(), outcome.retryAfterS);
  engine.quiet(outcome.retryAfterS ? Date.now() + pauseMs : 0);
  if (outcome.reason.startsWith('auth')) become('attention');
  else if (logs.some((log) => log.counts().unsent)) {
    become('waiting');
    later(pauseMs);
  } else become('idle');
  return fail(outcome.reason);
}
