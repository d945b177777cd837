/**
 * Events as xAPI 1.0.3 statements, for a file of hers; mirrored by api/xapi/statements.py.
 *
 * A lesson opened or finished, a question answered (not what), an action done: nothing else, and
 * nothing of papers. tests/vectors/xapi.json holds the cases that both languages run.
 */
import type { Body } from './event';
import { CODES, VERSIONS } from './event-types.gen';
import type { FoldEvent } from './fold';

/** Where ids point to, what she is called, and the namespace of the ids (a UUID). */
export type Reader = { home: string; name: string; namespace: string };

/** The namespace of addresses (RFC 4122). */
export const NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

const NEVER = 'papeles';
const END_S = 253_402_300_800;
const WORDS = { experienced: 'vio', completed: 'terminó', answered: 'respondió' };
const ADL = 'http://adlnet.gov/expapi/';

type Said = [verb: keyof typeof WORDS, kind: string, path?: string];

function said(t: number, d: Body): Said | undefined {
  if (t === CODES['lesson.opened']) return ['experienced', 'lesson'];
  if (t === CODES['lesson.finished']) return ['completed', 'lesson'];
  if (t === CODES['answer.given']) return ['answered', 'question', `/preguntas/${d.card}`];
  if (t === CODES['action.done'] && ['worked', 'half', 'no'].includes(d.result as string))
    return ['completed', 'performance', `/acciones/${d.card}`];
  return undefined;
}

/** A UUID made from a name: version 5 (RFC 4122). */
async function uuidOf(namespace: string, name: string): Promise<string> {
  const space = (namespace.match(/[0-9a-f]{2}/g) ?? []).map((two) => Number.parseInt(two, 16));
  const bytes = new Uint8Array([...space, ...new TextEncoder().encode(name)]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 15) | 80;
  hash[8] = ((hash[8] ?? 0) & 63) | 128;
  const hex = Array.from(hash, (one) => one.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An event's statement; undefined when it has none. `moduleOf` a lesson that is not known: none. */
export async function statementOf(
  e: FoldEvent,
  { home, name, namespace }: Reader,
  moduleOf: (lesson: string) => string | undefined,
): Promise<object | undefined> {
  const { t, d, at } = e;
  const what = d && e.v <= (VERSIONS[t] ?? 1) && at >= 0 && at < END_S ? said(t, d) : undefined;
  if (!d || !what || (moduleOf(d.lesson as string) ?? NEVER) === NEVER) return undefined;
  const [verb, kind, path = ''] = what;
  return {
    id: await uuidOf(namespace, `${e.of ?? [e.r, e.q]},${e.h}`),
    actor: { objectType: 'Agent', account: { homePage: home, name } },
    verb: { id: `${ADL}verbs/${verb}`, display: { es: WORDS[verb] } },
    object: {
      objectType: 'Activity',
      id: `${home}/xapi/lecciones/${d.lesson}${path}`,
      definition: { type: `${ADL}activities/${kind}` },
    },
    timestamp: `${new Date(at * 1000).toISOString().slice(0, 19)}Z`,
    ...(verb === 'completed' && { result: { completion: true } }),
  };
}
