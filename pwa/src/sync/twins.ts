/**
 * Two subjects that are one person (docs/sync-protocol.md section 10): whose stream is heard
 * beside her own, and what of it counts for her. Pure.
 */
import { CODES } from '../domain/event-types.gen';
import type { News, Reply, Sent, Twins } from '../domain/exchange';
import { SERVER_CODES } from '../domain/server-types.gen';

/** Linked, and not asked for yet. */
export const UNHEARD = -1;

/** Face, place, word and contact stay with each of the two: they are not what she did. */
const STAYS = new Set<number>([
  CODES['profile.created'],
  CODES['edition.joined'],
  CODES['consent.given'],
  CODES['consent.withdrawn'],
  CODES.void,
  CODES['contact.given'],
  CODES['share.granted'],
  CODES['share.withdrawn'],
  ...Object.values(SERVER_CODES),
]);

/** Name of a twin's rows among what was pulled: each twin has numbers of her own. */
export const streamOf = (twin: string): string => `t${twin}`;

/** Rows of the answered twins under names of their own, and of these what she did. */
export const readTwins = (news: News[], answered: Twins): News[] =>
  news.flatMap((row) => {
    if (row.st !== 't') return [row];
    const counts = row.s in answered && !STAYS.has(row.t);
    return counts ? [{ ...row, st: streamOf(row.s) }] : [];
  });

/** Who is one with her after what the server says in her own stream. */
export function linked(before: Twins, news: News[]): Twins {
  const all = new Map(Object.entries(before));
  const own = news.filter(({ st }) => st === 'l').sort((x, y) => x.n - y.n);
  for (const { t, d } of own) {
    const other = d?.other as string;
    if (t === SERVER_CODES['learner.unlinked']) all.delete(other);
    else if (t === SERVER_CODES['learner.linked']) all.set(other, all.get(other) ?? UNHEARD);
  }
  return Object.fromEntries(all);
}

/** Where a reply leaves the twins: who was asked for and is not answered is none any more. */
export function twinsAfter(before: Twins, sent: Sent, reply: Reply, isAnother: boolean): Twins {
  const { twins: asked = {} } = sent;
  const { twins: answered = {} } = reply;
  const stay = Object.entries(before)
    .filter(([twin]) => !(twin in asked) || twin in answered)
    .map(([twin, n]): [string, number] => [twin, answered[twin] ?? (isAnother ? UNHEARD : n)]);
  return linked(Object.fromEntries(stay), reply.news);
}

/** Names of the rows that go with who is a twin no more. */
export const parted = (before: Twins, after: Twins): string[] =>
  Object.keys(before)
    .filter((twin) => !(twin in after))
    .map(streamOf);
