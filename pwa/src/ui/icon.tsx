/** An icon on a 24 x 24 grid: [filled shapes, open strokes]. */
export type Strokes = readonly [filled: string, open: string];

export const okIcon: Strokes = ['', 'M4 13l5 6L20 5'];
export const nextIcon: Strokes = ['', 'M4 12h15M13 5l7 7-7 7'];
export const backIcon: Strokes = ['', 'M20 12H5M11 5l-7 7 7 7'];
export const closeIcon: Strokes = ['', 'M5 5l14 14M19 5L5 19'];
export const giftIcon: Strokes = [
  'M2 8h20v5H2zM4 13h16v9H4z',
  'M12 8v14M12 8Q6 7 7 3q4-2 5 5 1-7 5-5 1 4-5 5z',
];
export const noPaperIcon: Strokes = ['', 'M5 2h10l4 4v16H5zM9 9h6M9 13h6M2 21L22 4'];
export const noMoneyIcon: Strokes = [
  'M12 3a9 9 0 1 0 .1 0z',
  'M15 8q-6-2-6 1.500 0 2 3 2.500t3 2.500q0 3.500-6 1.500M3 21L21 3',
];
export const speakerIcon: Strokes = ['M3 9h4l6-5v16l-6-5H3z', 'M17 8q3 4 0 8M20 5q5 7 0 14'];

export function Icon({ of: [filled, open] }: { of: Strokes }) {
  return (
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
      <path class="c" d={filled} />
      <path d={open} />
    </svg>
  );
}
