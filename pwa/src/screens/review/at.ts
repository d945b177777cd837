import { later } from '../state/later';

/** The weekly checks and the cards that come back. */
export const review = later(async () => (await import('./review')).review);
