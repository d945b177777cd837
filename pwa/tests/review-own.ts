/**
 * FSRS 6 by whole days, written from its published formulas: what the library is measured and
 * checked against (docs/adr/0034-review.md).
 */

const W = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
  0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const w = (i: number): number => W[i] as number;
const FACTOR = 0.9 ** (-1 / w(20)) - 1;
const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

const firstD = (g: number): number => w(4) - Math.exp((g - 1) * w(5)) + 1;

function nextD(d: number, g: number): number {
  const moved = d + (-w(6) * (g - 3) * (10 - d)) / 9;
  return clamp(w(7) * firstD(4) + (1 - w(7)) * moved, 1, 10);
}

function nextS(d: number, s: number, days: number, g: number): number {
  const r = (1 + (FACTOR * days) / s) ** -w(20);
  const forgot = w(11) * d ** -w(12) * ((s + 1) ** w(13) - 1) * Math.exp((1 - r) * w(14));
  if (g === 1) return Math.min(s, forgot);
  const extra = (g === 2 ? w(15) : 1) * (g === 4 ? w(16) : 1);
  const growth = Math.exp(w(8)) * (11 - d) * s ** -w(9) * (Math.exp((1 - r) * w(10)) - 1);
  return s * (1 + growth * extra);
}

/** Where a card is after these visits, and in how many days it comes back. */
export function fsrs(visits: [gap: number, rating: number][]) {
  let [difficulty, stability] = [0, 0];
  visits.forEach(([gap, g], i) => {
    [difficulty, stability] = i
      ? [nextD(difficulty, g), clamp(nextS(difficulty, stability, gap, g), 0.001, 36_500)]
      : [clamp(firstD(g), 1, 10), Math.max(w(g - 1), 0.1)];
  });
  return { difficulty, stability, days: clamp(Math.round(stability), 1, 36_500) };
}
