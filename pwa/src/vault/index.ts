/**
 * Whose work it is: keys of logs, who is here, who has to say who she is (docs/adr/0011-vault.md).
 *
 * An open vault lives in the memory of this tab alone; closing the app locks it.
 */
import { ask } from '../api/client';
import { device, type Profile } from '../db/device';
import { adopt, type Log, openLog } from '../db/log';
import { randomBytes, toBase64url } from '../domain/bytes';
import { sha256 } from '../domain/event';
import { isWeak, isWhole, type LockKind } from '../domain/pin';
import { convert, sweep } from './convert';
import { type Keys, makeLock, openLock } from './keys';
import { packerOf, type SealKey } from './parcel';
import { openSealed, type SealedLog } from './sealed-log';
import { knownToken, tokensBefore } from './state';
import { begin, passTime, standing, succeed } from './tries';

export type Refusal = 'wrong' | 'wait' | 'gone' | 'weak' | 'broken';
export type Said = { ok: true } | { ok: false; reason: Refusal; waitS: number; free: number };

const SEAL = 'seal';
const AUTO_LOCK = 'auto-lock';
const AUTO_LOCK_MIN = 5;

const opened = new Map<string, SealedLog>();
const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('creando');
let sealKey: SealKey | undefined;

const newToken = (): string => toBase64url(randomBytes(32));
const tokenHash = async (token: string): Promise<string> =>
  toBase64url(await sha256(new TextEncoder().encode(token)));

const isKey = (value: unknown): value is SealKey =>
  typeof (value as SealKey | undefined)?.kid === 'string' &&
  typeof (value as SealKey | undefined)?.pub === 'string';

/** Know the server's key; without one yet, parcels wait for it. */
async function knowServer(): Promise<boolean> {
  sealKey = await device.get<SealKey>(SEAL);
  if (sealKey) return true;
  const answer = await ask('/api/v1/keys', {}, '');
  const [newest] = answer.kind === 'ok' && Array.isArray(answer.body.seal) ? answer.body.seal : [];
  if (!isKey(newest)) return false;
  await device.set(SEAL, { kid: newest.kid, pub: newest.pub });
  sealKey = newest;
  return true;
}

const packerFor = (profile: Profile, keys: Keys) =>
  packerOf(
    profile.id,
    keys.open,
    () => sealKey,
    async (old) => ({
      append: await tokenHash(profile.token),
      session: await tokenHash(keys.session),
      ...(old && { old }),
    }),
  );

/**
 * Tell the server of today's tokens, once it knows this person: until then one of the past counts.
 * A first contact registers the one it comes with, so there is nothing to tell before it. False
 * when it could not be told; `again`: the server has just refused what it was told.
 */
async function tellTokens(log: SealedLog, again: boolean): Promise<boolean> {
  const { tokens, epoch, sent } = log.journal.state;
  if (!tokens || (tokens.told && !again)) return true;
  if (!epoch && !sent) return true;
  const body = JSON.stringify({
    append: await tokenHash(tokenOf(log.profile.id)),
    session: await tokenHash(log.keys.session),
  });
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body };
  for (const token of [log.keys.session, ...[...tokens.past].reverse()]) {
    const answer = await ask('/api/v1/learner/tokens', init, token);
    if (answer.kind === 'network') return false;
    if (answer.kind === 'ok') {
      await log.journal.commit(() => ({ marks: { tokens: { ...tokens, told: true } } }));
      return true;
    }
    if (answer.status !== 401) return false;
  }
  // None is known: what was sent has never arrived, or was restored away; the next exchange
  // registers her.
  return !again;
}

const tokenOf = (id: string): string => device.profiles().find((one) => one.id === id)?.token ?? '';

async function enter(profile: Profile, keys: Keys): Promise<SealedLog> {
  await knowServer().catch(() => false);
  const log = await openSealed(profile, keys, packerFor(profile, keys), channel);
  // Another key of the server's, or none until now: what waits is sealed anew.
  await log.journal.commit(() => ({}));
  log.ready = (again = false) => tellTokens(log, again);
  opened.set(profile.id, log);
  adopt(profile, log);
  return log;
}

/** Try a key. Counted before it is tried, whatever comes of it. */
export async function unlock(profile: Profile, secret: string): Promise<Said> {
  const swept = await sweep(profile).catch(() => profile);
  if (!swept) return { ok: false, reason: 'gone', waitS: 0, free: 0 };
  if (!swept.lock) return { ok: true };
  if (!(await begin(swept.id))) return { ok: false, reason: 'wait', ...(await standing(swept.id)) };
  const keys = await openLock(swept.lock, secret);
  if (!keys) {
    const now = await standing(swept.id);
    return { ok: false, reason: 'wrong', ...now };
  }
  await succeed(swept.id);
  try {
    await enter(swept, keys);
  } catch {
    return { ok: false, reason: 'broken', waitS: 0, free: 0 };
  }
  return { ok: true };
}

/** Give a log a key, or another one; its rows are sealed anew under keys of their own. */
export async function setLock(log: Log, kind: LockKind, secret: string): Promise<Said> {
  if (!isWhole(kind, secret) || isWeak(kind, secret))
    return { ok: false, reason: 'weak', waitS: 0, free: 0 };
  await knowServer().catch(() => false);
  const now = device.profiles().find(({ id }) => id === log.profile.id) as Profile;
  const { lock, keys } = await makeLock(kind, secret, newToken());
  // The token that lay open on this phone is told to the server as no longer hers.
  const tokens = tokensBefore(opened.get(now.id)?.journal.state.tokens, log.profile.token);
  const next: Profile = { ...now, lock, token: newToken() };
  const packer = packerFor(next, keys);
  const profile = await convert(log, { lock, token: next.token }, { keys, packer, tokens });
  opened.delete(profile.id);
  adopt(profile, undefined);
  await succeed(profile.id);
  await enter(profile, keys);
  return { ok: true };
}

/** Take the key off: from now on whoever has the phone opens it. */
export async function removeLock(log: Log): Promise<void> {
  await log.ready?.();
  // The token that stays is one the server knows; far from it, that is the one from before.
  const tokens = opened.get(log.profile.id)?.journal.state.tokens;
  const token = knownToken(tokens, log.profile.token);
  const profile = await convert(log, { token }, undefined);
  opened.delete(profile.id);
  adopt(profile, undefined);
  await openLog(profile);
}

/** Forget the keys of one person, or of all. */
export function lockNow(id?: string): void {
  for (const [subject, log] of opened) {
    if (id && subject !== id) continue;
    opened.delete(subject);
    adopt(log.profile, undefined);
    log.db.close();
  }
}

/** Somebody helps her: what is private stays shut until her key opens it again. */
export function dropPrivate(id: string): void {
  const log = opened.get(id);
  if (log) log.keys.secret = undefined;
}

/** True while a key of hers is open here without what is private. */
export const hasDropped = (id: string): boolean => {
  const log = opened.get(id);
  return !!log && !log.keys.secret;
};

/**
 * Nothing of a change that was cut off stays, whoever opens the app. Without Web Locks another tab
 * may be in the middle of one, so then only her own unlock clears up.
 */
export async function sweepAll(): Promise<void> {
  if (!navigator.locks) return;
  for (const profile of device.profiles()) if (profile.old) await sweep(profile);
}
void sweepAll().catch(() => {});

/** The token that reads: of an open log; a locked person has none here. */
export const sessionOf = (profile: Profile): string =>
  opened.get(profile.id)?.keys.session ?? profile.token;

export const isLocked = (profile: Profile): boolean => !!profile.lock && !opened.has(profile.id);
export const waitOf = standing;
export const watchWait = passTime;

/** Minutes until a phone that nobody touches, or an app that nobody sees, locks itself. */
export const autoLockMin = async (): Promise<number> =>
  (await device.get<number>(AUTO_LOCK)) ?? AUTO_LOCK_MIN;
export const setAutoLock = (minutes: number): Promise<void> => device.set(AUTO_LOCK, minutes);

/** Lock by itself; call once. `onLock` shows who is asked for. */
export async function watchIdle(onLock: () => void): Promise<void> {
  let last = performance.now();
  const touch = (): void => {
    if (document.visibilityState === 'visible') last = performance.now();
  };
  for (const name of ['pointerdown', 'keydown']) addEventListener(name, touch, { passive: true });
  const check = async (): Promise<void> => {
    if (!opened.size) {
      last = performance.now();
      return;
    }
    if (performance.now() - last < (await autoLockMin()) * 60_000) return;
    lockNow();
    onLock();
  };
  setInterval(() => void check(), 5000);
  document.addEventListener('visibilitychange', () => void check().then(touch));
}

export type { LockKind };
