/** The one line at the next opening: what she promised herself, once its time has passed. Pure. */
import type { Action } from './fold';
import { dayOf } from './lima';

/** Who comes back later than this is not asked about what she no longer remembers. */
const MOST_DAYS = 21;

/** The first day on which it makes sense to ask: the next one; after a weekend, its Monday. */
function dueOn({ at, when }: Action): number {
  const day = dayOf(at);
  return day + (when === 'weekend' ? 7 - ((day + 3) % 7) : 1);
}

/**
 * Choose the promise to ask about: the newest one that is due and not older than three weeks.
 * `asked` is when the last one was made that she put away; older ones are never dug up.
 */
export function promiseToAsk(
  actions: readonly Action[],
  now: number,
  asked = 0,
): Action | undefined {
  const today = dayOf(now);
  return actions
    .filter((one) => one.at > asked && dueOn(one) <= today && today - dayOf(one.at) <= MOST_DAYS)
    .reduce<Action | undefined>((best, one) => (best && best.at > one.at ? best : one), undefined);
}
