/** What the page asks of the server, and how it says no. */
import type { components } from '../api/types.gen';
import { hasWords, say } from './words';

type Schemas = components['schemas'];
export type Me = Schemas['Me'];
export type Half = Schemas['Half'];
export type Codes = Schemas['Codes'];
export type Totp = Schemas['Totp'];
export type NewLink = Schemas['NewLink'];
export type Accounts = Schemas['Accounts'];
export type Account = Schemas['Account'];
export type Member = Schemas['Member'];
export type Noted = Schemas['Noted'];
export type Helped = Schemas['Helped'];
export type Ask = Schemas['Ask'];
export type Line = Schemas['RecordLine'];

/** `why` is the server's key, or `away`. */
export type Answer<T> = { ok: true; value: T } | { ok: false; why: string; waitS: number };

const STAFF = '/api/v1/staff';
const away = { ok: false, why: 'away', waitS: 0 } as const;

async function once<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const headers: Record<string, string> = { 'X-Creando': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    const text = body === undefined ? null : JSON.stringify(body);
    const answer = await fetch(STAFF + path, { method, headers, body: text, cache: 'no-store' });
    const said = answer.status === 204 ? undefined : await answer.json();
    if (answer.ok) return { ok: true, value: said as T };
    const waitS = Number(answer.headers.get('Retry-After') ?? 0);
    return { ok: false, why: String(said?.message ?? 'other'), waitS };
  } catch {
    return away;
  }
}

/** Asks for the second factor again; says whether it was shown. The page puts its dialog here. */
export const proof = { ask: async (): Promise<boolean> => false, lost: (): void => {} };

/** Ask the server; show the second factor again, and ask once more, where it wants that. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  let said = await once<T>(method, path, body);
  if (!said.ok && said.why === 'staff.step_up' && (await proof.ask()))
    said = await once<T>(method, path, body);
  if (!said.ok && said.why === 'staff.session' && path !== '/me') proof.lost();
  return said;
}

/** Ask without any of that: for the ways in and for the proof itself. */
export const askPlainly = once;

/** What to tell a person about a refusal. */
export function reason(no: { why: string; waitS: number }): string {
  if (no.why !== 'staff.wait') return say(hasWords(no.why) ? no.why : 'other');
  const minutes = Math.ceil(no.waitS / 60);
  const time = no.waitS > 90 ? say('minutes', minutes) : say('seconds', no.waitS);
  return say('staff.wait', time);
}
