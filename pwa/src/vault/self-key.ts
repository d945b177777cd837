/** The key of what is sealed to herself. Apart from the vault: her tools need it without a lock. */
import type { Log } from '../db/log';
import { SELF_KEY, SELF_KEYS_BEFORE } from '../db/notes';
import { fromBase64url, randomBytes, toBase64url } from '../domain/bytes';

/**
 * The key of what is sealed to herself, 32 bytes. It goes to her other phones by QR or by her
 * llave, never to the server; a helper, without the private key, does not have it.
 */
export async function selfKey(log: Log): Promise<Uint8Array<ArrayBuffer>> {
  const found = await log.note(SELF_KEY);
  if (found) return fromBase64url(found);
  const made = randomBytes(32);
  await log.setNote(SELF_KEY, toBase64url(made));
  return made;
}

export const hasSelfKey = async (log: Log): Promise<boolean> => !!(await log.note(SELF_KEY));

async function written(log: Log): Promise<string[]> {
  const before = (await log.note(SELF_KEYS_BEFORE)) ?? '';
  return before.split(' ').filter(Boolean);
}

/** Keys that were hers on this phone: what she kept under them still opens. */
export const keysBefore = async (log: Log): Promise<Uint8Array<ArrayBuffer>[]> =>
  (await written(log)).map(fromBase64url);

/** Take over the key that another phone of hers already uses; one of this phone's own stays beside it. */
export async function adoptSelfKey(log: Log, key: Uint8Array): Promise<void> {
  const mine = await log.note(SELF_KEY);
  const next = toBase64url(key);
  if (mine && mine !== next) {
    const before = new Set([mine, ...(await written(log))]);
    await log.setNote(SELF_KEYS_BEFORE, [...before].join(' '));
  }
  await log.setNote(SELF_KEY, next);
}
