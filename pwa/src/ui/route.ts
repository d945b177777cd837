export type Route =
  /** `asks`: what presses her, before her first card. */
  | { at: 'home'; asks?: true }
  | { at: 'lesson'; id: string; card: number }
  | { at: 'page'; page: string; id: string };

/** Read where the address points; `card` is 1 for the first, 0 when not said. */
export function readRoute(hash: string): Route {
  const [page = '', id = '', card = '0'] = hash.replace(/^#?\/?/, '').split('/');
  if (!page) return { at: 'home' };
  if (page === 'empezar') return { at: 'home', asks: true };
  if (page === 'l' && id && /^\d+$/.test(card)) return { at: 'lesson', id, card: Number(card) };
  return { at: 'page', page, id };
}
