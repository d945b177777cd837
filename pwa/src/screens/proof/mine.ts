/** Her certificate: asked for, and kept sealed to herself. */
import type { Log } from '../../db/log';
import { fromBase64url, randomBytes, toBase64url } from '../../domain/bytes';
import { askedBy, missing, type Part } from '../../domain/graduation';
import { hashName, neatName } from '../../domain/proofcode';
import { fail, ok, type Result } from '../../domain/result';
import { library } from '../../downloads/library';
import { engine } from '../../sync/engine';
import { call, resultOf } from '../../vault/call';
import { sessionOf } from '../../vault/index';
import { keepOwn, valuesOf } from '../../vault/private';
import { rows } from '../state/session';
import { isStep, moduleEntries, onShelf } from '../state/shelf';
import { issuer } from './issuer';

/** `code` has the salt behind a dot, as in its address. */
export type Mine = { name: string; id: string; code: string; jwt: string };

/** Under which name it is kept. */
export const KEPT = 'constancia';
const PATH = '/api/v1/learner/proof';
const SALT_BYTES = 12;

export const asked = () => askedBy(library.editionText()?.gr);

/** The lessons of each step of the route, also of modules that are not on the phone. */
function modules(): string[][] {
  const known = new Map(library.words()?.ms.map(([id, , lessons]) => [id, lessons]));
  return moduleEntries()
    .filter(isStep)
    .map(({ id }) => (onShelf(id)?.ls ?? known.get(id) ?? []).map(([lesson]) => lesson));
}

export const lacks = (): [Part, number][] => missing(asked(), modules(), rows());

/** As far as this phone has heard. */
const isRevoked = async ({ id }: Mine): Promise<boolean> => !!(await issuer())?.ids.includes(id);

export const addressOf = ({ code }: Mine): string => `${location.origin}/#/v/${code}`;

/** Name and salt of a request whose answer never came: asked again, it is the same certificate. */
let waiting: { of: Log; name: string; salt: string } | undefined;

/**
 * Have it signed; of her name the server gets a salted hash. Rejects without the key that opens what
 * another phone of hers made: to ask then would only take that one back.
 */
export async function askFor(log: Log, typed: string): Promise<Result<Mine>> {
  const name = neatName(typed);
  if (waiting?.of !== log || waiting.name !== name)
    waiting = { of: log, name, salt: toBase64url(randomBytes(SALT_BYTES)) };
  const { salt } = waiting;
  const hash = toBase64url(await hashName(fromBase64url(salt), name));
  await engine.sendNow();
  // The same name again, here or on another phone of hers, whose news just came: it is the same one.
  const before = (await valuesOf(log)).get(KEPT) as Mine | undefined;
  if (before?.name === name && !(await isRevoked(before))) return ok(before);
  const answer = await call('POST', PATH, sessionOf(log.profile), { hash });
  const got = resultOf(answer, ({ id, code, credential }) => ({
    name,
    id: id as string,
    code: `${code}.${salt}`,
    jwt: credential as string,
  }));
  if (!got.ok) return got;
  try {
    await keepOwn(log, KEPT, got.value);
  } catch {
    return fail('notSaved');
  }
  waiting = undefined;
  return ok(got.value);
}
