/** One turn of speaking: erasures first, then each profile with its own token, in turn. */
import { ask } from '../api/client';
import { device, type Profile } from '../db/device';
import { dropLog, ERASING, type Erasing, erasureDone } from '../db/erase';
import { type Log, nameOf } from '../db/log';
import { exchange } from './exchange';
import type { Outcome, Shelf } from './gate';
import { carryParcels } from './parcels';

/** False when it has to be asked again. */
async function erased(tokens: string): Promise<boolean> {
  for (const token of tokens.split(' ')) {
    const answer = await ask('/api/v1/learner', { method: 'DELETE' }, token);
    if (answer.kind === 'ok') return true;
    // Unknown by this one: nothing to erase. A phone that came a moment ago has to wait.
    const gone = answer.kind === 'error' && [401, 403, 404].includes(answer.status);
    if (!gone || answer.key === 'phone.new') return false;
  }
  return true;
}

/** Ask the server to erase who erased herself here; what is unanswered is asked again next time. */
async function erasures(): Promise<Outcome> {
  const pending = (await device.get<Erasing>(ERASING)) ?? {};
  for (const [subject, token] of Object.entries(pending)) {
    const known = device.profiles().find(({ id }) => id === subject);
    await dropLog(subject, known ? nameOf(known) : `creando-${subject}`);
    if (!(await erased(token))) return { ok: false, reason: 'erasing', retryAfterS: 0 };
    await erasureDone(subject);
  }
  return { ok: true };
}

/** `onRequest` is called before something goes out: a turn with nothing to say is silent. */
export async function round(
  logs: Log[],
  locked: Profile[],
  shelf: Shelf | undefined,
  onRequest: () => void,
): Promise<Outcome> {
  let outcome = await erasures();
  for (const log of logs) {
    const isReady = (await log.ready?.()) ?? true;
    let mine: Outcome = isReady
      ? await exchange(log, shelf, onRequest)
      : { ok: false, reason: 'network', retryAfterS: 0 };
    if (!mine.ok && mine.reason.startsWith('auth.') && (await log.ready?.(true)))
      mine = await exchange(log, shelf, onRequest);
    if (!mine.ok) outcome = mine;
    // After a first contact the server knows her, and can be told the rest.
    else await log.ready?.();
  }
  const carried = await carryParcels(locked, !logs.length, onRequest);
  if (!carried.ok) outcome = carried;
  return outcome;
}
