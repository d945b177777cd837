/** Days and months as they are in Lima: five hours behind UTC, all year. Pure. */
const LIMA_S = 5 * 3600;
const DAY_S = 86_400;

/** The day of a moment in seconds, as a number; day 0 was a Thursday. */
export const dayOf = (at: number): number => Math.floor((at - LIMA_S) / DAY_S);

/** The date of a moment in seconds: "2026-11-28". */
export const dateOf = (at: number): string =>
  new Date((at - LIMA_S) * 1000).toISOString().slice(0, 10);
