export type Route =
  | { at: 'home' | 'yo' | 'help' | 'privacy' | 'wiped' | 'lost' }
  | { at: 'module' | 'join'; id: string }
  | { at: 'lesson'; id: string; card: number };

const pages = new Map<string, Route>([
  ['', { at: 'home' }],
  ['yo', { at: 'yo' }],
  ['ayuda', { at: 'help' }],
  ['privacidad', { at: 'privacy' }],
  ['borrado', { at: 'wiped' }],
]);

/** Read where the address points; `card` is 1 for the first, 0 when not said. */
export function readRoute(hash: string): Route {
  const [page = '', id = '', card = '0'] = hash.replace(/^#?\/?/, '').split('/');
  const fixed = pages.get(page);
  if (fixed && !id) return fixed;
  if (page === 'm' && id) return { at: 'module', id };
  if (page === 'u' && id) return { at: 'join', id };
  if (page === 'l' && id && /^\d+$/.test(card)) return { at: 'lesson', id, card: Number(card) };
  return { at: 'lost' };
}
