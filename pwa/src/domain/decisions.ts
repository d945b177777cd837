/** What she last decided about each purpose, and when. Pure. */
import { CODES } from './event-types.gen';
import type { FoldEvent } from './fold';
import { isLater } from './sharing';

/** `version` is the text she said yes to; without one she said no. */
export type Decision = { at: number; version?: number };

type DecisionEvent = Pick<FoldEvent, 't' | 'at' | 'h' | 'd'>;

/** The purpose under which a contact is taken back from an edition. */
export const contactPurpose = (edition: string): string => `contact.${edition}`;

const GIVEN: number[] = [CODES['consent.given'], CODES['contact.given']];

function purposeOf({ t, d }: DecisionEvent): string | undefined {
  if (t === CODES['contact.given']) return contactPurpose(d?.edition as string);
  const isOne = t === CODES['consent.given'] || t === CODES['consent.withdrawn'];
  return isOne ? (d?.purpose as string) : undefined;
}

/** The latest wins, and of one second a withdrawal, as in the folds. */
export function decisions(events: Iterable<DecisionEvent>): Map<string, Decision> {
  const latest = new Map<string, { e: DecisionEvent; order: [number, number, string] }>();
  for (const e of events) {
    const purpose = e.d && purposeOf(e);
    if (!purpose) continue;
    const order: [number, number, string] = [e.at, GIVEN.includes(e.t) ? 0 : 1, e.h];
    const best = latest.get(purpose);
    if (!best || isLater(order, best.order)) latest.set(purpose, { e, order });
  }
  return new Map([...latest].map(([purpose, { e }]) => [purpose, decisionOf(e)]));
}

const decisionOf = ({ t, at, d }: DecisionEvent): Decision =>
  GIVEN.includes(t) ? { at, version: d?.text_version as number } : { at };
