import { later } from './later';

/** What follows a lesson: a picture to share, the way to the home screen, the way back, the data. */
export const after = later(async () => (await import('../more')).more.after);
