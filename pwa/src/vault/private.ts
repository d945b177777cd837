/**
 * What she keeps for herself alone: values sealed to her own key in events that her other phones
 * open and the server cannot (docs/adr/0031-own.md). A helper, without the private key, cannot either.
 */
import type { Log, Seen } from '../db/log';
import { fromBase64url, toBase64url } from '../domain/bytes';
import { type Enc, sha256 } from '../domain/event';
import { CODES } from '../domain/event-types.gen';
import { type Bytes, dataKey, openJson, shutJson } from './boxes';
import { hasSelfKey, keysBefore, selfKey } from './self-key';

/** As JSON has them; null takes a value back. */
export type Own = number | string | boolean | null | Own[] | { [field: string]: Own };

/** `p` fills up to whole blocks: the length of a box does not tell how large a number is. */
export type Kept = { k: string; at: number; v: Own; p?: string };

const BLOCK = 64;
const KID_BYTES = 6;

/** What was opened already, by key and hash: a box is opened once a visit. */
const opened = new Map<string, Kept>();

/** This phone has boxes of hers and not the key that opens them. */
export class NoKey extends Error {}

const boxesIn = (log: Log): Seen[] =>
  log.rows().filter(({ t, enc }) => t === CODES['own.kept'] && enc?.to === 'self');

type Mine = { key: CryptoKey; kid: string };

async function keyFrom(raw: Bytes): Promise<Mine> {
  const print = await sha256(raw);
  return { key: await dataKey(raw), kid: toBase64url(print.slice(0, KID_BYTES)) };
}

/** Asked for each time: another phone of hers may just have brought the key that counts. */
async function keyOf(log: Log): Promise<Mine> {
  // A key made here would open none of the boxes that came: it is made only when she says so.
  if (boxesIn(log).length && !(await hasSelfKey(log))) throw new NoKey();
  return keyFrom(await selfKey(log));
}

/** The key that counts, and those from before it, by name. */
async function keysOf(log: Log): Promise<Map<string, CryptoKey>> {
  const all = [await keyOf(log), ...(await Promise.all((await keysBefore(log)).map(keyFrom)))];
  return new Map(all.map(({ kid, key }) => [kid, key]));
}

const now = (): number => Math.floor(Date.now() / 1000);

/** The last thing she said counts, though the clock went back or the second is the same. */
const lastIn = new WeakMap<Log, Map<string, number>>();

/** When something was last kept under each name of a log, as far as this tab has seen. */
function lastOf(log: Log): Map<string, number> {
  const last = lastIn.get(log) ?? new Map<string, number>();
  lastIn.set(log, last);
  return last;
}

/**
 * Keep a value under a name; the last one kept under it counts. Rejects when it is not on the disk,
 * and with `NoKey`.
 */
export async function keepOwn(log: Log, name: string, value: Own): Promise<void> {
  const { key, kid } = await keyOf(log);
  const last = lastOf(log);
  const at = Math.max(now(), (last.get(name) ?? 0) + 1);
  // Before it is on the disk: what is said next, at once, is later.
  last.set(name, at);
  const kept: Kept = { k: name, at, v: value, p: '' };
  const size = new TextEncoder().encode(JSON.stringify(kept)).length;
  kept.p = ' '.repeat((BLOCK - (size % BLOCK)) % BLOCK);
  const enc: Enc = { kid, to: 'self', ct: toBase64url(await shutJson(key, kept)) };
  await log.append('own.kept', {}, enc);
}

async function open(keys: Map<string, CryptoKey>, { h, enc }: Seen): Promise<Kept | undefined> {
  const { kid, ct } = enc as Enc;
  const key = keys.get(kid);
  if (!key) return undefined;
  const known = opened.get(kid + h);
  if (known) return known;
  const kept = await openJson<Kept>(key, fromBase64url(ct) as Bytes).catch(() => {});
  if (kept) opened.set(kid + h, kept);
  return kept ?? undefined;
}

type Best = { kept: Kept; h: string; kid: string };

/** What stands under each name, taken back or not. */
async function bestOf(log: Log, counts: (kept: Kept) => boolean): Promise<Map<string, Best>> {
  const sealed = boxesIn(log);
  const best = new Map<string, Best>();
  if (!sealed.length) return best;
  const keys = await keysOf(log);
  const last = lastOf(log);
  const all = await Promise.all(sealed.map((row) => open(keys, row)));
  for (const [i, kept] of all.entries()) {
    if (!kept) continue;
    const { h, enc } = sealed[i] as Seen;
    last.set(kept.k, Math.max(kept.at, last.get(kept.k) ?? 0));
    if (!counts(kept)) continue;
    const old = best.get(kept.k);
    const isNewer = !old || kept.at > old.kept.at || (kept.at === old.kept.at && h > old.h);
    if (isNewer) best.set(kept.k, { kept, h, kid: (enc as Enc).kid });
  }
  return best;
}

/**
 * All that she keeps, by name; what no key of this phone opens is passed over. `counts` leaves
 * some of it out: what stands is then the last of the others. Rejects with `NoKey`.
 */
export async function ownOf(log: Log, counts = (_: Kept) => true): Promise<Map<string, Kept>> {
  const found = [...(await bestOf(log, counts))].filter(([, { kept }]) => kept.v !== null);
  return new Map(found.map(([name, { kept }]) => [name, kept]));
}

/** Keep anew what stands under a key from before: her other phones have the one that counts alone. */
export async function sealAnew(log: Log): Promise<void> {
  const { kid } = await keyOf(log);
  for (const [name, { kept, kid: under }] of await bestOf(log, () => true))
    if (under !== kid) await keepOwn(log, name, kept.v);
}

/** The same, values alone. */
export const valuesOf = async (log: Log): Promise<Map<string, Own>> =>
  new Map([...(await ownOf(log))].map(([name, { v }]) => [name, v]));

/** Everything of hers in one readable object: what she keeps for herself is opened under `own`. */
export async function copyOf(log: Log): Promise<object> {
  const all = await log.exportAll();
  // A key that is not here shuts this part, not the rest of her copy.
  const own = await valuesOf(log).catch(() => new Map<string, Own>());
  return { ...all, own: Object.fromEntries(own) };
}
