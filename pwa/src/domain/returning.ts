/** The one line at the next opening: how went what she promised herself, once its time has passed. Pure. */
import { againOn, type Deed, dueOn, stateOf } from './deeds';
import { dayOf } from './lima';

/** Who comes back later than this is not asked about what she no longer remembers. */
const MOST_DAYS = 21;

/** `round` 1 asks anew, a week after what she told first. */
type Asked = { deed: Deed; round: 0 | 1 };

/** When what is asked about began: what was put away is known by it. */
export const since = ({ deed, round }: Asked): number => (round ? (deed.result?.at ?? 0) : deed.at);

/**
 * Choose what to ask about: the newest promise that is due; else the newest that went well a week
 * ago. `away` holds for each round the `since` that she put away last; older ones are never dug up.
 * `chosen` tells the moment that she named for a promise.
 */
export function deedToAsk(
  deeds: readonly Deed[],
  now: number,
  away: readonly [number, number] = [0, 0],
  chosen: (deed: Deed) => number | undefined = () => undefined,
): Asked | undefined {
  const today = dayOf(now);
  const found = deeds.flatMap((deed): Asked[] => {
    const state = stateOf(deed, now, chosen(deed));
    if (state === 'due' && today - dueOn(deed, chosen(deed)) < MOST_DAYS)
      return [{ deed, round: 0 }];
    if (state === 'again' && deed.result && today - againOn(deed.result) < MOST_DAYS)
      return [{ deed, round: 1 }];
    return [];
  });
  return found
    .filter((one) => since(one) > away[one.round])
    .sort((x, y) => x.round - y.round || since(y) - since(x))[0];
}
