/** One GET of JSON from our own server; anything else that answers is a network failure. */
import { fail, ok, type Result } from '../domain/result';

export type Download = { bytes: Uint8Array<ArrayBuffer>; text: string; etag: string };

/** Given up after this long: a bundle of 6 kB at 1 kbit/s still arrives. */
const LIMIT_MS = 60_000;

export async function download(
  url: string,
  headers: Record<string, string>,
  limit = LIMIT_MS,
): Promise<Result<Download | 'same'>> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), limit);
  try {
    const answer = await fetch(url, { headers, signal: giveUp.signal, redirect: 'error' });
    if (answer.status === 304) return ok('same');
    const type = answer.headers.get('content-type') ?? '';
    if (!answer.ok || !type.startsWith('application/json')) return fail('network');
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return ok({ bytes, text, etag: answer.headers.get('etag') ?? '' });
  } catch {
    return fail('network');
  } finally {
    clearTimeout(timer);
  }
}
