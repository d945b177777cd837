/** Words of what she decided to do, how it went, and her week. */
export const esDeeds = {};
