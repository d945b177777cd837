/** What one person of this phone carries to another window. */
import type { Profile } from '../../db/device';
import { req } from '../../db/idb';
import { openLog } from '../../db/log';
import { packCarry } from '../../domain/carry';
import type { Row } from '../../domain/exchange';
import type { Result } from '../../domain/result';

/** Her events as the text of `#/traer/<text>`, and whether notes of hers stay behind. */
export async function carryOf(
  profile: Profile,
): Promise<{ packed: Result<string>; hasNotes: boolean }> {
  const { id: subject, token, avatar, createdAt } = profile;
  const log = await openLog(profile);
  const [rows, notes] = await log.db.run(['events', 'notes'], 'readonly', async (store) => [
    (await req(store('events').getAll())) as Row[],
    await req(store('notes').count()),
  ]);
  const face = log.progress().avatar ?? avatar;
  const packed = await packCarry({ subject, token, avatar: face, createdAt, rows });
  return { packed, hasNotes: notes > 0 };
}

/** This app at another place of it, or at another address. */
export const urlOf = (hash: string, origin = location.origin): string => `${origin}/${hash}`;
