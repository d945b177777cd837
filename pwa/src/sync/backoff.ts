/** Wait after the n-th failure in a row: 5 s doubling to 1 h, with jitter so that phones spread. */
export function waitMs(failures: number, random: number, retryAfterS = 0): number {
  const full = Math.min(5 * 2 ** Math.max(0, failures - 1), 3600);
  return Math.max(full * (0.5 + random / 2), retryAfterS) * 1000;
}
