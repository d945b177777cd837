/**
 * Where she says she is from, if she wants (docs/adr/0037-origin.md): no event of her log, so it is
 * in no copy of it, no fold and nobody's list. A note here, and a row of its own on the server.
 */
import { device } from '../db/device';
import { locked } from '../db/idb';
import type { Log } from '../db/log';
import { mayLeave } from '../sync/gate';
import { call } from './call';
import { sessionOf } from './index';

/** Two answers; the third, that she would rather not say, takes them back. */
export type Origin = 'otro' | 'peru' | '';
/** The words under which it is told; the version rises when what they mean changes. */
const TEXT = 1;

/** A note of ours, which stays out of her copy: the answer, a space, and where it stands. */
const TOLD = '#origin';
/**
 * `new`: it was never sent from here. `out`: the server may know it or not. `there`: it does. What
 * was taken back stands so for one life of the server's log: then its epoch stands here.
 */
const [NEW, OUT, THERE] = ['new', 'out', 'there'];
const PATH = '/api/v1/learner/origin';
const UNKNOWN = 401;

async function read(log: Log): Promise<[answer: string, standing: string]> {
  const [answer = '', standing = ''] = ((await log.note(TOLD)) ?? '').split(' ');
  return [answer, standing];
}

/** What she told on this phone, if she did, and whether nothing of it waits. */
export async function originOf(log: Log): Promise<{ answer?: Origin; isDone: boolean }> {
  const [answer, standing] = await read(log);
  const isDone = standing !== NEW && standing !== OUT;
  return standing ? { answer: answer as Origin, isDone } : { isDone };
}

/** What she says and what is being sent never write over each other. */
const alone = <T>(log: Log, work: () => Promise<T>): Promise<T> =>
  locked(`origin:${log.profile.id}`, work);

/** Keep her answer; it leaves by `sendOrigin`. */
export const tellOrigin = (log: Log, answer: Origin): Promise<void> =>
  alone(log, async () => {
    const [, before] = await read(log);
    const neverLeft = (!before || before === NEW) && !mayLeave(log);
    const standing = neverLeft ? NEW : OUT;
    await log.setNote(TOLD, neverLeft && !answer ? '' : `${answer} ${standing}`);
  });

/** A server that refuses is asked again at the next start, not at each bell. */
let isRefused = false;

/** The answer to send now, noted as on its way; undefined when the server knows all. */
const takeOut = (log: Log, epoch: string): Promise<string | undefined> =>
  alone(log, async () => {
    const [answer, standing] = await read(log);
    const isDone = answer
      ? standing === THERE || !mayLeave(log)
      : standing === epoch && standing !== OUT;
    if (!standing || isDone) return undefined;
    await log.setNote(TOLD, `${answer} ${OUT}`);
    return answer;
  });

async function send(log: Log): Promise<void> {
  const epoch = (await device.get<string>('epoch')) || OUT;
  const answer = isRefused ? undefined : await takeOut(log, epoch);
  if (answer === undefined) return;
  const token = sessionOf(log.profile);
  const said = answer
    ? await call('PUT', PATH, token, { answer, text_version: TEXT })
    : await call('DELETE', PATH, token);
  const isStranger = said.kind === 'error' && said.status === UNKNOWN;
  isRefused = said.kind === 'error' && !isStranger;
  // Of who is not known there, there is nothing to take back.
  if (said.kind !== 'ok' && !(isStranger && !answer)) return;
  await alone(log, async () => {
    // She may have thought again meanwhile.
    if ((await log.note(TOLD)) === `${answer} ${OUT}`)
      await log.setNote(TOLD, `${answer} ${answer ? THERE : epoch}`);
  });
}

let sending: Promise<void> | undefined;

/**
 * Tell the server what it does not know yet, once: an answer; or that it was taken back, said again
 * in each new life of its log, for a restore brings the answer back.
 */
export function sendOrigin(log: Log): Promise<void> {
  sending ??= send(log).finally(() => {
    sending = undefined;
  });
  return sending;
}
