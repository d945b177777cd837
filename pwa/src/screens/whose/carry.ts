/** What one person of this phone carries to another window. */
import type { Profile } from '../../db/device';
import { req } from '../../db/idb';
import { type Log, openLog } from '../../db/log';
import { packCarry } from '../../domain/carry';
import type { Row } from '../../domain/exchange';
import type { Result } from '../../domain/result';
import type { SealedLog } from '../../vault/sealed-log';

/** Her events as the text of `#/traer/<text>`, and whether notes of hers stay behind. */
export async function carryOf(
  profile: Profile,
): Promise<{ packed: Result<string>; hasNotes: boolean }> {
  const { id: subject, avatar, createdAt } = profile;
  const log = await openLog(profile);
  const { rows, notes, token } = isSealed(log) ? sealedThings(log) : await openThings(log);
  const face = log.progress().avatar ?? avatar;
  const packed = await packCarry({ subject, token, avatar: face, createdAt, rows });
  return { packed, hasNotes: notes };
}

type Things = { rows: Row[]; notes: boolean; token: string };

const isSealed = (log: Log | SealedLog): log is SealedLog => 'journal' in log;

const sealedThings = ({ journal, keys }: SealedLog): Things => ({
  rows: [...journal.state.rows.values()],
  notes: true,
  token: keys.session,
});

const openThings = ({ db, profile }: Log): Promise<Things> =>
  db.run(['events', 'notes'], 'readonly', async (store) => ({
    rows: (await req(store('events').getAll())) as Row[],
    notes: (await req(store('notes').count())) > 0,
    token: profile.token,
  }));

/** This app at another place of it, or at another address. */
export const urlOf = (hash: string, origin = location.origin): string => `${origin}/${hash}`;
