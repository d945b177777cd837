/** Who signs certificates, kept on the phone: its keys and the last list of what was taken back. */
import { ask } from '../../api/client';
import { device } from '../../db/device';
import { type Key, readList } from '../../domain/proofcode';

/** `ids` were taken back as of `at`, in seconds; `got` is when this phone heard it, in ms. */
export type Issuer = { name: string; keys: Key[]; ids: string[]; at: number; got: number };

const KEPT = 'proofs';
const DAY_MS = 86_400_000;

export const issuer = (): Promise<Issuer | undefined> => device.get<Issuer>(KEPT);

/** Ask again; without signal, or when the list is not signed as it should, what was kept stays. */
export async function freshIssuer(): Promise<Issuer | undefined> {
  const answer = await ask('/api/v1/proofs', { cache: 'no-cache' }, '');
  if (answer.kind !== 'ok') return issuer();
  const { name, keys, revoked } = answer.body as { name: string; keys: Key[]; revoked: string };
  const list = await readList(revoked, keys).catch(() => undefined);
  if (!list) return issuer();
  const mine = { name, keys, ...list, got: Date.now() };
  // A phone without room for it has checked all the same.
  await device.set(KEPT, mine).catch(() => {});
  return mine;
}

export async function freshIfOld(): Promise<void> {
  const known = await issuer();
  if (!known || Date.now() - known.got > DAY_MS) await freshIssuer();
}
