/** Bring the server's copy of a person back to a phone that lost her (db/sentinel.ts). */
import { adopt } from '../db/adopt';
import { device, type Profile } from '../db/device';
import { openLog } from '../db/log';
import { type Mark, mark } from '../db/sentinel';
import { fail, ok, type Result } from '../domain/result';
import { engine } from './engine';

/**
 * Her profile as it was, her word given anew that a copy may travel, and one exchange.
 * Fails with `nothing` (no copy was ever sent), `full`, `refused` or `network`.
 */
export async function bringBack(gone: Mark): Promise<Result<Profile>> {
  const { id, avatar, createdAt, token, agreed } = gone;
  if (!token || agreed === undefined) return fail('nothing');
  const adopted = await adopt({ subject: id, avatar, createdAt, token, rows: [] });
  const profile = device.profiles().find((one) => one.id === id);
  if (!adopted || !profile) return fail('full');
  const log = await openLog(profile);
  // The one that was kept here is among what is missing.
  if (!('data.sync' in log.progress().consents))
    await log.append('consent.given', { purpose: 'data.sync', text_version: agreed });
  let sent = await engine.sendNow();
  // A turn that had begun before did not know her yet.
  if (sent.ok && !log.progress().avatar) sent = await engine.sendNow();
  mark(log);
  if (log.progress().avatar) return ok(profile);
  return fail(sent.ok || engine.state() === 'attention' ? 'refused' : 'network');
}
