/** One turn of speaking: erasures first, then each profile with its own token, in turn. */
import { ask } from '../api/client';
import { device } from '../db/device';
import { dropLog, ERASING, type Erasing, erasureDone } from '../db/erase';
import { type Log, logName } from '../db/log';
import { exchange } from './exchange';
import type { Outcome, Shelf } from './gate';

/** Ask the server to erase who erased herself here; what is unanswered is asked again next time. */
async function erasures(): Promise<Outcome> {
  const pending = (await device.get<Erasing>(ERASING)) ?? {};
  for (const [subject, token] of Object.entries(pending)) {
    await dropLog(subject, logName(subject));
    const answer = await ask('/api/v1/learner', { method: 'DELETE' }, token);
    // An unknown token or subject: there is nothing left to erase.
    const gone = answer.kind === 'error' && [401, 403, 404].includes(answer.status);
    if (answer.kind !== 'ok' && !gone) return { ok: false, reason: 'erasing', retryAfterS: 0 };
    await erasureDone(subject);
  }
  return { ok: true };
}

/** `onRequest` is called before something goes out: a turn with nothing to say is silent. */
export async function round(
  logs: Log[],
  shelf: Shelf | undefined,
  onRequest: () => void,
): Promise<Outcome> {
  let outcome = await erasures();
  for (const log of logs) {
    const mine = await exchange(log, shelf, onRequest);
    if (!mine.ok) outcome = mine;
  }
  return outcome;
}
