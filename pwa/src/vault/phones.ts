/** Her phones: one more by a code, by her llave or her card; those that are lost; twins. */
import type { Json } from '../api/client';
import { device, MOST_PEOPLE, type Profile } from '../db/device';
import { isOpen, type Log, openLog } from '../db/log';
import { fromBase64url, randomBytes, toBase64url } from '../domain/bytes';
import { sha256 } from '../domain/event';
import { readLetters } from '../domain/letters';
import { fail, ok, type Result } from '../domain/result';
import { engine } from '../sync/engine';
import { today } from '../sync/gate';
import { noteEpoch } from '../sync/parcels';
import { readReply } from '../sync/reply';
import { round } from '../sync/round';
import { applyReply, editTwins, readOutbox } from '../sync/store';
import { UNHEARD } from '../sync/twins';
import { post } from '../sync/wire';
import { seeArrivals } from './arrivals';
import { leaveBehind } from './behind';
import { call, resultOf } from './call';
import { sessionOf } from './index';
import { boxOf, drawn, keyIn, newLlave } from './llave';
import { sealAnew } from './private';
import { adoptSelfKey, selfKey } from './self-key';

const ARRIVING = 'arriving';

const tokenHash = async (token: string): Promise<string> =>
  toBase64url(await sha256(new TextEncoder().encode(token)));

/** A code for one more phone of hers, and her own key to go with its QR. */
export async function makeLink(log: Log): Promise<Result<{ code: string; key: string }>> {
  const answer = await call('POST', '/api/v1/learner/links', sessionOf(log.profile));
  const key = toBase64url(await selfKey(log));
  return resultOf(answer, ({ code }) => (typeof code === 'string' ? { code, key } : undefined));
}

/** Make her llave; the server can check it, and cannot know it. */
export async function makeLlave(log: Log): Promise<Result<string>> {
  const text = newLlave();
  const one = await drawn(text);
  const body = { id: one.id, auth: one.auth, box: await boxOf(one, await selfKey(log)) };
  const answer = await call('PUT', '/api/v1/learner/key', sessionOf(log.profile), body);
  return resultOf(answer, () => text);
}

export async function bindCard(log: Log, number: string, secret: string): Promise<Result<true>> {
  const body = { number, pictures: secret.split('.') };
  const answer = await call('PUT', '/api/v1/learner/card', sessionOf(log.profile), body);
  return resultOf(answer, () => true as const);
}

/** A phone that speaks for her; `by` helped it in. */
export type Phone = { id: string; how: string; by: string | null; at: number; this: boolean };

export async function phonesOf(profile: Profile): Promise<Result<Phone[]>> {
  const answer = await call('GET', '/api/v1/learner/phones', sessionOf(profile));
  return resultOf(answer, ({ list }) => list as Phone[] | undefined);
}

export async function revoke(profile: Profile, id: string): Promise<Result<true>> {
  const answer = await call('DELETE', `/api/v1/learner/phones/${id}`, sessionOf(profile));
  return resultOf(answer, () => true as const);
}

export type Twin = { subject: string; at: number; until: number };

/** Twins as her log has them from now on; what cannot be written now, the server says again. */
async function follow(
  id: string,
  edit: (all: { [subject: string]: number }) => [string, number][],
): Promise<void> {
  const profile = device.profiles().find((one) => one.id === id);
  if (!profile || !isOpen(profile)) return;
  const log = await openLog(profile);
  await editTwins(log, (before) => Object.fromEntries(edit(before)));
  await log.changed();
}

export async function twinsOf(profile: Profile): Promise<Result<Twin[]>> {
  const answer = await call('GET', '/api/v1/learner/twins', sessionOf(profile));
  const got = resultOf(answer, ({ list }) => list as Twin[] | undefined);
  if (got.ok)
    await follow(profile.id, (all) =>
      got.value.map(({ subject }) => [subject, all[subject] ?? UNHEARD]),
    ).catch(() => {});
  return got;
}

const bothWays = (one: string, two: string): [string, string][] => [
  [one, two],
  [two, one],
];

/** Say that two people of this phone are one; each proves it with the token that reads. */
export async function join(profile: Profile, other: Profile): Promise<Result<true>> {
  const body = { token: sessionOf(other) };
  const answer = await call('POST', '/api/v1/learner/twins', sessionOf(profile), body);
  if (answer.kind === 'ok') {
    for (const [one, twin] of bothWays(profile.id, other.id))
      await follow(one, (all) => Object.entries({ [twin]: UNHEARD, ...all })).catch(() => {});
    void engine.sendNow();
  }
  return resultOf(answer, () => true as const);
}

export async function part(profile: Profile, subject: string): Promise<Result<true>> {
  const answer = await call('DELETE', `/api/v1/learner/twins/${subject}`, sessionOf(profile));
  if (answer.kind === 'ok')
    for (const [one, twin] of bothWays(profile.id, subject))
      await follow(one, (all) => Object.entries(all).filter(([id]) => id !== twin)).catch(() => {});
  return resultOf(answer, () => true as const);
}

/** How she comes onto this phone. */
export type Way =
  | { by: 'code'; code: string; key?: string }
  | { by: 'llave'; llave: string }
  | { by: 'card'; number: string; secret: string };

/** The same token for the same way, so that an answer that was lost can be asked for again. */
async function tokenFor(what: string): Promise<string> {
  const found = await device.get<{ what: string; token: string }>(ARRIVING);
  if (found?.what === what) return found.token;
  const token = toBase64url(randomBytes(32));
  await device.set(ARRIVING, { what, token });
  return token;
}

type Arrived = { subject: string; avatar: string; key?: Uint8Array<ArrayBuffer> | undefined };

const readArrived = ({ subject, avatar = 'y1' }: Json): Arrived | undefined =>
  typeof subject === 'string' && typeof avatar === 'string' ? { subject, avatar } : undefined;

async function claim(way: Way, session: string): Promise<Result<Arrived>> {
  if (way.by === 'code') {
    const body = { code: readLetters(way.code), session };
    const got = resultOf(await call('POST', '/api/v1/links/claim', '', body), readArrived);
    if (got.ok && way.key) got.value.key = fromBase64url(way.key);
    return got;
  }
  if (way.by === 'card') {
    const body = { number: way.number, pictures: way.secret.split('.'), session };
    return resultOf(await call('POST', '/api/v1/cards/claim', '', body), readArrived);
  }
  const one = await drawn(readLetters(way.llave));
  const body = { id: one.id, auth: one.auth, session };
  const answer = await call('POST', '/api/v1/keys/claim', '', body);
  const got = resultOf(answer, readArrived);
  if (got.ok && answer.kind === 'ok' && typeof answer.body.box === 'string')
    got.value.key = await keyIn(one, answer.body.box).catch(() => undefined);
  return got;
}

/**
 * Come onto this phone. Fails with the server's key, `network`, `full`, or `shut`: she is on this
 * phone behind a key, with work in it that has not arrived; it is not thrown away.
 */
export async function arrive(way: Way): Promise<Result<Log>> {
  const token = await tokenFor(
    toBase64url(await sha256(new TextEncoder().encode(JSON.stringify(way)))),
  );
  const got = await claim(way, await tokenHash(token));
  if (!got.ok) return got;
  const made = await profileFor(got.value, token);
  if (!made.ok) return made;
  const log = await openLog(made.value);
  if (got.value.key) await adoptSelfKey(log, got.value.key).catch(() => {});
  await hear(log);
  if (got.value.key) await sealAnew(log).catch(() => {});
  // This very arrival is no news to who has just made it.
  await seeArrivals(log).catch(() => {});
  await device.set(ARRIVING, undefined);
  return ok(log);
}

const MOST_ANSWERS = 100;

/**
 * What she did elsewhere, her permission to send among it: asked for with nothing of hers but the
 * token she was just given. Cut short, the rest comes when the phone next speaks.
 */
async function hear(log: Log): Promise<void> {
  for (let more = true, i = 0; more && i < MOST_ANSWERS; i++) {
    const outbox = { ...(await readOutbox(log, 1, new Set())), rows: [] };
    const place = { edition: 'abierta', catalog: '' };
    const answer = await post(log.profile, outbox, place, { columns: true, deflate: true });
    if (answer.kind !== 'ok') break;
    const reply = await readReply(answer.body, log.profile.id, 0, outbox.held.length);
    if (!reply) break;
    const { epoch, held, twins } = outbox;
    await applyReply(log, { epoch, held, events: [], twins }, reply, today());
    await noteEpoch(reply.epoch);
    more = reply.more;
  }
  await log.changed();
}

/** She is here already. The token that lies here may be one the server has let go of. */
async function letIn(known: Profile, token: string): Promise<Profile> {
  const heard = await phonesOf(known);
  if (heard.ok || !heard.reason.startsWith('auth.')) return known;
  await device.edit(known.id, (before) => ({ ...before, token }));
  const changed = { ...known, token };
  (await openLog(changed)).profile = changed;
  return changed;
}

async function profileFor(
  { subject: id, avatar }: Arrived,
  token: string,
): Promise<Result<Profile>> {
  const known = device.profiles().find((one) => one.id === id);
  if (!known) {
    if (device.profiles().length >= MOST_PEOPLE) return fail('full');
    const fresh = { id, avatar, token, createdAt: Math.floor(Date.now() / 1000) };
    await device.put(fresh);
    return ok(fresh);
  }
  if (!known.lock) return ok(await letIn(known, token));
  await round([], [known], undefined, () => {});
  const opened = await leaveBehind(known, token);
  return opened ? ok(opened) : fail('shut');
}
