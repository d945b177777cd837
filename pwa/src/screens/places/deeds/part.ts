import { later } from '../../state/later';

/** What she decided and how it went, her small tries and her week: a chunk of its own. */
export const deeds = later(async () => (await import('./deeds')).deeds);
