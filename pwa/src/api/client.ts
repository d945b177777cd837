/** One request to our own server; whatever is not its JSON is a network failure. */

export type Json = { [key: string]: unknown };

/** `key` is the stable message of the server's one error shape. */
export type Answer =
  /** A list stands under `list`; `second` is what the server's clock says. */
  | { kind: 'ok'; body: Json; second?: number }
  | { kind: 'error'; status: number; key: string; retryAfterS: number }
  | { kind: 'network' };

const GIVE_UP_MS = 30_000;

const seconds = (header: string | null): number => {
  const value = Number(header);
  return Number.isFinite(value) ? Math.max(0, value) : 0;
};

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function readAnswer(status: number, body: unknown, retryAfter: string | null): Answer {
  if (status === 200 && Array.isArray(body)) return { kind: 'ok', body: { list: body } };
  if (!isObject(body)) return { kind: 'network' };
  if (status === 200) return { kind: 'ok', body };
  const ours = body.code === status && typeof body.message === 'string';
  return ours
    ? { kind: 'error', status, key: body.message as string, retryAfterS: seconds(retryAfter) }
    : { kind: 'network' };
}

/** Never throws: offline, too slow, half a body and a portal's page are all `network`. */
export async function ask(path: string, init: RequestInit, token: string): Promise<Answer> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), GIVE_UP_MS);
  try {
    const answer = await fetch(path, {
      ...init,
      // The browser's own list of languages would cost her more, and nobody reads it.
      headers: { ...init.headers, 'Accept-Language': '*', Authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: giveUp.signal,
    });
    if (answer.status === 204) return { kind: 'ok', body: {} };
    const type = answer.headers.get('content-type') ?? '';
    if (!type.startsWith('application/json')) return { kind: 'network' };
    const read = readAnswer(answer.status, await answer.json(), answer.headers.get('retry-after'));
    const second = Date.parse(answer.headers.get('date') ?? '') / 1000;
    return read.kind === 'ok' && second ? { ...read, second } : read;
  } catch {
    return { kind: 'network' };
  } finally {
    clearTimeout(timer);
  }
}
