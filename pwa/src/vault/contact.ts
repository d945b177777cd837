/**
 * How to find her, if she wants. Sealed on her phone to her edition's key: the server keeps a box
 * that it cannot open (docs/api.md). The number is on no phone either: only its last two digits.
 */
import { type Answer, ask } from '../api/client';
import { device } from '../db/device';
import type { Log } from '../db/log';
import { fromBase64url, toBase64url } from '../domain/bytes';
import { contactPurpose } from '../domain/decisions';
import { fail, ok, type Result } from '../domain/result';
import { foldSharing } from '../domain/sharing';
import { engine } from '../sync/engine';
import { call, resultOf } from './call';
import { seal } from './hpke';
import { sessionOf } from './index';
import { ownEvents } from './own';

export type Hour = 'morning' | 'afternoon' | 'night' | 'any';
/** The plain text of a contact, as `creando contacts` shows it. */
export type Contact = { number: string; hour?: Hour; person?: { name: string; number: string } };
export type EditionKey = { kid: string; pub: string };

const PATH = '/api/v1/learner/contact';
const INFO = 'creando contact 1';
/** Boxes of one size: theirs does not tell what is in them. */
const PLAIN_BYTES = 512;

/** Notes beside what she writes: keys of ours, which stay out of her copy. */
const ENDS = (edition: string): string => `#contact.${edition}`;
/** Taken back: in which life of the server's log it was said last, or that it was not yet. */
const GONE = '#contact-gone';
const LATER = 'later';

/** The key of an edition; none where no contacts are asked. Not from a cache: it may be new. */
export async function editionKey(edition: string): Promise<Result<EditionKey | undefined>> {
  const answer = await ask('/api/v1/keys', { cache: 'no-cache' }, '');
  if (answer.kind !== 'ok') return fail('network');
  const keys = (answer.body.editions ?? {}) as Record<string, EditionKey | undefined>;
  return ok(Object.hasOwn(keys, edition) ? keys[edition] : undefined);
}

/** A contact as only the edition's data officer reads it. */
export async function sealContact(contact: Contact, key: EditionKey): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(contact));
  // Spaces after JSON mean nothing.
  const plain = new Uint8Array(Math.ceil(text.length / PLAIN_BYTES) * PLAIN_BYTES).fill(32);
  plain.set(text);
  return toBase64url(await seal(fromBase64url(key.pub), INFO, plain));
}

const given = async (log: Log): Promise<string[]> =>
  Object.keys(foldSharing(await ownEvents(log)).contacts);

const drop = (log: Log): Promise<Answer> => call('DELETE', PATH, sessionOf(log.profile));

/** Give an edition her contact, in place of the one before. */
export async function giveContact(
  log: Log,
  edition: string,
  contact: Contact,
  textVersion: number,
): Promise<Result<true>> {
  const key = await editionKey(edition);
  if (!key.ok) return key;
  if (!key.value) return fail('contact.key');
  const { kid } = key.value;
  const body = { edition, kid, ct: await sealContact(contact, key.value) };
  const before = await given(log);
  const put = () =>
    call('PUT', PATH, sessionOf(log.profile), { ...body, text_version: textVersion });
  let answer = await put();
  // She has only just said yes to a copy: the server meets her with the first exchange.
  if (answer.kind === 'error' && answer.status === 401 && (await engine.sendNow()).ok)
    answer = await put();
  if (answer.kind !== 'ok') return resultOf(answer, () => true as const);
  try {
    await log.append('contact.given', { edition, text_version: textVersion });
  } catch {
    // Not written down here: then it may not be there either.
    if (!before.includes(edition)) await drop(log);
    return fail('notSaved');
  }
  // With a helper beside her notes are shut: then no digits are shown.
  await log.setNote(ENDS(edition), contact.number.slice(-2)).catch(() => {});
  await log.setNote(GONE, '').catch(() => {});
  return ok(true);
}

/** Take it back from every edition; without signal it is told to the server as soon as there is. */
export async function takeContactBack(log: Log): Promise<Result<'there' | 'later'>> {
  const isNoted = await log.setNote(GONE, LATER).then(
    () => true,
    () => false,
  );
  const answer = await drop(log);
  if (answer.kind === 'error' || (answer.kind === 'network' && !isNoted)) {
    await log.setNote(GONE, '').catch(() => {});
    return resultOf(answer, () => 'there' as const);
  }
  for (const edition of await given(log)) {
    await log.append('consent.withdrawn', { purpose: contactPurpose(edition) });
    await log.setNote(ENDS(edition), '').catch(() => {});
  }
  if (answer.kind !== 'ok') return ok('later');
  await told(log);
  return ok('there');
}

const told = async (log: Log): Promise<void> =>
  log.setNote(GONE, (await device.get<string>('epoch')) || LATER).catch(() => {});

/** Say again what she took back: it did not arrive, or a restore brought the contact back. */
export async function repeatTakingBack(log: Log): Promise<void> {
  const last = await log.note(GONE);
  if (!last || last === (await device.get('epoch'))) return;
  if ((await drop(log)).kind === 'ok') await told(log);
}

/** The end of the number that an edition has; empty when this phone does not know it. */
export const endOfNumber = async (log: Log, edition: string): Promise<string> =>
  (await log.note(ENDS(edition))) ?? '';
