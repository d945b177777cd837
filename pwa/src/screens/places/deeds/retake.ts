import type { Deed } from '../../../domain/deeds';
import type { EventBody } from '../../../domain/event-types.gen';

/** The same promise, made anew: the newest two are open. */
export const retake = ({ lesson, card, rev, when, where }: Deed): EventBody['action.taken'] => ({
  lesson,
  card,
  rev,
  when,
  where,
});
