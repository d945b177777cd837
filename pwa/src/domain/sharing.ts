/**
 * Fold what she shares and with whom; mirrored by api/progress/sharing.py.
 *
 * The latest wins, and of one second a withdrawal. Apart from the fold of progress, so that no
 * phone carries it to its first card. tests/vectors/sharing.json holds the cases of both languages.
 */
import { CODES, VERSIONS } from './event-types.gen';
import type { FoldEvent } from './fold';

export type Share = { scope: string; to: string; until: number };
/** Editions that have her contact, with the text she agreed to; the reader minds `until`. */
export type Sharing = { contacts: Record<string, number>; shares: Share[] };

type SharingEvent = Pick<FoldEvent, 't' | 'v' | 'at' | 'h' | 'd'>;
type Latest = {
  slot: [scope: string, to: string];
  order: [number, number, string];
  e: SharingEvent;
};

const CONTACT = 'contact.';

function slotOf({ t, d }: SharingEvent): [string, string] | undefined {
  if (t === CODES['share.granted'] || t === CODES['share.withdrawn'])
    return [d?.scope as string, d?.to as string];
  if (t === CODES['contact.given']) return ['', d?.edition as string];
  const purpose = t === CODES['consent.withdrawn'] ? (d?.purpose as string) : '';
  return purpose.startsWith(CONTACT) ? ['', purpose.slice(CONTACT.length)] : undefined;
}

const compare = <T extends string | number>(x: T, y: T): number => (x < y ? -1 : x > y ? 1 : 0);
/** Of two orders `[at, withdrawn, hash]`, is the first the one that counts? */
export const isLater = (x: Latest['order'], y: Latest['order']): boolean =>
  (compare(x[0], y[0]) || compare(x[1], y[1]) || compare(x[2], y[2])) > 0;

/** Fold in any order; an event that comes twice counts once. */
export function foldSharing(events: Iterable<SharingEvent>): Sharing {
  const latest = new Map<string, Latest>();
  for (const e of events) {
    const slot = e.d && e.v <= (VERSIONS[e.t] ?? 1) ? slotOf(e) : undefined;
    if (!slot) continue;
    const withdrawn = e.t === CODES['share.withdrawn'] || e.t === CODES['consent.withdrawn'];
    const mine: Latest = { slot, order: [e.at, Number(withdrawn), e.h], e };
    const best = latest.get(`${slot}`);
    if (!best || isLater(mine.order, best.order)) latest.set(`${slot}`, mine);
  }
  const sharing: Sharing = { contacts: Object.create(null), shares: [] };
  const sorted = [...latest.values()].sort(
    (x, y) => compare(x.slot[0], y.slot[0]) || compare(x.slot[1], y.slot[1]),
  );
  for (const { slot, order, e } of sorted) {
    if (order[1]) continue;
    if (slot[0]) sharing.shares.push({ scope: slot[0], to: slot[1], until: e.d?.until as number });
    else sharing.contacts[slot[1]] = e.d?.text_version as number;
  }
  return sharing;
}
