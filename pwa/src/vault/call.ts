/** Orders to the server under a token of hers, beside the exchange of events. */
import { type Answer, ask, type Json } from '../api/client';
import { fail, ok, type Result } from '../domain/result';

/** One order to the server under a token of hers. */
export const call = (method: string, path: string, token: string, body?: object): Promise<Answer> =>
  ask(
    path,
    body
      ? { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
      : { method },
    token,
  );

/** The server's answer, read; or why not, by its stable key. */
export const resultOf = <T>(answer: Answer, read: (body: Json) => T | undefined): Result<T> => {
  if (answer.kind !== 'ok') return fail(answer.kind === 'error' ? answer.key : 'network');
  const value = read(answer.body);
  return value === undefined ? fail('network') : ok(value);
};
